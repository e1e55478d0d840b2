package org.africai.store.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The names of ZIP entries as text.
final class ZipText {
    private static final Charset DOS = Charset.forName("IBM437");

    private ZipText() {}

    /// A name that says it is UTF-8.
    static String utf8(byte[] raw, ArchiveFile zip) {
        try {
            return strictUtf8(raw);
        } catch (CharacterCodingException _) {
            throw zip.bad(unmarkedDos(raw), "its name is not UTF-8, though it says so");
        }
    }

    /// A name that does not say what it is: UTF-8 when it can be, as macOS writes it, else the DOS
    /// code page that the format names as default (APPNOTE 6.3.10, appendix D).
    static String unmarked(byte[] raw) {
        try {
            return strictUtf8(raw);
        } catch (CharacterCodingException _) {
            return unmarkedDos(raw);
        }
    }

    private static String strictUtf8(byte[] raw) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    }

    private static String unmarkedDos(byte[] raw) {
        return new String(raw, DOS);
    }
}
