package org.africai.server.accounts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Salted hashes of passwords: PBKDF2-HMAC-SHA256 (RFC 8018 §5.2), 600 000 rounds unless said
/// otherwise, written as `pbkdf2-sha256$ROUNDS$SALT$HASH` with salt and hash in Base64. About half
/// a second of one core for each; see [HashingThreads]. Thread-safe.
final class PasswordHashes {
    private static final String SCHEME = "pbkdf2-sha256";
    private static final int ROUNDS = 600_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    private final int rounds;
    private final SecureRandom random;
    private final String ofNobody;

    PasswordHashes(SecureRandom random) {
        this(ROUNDS, random);
    }

    PasswordHashes(int rounds, SecureRandom random) {
        this.rounds = rounds;
        this.random = random;
        this.ofNobody = encoded(newSalt(), newSalt());
    }

    /// A hash that no password has, as costly to check as any: for accounts that are not there.
    String ofNobody() {
        return ofNobody;
    }

    String hash(String password) {
        byte[] salt = newSalt();
        return encoded(salt, derive(password, salt, rounds));
    }

    /// Whether `hash` was made from `password`. Takes as long when it was not.
    boolean matches(String password, String hash) {
        var parts = List.of(hash.split("\\$"));
        if (parts.size() != 4 || !parts.getFirst().equals(SCHEME)) {
            throw new IllegalStateException("a stored password hash is not " + SCHEME);
        }
        byte[] salt = Base64.getDecoder().decode(parts.get(2));
        byte[] wanted = Base64.getDecoder().decode(parts.get(3));
        return MessageDigest.isEqual(
                wanted, derive(password, salt, Integer.parseInt(parts.get(1))));
    }

    private String encoded(byte[] salt, byte[] hash) {
        var base64 = Base64.getEncoder();
        return String.join(
                "$",
                SCHEME,
                Integer.toString(rounds),
                base64.encodeToString(salt),
                base64.encodeToString(hash));
    }

    private byte[] newSalt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    /// Keyboards differ in how they compose letters, so passwords are compared in NFC.
    private static byte[] derive(String password, byte[] salt, int rounds) {
        char[] characters = Normalizer.normalize(password, Normalizer.Form.NFC).toCharArray();
        var key = new PBEKeySpec(characters, salt, rounds, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2", e);
        } finally {
            key.clearPassword();
        }
    }

    /// The bytes that stand for a password in a keyed digest.
    static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }
}
