package org.africai.dicom.io;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// What comes before the file meta information: 128 bytes of any content and `DICM` (PS3.10 §7.1),
/// or less.
final class FileStart {
    private static final String PREFIX = "DICM";
    private static final int PREAMBLE_BYTES = 128;
    private static final int PREFIX_BYTES = 4;
    private static final int ELEMENT_BYTES = 8;

    /// The start of a new file: zeros and the prefix.
    static final FileStart NEW = new FileStart(withPrefix(new byte[PREAMBLE_BYTES]));

    private final byte[] bytes;

    private FileStart(byte[] bytes) {
        this.bytes = bytes;
    }

    private static byte[] withPrefix(byte[] preamble) {
        byte[] bytes = Arrays.copyOf(preamble, PREAMBLE_BYTES + PREFIX_BYTES);
        System.arraycopy(PREFIX.getBytes(US_ASCII), 0, bytes, PREAMBLE_BYTES, PREFIX_BYTES);
        return bytes;
    }

    /// Reads what comes before the first element, possibly nothing.
    static FileStart read(HeaderBuffer in) throws IOException {
        in.at = length(in);
        return new FileStart(Arrays.copyOf(in.array, in.at));
    }

    private static int length(HeaderBuffer in) throws IOException {
        if (in.has(PREAMBLE_BYTES + PREFIX_BYTES) && isPrefix(in.array, PREAMBLE_BYTES)) {
            return PREAMBLE_BYTES + PREFIX_BYTES;
        }
        return in.has(PREFIX_BYTES) && isPrefix(in.array, 0) ? PREFIX_BYTES : 0;
    }

    boolean hasPreamble() {
        return bytes.length > PREAMBLE_BYTES;
    }

    boolean isNew() {
        return Arrays.equals(bytes, NEW.bytes);
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    static boolean looksLikeDicom(byte[] start) {
        boolean hasPrefix = isPrefix(start, PREAMBLE_BYTES) || isPrefix(start, 0);
        return hasPrefix || (start.length >= ELEMENT_BYTES && isElement(start));
    }

    private static boolean isElement(byte[] start) {
        return isMeta(start, 0) || EncodingProbe.guess(start, 0, ByteInput.UNKNOWN).isPresent();
    }

    private static boolean isPrefix(byte[] bytes, int at) {
        return bytes.length >= at + PREFIX_BYTES
                && bytes[at] == 'D'
                && bytes[at + 1] == 'I'
                && bytes[at + 2] == 'C'
                && bytes[at + 3] == 'M';
    }

    /// Whether an element of group 0002 starts here; it is little endian always.
    static boolean isMeta(byte[] bytes, int at) {
        return bytes[at] == 2 && bytes[at + 1] == 0;
    }
}
