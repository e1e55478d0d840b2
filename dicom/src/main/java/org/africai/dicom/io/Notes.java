package org.africai.dicom.io;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Collects notes; of each kind the first.
final class Notes {
    private final Set<Note.Kind> seen = EnumSet.noneOf(Note.Kind.class);
    private final List<Note> notes = new ArrayList<>(0);

    void add(Note.Kind kind, long offset, int tag) {
        if (seen.add(kind)) {
            notes.add(new Note(kind, offset, tag));
        }
    }

    List<Note> list() {
        return List.copyOf(notes);
    }
}
