package org.africai.deid.dicomedit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/// Identifiers that stand for others.
final class EditUids {
    private static final int UUID_BYTES = 16;
    private static final int LONGEST = 64;

    private EditUids() {}

    /// `2.25.` and a UUID of version 5 without a name space, as DicomEdit makes it: whoever knows
    /// the old identifier knows the new one.
    static String hashed(String uid) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(uid.getBytes(UTF_8));
            byte[] uuid = Arrays.copyOf(digest, UUID_BYTES);
            uuid[6] = (byte) ((uuid[6] & 0x0F) | 0x50);
            uuid[8] = (byte) ((uuid[8] & 0x3F) | 0x80);
            return "2.25." + new BigInteger(1, uuid);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    static String random() {
        return "2.25." + number(UUID.randomUUID());
    }

    private static BigInteger number(UUID uuid) {
        ByteBuffer bytes = ByteBuffer.allocate(UUID_BYTES);
        bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        return new BigInteger(1, bytes.array());
    }

    /// A number under a prefix, cut where an identifier ends.
    static String under(String prefix, BigInteger number) {
        String made = prefix + (prefix.endsWith(".") ? "" : ".") + number;
        return made.length() > LONGEST ? made.substring(0, LONGEST) : made;
    }

    static BigInteger randomNumber() {
        return number(UUID.randomUUID());
    }
}
