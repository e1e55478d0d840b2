package org.africai.server.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.InvalidDicom;
import org.africai.store.Digests;
import org.africai.store.EntryName;
import org.africai.store.Spooled;
import org.africai.store.StorageFailure;
import org.jspecify.annotations.Nullable;

/// A DICOM object that is to become a file of a scan. Its bytes are durable already.
///
/// @param name what its file is to be called; another is chosen when that is taken
/// @param sopInstanceUid (0008,0018)
/// @param sopClassUid (0008,0016)
/// @param transferSyntaxUid (0002,0010)
/// @param number (0020,0013), absent when it has none
/// @param frames (0028,0008), absent when it has none
/// @param scripts versions of the scripts that it has been through, in their order
public record ScanObject(
        EntryName name,
        Digests digests,
        String sopInstanceUid,
        String sopClassUid,
        String transferSyntaxUid,
        @Nullable Integer number,
        @Nullable Integer frames,
        List<Long> scripts) {
    public ScanObject {
        scripts = List.copyOf(scripts);
    }

    /// One that no script has seen.
    public ScanObject(
            EntryName name,
            Digests digests,
            String sopInstanceUid,
            String sopClassUid,
            String transferSyntaxUid,
            @Nullable Integer number,
            @Nullable Integer frames) {
        this(
                name,
                digests,
                sopInstanceUid,
                sopClassUid,
                transferSyntaxUid,
                number,
                frames,
                List.of());
    }

    /// Reads the header of a received file.
    ///
    /// @return empty when it is no DICOM object
    /// @throws StorageFailure when it cannot be read from our disk
    static Optional<ScanObject> read(EntryName name, Spooled file) {
        try {
            DicomFile dicom = DicomFile.readHeader(file.path());
            Dataset header = dicom.dataset();
            Optional<Uid> instance = header.uid(Tag.SOPInstanceUID);
            Optional<Uid> sopClass = header.uid(Tag.SOPClassUID);
            if (instance.isEmpty() || sopClass.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new ScanObject(
                            name,
                            file.digests(),
                            instance.get().value(),
                            sopClass.get().value(),
                            dicom.declaredTransferSyntax()
                                    .orElse(dicom.transferSyntax())
                                    .uid()
                                    .value(),
                            number(header.integer(Tag.InstanceNumber)),
                            number(header.integer(Tag.NumberOfFrames))));
        } catch (InvalidDicom noObject) {
            return Optional.empty();
        } catch (IOException failure) {
            throw StorageFailure.io(file.path(), failure);
        }
    }

    private static @Nullable Integer number(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    /// The first eight bytes of the UID's SHA-256: what `instance.sop64` is, a fifth of the index
    /// that the UID itself would need.
    public static long sop64(String sopInstanceUid) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha256.digest(sopInstanceUid.getBytes(StandardCharsets.US_ASCII));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
