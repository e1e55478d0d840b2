package org.africai.dicom.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.BulkSource;
import org.africai.dicom.data.Content;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetAssembler;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.CharacterSet;
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
    private static final int UNDEFINED = 0xFFFFFFFF;
    private static final int DELIMITER_GROUP = 0xFFFE;
    private static final int SHORT_HEADER = 8;
    private static final int LONG_HEADER = 12;
    private static final VarHandle INT_LITTLE =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_BIG =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT_LITTLE =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT_BIG =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private final HeaderBuffer in;
    private final DatasetAssembler assembler;
    private final Limits limits;
    private final Notes notes;
    private final BulkSource source;
    private final StopRule stop;
    private Level[] levels = new Level[4];
    private int depth;
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
    }

    /// Reads up to the end of the input or to where the rule says stop; the data set stays open in
    /// the assembler.
    void parse(Encoding encoding) throws IOException {
        push().dataset(encoding, true, in.size());
        assembler.open(encoding);
        while (depth > 0) {
            try {
                run();
            } catch (InvalidDicom e) {
                recover(e);
            }
        }
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
        while (depth > 0) {
            Level level = levels[depth - 1];
            if (level.isSequence) {
                nextItem(level);
            } else {
                nextElement(level);
            }
        }
    }

    private Level push() {
        if (depth == levels.length) {
            levels = Arrays.copyOf(levels, depth * 2);
        }
        Level level = levels[depth];
        if (level == null) {
            level = new Level();
            levels[depth] = level;
        }
        depth++;
        return level;
    }

    // ---- elements

    private void nextElement(Level level) throws IOException {
        if (in.position() >= level.end) {
            endOfEnclosing(level);
            return;
        }
        if (level.end - in.position() < SHORT_HEADER || !in.has(SHORT_HEADER)) {
            endOfInput();
            return;
        }
        boolean big = level.encoding.isBigEndian();
        int tag = tag(in.at, big);
        if (depth == 1 && stopsBefore(tag, level)) {
            depth = 0;
            return;
        }
        if (Tag.group(tag) == DELIMITER_GROUP) {
            delimiter(level, tag, big);
            return;
        }
        element(level, tag, big);
    }

    private void element(Level level, int tag, boolean big) throws IOException {
        if (!level.encoding.isExplicit()) {
            value(level, tag, Dictionary.vr(tag), true, SHORT_HEADER, int32(in.at + 4, big));
            return;
        }
        byte first = in.array[in.at + 4];
        byte second = in.array[in.at + 5];
        Vr vr = Vr.ofCode(first, second);
        if (vr == null) {
            strange(level, tag, big, first, second);
        } else if (vr.hasLongLength()) {
            longForm(level, tag, vr, big);
        } else {
            value(level, tag, vr, false, SHORT_HEADER, uint16(in.at + 6, big));
        }
    }

    private void longForm(Level level, int tag, Vr vr, boolean big) throws IOException {
        if (!in.has(LONG_HEADER)) {
            throw invalid(Reason.TRUNCATED, tag, "the input ends in the header of the element");
        }
        value(level, tag, vr, false, LONG_HEADER, int32(in.at + 8, big));
    }

    /// Two bytes that are no VR: an unknown one when they are letters, else a missing one.
    private void strange(Level level, int tag, boolean big, byte first, byte second)
            throws IOException {
        if (isCapital(first) && isCapital(second)) {
            notes.add(Note.Kind.UNKNOWN_VR, in.position(), tag);
            longForm(level, tag, Vr.UN, big);
            return;
        }
        notes.add(Note.Kind.IMPLICIT_ELEMENT, in.position(), tag);
        value(level, tag, Dictionary.vr(tag), true, SHORT_HEADER, int32(in.at + 4, big));
    }

    private static boolean isCapital(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    private void value(
            Level level, int tag, Vr vr, boolean isFromDictionary, int headerBytes, int length)
            throws IOException {
        count(tag);
        if (length == UNDEFINED) {
            undefined(level, tag, vr, isFromDictionary, headerBytes);
            return;
        }
        long bytes = Integer.toUnsignedLong(length);
        if (bytes > level.end - in.position() - headerBytes) {
            throw tooLong(level, tag, headerBytes, bytes);
        }
        if (vr == Vr.UN && !isFromDictionary) {
            Vr known = Dictionary.vr(tag);
            known(level, tag, known, known != Vr.UN, headerBytes, bytes);
        } else {
            known(level, tag, vr, isFromDictionary, headerBytes, bytes);
        }
    }

    private InvalidDicom tooLong(Level level, int tag, int headerBytes, long bytes) {
        boolean isOutermost = level.end == in.size();
        return invalid(
                isOutermost ? Reason.TRUNCATED : Reason.MALFORMED,
                tag,
                "a value of "
                        + bytes
                        + " bytes in "
                        + Math.max(0, level.end - in.position() - headerBytes)
                        + (isOutermost ? " bytes of input" : " bytes of enclosing value"));
    }

    /// A value whose length is known and fits.
    private void known(
            Level level, int tag, Vr vr, boolean isFromDictionary, int headerBytes, long bytes)
            throws IOException {
        in.at += headerBytes;
        if (vr == Vr.SQ) {
            long end = in.position() + bytes;
            Encoding encoding =
                    isFromDictionary && headerBytes == LONG_HEADER
                            ? Encoding.IMPLICIT_LITTLE
                            : level.encoding;
            openSequence(tag, isFromDictionary, headerBytes).sequence(encoding, false, end);
        } else if ((isPixelData(tag) && depth == 1)
                || (vr.isBulk() && bytes > limits.bulkBytes())) {
            bulk(tag, vr, isFromDictionary, headerBytes, bytes);
        } else {
            held(level, tag, vr, isFromDictionary, headerBytes, bytes);
        }
    }

    private void held(
            Level level, int tag, Vr vr, boolean isFromDictionary, int headerBytes, long bytes)
            throws IOException {
        if (bytes > Integer.MAX_VALUE - LONG_HEADER || !in.has((int) bytes)) {
            requireRoom(tag, bytes);
            throw invalid(
                    Reason.TRUNCATED, tag, "the input ends in a value of " + bytes + " bytes");
        }
        int length = (int) bytes;
        observe(level, tag, in.at, length);
        assembler.held(tag, vr, isFromDictionary, headerBytes, in.at, length);
        in.at += length;
    }

    private void requireRoom(int tag, long bytes) throws InvalidDicom {
        if (bytes > limits.headerBytes()) {
            throw invalid(
                    Reason.LIMIT_EXCEEDED,
                    tag,
                    "a value of " + bytes + " bytes; " + limits.headerBytes() + " are allowed");
        }
    }

    private void bulk(int tag, Vr vr, boolean isFromDictionary, int headerBytes, long bytes)
            throws IOException {
        int place = in.at;
        BulkRange range = new BulkRange(source, in.position(), bytes);
        if (isPixelData(tag) && depth == 1) {
            pixelData =
                    new PixelDataPosition(
                            tag, vr, range.offset() - headerBytes, range.offset(), bytes);
        }
        pass(tag, bytes);
        assembler.bulk(tag, vr, isFromDictionary, headerBytes, place, new Content.Bulk(range));
    }

    private void pass(int tag, long bytes) throws IOException {
        if (!in.pass(bytes)) {
            throw invalid(
                    Reason.TRUNCATED, tag, "the input ends in a value of " + bytes + " bytes");
        }
    }

    /// Looks at what the rest of the data set depends on, and at what is against the standard.
    private void observe(Level level, int tag, int place, int length) {
        if (tag == Tag.SpecificCharacterSet) {
            characterSet(place, length);
        } else if (tag == Tag.PixelRepresentation && length >= 2) {
            assembler.pixelRepresentation(uint16(place, level.encoding.isBigEndian()));
        } else if ((length & 1) != 0) {
            notes.add(Note.Kind.ODD_LENGTH, position(place), tag);
        }
        if (Tag.group(tag) == 2 && stop.isDataset()) {
            notes.add(Note.Kind.META_IN_DATASET, position(place), tag);
        }
    }

    private long position(int place) {
        return place + in.passed();
    }

    private void characterSet(int place, int length) {
        String text = new String(in.array, place, length, ISO_8859_1).replace('\0', ' ');
        List<String> terms = new ArrayList<>(1);
        for (String term : text.split("\\\\", -1)) {
            terms.add(term.strip());
        }
        boolean isEmpty = terms.size() == 1 && terms.getFirst().isEmpty();
        CharacterSet set = isEmpty ? CharacterSet.DEFAULT : CharacterSet.of(terms);
        if (!set.isKnown()) {
            notes.add(Note.Kind.CHARACTER_SET_UNKNOWN, position(place), Tag.SpecificCharacterSet);
        }
        assembler.characterSet(set);
    }

    private void count(int tag) throws InvalidDicom {
        if (++elements > limits.elements()) {
            throw invalid(
                    Reason.LIMIT_EXCEEDED, tag, "more than " + limits.elements() + " elements");
        }
    }

    // ---- values of undefined length

    private void undefined(Level level, int tag, Vr vr, boolean isFromDictionary, int headerBytes)
            throws IOException {
        boolean isPixels = isPixelData(tag) || (vr.isBulk() && vr != Vr.UN);
        if (isPixels) {
            fragments(level, tag, vr, isFromDictionary, headerBytes);
            return;
        }
        if (vr != Vr.SQ && vr != Vr.UN && !isItemAt(in.at + headerBytes, level)) {
            throw invalid(Reason.MALFORMED, tag, "a value of " + vr + " has no length");
        }
        in.at += headerBytes;
        boolean isUnknown = vr == Vr.UN;
        // Content of unknown elements is implicit little endian everywhere (PS3.5 §6.2.2).
        Encoding encoding = isUnknown ? Encoding.IMPLICIT_LITTLE : level.encoding;
        long end = level.end;
        openSequence(tag, isFromDictionary || isUnknown, headerBytes).sequence(encoding, true, end);
    }

    private boolean isItemAt(int place, Level level) throws IOException {
        boolean isThere = in.has(place + SHORT_HEADER - in.at);
        return isThere && tag(place, level.encoding.isBigEndian()) == Tag.Item;
    }

    private void fragments(Level level, int tag, Vr vr, boolean isFromDictionary, int headerBytes)
            throws IOException {
        long headerPosition = in.position();
        in.at += headerBytes;
        int place = in.at;
        long valuePosition = in.position();
        List<BulkRange> ranges = new ArrayList<>();
        while (nextFragment(level, tag, ranges)) {
            count(tag);
        }
        if (isPixelData(tag) && depth == 1) {
            pixelData =
                    new PixelDataPosition(
                            tag, vr, headerPosition, valuePosition, PixelDataPosition.ENCAPSULATED);
        }
        assembler.bulk(
                tag, vr, isFromDictionary, headerBytes, place, new Content.Fragments(ranges));
    }

    private boolean nextFragment(Level level, int tag, List<BulkRange> ranges) throws IOException {
        if (!in.has(SHORT_HEADER)) {
            if (in.available() > 0 || depth > 1) {
                throw invalid(Reason.TRUNCATED, tag, "the input ends in the header of a fragment");
            }
            notes.add(Note.Kind.DELIMITER_MISSING, in.position(), tag);
            return false;
        }
        boolean big = level.encoding.isBigEndian();
        int marker = tag(in.at, big);
        long length = Integer.toUnsignedLong(int32(in.at + 4, big));
        if (marker == Tag.SequenceDelimitationItem) {
            pass(tag, SHORT_HEADER);
            return false;
        }
        if (marker != Tag.Item) {
            throw invalid(Reason.MALFORMED, tag, "no fragment starts with " + Tag.toString(marker));
        }
        if (length > level.end - in.position() - SHORT_HEADER) {
            throw tooLong(level, tag, SHORT_HEADER, length);
        }
        pass(tag, SHORT_HEADER);
        ranges.add(new BulkRange(source, in.position(), length));
        pass(tag, length);
        return true;
    }

    // ---- sequences and items

    private Level openSequence(int tag, boolean isFromDictionary, int headerBytes)
            throws InvalidDicom {
        // A sequence and its item are two levels.
        if (depth / 2 >= limits.depth()) {
            throw invalid(
                    Reason.LIMIT_EXCEEDED,
                    tag,
                    "more than " + limits.depth() + " sequences inside each other");
        }
        Level level = push();
        level.tag = tag;
        level.isFromDictionary = isFromDictionary;
        level.headerBytes = headerBytes;
        level.valuePlace = in.at;
        level.valuePosition = in.position();
        level.passedBefore = in.passed();
        level.assemblerDepth = assembler.depth();
        return level;
    }

    private void nextItem(Level level) throws IOException {
        if (in.position() >= level.end && !level.isUndefined) {
            closeSequence(level);
            return;
        }
        if (level.end - in.position() < SHORT_HEADER || !in.has(SHORT_HEADER)) {
            endOfInput();
            return;
        }
        boolean big = level.encoding.isBigEndian();
        int marker = tag(in.at, big);
        int length = int32(in.at + 4, big);
        switch (marker) {
            case Tag.Item -> openItem(level, length);
            case Tag.SequenceDelimitationItem -> sequenceDelimiter(level, length);
            default ->
                    throw invalid(
                            Reason.MALFORMED,
                            level.tag,
                            "no item starts with " + Tag.toString(marker));
        }
    }

    private void sequenceDelimiter(Level level, int length) throws IOException {
        if (length != 0) {
            notes.add(Note.Kind.DELIMITER_WITH_LENGTH, in.position(), level.tag);
        }
        in.at += SHORT_HEADER;
        if (level.isUndefined) {
            closeSequence(level);
        } else {
            notes.add(Note.Kind.DELIMITER_UNEXPECTED, in.position(), level.tag);
        }
    }

    private void openItem(Level level, int length) throws IOException {
        count(level.tag);
        boolean isUndefined = length == UNDEFINED;
        long bytes = Integer.toUnsignedLong(length);
        if (!isUndefined && bytes > level.end - in.position() - SHORT_HEADER) {
            throw tooLong(level, level.tag, SHORT_HEADER, bytes);
        }
        in.at += SHORT_HEADER;
        long end = isUndefined ? level.end : in.position() + bytes;
        Encoding encoding = encodingOfItem(level, end);
        push().dataset(encoding, isUndefined, end);
        assembler.open(encoding);
    }

    /// The layout that the first element of an item shows: real files hold items without VRs among
    /// elements with them, and the reverse in unknown elements.
    private Encoding encodingOfItem(Level level, long end) throws IOException {
        Encoding encoding = level.encoding;
        if (end - in.position() < SHORT_HEADER || !in.has(SHORT_HEADER)) {
            return encoding;
        }
        int tag = tag(in.at, false);
        byte first = in.array[in.at + 4];
        byte second = in.array[in.at + 5];
        long length = Integer.toUnsignedLong(int32(in.at + 4, false));
        if (Tag.group(tag) == DELIMITER_GROUP) {
            return encoding;
        }
        boolean fits = length <= end - in.position() - SHORT_HEADER;
        Vr vr = Vr.ofCode(first, second);
        if (encoding == Encoding.EXPLICIT_LITTLE && vr == null && fits && !isCapital(first)) {
            notes.add(Note.Kind.IMPLICIT_ELEMENT, in.position(), tag);
            return Encoding.IMPLICIT_LITTLE;
        }
        boolean isExplicit = vr != null && (!fits || (vr == Dictionary.vr(tag) && vr != Vr.UN));
        if (encoding == Encoding.IMPLICIT_LITTLE && isExplicit) {
            notes.add(Note.Kind.EXPLICIT_ITEM, in.position(), tag);
            return Encoding.EXPLICIT_LITTLE;
        }
        return encoding;
    }

    private void delimiter(Level level, int tag, boolean big) throws IOException {
        boolean isEnd = tag == Tag.ItemDelimitationItem && depth > 1;
        if (!isEnd) {
            throw invalid(Reason.MALFORMED, tag, "a delimiter where an element is due");
        }
        if (int32(in.at + 4, big) != 0) {
            notes.add(Note.Kind.DELIMITER_WITH_LENGTH, in.position(), tag);
        }
        in.at += SHORT_HEADER;
        if (level.isUndefined) {
            closeItem(level);
        } else {
            notes.add(Note.Kind.DELIMITER_UNEXPECTED, in.position(), tag);
        }
    }

    private void closeItem(Level level) {
        noteOrder();
        Dataset item = assembler.close(level.isUndefined);
        depth--;
        levels[depth - 1].items.add(item);
    }

    private void closeSequence(Level level) {
        depth--;
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

    /// Notes tags out of order and repeated ones in the innermost open data set.
    void noteOrder() {
        if (assembler.isOrdered()) {
            return;
        }
        assembler
                .firstOutOfOrder()
                .ifPresent(tag -> notes.add(Note.Kind.OUT_OF_ORDER, in.position(), tag));
        assembler
                .firstRepeated()
                .ifPresent(tag -> notes.add(Note.Kind.DUPLICATE_TAG, in.position(), tag));
    }

    // ---- ends

    /// The enclosing value is read to its end, which completes an item that has a length.
    private void endOfEnclosing(Level level) throws IOException {
        if (depth > 1 && !level.isUndefined) {
            closeItem(level);
        } else {
            endOfInput();
        }
    }

    /// The input ended, or an enclosing value did, where more was due.
    private void endOfInput() throws IOException {
        Level level = levels[depth - 1];
        if (depth == 1 && isZeroToEnd()) {
            depth = 0;
            return;
        }
        boolean isInputEnd = in.available() == 0 && !in.has(1);
        boolean isOpenToEnd = level.isSequence && level.isUndefined && depth == 2 && isInputEnd;
        if (!isOpenToEnd) {
            throw invalid(
                    isInputEnd || in.size() <= level.end ? Reason.TRUNCATED : Reason.MALFORMED,
                    level.isSequence ? level.tag : beginningTag(level),
                    "the end comes where an element or a delimiter is due");
        }
        notes.add(Note.Kind.DELIMITER_MISSING, in.position(), level.tag);
        closeSequence(level);
    }

    /// The tag of an element that is cut short, if that much of it is there.
    private int beginningTag(Level level) throws IOException {
        return in.has(4) ? tag(in.at, level.encoding.isBigEndian()) : 0;
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
        if (stop.isPixelDataEnd() && isPixelData(tag)) {
            pixelData = pixelDataHere(tag, level.encoding);
            return true;
        }
        return stop.isBefore(tag);
    }

    /// Passes over zeros behind the data set, up to the end, so that limits hold for them too.
    private void padding() throws IOException {
        paddingOffset = in.position();
        notes.add(Note.Kind.TRAILING_BYTES, in.position(), 0);
        while (in.has(SHORT_HEADER)) {
            if (tag(in.at, false) != 0 || !isZeroHeader()) {
                throw invalid(
                        Reason.MALFORMED, 0, "something else than zeros follows the data set");
            }
            pass(0, SHORT_HEADER);
        }
    }

    private boolean isZeroHeader() {
        return int32(in.at + 4, false) == 0;
    }

    private PixelDataPosition pixelDataHere(int tag, Encoding encoding) throws IOException {
        Vr written =
                encoding.isExplicit() ? Vr.ofCode(in.array[in.at + 4], in.array[in.at + 5]) : null;
        boolean big = encoding.isBigEndian();
        if (written == null || !written.hasLongLength()) {
            Vr vr = written == null ? Dictionary.vr(tag) : written;
            int length = written == null ? int32(in.at + 4, big) : uint16(in.at + 6, big);
            return pixelDataHere(tag, vr, SHORT_HEADER, length);
        }
        if (!in.has(LONG_HEADER)) {
            throw invalid(Reason.TRUNCATED, tag, "the input ends in the header of the element");
        }
        return pixelDataHere(tag, written, LONG_HEADER, int32(in.at + 8, big));
    }

    private PixelDataPosition pixelDataHere(int tag, Vr vr, int headerBytes, int length) {
        return new PixelDataPosition(
                tag,
                vr,
                in.position(),
                in.position() + headerBytes,
                length == UNDEFINED
                        ? PixelDataPosition.ENCAPSULATED
                        : Integer.toUnsignedLong(length));
    }

    static boolean isPixelData(int tag) {
        return tag == Tag.PixelData || tag == Tag.FloatPixelData || tag == Tag.DoubleFloatPixelData;
    }

    // ---- broken sequences

    /// Keeps the innermost sequence that has a length as bytes and goes on behind it; gives the
    /// error back when there is none, or a limit was exceeded, or bytes are missing.
    private void recover(InvalidDicom error) throws IOException {
        int index = depth - 1;
        while (index > 0 && !(levels[index].isSequence && !levels[index].isUndefined)) {
            index--;
        }
        if (error.reason() != Reason.MALFORMED || index <= 0) {
            throw error;
        }
        Level level = levels[index];
        notes.add(Note.Kind.SEQUENCE_UNREADABLE, level.valuePosition, level.tag);
        assembler.abandon(level.assemblerDepth);
        depth = index;
        if (in.passed() == level.passedBefore) {
            in.rewind(level.valuePlace - level.headerBytes);
            known(
                    levels[index - 1],
                    level.tag,
                    Vr.UN,
                    level.isFromDictionary,
                    level.headerBytes,
                    level.end - level.valuePosition);
            return;
        }
        passRest(level);
    }

    private void passRest(Level level) throws IOException {
        long length = level.end - level.valuePosition;
        pass(level.tag, level.end - in.position());
        assembler.bulk(
                level.tag,
                Vr.UN,
                level.isFromDictionary,
                level.headerBytes,
                level.valuePlace,
                new Content.Bulk(new BulkRange(source, level.valuePosition, length)));
    }

    private InvalidDicom invalid(Reason reason, int tag, String detail) {
        StringBuilder path = new StringBuilder();
        for (int i = 1; i < depth; i++) {
            if (levels[i].isSequence) {
                path.append(Tag.toString(levels[i].tag));
                path.append('[').append(levels[i].items.size()).append("].");
            }
        }
        return new InvalidDicom(
                reason,
                in.name(),
                in.position(),
                path.append(Tag.toString(tag)).toString(),
                detail);
    }

    // ---- bytes

    private int tag(int place, boolean big) {
        return big
                ? (int) INT_BIG.get(in.array, place)
                : Integer.rotateLeft((int) INT_LITTLE.get(in.array, place), 16);
    }

    private int int32(int place, boolean big) {
        return (int) (big ? INT_BIG : INT_LITTLE).get(in.array, place);
    }

    private int uint16(int place, boolean big) {
        return (short) (big ? SHORT_BIG : SHORT_LITTLE).get(in.array, place) & 0xFFFF;
    }
}
