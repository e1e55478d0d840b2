package org.africai.dicom.io;

import java.io.IOException;

/// What comes before the file meta information: 128 bytes of any content and `DICM` (PS3.10 §7.1),
/// or less.
final class FileStart {
    static final int PREAMBLE_BYTES = 128;
    private static final int PREFIX_BYTES = 4;
    private static final int ELEMENT_BYTES = 8;

    private FileStart() {}

    /// Number of bytes before the first element, 0 when there is no preamble.
    static int length(HeaderBuffer in) throws IOException {
        if (in.has(PREAMBLE_BYTES + PREFIX_BYTES) && isPrefix(in.array, PREAMBLE_BYTES)) {
            return PREAMBLE_BYTES + PREFIX_BYTES;
        }
        return in.has(PREFIX_BYTES) && isPrefix(in.array, 0) ? PREFIX_BYTES : 0;
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
