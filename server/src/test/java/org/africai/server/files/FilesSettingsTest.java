package org.africai.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.africai.server.settings.ByteSize;
import org.africai.server.settings.SettingsCheck;
import org.junit.jupiter.api.Test;

class FilesSettingsTest {
    @Test
    void every_key_has_its_default_and_reaches_its_place() {
        SettingsCheck.of("files", FilesSettings.DEFAULTS)
                .key(
                        "files-max-file",
                        "1TiB",
                        "1GiB",
                        FilesSettings::maxFile,
                        ByteSize.ofMebibytes(1024))
                .key("files-max-per-upload", "100000", "7", FilesSettings::maxPerUpload, 7)
                .key("files-max-per-download", "500000", "7", FilesSettings::maxPerDownload, 7)
                .key(
                        "files-low-water",
                        "",
                        "3GiB",
                        FilesSettings::lowWater,
                        ByteSize.ofMebibytes(3072))
                .coversEveryKey();
    }

    @Test
    void a_limit_of_nothing_is_refused() {
        assertThatThrownBy(() -> new FilesSettings(new ByteSize(0), 1, 1, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FilesSettings(new ByteSize(1), 0, 1, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void uploads_leave_ten_gibibytes_or_a_twentieth_of_a_small_volume() {
        assertThat(FilesSettings.DEFAULTS.lowWaterBytes(1L << 50)).isEqualTo(10L << 30);
        assertThat(FilesSettings.DEFAULTS.lowWaterBytes(40L << 30)).isEqualTo(2L << 30);
        var set = new FilesSettings(new ByteSize(1), 1, 1, new ByteSize(5));
        assertThat(set.lowWaterBytes(1L << 50)).isEqualTo(5);
    }
}
