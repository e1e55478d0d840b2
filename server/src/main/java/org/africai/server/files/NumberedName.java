package org.africai.server.files;

import org.africai.store.EntryName;
import org.africai.store.InvalidEntryName;

/// Another name for a file whose name is taken: a number before the first dot of the last part,
/// `sub/brain.nii.gz` → `sub/brain_2.nii.gz`.
final class NumberedName {
    private NumberedName() {}

    static EntryName of(EntryName name, int number) {
        String path = name.path();
        int start = path.lastIndexOf('/') + 1;
        int dot = path.indexOf('.', start + 1);
        int end = dot < 0 ? path.length() : dot;
        try {
            return EntryName.parse(path.substring(0, end) + "_" + number + path.substring(end));
        } catch (InvalidEntryName tooLong) {
            return EntryName.parse("_" + number + path.substring(end));
        }
    }
}
