package org.africai.server.receivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.africai.server.http.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhitelistTest {
    @ParameterizedTest
    @CsvSource({
        "CT1, CT1, 10.1.2.3, true",
        "CT1, CT2, 10.1.2.3, false",
        "CT1, ct1, 10.1.2.3, false",
        "10.1.2.3, CT1, 10.1.2.3, true",
        "10.1.2.3, CT1, 10.1.2.4, false",
        "10.1.0.0/16, CT1, 10.1.255.255, true",
        "10.1.0.0/16, CT1, 10.2.0.0, false",
        "10.1.2.0/23, CT1, 10.1.3.7, true",
        "10.1.2.0/23, CT1, 10.1.4.0, false",
        "0.0.0.0/0, CT1, 192.0.2.1, true",
        "0.0.0.0/0, CT1, ::1, false",
        "2001:db8::/32, CT1, 2001:db8:1::9, true",
        "2001:db8::/32, CT1, 2001:db9::1, false",
        "CT1@10.1.2.3, CT1, 10.1.2.3, true",
        "CT1@10.1.2.3, CT2, 10.1.2.3, false",
        "CT1@10.1.2.3, CT1, 10.1.2.4, false",
        "CT1@10.0.0.0/8, CT1, 10.9.9.9, true",
        "A@B@10.0.0.1, A@B, 10.0.0.1, true",
    })
    void an_entry_admits_whom_it_describes(
            String entry, String calling, String from, boolean isAdmitted) {
        var list = new Whitelist(List.of(entry));

        assertThat(list.admits(calling, InetAddress.ofLiteral(from))).isEqualTo(isAdmitted);
    }

    @Test
    void one_entry_of_many_is_enough_and_none_admits_nobody() {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        assertThat(new Whitelist(List.of("A", "B", "127.0.0.1")).admits("C", here)).isTrue();
        assertThat(new Whitelist(List.of()).admits("C", here)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CT1@",
                "@10.0.0.1",
                "CT1@host.example.org",
                "CT1@10.0.0.0/33",
                "CT1@10.0.0",
                "A_TITLE_THAT_IS_TOO_LONG",
                "A\\B"
            })
    void what_is_no_entry_is_refused(String entry) {
        assertThatThrownBy(() -> new Whitelist(List.of(entry)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("AE@ADDRESS");
    }
}
