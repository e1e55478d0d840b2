package org.africai.dicom.io;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The bytes of a header in one growing array, and a cursor in it. Values that are passed over do
/// not come into the array, so that a place in the array and a position in the input differ by what
/// was passed over before.
final class HeaderBuffer {
    /// First read: enough for the header of most images.
    private static final int FIRST_BYTES = 16 << 10;

    /// Most bytes read ahead of the cursor.
    private static final int STEP_BYTES = 256 << 10;

    /// An array larger than the header by more than a quarter is cut at the end.
    private static final int SLACK = 4;

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final ByteInput input;
    private final String name;
    private final int limit;
    private final long size;
    byte[] array;
    int at;
    private int end;
    private long passed;

    // Bytes passed over that are in the array, and can leave it while the cursor is behind them.
    private int wasteStart = -1;
    private int wasteEnd = -1;

    HeaderBuffer(ByteInput input, String name, int limit) throws IOException {
        this.input = input;
        this.name = name;
        this.limit = limit;
        this.size = input.size();
        this.array = new byte[(int) Math.min(size, FIRST_BYTES)];
    }

    String name() {
        return name;
    }

    /// Number of bytes of the input, or [ByteInput#UNKNOWN].
    long size() {
        return size;
    }

    /// Number of bytes of the input, or [ByteInput#UNKNOWN]; known of a stream that was read to its
    /// end.
    long sizeFound() throws IOException {
        return size == ByteInput.UNKNOWN && !has(1) ? position() : size;
    }

    /// Position of the cursor in the input.
    long position() {
        return at + passed;
    }

    /// Number of bytes passed over so far.
    long passed() {
        return passed;
    }

    /// Whether `count` bytes follow; reads them into the array.
    boolean has(int count) throws IOException {
        return at + count <= end || fill(count);
    }

    /// How many bytes are in the array after the cursor.
    int available() {
        return end - at;
    }

    private boolean fill(int count) throws IOException {
        if (wasteEnd == at) {
            dropWaste();
        }
        long needed = (long) at + count;
        if (needed > limit) {
            throw new InvalidDicom(
                    InvalidDicom.Reason.LIMIT_EXCEEDED,
                    name,
                    position(),
                    "",
                    "the header is longer than " + limit + " bytes");
        }
        if (needed > size - passed) {
            readUpTo((int) (size - passed));
            return at + count <= end;
        }
        readUpTo((int) needed);
        return at + count <= end;
    }

    /// Reads until the array holds `wanted` bytes, growing it as bytes arrive.
    private void readUpTo(int wanted) throws IOException {
        while (end < wanted) {
            if (end == array.length) {
                grow(wanted);
            }
            int read = input.read(array, end, array.length - end);
            if (read < 0) {
                return;
            }
            end += read;
        }
    }

    private void grow(int wanted) {
        long step = Math.clamp(end, FIRST_BYTES, STEP_BYTES);
        long most = Math.min(size - passed, limit);
        long doubled = Math.max(end + step, Math.min(wanted, 2L * end));
        array = Arrays.copyOf(array, (int) Math.clamp(doubled, 1, most));
    }

    /// Moves bytes that follow the cursor to `target`, without keeping them here.
    ///
    /// @return how many; -1 at the end
    int take(byte[] target) throws IOException {
        int count = Math.min(end - at, target.length);
        if (count > 0) {
            System.arraycopy(array, at, target, 0, count);
            return pass(count) ? count : -1;
        }
        int read = input.read(target, 0, target.length);
        passed += Math.max(read, 0);
        return read;
    }

    /// Moves the cursor over bytes that must not be kept.
    ///
    /// @return whether that many were there
    boolean pass(long count) throws IOException {
        int inArray = end - at;
        if (count <= inArray) {
            wasteStart = wasteEnd == at ? wasteStart : at;
            at += (int) count;
            wasteEnd = at;
            return true;
        }
        long rest = count - inArray;
        end = at;
        passed += count;
        return input.skip(rest) == rest;
    }

    private void dropWaste() {
        System.arraycopy(array, at, array, wasteStart, end - at);
        passed += at - wasteStart;
        end -= at - wasteStart;
        at = wasteStart;
        keep();
    }

    /// Keeps what was passed over and is still in the array.
    void keep() {
        wasteStart = -1;
        wasteEnd = -1;
    }

    /// The tag at a place of the array.
    int tag(int place, boolean big) {
        int bits = (int) INT.get(array, place);
        return big ? Integer.reverseBytes(bits) : Integer.rotateLeft(bits, 16);
    }

    /// The 32 bits at a place of the array.
    int int32(int place, boolean big) {
        int bits = (int) INT.get(array, place);
        return big ? Integer.reverseBytes(bits) : bits;
    }

    /// The 16 bits at a place of the array, unsigned.
    int uint16(int place, boolean big) {
        short bits = (short) SHORT.get(array, place);
        return (big ? Short.reverseBytes(bits) : bits) & 0xFFFF;
    }

    /// Moves the cursor back to a place before which nothing was passed over since.
    void rewind(int place) {
        keep();
        at = place;
    }

    /// The array up to the cursor, not much longer.
    byte[] finished() {
        return array.length - at > at / SLACK ? Arrays.copyOf(array, at) : array;
    }
}
