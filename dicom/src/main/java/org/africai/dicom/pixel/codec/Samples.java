package org.africai.dicom.pixel.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/// The samples of one frame without compression: row by row, the samples of a pixel side by side,
/// each in as many bytes as are allocated, least significant first; a sample of one bit takes a
/// byte. Bits that are not the sample's (above the high bit, or below) are as they were.
///
/// Not safe for use by several threads while one writes.
public final class Samples {
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private final PixelFormat format;
    private final byte[] bytes;

    /// Samples in an array, which is not copied.
    ///
    /// @throws IllegalArgumentException when the format is planar or the array has another length
    public Samples(PixelFormat format, byte[] bytes) {
        if (format.isPlanar() || bytes.length != format.bytes()) {
            throw new IllegalArgumentException(
                    bytes.length + " bytes are not the samples of " + format);
        }
        this.format = format;
        this.bytes = bytes;
    }

    private static VarHandle view(Class<?> arrays) {
        return MethodHandles.byteArrayViewVarHandle(arrays, ByteOrder.LITTLE_ENDIAN);
    }

    public PixelFormat format() {
        return format;
    }

    /// The array itself: what is written to it changes the samples.
    public byte[] bytes() {
        return bytes;
    }

    /// All allocated bits of a sample, of up to 32.
    ///
    /// @param index from 0: `(row * columns + column) * samplesPerPixel + sample`
    public int bits(int index) {
        return switch (format.sampleBytes()) {
            case 1 -> bytes[index] & 0xFF;
            case 2 -> (short) SHORT.get(bytes, 2 * index) & 0xFFFF;
            case 4 -> (int) INT.get(bytes, 4 * index);
            default -> throw new IllegalStateException("samples of 64 bits");
        };
    }

    /// Sets all allocated bits of a sample, of up to 32.
    public void setBits(int index, int bits) {
        put(bytes, format.sampleBytes(), index, bits);
    }

    static void put(byte[] bytes, int sampleBytes, int index, int bits) {
        switch (sampleBytes) {
            case 1 -> bytes[index] = (byte) bits;
            case 2 -> SHORT.set(bytes, 2 * index, (short) bits);
            case 4 -> INT.set(bytes, 4 * index, bits);
            default -> throw new IllegalStateException("samples of 64 bits");
        }
    }

    /// A sample as an integer: the bits stored, with their sign. Of floats the number cut off.
    public long integer(int index) {
        if (format.numbers() == PixelFormat.Numbers.FLOAT) {
            return (long) number(index);
        }
        long raw = format.sampleBytes() == 8 ? (long) LONG.get(bytes, 8 * index) : bits(index);
        int left = Long.SIZE - 1 - format.highBit();
        int right = Long.SIZE - format.bitsStored();
        return format.isSigned() ? (raw << left) >> right : (raw << left) >>> right;
    }

    /// A sample as a number.
    public double number(int index) {
        if (format.numbers() != PixelFormat.Numbers.FLOAT) {
            return integer(index);
        }
        return format.sampleBytes() == 4
                ? Float.intBitsToFloat((int) INT.get(bytes, 4 * index))
                : Double.longBitsToDouble((long) LONG.get(bytes, 8 * index));
    }

    /// Copies samples of up to 32 bits as integers with their sign; unsigned ones of 32 bits wrap.
    ///
    /// @throws IllegalStateException when samples have 64 bits or are floats
    public void copy(int first, int count, int[] to) {
        if (format.sampleBytes() == 8 || format.numbers() == PixelFormat.Numbers.FLOAT) {
            throw new IllegalStateException("samples are no integers of 32 bits");
        }
        Objects.checkFromIndexSize(0, count, to.length);
        switch (format.sampleBytes()) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    to[i] = bytes[first + i];
                }
            }
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    to[i] = (short) SHORT.get(bytes, 2 * (first + i));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    to[i] = (int) INT.get(bytes, 4 * (first + i));
                }
            }
        }
        cut(count, to);
    }

    private void cut(int count, int[] values) {
        int left = Integer.SIZE - 1 - format.highBit();
        int right = Integer.SIZE - format.bitsStored();
        if (format.isSigned()) {
            for (int i = 0; i < count; i++) {
                values[i] = (values[i] << left) >> right;
            }
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = (values[i] << left) >>> right;
            }
        }
    }

    /// These samples as those of another format of the same size.
    ///
    /// @throws IllegalArgumentException when the other format takes another number of bytes
    public Samples as(PixelFormat other) {
        return new Samples(other, bytes);
    }
}
