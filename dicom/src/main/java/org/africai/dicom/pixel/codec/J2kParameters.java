package org.africai.dicom.pixel.codec;

/// How the samples of a component are coded (ITU-T T.800 §A.6), as main or tile headers say.
///
/// @param coding transformation and blocks
/// @param quantization steps
/// @param roiShift by how many bits the coefficients of a region of interest are moved up
record J2kParameters(Coding coding, Quantization quantization, int roiShift) {
    /// Of the marker segments COD and COC.
    ///
    /// @param levels how often the wavelet transformation was applied
    /// @param blockWidth exponent of 2
    /// @param style bits as in the standard (Table A.19)
    /// @param isReversible whether by the 5/3 wavelet in integers, else by 9/7
    /// @param precincts of each resolution: exponents of width in the lower four bits, of height in
    ///   the higher
    record Coding(
            int levels,
            int blockWidth,
            int blockHeight,
            int style,
            boolean isReversible,
            java.util.List<Integer> precincts) {
        static final int BYPASS = 0x01;
        static final int RESET = 0x02;
        static final int TERMINATE = 0x04;
        static final int VERTICALLY_CAUSAL = 0x08;
        static final int SEGMENT_SYMBOLS = 0x20;
        static final int HIGH_THROUGHPUT = 0x40;

        /// Only some blocks are high-throughput ones (ITU-T T.814 Table A.4).
        private static final int MIXED = 0x80;

        private static final int MOST_LEVELS = 32;
        private static final int LARGEST_BLOCK = 12;
        private static final int LARGEST_SIDE = 10;
        private static final int ALL_OF_IT = 0xFF;

        static Coding read(JpegSegments segments, boolean hasPrecincts) throws InvalidPixels {
            int levels = segments.uint8();
            int width = segments.uint8() + 2;
            int height = segments.uint8() + 2;
            int style = segments.uint8();
            int transformation = segments.uint8();
            boolean isBlock =
                    width <= LARGEST_SIDE
                            && height <= LARGEST_SIDE
                            && width + height <= LARGEST_BLOCK;
            if (levels > MOST_LEVELS || !isBlock || transformation > 1) {
                throw InvalidPixels.broken("JPEG 2000 coding parameters that cannot be");
            }
            if ((style & MIXED) != 0) {
                throw InvalidPixels.unsupported("JPEG 2000 code-blocks of both kinds");
            }
            Integer[] precincts = new Integer[levels + 1];
            for (int i = 0; i <= levels; i++) {
                precincts[i] = hasPrecincts ? segments.uint8() : ALL_OF_IT;
                if (i > 0 && ((precincts[i] & 0xF) == 0 || precincts[i] >>> 4 == 0)) {
                    throw InvalidPixels.broken("JPEG 2000 precincts that cannot be");
                }
            }
            return new Coding(
                    levels,
                    width,
                    height,
                    style,
                    transformation == 1,
                    java.util.List.of(precincts));
        }

        int precinctWidth(int resolution) {
            return precincts.get(resolution) & 0xF;
        }

        int precinctHeight(int resolution) {
            return precincts.get(resolution) >>> 4;
        }

        boolean has(int bit) {
            return (style & bit) != 0;
        }
    }

    /// Of the marker segments QCD and QCC.
    ///
    /// @param guardBits how many bits coefficients may grow
    /// @param steps of each subband: exponent in the bits above eleven bits of mantissa
    record Quantization(int style, int guardBits, java.util.List<Integer> steps) {
        private static final int NONE = 0;
        private static final int DERIVED = 1;
        private static final int MANTISSA_BITS = 11;

        static Quantization read(JpegSegments segments) throws InvalidPixels {
            int first = segments.uint8();
            int style = first & 0x1F;
            if (style > 2) {
                throw InvalidPixels.broken("a JPEG 2000 quantization that cannot be");
            }
            java.util.List<Integer> steps = new java.util.ArrayList<>();
            while (segments.left() >= (style == NONE ? 1 : 2)) {
                steps.add(
                        style == NONE
                                ? segments.uint8() >>> 3 << MANTISSA_BITS
                                : segments.uint16());
            }
            return new Quantization(style, first >>> 5, java.util.List.copyOf(steps));
        }

        /// Exponent of a subband.
        ///
        /// @param band its number, from 0, the one of lowest frequency
        int exponent(int band) throws InvalidPixels {
            if (style == DERIVED) {
                int level = band == 0 ? 0 : (band - 1) / 3;
                return Math.max(0, (step(0) >>> MANTISSA_BITS) - level);
            }
            return step(band) >>> MANTISSA_BITS;
        }

        /// The step between coefficients as a part of `2^(range - exponent)`.
        double mantissa(int band) throws InvalidPixels {
            int bits = step(style == DERIVED ? 0 : band) & ((1 << MANTISSA_BITS) - 1);
            return 1 + bits / (double) (1 << MANTISSA_BITS);
        }

        private int step(int band) throws InvalidPixels {
            if (band >= steps.size()) {
                throw InvalidPixels.broken("a JPEG 2000 subband without quantization");
            }
            return steps.get(band);
        }
    }
}
