package org.africai.deid;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.africai.dicom.Uid;

/// A project's key for pseudonyms (HMAC-SHA-256, RFC 2104): the same identifier gives the same
/// pseudonym inside the project and another one elsewhere, and nobody without the key can tell
/// which. It never shows in texts.
public final class Secret {
    /// Shortest key, in bytes: as long as what is guessed at worst, 128 bits.
    public static final int LEAST_BYTES = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int UUID_BYTES = 16;

    private final Mac prototype;

    /// @throws IllegalArgumentException when the key is shorter than [#LEAST_BYTES]
    public Secret(byte[] key) {
        if (key.length < LEAST_BYTES) {
            throw new IllegalArgumentException("a secret has " + LEAST_BYTES + " bytes at least");
        }
        this.prototype = prototype(key);
    }

    /// The 32 bytes that stand for a text.
    ///
    /// @param purpose what for, so that one text gives unrelated bytes for different purposes
    public byte[] digest(String purpose, String text) {
        Mac mac = copy();
        mac.update(purpose.getBytes(UTF_8));
        mac.update((byte) 0);
        return mac.doFinal(text.getBytes(UTF_8));
    }

    private static Mac prototype(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /// A copy costs a tenth of a new one.
    private Mac copy() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's " + ALGORITHM + " can be copied", e);
        }
    }

    /// The digest as a number without sign.
    public BigInteger number(String purpose, String text) {
        return new BigInteger(1, digest(purpose, text));
    }

    /// The identifier that stands for another one: `2.25.` and a UUID of version 8 (PS3.5 §B.2, RFC
    /// 9562 §5.8).
    public Uid uid(String uid) {
        byte[] uuid = Arrays.copyOf(digest("uid", uid), UUID_BYTES);
        uuid[6] = (byte) ((uuid[6] & 0x0F) | 0x80);
        uuid[8] = (byte) ((uuid[8] & 0x3F) | 0x80);
        return new Uid("2.25." + new BigInteger(1, uuid));
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
