package org.africai.dicom.pixel.codec;

/// What the scan header of a JPEG-LS codestream says (ITU-T T.87 §C.2.3).
///
/// @param components places in the frame
/// @param interleaving how the components' samples follow each other
record JpegLsHeader(java.util.List<Integer> components, int near, Interleaving interleaving) {
    enum Interleaving {
        NONE,
        LINE,
        SAMPLE
    }

    static JpegLsHeader read(JpegSegments segments, JpegHeader frame) throws InvalidPixels {
        int count = segments.uint8();
        if (count < 1 || count > frame.components().size()) {
            throw InvalidPixels.broken("a scan of " + count + " components");
        }
        Integer[] components = new Integer[count];
        for (int i = 0; i < count; i++) {
            components[i] = frame.indexOf(segments.uint8());
            if (segments.uint8() != 0) {
                throw InvalidPixels.unsupported("JPEG-LS with mapping tables");
            }
        }
        int near = segments.uint8();
        int interleaving = segments.uint8();
        if (interleaving > 2 || (interleaving == 0) != (count == 1)) {
            throw InvalidPixels.broken(
                    "a JPEG-LS scan of " + count + " components interleaved as " + interleaving);
        }
        if (segments.uint8() != 0) {
            throw InvalidPixels.unsupported("JPEG-LS with a point transform");
        }
        return new JpegLsHeader(
                java.util.List.of(components), near, Interleaving.values()[interleaving]);
    }
}
