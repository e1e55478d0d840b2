package org.africai.server.intake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.africai.server.settings.ByteSize;
import org.africai.server.settings.Setting;

/// What may come in, and how sessions are made of it.
public record IntakeSettings(
        @Setting("largest upload, as sent and as extracted") ByteSize maxUpload,
        @Setting("most files in an uploaded archive") int maxFiles,
        @Setting("how many times larger than the archive its files may be") int maxRatio,
        @Setting("most imaging sessions in one upload") int maxSessions,
        @Setting("silence after which a session received object by object is complete")
                Duration idle,
        @Setting("whether a session takes no scans of another modality later")
                boolean preventCrossModalityMerge,
        @Setting("how much an account may keep in its cache for later imports") ByteSize cacheQuota,
        @Setting("most files of an account in its cache") int cacheMaxFiles,
        @Setting("how long files stay in the cache that nobody touches") Duration cacheKept,
        @Setting("how long it is known how an import went") Duration progressKept,
        @Setting(
                        "folders of the server from which import-handler=inbox takes files, those"
                                + " of a project from the folder below with its ID; none: it is"
                                + " refused")
                List<String> inbox) {
    public static final IntakeSettings DEFAULTS =
            new IntakeSettings(
                    new ByteSize(1L << 40),
                    1_000_000,
                    200,
                    1_000,
                    Duration.ofMinutes(5),
                    true,
                    ByteSize.ofMebibytes(100 << 10),
                    100_000,
                    Duration.ofDays(7),
                    Duration.ofDays(7),
                    List.of());

    public IntakeSettings {
        inbox = List.copyOf(inbox);
        if (inbox.stream().anyMatch(folder -> !Path.of(folder).isAbsolute())) {
            throw new IllegalArgumentException("the folders of intake-inbox must be absolute");
        }
        if (cacheQuota.bytes() < 1
                || cacheMaxFiles < 1
                || cacheKept.toSeconds() < 1
                || progressKept.toSeconds() < 1) {
            throw new IllegalArgumentException("the limits of the cache must be 1 or more");
        }
        if (maxUpload.bytes() < 1 || maxFiles < 1 || maxRatio < 1 || maxSessions < 1) {
            throw new IllegalArgumentException("the limits of intake must be 1 or more");
        }
        if (idle.isNegative()) {
            throw new IllegalArgumentException("intake-idle must not be negative");
        }
    }
}
