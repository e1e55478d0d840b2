package org.africai.dicom.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Content;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Encoding;
import org.africai.dicom.encoding.Vr;

/// Writes data sets in one layout. Elements that were read in this layout and not changed are
/// written as the bytes they were read as.
///
/// Sequences and items keep their kind of length, given or undefined. Recursion is as deep as the
/// data set.
final class DatasetEncoder {
    private static final int UNDEFINED = 0xFFFFFFFF;
    private static final int SHORT_HEADER = 8;
    private static final int LONG_HEADER = 12;
    private static final int LONGEST_SHORT = 0xFFFE;
    private static final long LONGEST = 0xFFFFFFFEL;
    private static final int DELIMITER_BYTES = 8;

    /// Groups below this are of messages, files and directories, and never of a data set.
    private static final int FIRST_GROUP = 0x0008;

    private final OutputStream out;
    private final Encoding encoding;
    private final boolean isAsFound;
    private final byte[] header = new byte[LONG_HEADER];

    private DatasetEncoder(OutputStream out, Encoding encoding, boolean isAsFound) {
        this.out = out;
        this.encoding = encoding;
        this.isAsFound = isAsFound;
    }

    /// Keeps group lengths, odd lengths and misplaced elements as they are.
    static DatasetEncoder asFound(OutputStream out, Encoding encoding) {
        return new DatasetEncoder(out, encoding, true);
    }

    /// Leaves out group lengths and elements that do not belong into a data set, and makes odd
    /// lengths even.
    static DatasetEncoder normal(OutputStream out, Encoding encoding) {
        return new DatasetEncoder(out, encoding, false);
    }

    void write(Dataset dataset) throws IOException {
        for (Element element : dataset) {
            if (belongs(element.tag())) {
                write(element);
            }
        }
    }

    private boolean belongs(int tag) {
        return isAsFound || (!Tag.isGroupLength(tag) && Tag.group(tag) >= FIRST_GROUP);
    }

    private boolean isCopied(Element element) {
        return element.isUntouched(encoding)
                && (isAsFound || (element.isHeld() && element.length() % 2 == 0));
    }

    private void write(Element element) throws IOException {
        if (isCopied(element)) {
            element.writeUntouched(out);
            return;
        }
        switch (element.content()) {
            case Content.Held _ -> held(element);
            case Content.Items(List<Dataset> items) -> sequence(element, items);
            case Content.Bulk(BulkRange range) -> bulk(element, range.length());
            case Content.Fragments(List<BulkRange> ranges) -> fragments(element, ranges);
        }
    }

    private void held(Element element) throws IOException {
        long length = even(element.length());
        header(element.tag(), element.vr(), length);
        try (InputStream value = element.open(encoding.isBigEndian())) {
            value.transferTo(out);
        }
        pad(element);
    }

    /// Whether the element is written as it was found, only that its value is not in memory.
    private boolean isStreamed(Element element) {
        return isAsFound && element.hasUntouchedHeader(encoding);
    }

    private void bulk(Element element, long length) throws IOException {
        if (isStreamed(element)) {
            element.writeUntouchedHeader(out);
        } else {
            header(element.tag(), element.vr(), even(length));
        }
        try (InputStream value = element.open(encoding.isBigEndian())) {
            requireComplete(value.transferTo(out), length, element.tag());
        }
        if (!isStreamed(element)) {
            pad(element);
        }
    }

    private static void requireComplete(long written, long length, int tag) throws EOFException {
        if (written != length) {
            throw new EOFException(
                    Tag.toString(tag) + ": " + written + " of " + length + " bytes could be read");
        }
    }

    private void pad(Element element) throws IOException {
        if (element.length() % 2 != 0) {
            out.write(element.vr().padding());
        }
    }

    private void fragments(Element element, List<BulkRange> ranges) throws IOException {
        boolean isStreamed = isStreamed(element);
        if (isStreamed) {
            element.writeUntouchedHeader(out);
        } else {
            headerOfUndefined(element.tag(), element.vr());
        }
        for (BulkRange range : ranges) {
            long length = isStreamed ? range.length() : even(range.length());
            marker(Tag.Item, (int) requireFits(element.tag(), length));
            range.writeTo(out);
            if (length > range.length()) {
                out.write(0);
            }
        }
        marker(Tag.SequenceDelimitationItem, 0);
    }

    private void sequence(Element element, List<Dataset> items) throws IOException {
        if (!element.isUndefinedLength()) {
            header(element.tag(), Vr.SQ, itemsLength(items));
            writeItems(items);
            return;
        }
        headerOfUndefined(element.tag(), Vr.SQ);
        writeItems(items);
        marker(Tag.SequenceDelimitationItem, 0);
    }

