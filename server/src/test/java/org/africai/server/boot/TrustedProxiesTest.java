package org.africai.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    @RegisterExtension
    static final TestServer behindProxy =
            TestServer.with(Map.of("trusted-proxies", "127.0.0.0/8,10.0.0.0/8"));

    @RegisterExtension static final TestServer alone = TestServer.shared();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.7                       | 198.51.100.7",
                "203.0.113.9, 198.51.100.7          | 198.51.100.7",
                "198.51.100.7, 10.1.2.3             | 198.51.100.7",
                "2001:db8::1, 10.1.2.3, 10.9.9.9    | 2001:db8::1",
                "10.1.2.3                           | 10.1.2.3",
                "evil.example.org                   | 127.0.0.1",
                "198.51.100.7, <script>             | 127.0.0.1",
                "''                                 | 127.0.0.1",
            })
    void the_client_is_the_last_address_that_is_no_proxy(String header, String client)
            throws Exception {
        assertThat(seenBehind("127.0.0.1", header)).isEqualTo(client);
    }

    @Test
    void a_stranger_is_not_believed() throws Exception {
        assertThat(seenBehind("192.0.2.1", "198.51.100.7")).isEqualTo("192.0.2.1");
    }

    @Test
    void a_secure_connection_is_believed_of_a_proxy_only() {
        var overProxy = behindProxy.guest().request("/health/live");
        var direct = alone.guest().request("/health/live");

        var believed = behindProxy.guest().send(overProxy.header("X-Forwarded-Proto", "https"));
        var ignored = alone.guest().send(direct.header("X-Forwarded-Proto", "https"));

        assertThat(believed.headers().firstValue("Strict-Transport-Security"))
                .hasValue("max-age=31536000");
        assertThat(ignored.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }

    /// The address that what comes after the valve sees.
    private static String seenBehind(String peer, String header) throws Exception {
        var coyote = new org.apache.coyote.Request();
        coyote.getMimeHeaders().addValue("X-Forwarded-For").setString(header);
        var request = new Request(new Connector(), coyote);
        request.setRemoteAddr(peer);
        var seen = new StringBuilder();
        var valve = new TrustedProxies(java.util.List.of("127.0.0.0/8", "10.0.0.0/8"));
        valve.setNext(
                new ValveBase() {
                    @Override
                    public void invoke(Request given, Response answer) {
                        seen.append(given.getRemoteAddr());
                    }
                });
        valve.invoke(request, new Response(new org.apache.coyote.Response()));
        assertThat(request.getRemoteAddr()).isEqualTo(peer);
        return seen.toString();
    }
}
