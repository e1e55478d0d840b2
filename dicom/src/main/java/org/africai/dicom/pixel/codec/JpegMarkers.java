package org.africai.dicom.pixel.codec;

/// Marker codes (ITU-T T.81 Table B.1, T.87 §C.1, T.800 §A.2), without the FF in front.
final class JpegMarkers {
    static final int SOF0 = 0xC0;
    static final int SOF1 = 0xC1;
    static final int SOF3 = 0xC3;
    static final int DHT = 0xC4;
    static final int JPG = 0xC8;
    static final int DAC = 0xCC;
    static final int RST0 = 0xD0;
    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int DQT = 0xDB;
    static final int DRI = 0xDD;
    static final int APP0 = 0xE0;
    static final int APP14 = 0xEE;
    static final int JPEG_2000_SOD = 0x93;
    static final int JPEG_LS_SOF = 0xF7;
    static final int JPEG_LS_LSE = 0xF8;

    private JpegMarkers() {}

    /// Whether a marker starts a frame of one of T.81's processes.
    static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= 0xCF && marker != DHT && marker != JPG && marker != DAC;
    }
}
