package org.africai.server.files;

import org.africai.server.settings.ByteSize;
import org.africai.server.settings.Setting;
import org.jspecify.annotations.Nullable;

/// Limits on what one request may bring or take, and on the disk.
public record FilesSettings(
        @Setting("largest file; also all files of an uploaded archive together") ByteSize maxFile,
        @Setting("most files that one request brings, in parts or in an archive") int maxPerUpload,
        @Setting("most files in one ZIP or TAR") int maxPerDownload,
        @Setting("free space that uploads leave; not set: 10GiB, or 5% of a smaller volume")
                @Nullable ByteSize lowWater) {
    public static final FilesSettings DEFAULTS =
            new FilesSettings(ByteSize.ofMebibytes(1 << 20), 100_000, 500_000, null);

    private static final long LARGE_VOLUME_BYTES = 200L << 30;

    /// @throws IllegalArgumentException when a limit is not positive
    public FilesSettings {
        if (maxFile.bytes() < 1 || maxPerUpload < 1 || maxPerDownload < 1) {
            throw new IllegalArgumentException("the limits files-max-… must be 1 or more");
        }
    }

    /// How many bytes uploads leave free on a volume of this size.
    public long lowWaterBytes(long volumeBytes) {
        return lowWater != null ? lowWater.bytes() : Math.min(volumeBytes, LARGE_VOLUME_BYTES) / 20;
    }
}
