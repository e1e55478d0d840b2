package org.africai.dicom.pixel.codec;

/// Reads the marker segments of a codestream one after the other (ITU-T T.81 Annex B).
final class JpegSegments {
    private final byte[] code;
    private int at;
    private int end;

    /// @throws InvalidPixels when the codestream does not start with SOI
    JpegSegments(byte[] code) throws InvalidPixels {
        this.code = code;
        if (code.length < 4 || code[0] != (byte) 0xFF || (code[1] & 0xFF) != JpegMarkers.SOI) {
            throw InvalidPixels.broken("the frame does not start as a JPEG codestream");
        }
        at = 2;
        end = 2;
    }

    /// @param place where the first marker is
    JpegSegments(byte[] code, int place) {
        this.code = code;
        at = place;
        end = place;
    }

    /// Where the next byte is read.
    int place() {
        return at;
    }

    /// Goes to the next marker; the rest of the segment before is passed over. Of a segment with
    /// parameters their bytes are read next.
    int next() throws InvalidPixels {
        at = end;
        if (at >= code.length || code[at] != (byte) 0xFF) {
            throw InvalidPixels.broken("no marker where one must be");
        }
        while (at < code.length && code[at] == (byte) 0xFF) {
            at++;
        }
        if (at >= code.length) {
            throw InvalidPixels.broken("the codestream ends without its end marker");
        }
        int marker = code[at++] & 0xFF;
        end = at;
        boolean isAlone =
                marker == JpegMarkers.EOI
                        || marker == JpegMarkers.JPEG_2000_SOD
                        || (marker & 0xF8) == JpegMarkers.RST0;
        if (!isAlone) {
            openSegment();
        }
        return marker;
    }

    private void openSegment() throws InvalidPixels {
        if (code.length - at < 2) {
            throw InvalidPixels.broken("the codestream ends in a marker segment");
        }
        int length = (code[at] & 0xFF) << 8 | (code[at + 1] & 0xFF);
        if (length < 2 || length > code.length - at) {
            throw InvalidPixels.broken("a marker segment is longer than the codestream");
        }
        end = at + length;
        at += 2;
    }

    /// Bytes of the segment that are left.
    int left() {
        return end - at;
    }

    int uint8() throws InvalidPixels {
        if (left() < 1) {
            throw InvalidPixels.broken("a marker segment is too short");
        }
        return code[at++] & 0xFF;
    }

    int uint16() throws InvalidPixels {
        return uint8() << 8 | uint8();
    }

    /// Where what follows the segment starts: after SOS the entropy-coded data.
    int dataStart() {
        return end;
    }

    /// Goes on at another place: the marker behind entropy-coded data.
    void continueAt(int place) {
        end = place;
    }
}
