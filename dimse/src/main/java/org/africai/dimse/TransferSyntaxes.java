package org.africai.dimse;

import java.util.List;
import java.util.Optional;
import org.africai.dicom.Uid;
import org.africai.dicom.encoding.TransferSyntax;

/// Which transfer syntaxes a provider takes, and which it likes best.
///
/// @param inOrder the best first
/// @param isAnyTaken whether others are taken too, after these, in the order of the requestor
public record TransferSyntaxes(List<Uid> inOrder, boolean isAnyTaken) {
    /// What needs no decoding: for queries and commands.
    public static final TransferSyntaxes UNCOMPRESSED =
            new TransferSyntaxes(
                    List.of(
                            TransferSyntax.EXPLICIT_LITTLE.uid(),
                            TransferSyntax.IMPLICIT_LITTLE.uid()),
                    false);

    /// All, compressed or not: for an archive, which keeps objects as they come. Explicit VR is
    /// liked best, since it says what private elements are.
    public static final TransferSyntaxes ANY =
            new TransferSyntaxes(List.of(TransferSyntax.EXPLICIT_LITTLE.uid()), true);

    public TransferSyntaxes {
        inOrder = List.copyOf(inOrder);
    }

    /// The best of those that were proposed; empty when none is taken.
    Optional<Uid> choose(List<Uid> proposed) {
        Optional<Uid> liked = inOrder.stream().filter(proposed::contains).findFirst();
        return liked.isPresent() || !isAnyTaken ? liked : others(proposed);
    }

    /// Implicit VR comes last, because it loses the VR of private elements.
    private static Optional<Uid> others(List<Uid> proposed) {
        Uid implicit = TransferSyntax.IMPLICIT_LITTLE.uid();
        return proposed.stream()
                .filter(uid -> !uid.equals(implicit))
                .findFirst()
                .or(() -> proposed.stream().findFirst());
    }
}