    private void writeItems(List<Dataset> items) throws IOException {
        for (Dataset item : items) {
            if (item.isUndefinedLength()) {
                marker(Tag.Item, UNDEFINED);
                write(item);
                marker(Tag.ItemDelimitationItem, 0);
            } else {
                marker(Tag.Item, (int) requireFits(Tag.Item, length(item)));
                write(item);
            }
        }
    }

    // ---- lengths

    /// Number of bytes that [#write] writes.
    long length(Dataset dataset) {
        long length = 0;
        for (Element element : dataset) {
            length += belongs(element.tag()) ? length(element) : 0;
        }
        return length;
    }

    private long length(Element element) {
        if (isCopied(element)) {
            return element.untouchedLength();
        }
        boolean isStreamed = isStreamed(element);
        long value =
                switch (element.content()) {
                    case Content.Held held -> even(held.length());
                    case Content.Bulk(BulkRange range) ->
                            isStreamed ? range.length() : even(range.length());
                    case Content.Fragments(List<BulkRange> ranges) ->
                            fragmentsLength(ranges, isStreamed);
                    case Content.Items(List<Dataset> items) ->
                            itemsLength(items)
                                    + (element.isUndefinedLength() ? DELIMITER_BYTES : 0);
                };
        int header =
                isStreamed ? element.untouchedHeaderLength() : headerBytes(element.vr(), value);
        return header + value;
    }

    private static long fragmentsLength(List<BulkRange> ranges, boolean isStreamed) {
        long length = DELIMITER_BYTES;
        for (BulkRange range : ranges) {
            length += SHORT_HEADER + (isStreamed ? range.length() : even(range.length()));
        }
        return length;
    }

    private long itemsLength(List<Dataset> items) {
        long length = 0;
        for (Dataset item : items) {
            length += SHORT_HEADER + length(item);
            length += item.isUndefinedLength() ? DELIMITER_BYTES : 0;
        }
        return length;
    }

    private static long even(long length) {
        return length + (length & 1);
    }

    private int headerBytes(Vr vr, long length) {
        boolean isLong = encoding.isExplicit() && (vr.hasLongLength() || length > LONGEST_SHORT);
        return isLong ? LONG_HEADER : SHORT_HEADER;
    }

    // ---- headers

    /// A value too long for its VR is written as UN (PS3.5 §6.2.2).
    private void header(int tag, Vr vr, long length) throws IOException {
        requireFits(tag, length);
        int bytes = headerBytes(vr, length);
        putTag(tag);
        if (!encoding.isExplicit()) {
            putInt(4, (int) length);
        } else if (bytes == SHORT_HEADER) {
            putVr(vr);
            putShort(6, (int) length);
        } else {
            putVr(vr.hasLongLength() ? vr : Vr.UN);
            putShort(6, 0);
            putInt(8, (int) length);
        }
        out.write(header, 0, bytes);
    }

    private void headerOfUndefined(int tag, Vr vr) throws IOException {
        putTag(tag);
        if (!encoding.isExplicit()) {
            putInt(4, UNDEFINED);
            out.write(header, 0, SHORT_HEADER);
            return;
        }
        putVr(vr);
        putShort(6, 0);
        putInt(8, UNDEFINED);
        out.write(header, 0, LONG_HEADER);
    }

    private static long requireFits(int tag, long length) {
        if (length > LONGEST) {
            throw new IllegalArgumentException(
                    Tag.toString(tag)
                            + " has "
                            + length
                            + " bytes; an element has "
                            + LONGEST
                            + " at most");
        }
        return length;
    }

    private void marker(int tag, int length) throws IOException {
        putTag(tag);
        putInt(4, length);
        out.write(header, 0, SHORT_HEADER);
    }

    private void putTag(int tag) {
        putShort(0, Tag.group(tag));
        putShort(2, Tag.element(tag));
    }

    private void putVr(Vr vr) {
        header[4] = (byte) (vr.code() >> 8);
        header[5] = (byte) vr.code();
    }

    private void putShort(int at, int value) {
        boolean big = encoding.isBigEndian();
        header[at] = (byte) (big ? value >> 8 : value);
        header[at + 1] = (byte) (big ? value : value >> 8);
    }

    private void putInt(int at, int value) {
        boolean big = encoding.isBigEndian();
        putShort(at, big ? value >>> 16 : value);
        putShort(at + 2, big ? value : value >>> 16);
    }
}
