package org.africai.server.dimse;

import java.io.IOException;
import java.util.List;
import org.africai.dicom.Uid;
import org.africai.dimse.Answer;
import org.africai.dimse.Association;
import org.africai.dimse.CommitmentReport;
import org.africai.dimse.DicomClient;
import org.africai.dimse.ObjectReference;
import org.africai.dimse.Proposal;
import org.africai.dimse.RemoteEntity;
import org.africai.dimse.Status;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.NetworkLimits;
import org.africai.dimse.ul.Tls;
import org.africai.server.receivers.Commitment;
import org.africai.server.receivers.CommitmentReporter;
import org.africai.server.receivers.MoveDestination;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls destinations to report on storage commitment (N-EVENT-REPORT, PS3.4 §J.3.3).
public final class CommitmentReports implements CommitmentReporter {
    private static final Logger LOG = LoggerFactory.getLogger(CommitmentReports.class);

    private final NetworkLimits limits;
    private final @Nullable Tls tls;

    /// @param services know how connections are encrypted
    public CommitmentReports(DimseSettings settings, DimseServices services) {
        this.limits = settings.limits();
        this.tls = services.tls();
    }

    @Override
    public boolean report(MoveDestination to, String from, Commitment outcome) {
        if (to.isTls() && tls == null) {
            LOG.warn("no keys to speak TLS to a destination to=\"{}\"", to.aeTitle());
            return false;
        }
        var entity =
                new RemoteEntity(
                        new AeTitle(to.aeTitle()), to.host(), to.port(), to.isTls() ? tls : null);
        var client = new DicomClient(new AeTitle(from), limits);
        try (Association association =
                client.open(entity, Proposal.EMPTY.commitmentReport()).orThrow()) {
            Answer answer = association.report(report(outcome));
            association.release();
            return isHeard(to, answer);
        } catch (IOException failure) {
            LOG.warn(
                    "destination not told of storage commitment to=\"{}\" reason=\"{}\"",
                    to.aeTitle(),
                    failure.getMessage());
            return false;
        }
    }

    private static boolean isHeard(MoveDestination to, Answer answer) {
        if (!answer.isSuccess()) {
            LOG.warn(
                    "destination refused a report on storage commitment to=\"{}\" status={}",
                    to.aeTitle(),
                    answer.status());
        }
        return answer.isSuccess();
    }

    private static CommitmentReport report(Commitment outcome) {
        List<ObjectReference> kept =
                outcome.kept().stream().map(CommitmentReports::reference).toList();
        List<CommitmentReport.Failure> failed =
                outcome.failed().stream()
                        .map(one ->
                                new CommitmentReport.Failure(
                                        reference(one.object()), status(one.why())))
                        .toList();
        return new CommitmentReport(new Uid(outcome.transaction()), kept, failed);
    }

    private static ObjectReference reference(Commitment.NamedObject object) {
        return new ObjectReference(new Uid(object.sopClass()), new Uid(object.sopUid()));
    }

    private static Status status(Commitment.Why why) {
        return switch (why) {
            case UNKNOWN -> Status.NO_SUCH_SOP_INSTANCE;
            case OTHER_CLASS -> Status.CLASS_INSTANCE_CONFLICT;
            case DAMAGED, STILL_WAITING -> Status.PROCESSING_FAILURE;
        };
    }
}
