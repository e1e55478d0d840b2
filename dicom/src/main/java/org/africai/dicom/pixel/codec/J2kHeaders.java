package org.africai.dicom.pixel.codec;

import org.africai.dicom.pixel.codec.J2kParameters.Coding;
import org.africai.dicom.pixel.codec.J2kParameters.Quantization;
import org.jspecify.annotations.Nullable;

/// What main and tile-part headers say about how tiles are coded (ITU-T T.800 §A.6): for all
/// components, or for one.
final class J2kHeaders {
    static final int COD = 0x52;
    static final int COC = 0x53;
    static final int QCD = 0x5C;
    static final int QCC = 0x5D;
    static final int RGN = 0x5E;
    static final int POC = 0x5F;
    static final int PPM = 0x60;
    static final int PPT = 0x61;

    private static final int NARROW_COMPONENTS = 257;

    private final int components;
    private @Nullable Coding coding;
    private @Nullable Quantization quantization;
    private final @Nullable Coding[] ownCodings;
    private final @Nullable Quantization[] ownQuantizations;
    private final int[] roiShifts;
    private int progression;
    private int layers;
    private boolean isTransformed;

    J2kHeaders(int components) {
        this.components = components;
        ownCodings = new Coding[components];
        ownQuantizations = new Quantization[components];
        roiShifts = new int[components];
    }

    /// What holds in a tile until its own header says otherwise.
    J2kHeaders copy() {
        J2kHeaders copy = new J2kHeaders(components);
        copy.coding = coding;
        copy.quantization = quantization;
        System.arraycopy(ownCodings, 0, copy.ownCodings, 0, components);
        System.arraycopy(ownQuantizations, 0, copy.ownQuantizations, 0, components);
        System.arraycopy(roiShifts, 0, copy.roiShifts, 0, components);
        copy.progression = progression;
        copy.layers = layers;
        copy.isTransformed = isTransformed;
        return copy;
    }

    /// Takes a marker segment; those that say nothing about coding are passed over.
    void take(int marker, JpegSegments segments) throws InvalidPixels {
        switch (marker) {
            case COD -> readCoding(segments);
            case COC -> {
                int component = component(segments);
                ownCodings[component] = Coding.read(segments, (segments.uint8() & 1) != 0);
            }
            case QCD -> quantization = Quantization.read(segments);
            case QCC -> ownQuantizations[component(segments)] = Quantization.read(segments);
            case RGN -> readRegion(segments);
            case POC, PPM, PPT ->
                    throw InvalidPixels.unsupported(
                            "JPEG 2000 with changes of progression or packed headers");
            default -> {
                // Comments, lengths and capabilities: nothing that decoding needs.
            }
        }
    }

    private void readCoding(JpegSegments segments) throws InvalidPixels {
        int style = segments.uint8();
        progression = segments.uint8();
        layers = segments.uint16();
        isTransformed = segments.uint8() == 1;
        coding = Coding.read(segments, (style & 1) != 0);
        if (progression > 4 || layers == 0) {
            throw InvalidPixels.broken("a JPEG 2000 progression that cannot be");
        }
    }

    private void readRegion(JpegSegments segments) throws InvalidPixels {
        int component = component(segments);
        int style = segments.uint8();
        int shift = segments.uint8();
        if (style != 0 || shift > 31) {
            throw InvalidPixels.unsupported("a JPEG 2000 region of interest of another kind");
        }
        roiShifts[component] = shift;
    }

    private int component(JpegSegments segments) throws InvalidPixels {
        int component = components < NARROW_COMPONENTS ? segments.uint8() : segments.uint16();
        if (component >= components) {
            throw InvalidPixels.broken("parameters of a component that is not there");
        }
        return component;
    }

    J2kParameters of(int component) throws InvalidPixels {
        Coding own = ownCodings[component];
        Quantization ownQuantization = ownQuantizations[component];
        Coding used = own == null ? coding : own;
        Quantization usedQuantization = ownQuantization == null ? quantization : ownQuantization;
        if (used == null || usedQuantization == null) {
            throw InvalidPixels.broken("a JPEG 2000 codestream without coding parameters");
        }
        return new J2kParameters(used, usedQuantization, roiShifts[component]);
    }

    int progression() {
        return progression;
    }

    int layers() {
        return layers;
    }

    /// Whether the first three components were made of red, green and blue.
    boolean isTransformed() {
        return isTransformed;
    }
}
