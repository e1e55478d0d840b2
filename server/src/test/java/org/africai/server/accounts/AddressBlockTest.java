package org.africai.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressBlockTest {
    @ParameterizedTest(name = "{0} and {1} are in one block: {2}")
    @CsvSource({
        "192.0.2.1,            192.0.2.254,            true",
        "192.0.2.1,            192.0.3.1,              false",
        "2001:db8:1:2::1,      2001:db8:1:2:ffff::9,   true",
        "2001:db8:1:2::1,      2001:db8:1:3::1,        false",
        "::ffff:192.0.2.1,     192.0.2.9,              true"
    })
    void a_block_is_what_one_subscriber_has(String one, String other, boolean same)
            throws UnknownHostException {
        String first = AddressBlock.of(InetAddress.getByName(one));
        String second = AddressBlock.of(InetAddress.getByName(other));

        assertThat(first.equals(second)).isEqualTo(same);
    }
}
