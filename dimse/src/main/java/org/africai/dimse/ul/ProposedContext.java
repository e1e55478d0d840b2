package org.africai.dimse.ul;

import java.util.List;
import org.africai.dicom.Uid;

/// A presentation context as a requestor proposes it (PS3.8 §9.3.2.2): what it wants to do and the
/// encodings it could use.
///
/// @param id an odd number from 1 to 255, unique in its association
/// @param abstractSyntax the SOP class
/// @param transferSyntaxes in the order of the requestor; may be empty when a peer sent none that
///   are identifiers
public record ProposedContext(int id, Uid abstractSyntax, List<Uid> transferSyntaxes) {
    /// Presentation contexts that an association can have: the odd numbers up to 255.
    public static final int MOST = 128;

    /// @throws IllegalArgumentException when the id is even or out of range
    public ProposedContext {
        if (!isId(id)) {
            throw new IllegalArgumentException("not the id of a presentation context: " + id);
        }
        transferSyntaxes = List.copyOf(transferSyntaxes);
    }

    static boolean isId(int id) {
        return id > 0 && id <= 0xFF && id % 2 == 1;
    }
}
