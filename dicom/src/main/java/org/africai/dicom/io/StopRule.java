package org.africai.dicom.io;

import org.africai.dicom.dict.Tag;

/// Where a parser stops before the end of its input.
///
/// @param isDataset whether a data set is read, and not the file meta information
/// @param isPixelDataEnd whether to stop at pixel data
/// @param tag first tag not to read; 0 for none
record StopRule(boolean isDataset, boolean isPixelDataEnd, int tag) {
    /// Reads as long as elements belong to group 0002.
    static final StopRule META = new StopRule(false, false, 0);

    boolean isBefore(int next) {
        return isDataset ? tag != 0 && Tag.compare(next, tag) >= 0 : Tag.group(next) != 2;
    }
}
