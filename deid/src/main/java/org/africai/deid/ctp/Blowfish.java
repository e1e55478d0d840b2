package org.africai.deid.ctp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// CTP's reversible pseudonyms: Blowfish with a key of 128 bits made from a text, block by block
/// (ECB), in Base64. Kept to read and write what CTP writes; a secret and a table are safer.
final class Blowfish {
    private static final String ALGORITHM = "Blowfish";
    private static final String FILLER = "tszyihnnphlyeaglle";
    private static final int KEY_CHARACTERS = 22;

    private Blowfish() {}

    static String encrypt(String text, String key) throws Failed {
        try {
            byte[] cipher = cipher(Cipher.ENCRYPT_MODE, key).doFinal(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(cipher);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    static String decrypt(String text, String key) throws Failed {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return new String(cipher(Cipher.DECRYPT_MODE, key).doFinal(bytes), UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw new Failed("a value cannot be decrypted with this key");
        }
    }

    private static Cipher cipher(int mode, String key) throws GeneralSecurityException {
        StringBuilder characters = new StringBuilder(key.replaceAll("[^a-zA-Z0-9+/]", ""));
        while (characters.length() < KEY_CHARACTERS) {
            characters.append(FILLER);
        }
        characters.setLength(KEY_CHARACTERS);
        // The last character has bits that belong to no byte; decoders may insist on zeros there.
        byte[] bytes = Base64.getMimeDecoder().decode(characters + "==");
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, new SecretKeySpec(bytes, ALGORITHM));
        return cipher;
    }
}
