package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.africai.server.settings.ByteSize;
import org.africai.server.settings.SettingsCheck;
import org.junit.jupiter.api.Test;

class IntakeSettingsTest {
    @Test
    void every_key_has_its_default_and_reaches_its_place() {
        SettingsCheck.of("intake", IntakeSettings.DEFAULTS)
                .key(
                        "intake-max-upload",
                        "1TiB",
                        "1GiB",
                        IntakeSettings::maxUpload,
                        ByteSize.ofMebibytes(1024))
                .key("intake-max-files", "1000000", "7", IntakeSettings::maxFiles, 7)
                .key("intake-max-ratio", "200", "7", IntakeSettings::maxRatio, 7)
                .key("intake-max-sessions", "1000", "7", IntakeSettings::maxSessions, 7)
                .key("intake-idle", "5m", "30s", IntakeSettings::idle, Duration.ofSeconds(30))
                .key(
                        "intake-prevent-cross-modality-merge",
                        "true",
                        "false",
                        IntakeSettings::preventCrossModalityMerge,
                        false)
                .key(
                        "intake-cache-quota",
                        "100GiB",
                        "1GiB",
                        IntakeSettings::cacheQuota,
                        ByteSize.ofMebibytes(1024))
                .key("intake-cache-max-files", "100000", "7", IntakeSettings::cacheMaxFiles, 7)
                .key(
                        "intake-cache-kept",
                        "7d",
                        "1h",
                        IntakeSettings::cacheKept,
                        Duration.ofHours(1))
                .key(
                        "intake-progress-kept",
                        "7d",
                        "1h",
                        IntakeSettings::progressKept,
                        Duration.ofHours(1))
                .key(
                        "intake-inbox",
                        "",
                        "/srv/a,/srv/b",
                        IntakeSettings::inbox,
                        List.of("/srv/a", "/srv/b"))
                .coversEveryKey();
    }

    @Test
    void a_limit_of_nothing_is_refused() {
        assertThatThrownBy(() -> settings(0, Duration.ofSeconds(1), 1, "/srv"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings(1, Duration.ofSeconds(-1), 1, "/srv"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings(1, Duration.ofSeconds(1), 0, "/srv"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings(1, Duration.ofSeconds(1), 1, "srv"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static IntakeSettings settings(
            long maxUpload, Duration idle, int cacheMaxFiles, String inbox) {
        return new IntakeSettings(
                new ByteSize(maxUpload),
                1,
                1,
                1,
                idle,
                true,
                new ByteSize(1),
                cacheMaxFiles,
                Duration.ofDays(1),
                Duration.ofDays(1),
                List.of(inbox));
    }
}
