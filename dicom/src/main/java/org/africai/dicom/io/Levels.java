package org.africai.dicom.io;

import java.util.Arrays;
import org.africai.dicom.dict.Tag;
import org.jspecify.annotations.Nullable;

/// The stack of what is around the cursor: the outermost data set, a sequence, an item of it, ….
final class Levels {
    private final HeaderBuffer in;
    private Level[] levels = new Level[4];
    private int depth;

    Levels(HeaderBuffer in) {
        this.in = in;
    }

    int depth() {
        return depth;
    }

    Level top() {
        return levels[depth - 1];
    }

    boolean isOutermost() {
        return depth == 1;
    }

    /// A level to be filled in; it was possibly used before.
    Level push() {
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

    void pop() {
        depth--;
    }

    /// Leaves all levels.
    void clear() {
        depth = 0;
    }

    /// How many sequences are around the cursor.
    int sequences() {
        return depth / 2;
    }

    /// Leaves the innermost sequence that has a length, and all inside it.
    ///
    /// @return that sequence, or `null` when there is none
    @Nullable Level leaveSequenceWithLength() {
        int index = depth - 1;
        while (index > 0 && !(levels[index].isSequence && !levels[index].isUndefined)) {
            index--;
        }
        if (index <= 0) {
            return null;
        }
        depth = index;
        return levels[index];
    }

    /// Whether nothing around the cursor has a length, so that only the end of the input limits it.
    boolean isOpen() {
        for (int i = 1; i < depth; i++) {
            if (!levels[i].isUndefined) {
                return false;
            }
        }
        return true;
    }

    /// Whether so many bytes are left in the innermost enclosing value.
    boolean isRoomFor(int bytes) {
        return top().end - in.position() >= bytes;
    }

    /// An error at the cursor.
    ///
    /// @param tag the element, 0 when there is none
    InvalidDicom invalid(InvalidDicom.Reason reason, int tag, String detail) {
        StringBuilder path = new StringBuilder();
        for (int i = 1; i < depth; i++) {
            if (levels[i].isSequence) {
                path.append(Tag.toString(levels[i].tag));
                path.append('[').append(levels[i].items.size()).append("].");
            }
        }
        path.append(tag == 0 ? "" : Tag.toString(tag));
        return new InvalidDicom(reason, in.name(), in.position(), path.toString(), detail);
    }
}
