package org.africai.dicom.data;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.CharacterSet;
import org.africai.dicom.encoding.Encoding;
import org.africai.dicom.encoding.Vr;
import org.jspecify.annotations.Nullable;

/// Makes data sets over a buffer while it is being read: for writers of parsers, everyone else uses
/// [Dataset#builder].
///
/// Calls come in the order of the bytes. [#open] starts a data set, or an item inside the one that
/// is open; [#close] ends the innermost one and gives it back; before the outermost is closed,
/// [#finish] says which array holds the bytes that all offsets refer to. Not for use by several
/// threads.
public final class DatasetAssembler {
    private static final int FIRST_CAPACITY = 128;
    private static final int FIRST_DEPTH = 8;

    private final Bytes bytes = new Bytes();
    private int[] table = new int[FIRST_CAPACITY * Packed.STRIDE];
    private @Nullable Object[] contents = new Object[FIRST_CAPACITY];
    private int end;
    private Level[] levels = new Level[FIRST_DEPTH];
    private int depth;

    public DatasetAssembler() {}

    /// A data set that is being made.
    private static final class Level {
        int start;
        boolean isOrdered;
        boolean hasContents;
        int lastTag;
        Encoding encoding = Encoding.EXPLICIT_LITTLE;
        Context parent = Context.NONE;
        @Nullable Context own;

        void reset(int start, Encoding encoding, Context parent) {
            this.start = start;
            this.encoding = encoding;
            this.parent = parent;
            isOrdered = true;
            hasContents = false;
            lastTag = 0;
            own = null;
        }

        Context own() {
            Context context = own;
            if (context == null) {
                context = new Context(parent);
                own = context;
            }
            return context;
        }

        Context context() {
            return own != null ? own : parent;
        }
    }

    /// Starts a data set.
    public void open(Encoding encoding) {
        Context parent = depth == 0 ? Context.NONE : levels[depth - 1].own();
        if (depth == levels.length) {
            levels = Arrays.copyOf(levels, depth * 2);
        }
        Level level = levels[depth];
        if (level == null) {
            level = new Level();
            levels[depth] = level;
        }
        level.reset(end, encoding, parent);
        depth++;
    }

    /// Adds an element whose value stands in the buffer.
    ///
    /// @param isFromDictionary whether the VR was not written but looked up
    /// @param headerBytes 8 or 12, directly before `offset`
    public void held(
            int tag, Vr vr, boolean isFromDictionary, int headerBytes, int offset, int length) {
        int flags = Packed.RAW | flags(isFromDictionary, headerBytes);
        add(tag, Packed.of(vr, flags), offset, length, null);
    }

    /// Adds a sequence.
    ///
    /// @param isWhole whether the buffer has all its bytes, from the header to the delimiter
    /// @param length number of bytes in the buffer, delimiter included
    public void items(
            int tag,
            boolean isFromDictionary,
            int headerBytes,
            boolean isUndefinedLength,
            boolean isWhole,
            int offset,
            int length,
            List<Dataset> items) {
        int flags =
                flags(isFromDictionary, headerBytes)
                        | (isUndefinedLength ? Packed.UNDEFINED_LENGTH : 0)
                        | (isWhole ? Packed.RAW : 0);
        add(tag, Packed.of(Vr.SQ, flags), offset, length, new Content.Items(items));
    }

    /// Adds a value that stays in the file; the buffer has its header only.
    public void bulk(
            int tag, Vr vr, boolean isFromDictionary, int headerBytes, int offset, Content where) {
        int flags = Packed.RAW_HEADER | flags(isFromDictionary, headerBytes);
        add(tag, Packed.of(vr, flags), offset, 0, where);
    }

    private static int flags(boolean isFromDictionary, int headerBytes) {
        return (isFromDictionary ? Packed.FROM_DICTIONARY : 0)
                | (headerBytes == 12 ? Packed.LONG_HEADER : 0);
    }

    private void add(int tag, int info, int offset, int length, @Nullable Object content) {
        Level level = levels[depth - 1];
        if (end == contents.length) {
            table = Arrays.copyOf(table, table.length * 2);
            contents = Arrays.copyOf(contents, end * 2);
        }
        int row = end * Packed.STRIDE;
        table[row] = tag;
        table[row + 1] = info;
        table[row + 2] = offset;
        table[row + 3] = length;
        contents[end] = content;
        level.hasContents |= content != null;
        level.isOrdered &= end == level.start || Tag.compare(level.lastTag, tag) < 0;
        level.lastTag = tag;
        end++;
    }

    /// Sets the character set of the innermost open data set and of its items.
    public void characterSet(CharacterSet characterSet) {
        levels[depth - 1].own().setCharacterSet(characterSet);
    }

    /// Sets PixelRepresentation (0028,0103) of the innermost open data set and of its items.
    public void pixelRepresentation(int value) {
        levels[depth - 1].own().setPixelRepresentation(value);
    }

    /// The character set that holds in the innermost open data set.
    public CharacterSet characterSet() {
        return levels[depth - 1].context().characterSet();
    }

    /// Whether the tags so far rise strictly in the innermost open data set.
    public boolean isOrdered() {
        return levels[depth - 1].isOrdered;
    }

    /// The first element of the innermost open data set that has a smaller tag than the one before.
    public OptionalInt firstOutOfOrder() {
        for (int i = levels[depth - 1].start + 1; i < end; i++) {
            int tag = table[i * Packed.STRIDE];
            if (Tag.compare(table[(i - 1) * Packed.STRIDE], tag) > 0) {
                return OptionalInt.of(tag);
            }
        }
        return OptionalInt.empty();
    }

    /// The smallest tag that the innermost open data set has twice.
    public OptionalInt firstRepeated() {
        int start = levels[depth - 1].start;
        int[] tags = new int[end - start];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = table[(start + i) * Packed.STRIDE];
        }
        Arrays.sort(tags);
        for (int i = 1; i < tags.length; i++) {
            if (tags[i] == tags[i - 1]) {
                return OptionalInt.of(tags[i]);
            }
        }
        return OptionalInt.empty();
    }

    /// Number of open data sets.
    public int depth() {
        return depth;
    }

    /// Forgets the data sets opened since `depth` were open, and all that was added to them.
    public void abandon(int depth) {
        if (this.depth > depth) {
            end = levels[depth].start;
            this.depth = depth;
        }
    }

    /// Says which array the offsets refer to.
    public void finish(byte[] array) {
        bytes.array = array;
    }

    /// Ends the innermost open data set.
    ///
    /// @param isUndefinedLength whether it was an item that a delimiter ended
    public Dataset close(boolean isUndefinedLength) {
        Level level = levels[--depth];
        int[] rows = Arrays.copyOfRange(table, level.start * Packed.STRIDE, end * Packed.STRIDE);
        @Nullable Object[] objects =
                level.hasContents ? Arrays.copyOfRange(contents, level.start, end) : null;
        end = level.start;
        return new Dataset(
                bytes,
                level.encoding,
                level.parent,
                level.context(),
                rows,
                objects,
                level.isOrdered,
                isUndefinedLength);
    }
}
