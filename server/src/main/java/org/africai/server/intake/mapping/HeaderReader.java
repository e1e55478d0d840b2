package org.africai.server.intake.mapping;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.InvalidDicom;
import org.africai.store.StorageFailure;
import org.jspecify.annotations.Nullable;

/// Reads the header of a received file. The pixel data is not looked at.
public final class HeaderReader {
    private static final Map<Integer, String> REQUIRED = new LinkedHashMap<>();

    static {
        REQUIRED.put(Tag.SOPClassUID, "SOP Class UID");
        REQUIRED.put(Tag.SOPInstanceUID, "SOP Instance UID");
        REQUIRED.put(Tag.StudyInstanceUID, "Study Instance UID");
        REQUIRED.put(Tag.SeriesInstanceUID, "Series Instance UID");
    }

    private HeaderReader() {}

    /// What a file turned out to be.
    public sealed interface Reading {
        /// A DICOM object.
        record Understood(ObjectHeader header) implements Reading {}

        /// The directory of a medium (PS3.10 §8), a DICOMDIR: it says what lies beside it, and
        /// belongs to no session.
        record Directory() implements Reading {}

        /// Anything else.
        ///
        /// @param why for the person who sent it; holds no value from the file
        record NotAnObject(String why) implements Reading {}
    }

    /// @throws StorageFailure when the file cannot be read from our disk
    public static Reading read(Path file) {
        try {
            return read(DicomFile.readHeader(file));
        } catch (InvalidDicom invalid) {
            return new Reading.NotAnObject(why(invalid));
        } catch (IOException failure) {
            throw StorageFailure.io(file, failure);
        }
    }

    /// Reads a header that a channel starts with.
    ///
    /// @param name what errors call it
    /// @throws IOException when the channel cannot be read
    public static Reading read(SeekableByteChannel channel, String name) throws IOException {
        try {
            return read(DicomReader.HEADER.read(channel, name));
        } catch (InvalidDicom invalid) {
            return new Reading.NotAnObject(why(invalid));
        }
    }

    /// The text of some elements at the top level of the header that a channel starts with.
    ///
    /// @param name what errors call it
    /// @throws IOException when the channel cannot be read
    public static Attributes elements(SeekableByteChannel channel, String name, int... tags)
            throws IOException {
        try {
            return AttributeReader.elements(DicomReader.HEADER.read(channel, name).dataset(), tags);
        } catch (InvalidDicom invalid) {
            return Attributes.NONE;
        }
    }

    private static Reading read(DicomFile file) {
        Dataset header = file.dataset();
        if (header.contains(Tag.DirectoryRecordSequence)
                && header.uid(Tag.SOPInstanceUID).isEmpty()) {
            return new Reading.Directory();
        }
        for (Map.Entry<Integer, String> uid : REQUIRED.entrySet()) {
            if (header.uid(uid.getKey()).isEmpty()) {
                return new Reading.NotAnObject("object contains no " + uid.getValue());
            }
        }
        return new Reading.Understood(header(file, header));
    }

    private static ObjectHeader header(DicomFile file, Dataset header) {
        return new ObjectHeader(
                uid(header, Tag.StudyInstanceUID),
                uid(header, Tag.SeriesInstanceUID),
                uid(header, Tag.SOPInstanceUID),
                uid(header, Tag.SOPClassUID),
                file.declaredTransferSyntax().orElse(file.transferSyntax()).uid().value(),
                number(header.integer(Tag.InstanceNumber)),
                number(header.integer(Tag.NumberOfFrames)),
                AttributeReader.read(header));
    }

    private static String uid(Dataset header, int tag) {
        return header.uid(tag).map(Uid::value).orElseThrow();
    }

    private static @Nullable Integer number(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    private static String why(InvalidDicom invalid) {
        String what =
                switch (invalid.reason()) {
                    case NOT_DICOM -> "it is no DICOM";
                    case TRUNCATED -> "it is cut short";
                    case MALFORMED -> "its structure is broken";
                    case LIMIT_EXCEEDED -> "it is larger or deeper than a header may be";
                };
        return what + ", seen at byte " + invalid.offset();
    }
}
