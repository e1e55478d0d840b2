package org.africai.dicom.pixel.codec;

import java.util.Arrays;

/// A code-block as packets tell of it: which bytes are its, and what they hold.
final class J2kBlock {
    /// A codeword segment can hold no more passes than a block has.
    private static final int MOST_PASSES = 109;

    /// Passes before the first one that may bypass arithmetic coding.
    private static final int CODED_PASSES = 10;

    final J2kArea area;
    int zeroPlanes;
    int lengthBits = 3;
    private int segments;
    private int[] passes = new int[1];
    private int[] lengths = new int[1];
    private int chunks;

    /// Start, length and segment of each part of the bytes.
    private int[] chunk = new int[3];

    J2kBlock(J2kArea area) {
        this.area = area;
    }

    int segments() {
        return segments;
    }

    int passes(int segment) {
        return passes[segment];
    }

    int length(int segment) {
        return lengths[segment];
    }

    /// Copies the bytes of a segment.
    void copy(int segment, byte[] code, byte[] to) {
        int at = 0;
        for (int i = 0; i < chunks; i++) {
            if (chunk[3 * i + 2] == segment) {
                System.arraycopy(code, chunk[3 * i], to, at, chunk[3 * i + 1]);
                at += chunk[3 * i + 1];
            }
        }
    }

    /// Adds a part of the bytes.
    void add(int segment, int start, int length) {
        if (3 * chunks == chunk.length) {
            chunk = Arrays.copyOf(chunk, 2 * chunk.length);
        }
        chunk[3 * chunks] = start;
        chunk[3 * chunks + 1] = length;
        chunk[3 * chunks + 2] = segment;
        chunks++;
        lengths[segment] += length;
    }

    /// The segment to which the next passes belong, a new one when the last is full.
    int openSegment(J2kParameters.Coding coding) {
        if (segments == 0 || room(coding) == 0) {
            if (segments == passes.length) {
                passes = Arrays.copyOf(passes, 2 * segments);
                lengths = Arrays.copyOf(lengths, 2 * segments);
            }
            segments++;
        }
        return segments - 1;
    }

    /// How many passes the last segment can still have (ITU-T T.800 Table D.9).
    int room(J2kParameters.Coding coding) {
        int most = MOST_PASSES;
        if (coding.has(J2kParameters.Coding.TERMINATE)) {
            most = 1;
        } else if (coding.has(J2kParameters.Coding.BYPASS)) {
            most = segments == 1 ? CODED_PASSES : segments % 2 == 0 ? 2 : 1;
        }
        return most - passes[segments - 1];
    }

    void addPasses(int segment, int number) {
        passes[segment] += number;
    }
}
