package org.africai.server.boot;

import java.util.List;
import org.africai.server.db.DatabaseSettings;
import org.africai.server.dimse.DimseSettings;
import org.africai.server.files.FilesSettings;
import org.africai.server.intake.IntakeSettings;
import org.africai.server.settings.SettingsGroup;
import org.africai.server.studies.StudiesSettings;

/// Every settings record of the server: the one place where a package with settings is entered.
final class KnownSettings {
    static final List<SettingsGroup<?>> GROUPS =
            List.of(
                    new SettingsGroup<>("", ServerSettings.DEFAULTS),
                    new SettingsGroup<>("database", DatabaseSettings.DEFAULTS),
                    new SettingsGroup<>("files", FilesSettings.DEFAULTS),
                    new SettingsGroup<>("intake", IntakeSettings.DEFAULTS),
                    new SettingsGroup<>("dicom", DimseSettings.DEFAULTS),
                    new SettingsGroup<>("studies", StudiesSettings.DEFAULTS));

    /// Variables of the scripts and tests around the server, which are no settings of its own.
    static final List<String> NOT_OURS =
            List.of("AFRICAI_JAVA_OPTIONS", "AFRICAI_TEST_DATA", "AFRICAI_XNATPY");

    private KnownSettings() {}
}
