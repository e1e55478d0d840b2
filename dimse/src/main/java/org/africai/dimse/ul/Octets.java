package org.africai.dimse.ul;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that do not change, compared by value. Their text form gives only their number, because
/// they may be a secret.
public final class Octets {
    public static final Octets NONE = new Octets(new byte[0]);

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A copy of `bytes`.
    public static Octets of(byte... bytes) {
        return bytes.length == 0 ? NONE : new Octets(bytes.clone());
    }

    /// The UTF-8 form of a text.
    public static Octets of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A copy of the bytes.
    public byte[] toBytes() {
        return bytes.clone();
    }

    /// The bytes as UTF-8; what is none becomes the replacement character.
    public String toText() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /// The byte at a position, 0 behind the end: how fields of extended negotiation are read, of
    /// which later ones may be left out.
    public int at(int index) {
        return index < bytes.length ? bytes[index] & 0xFF : 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
