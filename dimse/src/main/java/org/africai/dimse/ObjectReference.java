package org.africai.dimse;

import java.util.List;
import java.util.Optional;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;

/// What names an object.
public record ObjectReference(Uid sopClass, Uid sopInstance) {
    static Optional<ObjectReference> of(Dataset item) {
        return item.uid(Tag.ReferencedSOPClassUID)
                .flatMap(sopClass ->
                        item.uid(Tag.ReferencedSOPInstanceUID)
                                .map(uid -> new ObjectReference(sopClass, uid)));
    }

    static List<ObjectReference> listOf(List<Dataset> items) {
        return items.stream().flatMap(item -> of(item).stream()).toList();
    }

    Dataset toItem() {
        return Dataset.itemBuilder()
                .put(Tag.ReferencedSOPClassUID, sopClass)
                .put(Tag.ReferencedSOPInstanceUID, sopInstance)
                .build();
    }
}
