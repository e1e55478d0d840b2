package org.africai.dicom.pixel.codec;

/// Image and tile sizes (ITU-T T.800 §A.5.1): all on one reference grid.
///
/// @param precision bits of a sample, of all components
record J2kImage(
        int left,
        int top,
        int right,
        int bottom,
        int tileLeft,
        int tileTop,
        int tileWidth,
        int tileHeight,
        int components,
        int precision,
        boolean isSigned) {
    private static final int LARGEST_PRECISION = 24;

    static J2kImage read(JpegSegments segments) throws InvalidPixels {
        segments.uint16();
        int right = coordinate(segments);
        int bottom = coordinate(segments);
        int left = coordinate(segments);
        int top = coordinate(segments);
        int tileWidth = coordinate(segments);
        int tileHeight = coordinate(segments);
        int tileLeft = coordinate(segments);
        int tileTop = coordinate(segments);
        int components = segments.uint16();
        int first = segments.uint8();
        requireFull(segments);
        for (int i = 1; i < components; i++) {
            if (segments.uint8() != first) {
                throw InvalidPixels.unsupported("JPEG 2000 components of different kinds");
            }
            requireFull(segments);
        }
        boolean isGrid =
                left < right
                        && top < bottom
                        && tileWidth > 0
                        && tileHeight > 0
                        && tileLeft <= left
                        && tileTop <= top
                        && (long) tileLeft + tileWidth > left
                        && (long) tileTop + tileHeight > top;
        if (!isGrid) {
            throw InvalidPixels.broken("JPEG 2000 tiles that cannot be");
        }
        return new J2kImage(
                left,
                top,
                right,
                bottom,
                tileLeft,
                tileTop,
                tileWidth,
                tileHeight,
                components,
                (first & 0x7F) + 1,
                first >>> 7 == 1);
    }

    private static int coordinate(JpegSegments segments) throws InvalidPixels {
        int value = segments.uint16() << 16 | segments.uint16();
        if (value < 0) {
            throw InvalidPixels.broken("a JPEG 2000 image larger than any");
        }
        return value;
    }

    private static void requireFull(JpegSegments segments) throws InvalidPixels {
        int across = segments.uint8();
        int down = segments.uint8();
        if (across != 1 || down != 1) {
            throw InvalidPixels.unsupported("JPEG 2000 components of different sizes");
        }
    }

    /// Checks that the codestream has what the data set says.
    void requireMatch(PixelFormat format) throws InvalidPixels {
        boolean isSame =
                right - left == format.columns()
                        && bottom - top == format.rows()
                        && components == format.samplesPerPixel();
        if (!isSame) {
            throw InvalidPixels.broken(
                    "the codestream has "
                            + (right - left)
                            + " x "
                            + (bottom - top)
                            + " pixels of "
                            + components
                            + " samples, the data set "
                            + format.columns()
                            + " x "
                            + format.rows()
                            + " of "
                            + format.samplesPerPixel());
        }
        if (precision > Byte.SIZE * format.sampleBytes() || precision > LARGEST_PRECISION) {
            throw InvalidPixels.broken(
                    "JPEG 2000 samples of "
                            + precision
                            + " bits, "
                            + format.bitsAllocated()
                            + " allocated in the data set");
        }
    }

    int tilesAcross() {
        return (int) Math.ceilDiv((long) right - tileLeft, tileWidth);
    }

    long tiles() {
        return tilesAcross() * Math.ceilDiv((long) bottom - tileTop, tileHeight);
    }

    /// Samples of the largest tile, of all components.
    long tileSamples() {
        long width = Math.min(tileWidth, right - left);
        return width * Math.min(tileHeight, bottom - top) * components;
    }

    /// Edges of a tile.
    J2kArea tile(int number) {
        long x = tileLeft + (long) (number % tilesAcross()) * tileWidth;
        long y = tileTop + (long) (number / tilesAcross()) * tileHeight;
        return new J2kArea(
                (int) Math.max(x, left),
                (int) Math.max(y, top),
                (int) Math.min(x + tileWidth, right),
                (int) Math.min(y + tileHeight, bottom));
    }
}
