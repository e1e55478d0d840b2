package org.africai.dimse.ul;

import java.util.List;
import org.africai.dicom.Uid;

/// The kin of a SOP class, so that one that is not known can be taken as another (PS3.7 §D.3.3.6).
///
/// @param sopClass what it is about
/// @param serviceClass the service class it belongs to
/// @param relatedGeneral SOP classes that it specialises
public record CommonExtendedNegotiation(Uid sopClass, Uid serviceClass, List<Uid> relatedGeneral) {
    public CommonExtendedNegotiation {
        relatedGeneral = List.copyOf(relatedGeneral);
    }
}
