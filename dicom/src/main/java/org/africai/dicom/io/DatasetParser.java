package org.africai.dicom.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.BulkSource;
import org.africai.dicom.data.Content;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetAssembler;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Encoding;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.InvalidDicom.Reason;
import org.jspecify.annotations.Nullable;

/// Reads one data set (PS3.5 §7) out of a [HeaderBuffer], without recursion.
///
/// The stack holds the data sets and sequences around the cursor. Every length is compared with
/// what is left of the enclosing value before it is used, so that the cursor never leaves an
/// enclosing value, and a sequence whose content is broken can be kept as bytes and passed over.
final class DatasetParser {
    private static final long NOWHERE = -1;

    private final HeaderBuffer in;
    private final DatasetAssembler assembler;
    private final Limits limits;
    private final Notes notes;
    private final BulkSource source;
    private final StopRule stop;
    private final ValueObserver observer;
    private final Levels levels;
    private final ElementHeader header = new ElementHeader();
    private int elements;
    private long paddingOffset = NOWHERE;
    private @Nullable PixelDataPosition pixelData;

    DatasetParser(
            HeaderBuffer in,
            DatasetAssembler assembler,
            Limits limits,
            Notes notes,
            BulkSource source,
            StopRule stop) {
        this.in = in;
        this.assembler = assembler;
        this.limits = limits;
        this.notes = notes;
        this.source = source;
        this.stop = stop;
        this.observer = new ValueObserver(in, assembler, notes, stop.isDataset());
        this.levels = new Levels(in);
    }

    /// Reads up to the end of the input or to where the rule says stop; the data set stays open in
    /// the assembler.
    void parse(Encoding encoding) throws IOException {
        levels.push().dataset(encoding, true, in.size());
        assembler.open(encoding);
        while (levels.depth() > 0) {
            try {
                run();
            } catch (InvalidDicom e) {
                recover(e);
            }
        }
        observer.order();
    }

    /// Where the pixel data of the outermost data set is, when it was met.
    @Nullable PixelDataPosition pixelData() {
        return pixelData;
    }

    /// Position of the first byte that does not belong to what was read.
    long tailOffset() {
        return paddingOffset == NOWHERE ? in.position() : paddingOffset;
    }

    private void run() throws IOException {
        while (levels.depth() > 0) {
            Level level = levels.top();
            if (level.isSequence) {
                nextItem(level);
            } else {
                nextElement(level);
            }
        }
    }

    private void count(int tag) throws InvalidDicom {
        if (++elements > limits.elements()) {
            throw levels.invalid(
                    Reason.LIMIT_EXCEEDED, tag, "more than " + limits.elements() + " elements");
        }
    }

    // ---- elements

    private void nextElement(Level level) throws IOException {
        long left = level.end - in.position();
        if (left <= 0 && !level.isUndefined) {
            closeItem(level);
            return;
        }
        if (left < ElementHeader.SHORT || !in.has(ElementHeader.SHORT)) {
            endOfInput(level);
            return;
        }
        boolean big = level.encoding.isBigEndian();
        int tag = in.tag(in.at, big);
        if (levels.isOutermost() && stopsBefore(tag, level)) {
            levels.clear();
        } else if (Tag.group(tag) == ElementHeader.DELIMITER_GROUP) {
            delimiter(level, tag, big);
        } else {
            element(level, tag, big);
        }
    }

    private void element(Level level, int tag, boolean big) throws IOException {
        count(tag);
        if (!header.read(in, tag, level.encoding, notes)) {
            throw levels.invalid(Reason.TRUNCATED, tag, "the input ends in the header");
        }
        if (header.isUndefinedLength()) {
            undefined(level);
            return;
        }
        requireFits(level, tag, header.bytes, header.valueBytes());
        in.at += header.bytes;
        if (header.vr == Vr.SQ) {
            openSequence(level, in.position() + header.valueBytes());
        } else if (isBulk()) {
            bulk(header.valueBytes());
        } else {
            held(header.valueBytes(), big);
        }
    }

