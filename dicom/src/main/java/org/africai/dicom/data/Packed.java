package org.africai.dicom.data;

import org.africai.dicom.encoding.Vr;

/// The packed facts about one element in the table of a [Dataset]: four `int`s, of which the second
/// is made here.
final class Packed {
    /// Number of `int`s an element takes: tag, info, offset of the value, length of the value.
    static final int STRIDE = 4;

    private static final int VR = 0xFFFF;

    /// The header has twelve bytes instead of eight.
    static final int LONG_HEADER = 0x1_0000;

    /// Header and value stand in the shared bytes as they were read.
    static final int RAW = 0x2_0000;

    /// The length was not given but marked by a delimiter.
    static final int UNDEFINED_LENGTH = 0x4_0000;

    /// The VR was not written, or was UN, and comes from the dictionary.
    static final int FROM_DICTIONARY = 0x8_0000;

    /// The header stands in the shared bytes as it was read, the value elsewhere.
    static final int RAW_HEADER = 0x10_0000;

    private Packed() {}

    static int of(Vr vr, int flags) {
        return vr.code() | flags;
    }

    static Vr vr(int info) {
        return Vr.ofCode(info & VR);
    }

    static boolean has(int info, int flag) {
        return (info & flag) != 0;
    }

    static int headerBytes(int info) {
        return has(info, LONG_HEADER) ? 12 : 8;
    }
}
