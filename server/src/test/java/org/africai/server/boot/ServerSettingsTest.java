package org.africai.server.boot;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.africai.server.settings.ByteSize;
import org.africai.server.settings.Secret;
import org.africai.server.settings.Settings;
import org.africai.server.settings.SettingsCheck;
import org.africai.server.settings.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {
    @Test
    void every_key_has_its_default_and_reaches_its_place() {
        SettingsCheck.of("", ServerSettings.DEFAULTS)
                .key("host", "127.0.0.1", "0.0.0.0", ServerSettings::host, "0.0.0.0")
                .key("port", "8080", "0", ServerSettings::port, 0)
                .key("data", "", "/srv", ServerSettings::data, Path.of("/srv"))
                .key("admin-password", "", "x", ServerSettings::adminPassword, new Secret("x"))
                .key("max-connections", "2000", "10", ServerSettings::maxConnections, 10)
                .key(
                        "max-requests-per-address",
                        "64",
                        "8",
                        ServerSettings::maxRequestsPerAddress,
                        8)
                .key(
                        "head-timeout",
                        "20s",
                        "1s",
                        ServerSettings::headTimeout,
                        Duration.ofSeconds(1))
                .key(
                        "trusted-proxies",
                        "",
                        "127.0.0.1, 10.0.0.0/8",
                        ServerSettings::trustedProxies,
                        List.of("127.0.0.1", "10.0.0.0/8"))
                .key("max-head", "16KiB", "8KiB", ServerSettings::maxHead, ByteSize.ofKibibytes(8))
                .key(
                        "read-timeout",
                        "20s",
                        "1s",
                        ServerSettings::readTimeout,
                        Duration.ofSeconds(1))
                .key(
                        "shutdown-grace",
                        "20s",
                        "5s",
                        ServerSettings::shutdownGrace,
                        Duration.ofSeconds(5))
                .coversEveryKey();
    }

    @ParameterizedTest
    @CsvSource({
        "port, -1",
        "port, 65536",
        "max-connections, 0",
        "max-requests-per-address, 0",
        "head-timeout, 0s",
        "trusted-proxies, proxy.example.org",
        "max-head, 1023",
        "max-head, 2MiB",
        "read-timeout, 0s",
        "read-timeout, 25d",
    })
    void a_value_out_of_range_is_refused_by_name(String key, String value) {
        assertThatThrownBy(() ->
                        Settings.read(
                                KnownSettings.GROUPS,
                                Map.of(key, value),
                                Map.of(),
                                Map.of(),
                                List.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(key);
    }
}
