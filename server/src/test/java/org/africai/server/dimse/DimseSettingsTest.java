package org.africai.server.dimse;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.africai.server.settings.Secret;
import org.africai.server.settings.Settings;
import org.africai.server.settings.SettingsCheck;
import org.africai.server.settings.SettingsGroup;
import org.africai.server.settings.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DimseSettingsTest {
    @Test
    void every_key_has_its_default_and_reaches_its_place() {
        SettingsCheck.of("dicom", DimseSettings.DEFAULTS)
                .key("dicom-port", "", "11112", DimseSettings::port, 11112)
                .key("dicom-ae-title", "XNAT", "PACS", DimseSettings::aeTitle, "PACS")
                .key("dicom-host", "127.0.0.1", "0.0.0.0", DimseSettings::host, "0.0.0.0")
                .key("dicom-max-associations", "256", "7", DimseSettings::maxAssociations, 7)
                .key(
                        "dicom-max-associations-per-address",
                        "64",
                        "7",
                        DimseSettings::maxAssociationsPerAddress,
                        7)
                .key("dicom-idle", "1m", "5s", DimseSettings::idle, Duration.ofSeconds(5))
                .key("dicom-tls-ports", "", "", DimseSettings::tlsPorts, List.of())
                .key("dicom-tls-keys", "", "/k.p12", DimseSettings::tlsKeys, Path.of("/k.p12"))
                .key("dicom-tls-password", "", "x", DimseSettings::tlsPassword, new Secret("x"))
                .key(
                        "dicom-tls-client-certificate",
                        "true",
                        "false",
                        DimseSettings::tlsClientCertificate,
                        false)
                .coversEveryKey();
    }

    @ParameterizedTest
    @CsvSource({
        "port, 0",
        "port, 65536",
        "ae-title, SEVENTEEN_LETTERS",
        "max-associations, 0",
        "max-associations-per-address, 0",
        "idle, 0s",
        "tls-ports, all",
        "tls-ports, 2762",
    })
    void what_makes_no_sense_refuses_the_start(String key, String value) {
        var group = new SettingsGroup<>("dicom", DimseSettings.DEFAULTS);

        assertThatThrownBy(() ->
                        Settings.read(
                                List.of(group),
                                Map.of("dicom-" + key, value),
                                Map.of(),
                                Map.of(),
                                List.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("dicom-");
    }
}