    private boolean isBulk() {
        return (header.vr.isBulk() && header.valueBytes() > limits.bulkBytes())
                || (levels.isOutermost() && header.isPixelData());
    }

    private void requireFits(Level level, int tag, int headerBytes, long bytes)
            throws InvalidDicom {
        long left = level.end - in.position() - headerBytes;
        if (bytes > left) {
            boolean isOpen = levels.isOpen();
            throw levels.invalid(
                    isOpen ? Reason.TRUNCATED : Reason.MALFORMED,
                    tag,
                    "a value of "
                            + bytes
                            + " bytes in "
                            + Math.max(0, left)
                            + (isOpen ? " bytes of input" : " bytes of enclosing value"));
        }
    }

    private void held(long bytes, boolean big) throws IOException {
        if (bytes > limits.headerBytes()) {
            throw levels.invalid(
                    Reason.LIMIT_EXCEEDED,
                    header.tag,
                    "a value of " + bytes + " bytes; " + limits.headerBytes() + " are allowed");
        }
        int length = (int) bytes;
        if (!in.has(length)) {
            throw cutShort(header.tag, bytes);
        }
        observer.value(header.tag, length, big);
        assembler.held(header.tag, header.vr, header.isFromDictionary, header.bytes, in.at, length);
        in.at += length;
    }

    private InvalidDicom cutShort(int tag, long bytes) {
        return levels.invalid(
                Reason.TRUNCATED, tag, "the input ends in a value of " + bytes + " bytes");
    }

    private void bulk(long bytes) throws IOException {
        int place = in.at;
        BulkRange range = new BulkRange(source, in.position(), bytes);
        findPixelData(bytes);
        pass(header.tag, bytes);
        addElsewhere(place, new Content.Bulk(range));
    }

    /// The cursor is at the first byte of a value.
    private void findPixelData(long length) {
        if (levels.isOutermost() && header.isPixelData()) {
            long offset = in.position();
            pixelData =
                    new PixelDataPosition(
                            header.tag, header.vr, offset - header.bytes, offset, length);
        }
    }

    private void addElsewhere(int place, Content content) {
        assembler.bulk(
                header.tag, header.vr, header.isFromDictionary, header.bytes, place, content);
    }

    private void pass(int tag, long bytes) throws IOException {
        if (!in.pass(bytes)) {
            throw cutShort(tag, bytes);
        }
    }

    // ---- values of undefined length

    private void undefined(Level level) throws IOException {
        boolean isFragments = header.isPixelData() || (header.vr.isBulk() && header.vr != Vr.UN);
        boolean mayBeSequence =
                header.vr == Vr.SQ || header.vr == Vr.UN || isItemBehindHeader(level);
        if (!isFragments && !mayBeSequence) {
            throw levels.invalid(
                    Reason.MALFORMED, header.tag, "a value of " + header.vr + " has no length");
        }
        in.at += header.bytes;
        if (isFragments) {
            fragments(level);
        } else {
            openSequence(level, level.end);
        }
    }

    private boolean isItemBehindHeader(Level level) throws IOException {
        boolean isThere = in.has(header.bytes + ElementHeader.SHORT);
        return isThere && in.tag(in.at + header.bytes, level.encoding.isBigEndian()) == Tag.Item;
    }

    private void fragments(Level level) throws IOException {
        int place = in.at;
        findPixelData(PixelDataPosition.ENCAPSULATED);
        List<BulkRange> ranges = new ArrayList<>();
        while (nextFragment(level, ranges)) {
            count(header.tag);
        }
        addElsewhere(place, new Content.Fragments(ranges));
    }

