package org.africai.server.studies;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.json.DicomJsonWriter;
import org.jspecify.annotations.Nullable;

/// What the index takes from one object's header.
///
/// @param studyUid (0020,000D)
/// @param seriesUid (0020,000E)
/// @param attributes of patient, study and series, as DICOM JSON
/// @param rows (0028,0010), absent when it has none, as the next two
record IndexedHeader(
        String studyUid,
        String seriesUid,
        String attributes,
        @Nullable Integer rows,
        @Nullable Integer columns,
        @Nullable Integer bitsAllocated) {
    /// The longest value that is kept, in bytes as encoded. Nothing longer is searched for.
    private static final int MAX_VALUE_BYTES = 2_048;

    /// The longest JSON of all attributes; beyond it sequences are left out.
    private static final int MAX_JSON_CHARACTERS = 64 << 10;

    /// An escaped NUL, which the database does not take, behind an even number of backslashes.
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private static final DicomReader READER = DicomReader.HEADER;

    /// Reads a header that a channel starts with.
    ///
    /// @param name what errors call it
    /// @return empty when it is no object of a series
    /// @throws IOException when the channel cannot be read
    static Optional<IndexedHeader> read(SeekableByteChannel channel, String name)
            throws IOException {
        try {
            return of(READER.read(channel, name).dataset());
        } catch (InvalidDicom unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<IndexedHeader> of(Dataset header) {
        Optional<Uid> study = header.uid(Tag.StudyInstanceUID);
        Optional<Uid> series = header.uid(Tag.SeriesInstanceUID);
        if (study.isEmpty() || series.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new IndexedHeader(
                        study.get().value(),
                        series.get().value(),
                        attributes(header),
                        number(header.integer(Tag.Rows)),
                        number(header.integer(Tag.Columns)),
                        number(header.integer(Tag.BitsAllocated))));
    }

    private static String attributes(Dataset header) {
        String whole = json(header, true);
        return whole.length() <= MAX_JSON_CHARACTERS ? whole : json(header, false);
    }

    private static String json(Dataset header, boolean withSequences) {
        DatasetBuilder kept = Dataset.builder();
        header.element(Tag.SpecificCharacterSet).ifPresent(kept::put);
        Dataset shell = kept.build();
        kept = shell.edit();
        for (Element element : header) {
            if (isKept(element, withSequences)) {
                kept.put(element);
            }
        }
        String json = DicomJsonWriter.INLINE.toString(kept.build());
        return NUL.matcher(json).replaceAll("$1");
    }

    private static boolean isKept(Element element, boolean withSequences) {
        if (!IndexedAttributes.isKept(element.tag()) || element.isEmpty()) {
            return false;
        }
        return element.vr() == Vr.SQ
                ? withSequences
                : element.isHeld() && !element.vr().isBulk() && element.length() <= MAX_VALUE_BYTES;
    }

    private static @Nullable Integer number(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}
