package org.africai.dicom.io;

import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.encoding.Encoding;
import org.africai.dicom.encoding.Vr;

/// A sequence, or a data set, that [DatasetParser] is inside of.
final class Level {
    boolean isSequence;
    Encoding encoding = Encoding.EXPLICIT_LITTLE;

    /// Whether a delimiter ends it, and not a length.
    boolean isUndefined;

    /// Position that it cannot go beyond: its end when it has a length, else that of what is around
    /// it.
    long end;

    // Of sequences only.
    int tag;
    boolean isFromDictionary;
    int headerBytes;
    int valuePlace;
    long valuePosition;
    long passedBefore;
    int assemblerDepth;
    List<Dataset> items = List.of();

    void dataset(Encoding encoding, boolean isUndefined, long end) {
        this.isSequence = false;
        this.encoding = encoding;
        this.isUndefined = isUndefined;
        this.end = end;
    }

    /// @param in at the first byte of the value
    void sequence(ElementHeader header, Encoding encoding, long end, HeaderBuffer in, int depth) {
        this.isSequence = true;
        this.encoding = encoding;
        this.isUndefined = header.isUndefinedLength();
        this.end = end;
        this.tag = header.tag;
        this.isFromDictionary = header.isFromDictionary || header.vr != Vr.SQ;
        this.headerBytes = header.bytes;
        this.valuePlace = in.at;
        this.valuePosition = in.position();
        this.passedBefore = in.passed();
        this.assemblerDepth = depth;
        this.items = new ArrayList<>();
    }
}