    private boolean nextFragment(Level level, List<BulkRange> ranges) throws IOException {
        if (!levels.isRoomFor(ElementHeader.SHORT) || !in.has(ElementHeader.SHORT)) {
            endOfFragments();
            return false;
        }
        boolean big = level.encoding.isBigEndian();
        int marker = in.tag(in.at, big);
        long length = Integer.toUnsignedLong(in.int32(in.at + 4, big));
        if (marker != Tag.Item && marker != Tag.SequenceDelimitationItem) {
            throw levels.invalid(
                    Reason.MALFORMED,
                    header.tag,
                    "no fragment starts with " + Tag.toString(marker));
        }
        if (marker == Tag.SequenceDelimitationItem) {
            if (length != 0) {
                notes.add(Note.Kind.DELIMITER_WITH_LENGTH, in.position(), header.tag);
            }
            pass(header.tag, ElementHeader.SHORT);
            return false;
        }
        requireFits(level, header.tag, ElementHeader.SHORT, length);
        pass(header.tag, ElementHeader.SHORT);
        ranges.add(new BulkRange(source, in.position(), length));
        pass(header.tag, length);
        return true;
    }

    /// Fragments at the end of the input may lack their delimiter.
    private void endOfFragments() throws IOException {
        if (!levels.isOutermost() || in.has(1)) {
            throw levels.invalid(
                    levels.isOpen() ? Reason.TRUNCATED : Reason.MALFORMED,
                    header.tag,
                    "the end comes where a fragment is due");
        }
        notes.add(Note.Kind.DELIMITER_MISSING, in.position(), header.tag);
    }

    // ---- sequences and items

    private void openSequence(Level level, long end) throws InvalidDicom {
        if (levels.sequences() >= limits.depth()) {
            throw levels.invalid(
                    Reason.LIMIT_EXCEEDED,
                    header.tag,
                    "more than " + limits.depth() + " sequences inside each other");
        }
        Encoding encoding = header.encodingOfItems(level.encoding);
        levels.push().sequence(header, encoding, end, in, assembler.depth());
    }

    private void nextItem(Level level) throws IOException {
        long left = level.end - in.position();
        if (left <= 0 && !level.isUndefined) {
            closeSequence(level);
            return;
        }
        if (left < ElementHeader.SHORT || !in.has(ElementHeader.SHORT)) {
            endOfInput(level);
            return;
        }
        boolean big = level.encoding.isBigEndian();
        int marker = in.tag(in.at, big);
        int length = in.int32(in.at + 4, big);
        switch (marker) {
            case Tag.Item -> openItem(level, length);
            case Tag.SequenceDelimitationItem -> sequenceDelimiter(level, length);
            default ->
                    throw levels.invalid(
                            Reason.MALFORMED,
                            level.tag,
                            "no item starts with " + Tag.toString(marker));
        }
    }

    private void openItem(Level level, int length) throws IOException {
        count(level.tag);
        boolean isUndefined = length == ElementHeader.UNDEFINED;
        long bytes = Integer.toUnsignedLong(length);
        if (!isUndefined) {
            requireFits(level, level.tag, ElementHeader.SHORT, bytes);
        }
        in.at += ElementHeader.SHORT;
        long end = isUndefined ? level.end : in.position() + bytes;
        Encoding encoding = EncodingProbe.ofItem(in, level.encoding, end, notes);
        levels.push().dataset(encoding, isUndefined, end);
        assembler.open(encoding);
    }

    private void sequenceDelimiter(Level level, int length) {
        passDelimiter(level.tag, length);
        if (level.isUndefined) {
            closeSequence(level);
        } else {
            notes.add(Note.Kind.DELIMITER_UNEXPECTED, in.position(), level.tag);
        }
    }

    private void delimiter(Level level, int tag, boolean big) throws InvalidDicom {
        if (tag != Tag.ItemDelimitationItem || levels.isOutermost()) {
            throw levels.invalid(Reason.MALFORMED, tag, "a delimiter where an element is due");
        }
        passDelimiter(tag, in.int32(in.at + 4, big));
        if (level.isUndefined) {
            closeItem(level);
        } else {
            notes.add(Note.Kind.DELIMITER_UNEXPECTED, in.position(), tag);
        }
    }

    private void passDelimiter(int tag, int length) {
        if (length != 0) {
            notes.add(Note.Kind.DELIMITER_WITH_LENGTH, in.position(), tag);
        }
        in.at += ElementHeader.SHORT;
    }

    private void closeItem(Level level) {
        observer.order();
        Dataset item = assembler.close(level.isUndefined);
        levels.pop();
        levels.top().items.add(item);
    }

