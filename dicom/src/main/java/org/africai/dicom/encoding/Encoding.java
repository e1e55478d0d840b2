package org.africai.dicom.encoding;

/// How a data set is laid out in bytes (PS3.5 §7.1): with or without VRs, and the byte order.
public enum Encoding {
    /// VRs come from the dictionary; least significant byte first.
    IMPLICIT_LITTLE(false, false),
    /// VRs are written; least significant byte first.
    EXPLICIT_LITTLE(true, false),
    /// VRs are written; most significant byte first (retired, still met).
    EXPLICIT_BIG(true, true);

    private final boolean explicit;
    private final boolean bigEndian;

    Encoding(boolean explicit, boolean bigEndian) {
        this.explicit = explicit;
        this.bigEndian = bigEndian;
    }

    public boolean isExplicit() {
        return explicit;
    }

    public boolean isBigEndian() {
        return bigEndian;
    }
}
