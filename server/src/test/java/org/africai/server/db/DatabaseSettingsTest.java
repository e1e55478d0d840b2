package org.africai.server.db;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.africai.server.settings.ByteSize;
import org.africai.server.settings.Secret;
import org.africai.server.settings.Settings;
import org.africai.server.settings.SettingsCheck;
import org.africai.server.settings.SettingsGroup;
import org.africai.server.settings.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseSettingsTest {
    @Test
    void every_key_has_its_default_and_reaches_its_place() {
        SettingsCheck.of("database", DatabaseSettings.DEFAULTS)
                .key(
                        "database-url",
                        "",
                        "jdbc:postgresql://h/d",
                        DatabaseSettings::url,
                        "jdbc:postgresql://h/d")
                .key("database-user", "africai", "x", DatabaseSettings::user, "x")
                .key("database-password", "", "x", DatabaseSettings::password, new Secret("x"))
                .key("database-pool-size", "16", "32", DatabaseSettings::poolSize, 32)
                .key(
                        "database-connection-timeout",
                        "5s",
                        "1s",
                        DatabaseSettings::connectionTimeout,
                        Duration.ofSeconds(1))
                .key(
                        "database-start-timeout",
                        "5m",
                        "1h",
                        DatabaseSettings::startTimeout,
                        Duration.ofHours(1))
                .key("database-folder", "", "/db", DatabaseSettings::folder, Path.of("/db"))
                .key("database-programs", "", "/pg", DatabaseSettings::programs, Path.of("/pg"))
                .key("database-system-user", "", "pg", DatabaseSettings::systemUser, "pg")
                .key(
                        "database-shared-buffers",
                        "128MiB",
                        "1GiB",
                        DatabaseSettings::sharedBuffers,
                        ByteSize.ofMebibytes(1024))
                .coversEveryKey();
    }

    @ParameterizedTest
    @CsvSource({
        "database-url, jdbc:mysql://h/d",
        "database-pool-size, 1",
        "database-pool-size, 501",
        "database-connection-timeout, 249ms",
        "database-start-timeout, 0s",
        "database-shared-buffers, 1023KiB",
    })
    void a_value_out_of_range_is_refused_by_name(String key, String value) {
        var groups =
                List.<SettingsGroup<?>>of(
                        new SettingsGroup<>("database", DatabaseSettings.DEFAULTS));

        assertThatThrownBy(() ->
                        Settings.read(groups, Map.of(key, value), Map.of(), Map.of(), List.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(key);
    }
}