    private void closeSequence(Level level) {
        levels.pop();
        boolean isWhole = in.passed() == level.passedBefore;
        if (isWhole) {
            in.keep();
        }
        assembler.items(
                level.tag,
                level.isFromDictionary,
                level.headerBytes,
                level.isUndefined,
                isWhole,
                level.valuePlace,
                in.at - level.valuePlace,
                level.items);
    }

    // ---- ends

    /// The input ended, or an enclosing value did, where more was due.
    private void endOfInput(Level level) throws IOException {
        if (levels.isOutermost() && isZeroToEnd()) {
            levels.clear();
            return;
        }
        boolean isInputEnd = in.available() == 0 && !in.has(1);
        if (isInputEnd && level.isSequence && levels.sequences() == 1 && levels.isOpen()) {
            notes.add(Note.Kind.DELIMITER_MISSING, in.position(), level.tag);
            closeSequence(level);
            return;
        }
        boolean isCutShort = levels.isOpen() || (isInputEnd && in.position() < level.end);
        throw levels.invalid(
                isCutShort ? Reason.TRUNCATED : Reason.MALFORMED,
                level.isSequence ? level.tag : beginningTag(level),
                "the end comes where an element or a delimiter is due");
    }

    /// The tag of an element that is cut short, if that much of it is there.
    private int beginningTag(Level level) throws IOException {
        return in.has(4) ? in.tag(in.at, level.encoding.isBigEndian()) : 0;
    }

    private boolean isZeroToEnd() {
        int count = in.available();
        for (int i = 0; i < count; i++) {
            if (in.array[in.at + i] != 0) {
                return false;
            }
        }
        if (count > 0) {
            notes.add(Note.Kind.TRAILING_BYTES, in.position(), 0);
        }
        return true;
    }

    private boolean stopsBefore(int tag, Level level) throws IOException {
        if (stop.isDataset() && tag == 0 && isZeroHeader()) {
            padding();
            return true;
        }
        if (stop.isPixelDataEnd() && ElementHeader.isPixelData(tag)) {
            if (!header.read(in, tag, level.encoding, notes)) {
                throw levels.invalid(Reason.TRUNCATED, tag, "the input ends in the header");
            }
            pixelData = PixelDataPosition.of(header, in.position());
            return true;
        }
        return stop.isBefore(tag);
    }

    /// Passes over zeros behind the data set, up to the end, so that limits hold for them too.
    private void padding() throws IOException {
        paddingOffset = in.position();
        notes.add(Note.Kind.TRAILING_BYTES, in.position(), 0);
        while (in.has(ElementHeader.SHORT)) {
            if (in.tag(in.at, false) != 0 || !isZeroHeader()) {
                throw levels.invalid(
                        Reason.MALFORMED, 0, "something else than zeros follows the data set");
            }
            pass(0, ElementHeader.SHORT);
        }
    }

    private boolean isZeroHeader() {
        return in.int32(in.at + 4, false) == 0;
    }

    // ---- broken sequences

    /// Keeps the innermost sequence that has a length as bytes and goes on behind it; gives the
    /// error back when there is none, or a limit was exceeded, or bytes are missing.
    private void recover(InvalidDicom error) throws IOException {
        Level level = error.reason() == Reason.MALFORMED ? levels.leaveSequenceWithLength() : null;
        if (level == null) {
            throw error;
        }
        notes.add(Note.Kind.SEQUENCE_UNREADABLE, level.valuePosition, level.tag);
        assembler.abandon(level.assemblerDepth);
        header.unreadable(level);
        long length = level.end - level.valuePosition;
        boolean isInArray = in.passed() == level.passedBefore;
        if (isInArray && length <= limits.bulkBytes()) {
            in.rewind(level.valuePlace);
            held(length, level.encoding.isBigEndian());
            return;
        }
        pass(level.tag, level.end - in.position());
        addElsewhere(
                level.valuePlace,
                new Content.Bulk(new BulkRange(source, level.valuePosition, length)));
    }
}
