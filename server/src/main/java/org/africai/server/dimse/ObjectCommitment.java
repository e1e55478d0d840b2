package org.africai.server.dimse;

import java.util.List;
import org.africai.dimse.Answer;
import org.africai.dimse.CommitmentRequest;
import org.africai.dimse.CommitmentService;
import org.africai.dimse.Status;
import org.africai.server.db.DatabaseDown;
import org.africai.server.http.Refusal;
import org.africai.server.receivers.Commitment.NamedObject;
import org.africai.server.receivers.Commitments;
import org.africai.server.receivers.ReceiverDesk.Answer.Welcome;

/// Wishes for storage commitment, of one association.
final class ObjectCommitment implements CommitmentService {
    private final Commitments commitments;
    private final Welcome welcome;

    ObjectCommitment(Commitments commitments, Welcome welcome) {
        this.commitments = commitments;
        this.welcome = welcome;
    }

    @Override
    public Answer request(CommitmentRequest request) {
        List<NamedObject> objects =
                request.objects().stream()
                        .map(one ->
                                new NamedObject(one.sopClass().value(), one.sopInstance().value()))
                        .toList();
        try {
            commitments.take(
                    welcome.caller(),
                    welcome.receiver(),
                    request.association().calling().value(),
                    request.transaction().value(),
                    objects);
            return Answer.SUCCESS;
        } catch (Refusal refusal) {
            return refusal.reason() == Refusal.Reason.BUSY
                    ? new Answer(Status.RESOURCE_LIMITATION, refusal.explanation())
                    : new Answer(Status.PROCESSING_FAILURE, refusal.explanation());
        } catch (RuntimeException failure) {
            if (DatabaseDown.in(failure).isEmpty()) {
                throw failure;
            }
            return new Answer(Status.RESOURCE_LIMITATION, "the database cannot be reached");
        }
    }
}
