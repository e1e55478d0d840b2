package org.africai.dicom.io;

import org.africai.dicom.dict.Tag;

/// Something in a file that is against the standard but was understood. Of each kind the first is
/// kept.
///
/// @param offset position in the file, or in the inflated data set of a deflated file
/// @param tag the element
public record Note(Kind kind, long offset, int tag) {
    /// What was found.
    public enum Kind {
        NO_PREAMBLE("the file starts without preamble"),
        NO_FILE_META("there is no file meta information"),
        META_LENGTH_MISSING("the file meta information does not say its length"),
        META_LENGTH_WRONG("the file meta information has another length than it says"),
        META_IMPLICIT("the file meta information is without VRs"),
        NO_TRANSFER_SYNTAX("the transfer syntax is not named; it was guessed"),
        TRANSFER_SYNTAX_CONTRADICTED("the data is encoded otherwise than the transfer syntax says"),
        TRANSFER_SYNTAX_UNKNOWN("the transfer syntax is not known"),
        ZLIB_HEADER("the deflated data is wrapped as zlib"),
        OUT_OF_ORDER("tags do not rise"),
        DUPLICATE_TAG("a tag stands there twice; the first one counts"),
        UNKNOWN_VR("a VR is not known; taken for UN"),
        IMPLICIT_ELEMENT("an element has no VR among elements with VRs"),
        EXPLICIT_ITEM("an item has VRs among elements without"),
        ODD_LENGTH("a value has an odd length"),
        DELIMITER_WITH_LENGTH("a delimiter has a length"),
        DELIMITER_MISSING("the end came before the delimiter of a sequence"),
        DELIMITER_UNEXPECTED("a delimiter stands where the length was given"),
        SEQUENCE_UNREADABLE("a sequence is broken; kept as bytes"),
        CHARACTER_SET_UNKNOWN("the character set is not known"),
        META_IN_DATASET("an element of the file meta information stands in the data set"),
        PIXEL_DATA_TRUNCATED("the file is shorter than its pixel data"),
        TRAILING_BYTES("zeros follow the data set");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    @Override
    public String toString() {
        return kind.text + ", at byte " + offset + " in " + Tag.toString(tag);
    }
}
