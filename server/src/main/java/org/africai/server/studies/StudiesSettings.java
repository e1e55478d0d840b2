package org.africai.server.studies;

import java.time.Duration;
import org.africai.server.settings.Setting;

/// What is made of archived studies.
public record StudiesSettings(
        @Setting(
                        "how long a scan is unchanged before its pictures are put into its resource"
                                + " SNAPSHOTS; 0s: none are made")
                Duration snapshotsAfter) {
    public static final StudiesSettings DEFAULTS = new StudiesSettings(Duration.ofMinutes(5));

    /// @throws IllegalArgumentException when it is negative
    public StudiesSettings {
        if (snapshotsAfter.isNegative()) {
            throw new IllegalArgumentException("studies-snapshots-after must not be negative");
        }
    }

    boolean makesSnapshots() {
        return snapshotsAfter.isPositive();
    }
}
