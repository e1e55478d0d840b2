package org.africai.dicom.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.data.DatasetAssembler;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.CharacterSet;

/// Looks at values while they are read: for those that the rest of a data set depends on, and for
/// what is against the standard.
final class ValueObserver {
    private final HeaderBuffer in;
    private final DatasetAssembler assembler;
    private final Notes notes;
    private final boolean isDataset;

    ValueObserver(HeaderBuffer in, DatasetAssembler assembler, Notes notes, boolean isDataset) {
        this.in = in;
        this.assembler = assembler;
        this.notes = notes;
        this.isDataset = isDataset;
    }

    /// The value of `length` bytes at the cursor.
    void value(int tag, int length, boolean big) {
        if (tag == Tag.SpecificCharacterSet) {
            characterSet(length);
        } else if (tag == Tag.PixelRepresentation && length >= 2) {
            assembler.pixelRepresentation(in.uint16(in.at, big));
        }
        if ((length & 1) != 0) {
            notes.add(Note.Kind.ODD_LENGTH, in.position(), tag);
        }
        if (Tag.group(tag) == 2 && isDataset) {
            notes.add(Note.Kind.META_IN_DATASET, in.position(), tag);
        }
    }

    private void characterSet(int length) {
        String text = new String(in.array, in.at, length, ISO_8859_1).replace('\0', ' ');
        List<String> terms = new ArrayList<>(1);
        for (String term : text.split("\\\\", -1)) {
            terms.add(term.strip());
        }
        boolean isEmpty = terms.size() == 1 && terms.getFirst().isEmpty();
        CharacterSet set = isEmpty ? CharacterSet.DEFAULT : CharacterSet.of(terms);
        if (!set.isKnown()) {
            notes.add(Note.Kind.CHARACTER_SET_UNKNOWN, in.position(), Tag.SpecificCharacterSet);
        }
        assembler.characterSet(set);
    }

    /// The innermost open data set is complete: notes tags out of order and repeated ones.
    void order() {
        if (assembler.isOrdered()) {
            return;
        }
        assembler
                .firstOutOfOrder()
                .ifPresent(tag -> notes.add(Note.Kind.OUT_OF_ORDER, in.position(), tag));
        assembler
                .firstRepeated()
                .ifPresent(tag -> notes.add(Note.Kind.DUPLICATE_TAG, in.position(), tag));
    }
}
