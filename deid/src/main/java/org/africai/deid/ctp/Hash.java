package org.africai.deid.ctp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.africai.deid.Secret;
import org.jspecify.annotations.Nullable;

/// The decimal numbers that stand for texts: CTP's MD5, or a digest that takes a secret.
///
/// @param secret null for CTP's
record Hash(@Nullable Secret secret) {
    static final Hash UNKEYED = new Hash(null);

    private static final int LONGEST_UID = 64;

    /// As long as CTP's numbers are at most.
    private static final int MOST_DIGITS = 39;

    /// The first digits of the number, all of them when `length` is less than 1.
    String digits(String purpose, String text, int length) {
        String all = all(purpose, text);
        return length < 1 || all.length() <= length ? all : all.substring(0, length);
    }

    private String all(String purpose, String text) {
        if (secret == null) {
            return new BigInteger(1, md5(text)).toString();
        }
        String digits = secret.number(purpose, text).toString();
        return digits.substring(0, Math.min(MOST_DIGITS, digits.length()));
    }

    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    /// The identifier under a root that stands for another one.
    String uid(String root, String uid) {
        String trimmed = root.strip();
        String prefix = trimmed.isEmpty() || trimmed.endsWith(".") ? trimmed : trimmed + ".";
        String number = digits("hashuid", uid, 0);
        String made = prefix + (number.startsWith("0") ? "9" : "") + number;
        return made.length() > LONGEST_UID ? made.substring(0, LONGEST_UID) : made;
    }
}
