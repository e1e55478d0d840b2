package org.africai.dimse;

import java.util.Set;
import java.util.function.Predicate;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.UidDictionary;

/// Which SOP classes are objects to be stored.
public final class StorageClasses {
    private static final String STANDARD_ROOT = "1.2.840.10008.";
    private static final String STORAGE_ROOT = "1.2.840.10008.5.1.4.1.1.";

    private StorageClasses() {}

    /// Those that PS3.6 registers, retired ones included.
    public static Predicate<Uid> standard() {
        return StorageClasses::isRegistered;
    }

    /// Those of the standard, what has its root and is not registered yet, and private ones.
    public static Predicate<Uid> standardAndUnknown() {
        return uid -> isRegistered(uid) || isUnknown(uid);
    }

    private static boolean isUnknown(Uid uid) {
        boolean isPossible =
                uid.value().startsWith(STORAGE_ROOT) || !uid.value().startsWith(STANDARD_ROOT);
        return isPossible && UidDictionary.find(uid).isEmpty();
    }

    /// These only.
    public static Predicate<Uid> only(Set<Uid> classes) {
        return Set.copyOf(classes)::contains;
    }

    private static boolean isRegistered(Uid uid) {
        return UidDictionary.find(uid)
                .filter(definition -> definition.type().equals("SOP Class"))
                .filter(definition -> definition.name().contains("Storage"))
                .filter(definition -> !definition.name().contains("Storage Commitment"))
                .filter(definition -> !definition.name().contains("Directory Storage"))
                .isPresent();
    }
}
