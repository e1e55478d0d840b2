package org.africai.dimse.ul;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.africai.dicom.encoding.TransferSyntax;
import org.jspecify.annotations.Nullable;

/// What a request and its answer come to.
final class Agreement {
    private static final int IDS = 256;

    private Agreement() {}

    /// The contexts agreed to, at the place of their ids. An answer to what was not proposed counts
    /// for nothing.
    static @Nullable PresentationContext[] contexts(
            AssociationRequest request, AssociationAccept accept) {
        @Nullable PresentationContext[] contexts = new PresentationContext[IDS];
        for (ProposedContext proposed : request.contexts()) {
            for (AnsweredContext answer : accept.contexts()) {
                if (answer.id() == proposed.id() && answer.isAccepted()) {
                    contexts[answer.id()] =
                            new PresentationContext(
                                    answer.id(),
                                    proposed.abstractSyntax(),
                                    TransferSyntax.of(answer.transferSyntax()));
                }
            }
        }
        return contexts;
    }

    static List<PresentationContext> list(@Nullable PresentationContext[] contexts) {
        return Arrays.stream(contexts).filter(Objects::nonNull).toList();
    }

    /// Content of the data units we send: what the peer takes, and no more than we would.
    static int sendBytes(long peerBytes, NetworkLimits limits) {
        return peerBytes == 0
                ? limits.lengths().pdu()
                : (int) Math.min(peerBytes, limits.lengths().pdu());
    }

    static void requireUsable(long peerBytes) throws BadPdu {
        if (peerBytes != 0 && peerBytes < NetworkLimits.LEAST_PDU_BYTES) {
            throw BadPdu.invalid("units of at most " + peerBytes + " bytes");
        }
    }
}
