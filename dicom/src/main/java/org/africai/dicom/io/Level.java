package org.africai.dicom.io;

import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.encoding.Encoding;

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

    void sequence(Encoding encoding, boolean isUndefined, long end) {
        this.isSequence = true;
        this.encoding = encoding;
        this.isUndefined = isUndefined;
        this.end = end;
        this.items = new ArrayList<>();
    }
}
