package org.africai.store.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.africai.store.StorageFailure;
import org.apache.commons.compress.archivers.tar.TarUtils;

/// The kinds of archive that are read here.
public enum ArchiveKind {
    ZIP,
    TAR,
    /// A TAR within gzip.
    TAR_GZ;

    private static final int TAR_RECORD_BYTES = 512;

    /// What `file` is, told by its first bytes and never by its name; empty when it is no archive,
    /// such as a gzip file with anything but a TAR in it.
    ///
    /// @throws StorageFailure when `file` cannot be read
    public static Optional<ArchiveKind> of(Path file) {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(TAR_RECORD_BYTES);
            byte[] start = in.readNBytes(TAR_RECORD_BYTES);
            in.reset();
            return of(start, in);
        } catch (IOException e) {
            throw StorageFailure.io(file, e);
        }
    }

    private static Optional<ArchiveKind> of(byte[] start, InputStream in) throws IOException {
        if (startsWith(start, 'P', 'K', 3, 4) || startsWith(start, 'P', 'K', 5, 6)) {
            return Optional.of(ZIP);
        }
        if (startsWith(start, 0x1F, 0x8B)) {
            return isTar(gunzippedStart(in)) ? Optional.of(TAR_GZ) : Optional.empty();
        }
        return isTar(start) ? Optional.of(TAR) : Optional.empty();
    }

    private static boolean startsWith(byte[] start, int... magic) {
        if (start.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((start[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTar(byte[] start) {
        try {
            return start.length == TAR_RECORD_BYTES && TarUtils.verifyCheckSum(start);
        } catch (IllegalArgumentException _) {
            return false; // where a TAR has its checksum, there is no number at all
        }
    }

    /// Too short when it is not gzip after all.
    private static byte[] gunzippedStart(InputStream in) throws IOException {
        try {
            return new GZIPInputStream(in, TAR_RECORD_BYTES).readNBytes(TAR_RECORD_BYTES);
        } catch (ZipException | EOFException _) {
            return new byte[0];
        }
    }
}
