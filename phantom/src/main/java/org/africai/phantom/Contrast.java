package org.africai.phantom;

import org.africai.dicom.Uid;
import org.africai.dicom.dict.KnownUid;

/// What a series shows.
public enum Contrast {
    /// Attenuation, as a CT measures it.
    CT("CT", "Head 5.0 H31s"),
    /// T1-weighted signal of an MR.
    T1("MR", "t1_mprage_tra"),
    /// T2-weighted signal of an MR.
    T2("MR", "t2_tse_tra");

    private final String modality;
    private final String description;

    Contrast(String modality, String description) {
        this.modality = modality;
        this.description = description;
    }

    /// Modality (0008,0060).
    public String modality() {
        return modality;
    }

    /// Series Description (0008,103E).
    public String description() {
        return description;
    }

    /// The class of its objects.
    Uid sopClass() {
        return this == CT ? KnownUid.CTImageStorage : KnownUid.MRImageStorage;
    }
}
