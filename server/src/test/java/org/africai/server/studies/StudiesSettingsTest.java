package org.africai.server.studies;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.africai.server.settings.SettingsCheck;
import org.junit.jupiter.api.Test;

class StudiesSettingsTest {
    @Test
    void every_key_has_its_default_and_reaches_its_place() {
        SettingsCheck.of("studies", StudiesSettings.DEFAULTS)
                .key(
                        "studies-snapshots-after",
                        "5m",
                        "0s",
                        StudiesSettings::snapshotsAfter,
                        Duration.ZERO)
                .coversEveryKey();
    }

    @Test
    void a_time_before_now_is_refused() {
        assertThatThrownBy(() -> new StudiesSettings(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
