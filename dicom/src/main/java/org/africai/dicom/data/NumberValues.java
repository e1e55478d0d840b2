package org.africai.dicom.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;

/// Binary numbers in the bytes of a value. Bytes after the last whole number are left out.
final class NumberValues {
    // Read as little endian and turned around where needed: a handle must be constant to be fast.
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private NumberValues() {}

    private static VarHandle view(Class<?> arrays) {
        return MethodHandles.byteArrayViewVarHandle(arrays, ByteOrder.LITTLE_ENDIAN);
    }

    static long[] integers(byte[] bytes, int offset, int length, Vr vr, boolean big) {
        int unit = integerBytes(vr);
        long[] values = new long[unit == 0 ? 0 : length / unit];
        for (int i = 0; i < values.length; i++) {
            values[i] = integer(bytes, offset + i * unit, vr, big);
        }
        return values;
    }

    /// Size of an integer of this VR; 0 when its values are not integers.
    private static int integerBytes(Vr vr) {
        return switch (vr) {
            case US, SS, OW -> 2;
            case UL, SL, OL, AT -> 4;
            case UV, SV, OV -> 8;
            case OB -> 1;
            default -> 0;
        };
    }

    private static long integer(byte[] bytes, int at, Vr vr, boolean big) {
        return switch (vr) {
            case US, OW -> unsignedShort(bytes, at, big);
            case SS -> (short) unsignedShort(bytes, at, big);
            case UL, OL -> Integer.toUnsignedLong(int32(bytes, at, big));
            case SL -> int32(bytes, at, big);
            case AT -> tag(bytes, at, big) & 0xFFFFFFFFL;
            case UV, SV, OV -> int64(bytes, at, big);
            default -> bytes[at] & 0xFF;
        };
    }

    static double[] decimals(byte[] bytes, int offset, int length, Vr vr, boolean big) {
        return switch (vr) {
            case FL, OF -> floats(bytes, offset, length / 4, big);
            case FD, OD -> doubles(bytes, offset, length / 8, big);
            default -> fromIntegers(integers(bytes, offset, length, vr, big), vr);
        };
    }

    private static double[] floats(byte[] bytes, int offset, int count, boolean big) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Float.intBitsToFloat(int32(bytes, offset + i * 4, big));
        }
        return values;
    }

    private static double[] doubles(byte[] bytes, int offset, int count, boolean big) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Double.longBitsToDouble(int64(bytes, offset + i * 8, big));
        }
        return values;
    }

    private static double[] fromIntegers(long[] integers, Vr vr) {
        double[] values = new double[integers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = vr == Vr.UV || vr == Vr.OV ? unsigned(integers[i]) : integers[i];
        }
        return values;
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }

    static List<String> strings(byte[] bytes, int offset, int length, Vr vr, boolean big) {
        return switch (vr.kind()) {
            case INTEGER, TAGS -> integerStrings(integers(bytes, offset, length, vr, big), vr);
            case DECIMAL -> decimalStrings(decimals(bytes, offset, length, vr, big), vr);
            case BYTES, ITEMS, TEXT -> List.of();
        };
    }

    private static List<String> integerStrings(long[] values, Vr vr) {
        List<String> strings = new ArrayList<>(values.length);
        for (long value : values) {
            strings.add(
                    switch (vr) {
                        case AT -> Tag.toHex((int) value);
                        case UV -> Long.toUnsignedString(value);
                        default -> Long.toString(value);
                    });
        }
        return strings;
    }

    private static List<String> decimalStrings(double[] values, Vr vr) {
        List<String> strings = new ArrayList<>(values.length);
        for (double value : values) {
            strings.add(vr == Vr.FL ? Float.toString((float) value) : Double.toString(value));
        }
        return strings;
    }

    /// The bytes of integers in a binary VR, least significant byte first.
    ///
    /// @throws IllegalArgumentException when one does not fit
    static byte[] encode(long[] values, Vr vr) {
        int unit = integerBytes(vr);
        ByteBuffer buffer =
                ByteBuffer.allocate(values.length * unit).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            requireFits(value, vr);
            switch (vr) {
                case AT -> buffer.putShort((short) (value >>> 16)).putShort((short) value);
                case US, SS, OW -> buffer.putShort((short) value);
                case UL, SL, OL -> buffer.putInt((int) value);
                case UV, SV, OV -> buffer.putLong(value);
                default -> buffer.put((byte) value);
            }
        }
        return buffer.array();
    }

    private static void requireFits(long value, Vr vr) {
        boolean fits =
                switch (vr) {
                    case US, OW -> value >>> 16 == 0;
                    case SS -> value == (short) value;
                    case UL, OL, AT -> value >>> 32 == 0;
                    case SL -> value == (int) value;
                    case OB -> value >>> 8 == 0;
                    default -> true;
                };
        if (!fits) {
            throw new IllegalArgumentException(value + " does not fit into " + vr);
        }
    }

    /// The bytes of numbers in FL, FD, OF or OD, least significant byte first.
    static byte[] encode(double[] values, Vr vr) {
        boolean isFloat = vr == Vr.FL || vr == Vr.OF;
        ByteBuffer buffer =
                ByteBuffer.allocate(values.length * vr.unitBytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (isFloat) {
                buffer.putFloat((float) value);
            } else {
                buffer.putDouble(value);
            }
        }
        return buffer.array();
    }

    /// Turns the byte order around.
    static void swap(byte[] bytes, int unit) {
        swap(bytes, bytes.length, unit);
    }

    static void swap(byte[] bytes, int length, int unit) {
        for (int start = 0; start + unit <= length; start += unit) {
            for (int i = start, j = start + unit - 1; i < j; i++, j--) {
                byte first = bytes[i];
                bytes[i] = bytes[j];
                bytes[j] = first;
            }
        }
    }

    static int unsignedShort(byte[] bytes, int at, boolean big) {
        short bits = (short) SHORT.get(bytes, at);
        return (big ? Short.reverseBytes(bits) : bits) & 0xFFFF;
    }

    private static int int32(byte[] bytes, int at, boolean big) {
        int bits = (int) INT.get(bytes, at);
        return big ? Integer.reverseBytes(bits) : bits;
    }

    private static long int64(byte[] bytes, int at, boolean big) {
        long bits = (long) LONG.get(bytes, at);
        return big ? Long.reverseBytes(bits) : bits;
    }

    /// A tag: two numbers of 16 bits, group first in both byte orders.
    private static int tag(byte[] bytes, int at, boolean big) {
        return Tag.of(unsignedShort(bytes, at, big), unsignedShort(bytes, at + 2, big));
    }
}
