package org.africai.dimse;

import java.io.IOException;
import java.util.Optional;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.Link;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers the requests that have one answer, on the thread that reads: C-ECHO, C-STORE, storage
/// commitment and its reports.
final class Answerer {
    private static final Logger LOG = LoggerFactory.getLogger(Answerer.class);
    private static final int REQUEST_COMMITMENT = 1;

    private final Link link;
    private final Messages messages;
    private final AssociationInfo association;
    private long answered;
    private long bytes;

    Answerer(Messages messages) {
        this.link = messages.link();
        this.messages = messages;
        this.association = AssociationInfo.of(link);
    }

    AssociationInfo association() {
        return association;
    }

    /// Requests answered so far.
    long answered() {
        return answered;
    }

    /// Bytes of data sets that came so far.
    long bytes() {
        return bytes;
    }

    /// Answers one request.
    ///
    /// @throws AssociationEnded when nobody is there to be answered
    void answer(Message message, Services services) throws AssociationEnded {
        if (message.command().field() == CommandField.C_CANCEL) {
            // It has no response, and what it was for is over.
            message.dataset().drain();
            return;
        }
        Answer answer =
                switch (message.command().field()) {
                    case C_ECHO -> echo(message);
                    case C_STORE -> store(message, services.store());
                    case N_ACTION -> action(message, services.commitment());
                    case N_EVENT_REPORT -> event(message, services.reports());
                    default -> Answer.of(Status.UNRECOGNIZED_OPERATION);
                };
        answer(message, answer);
    }

    /// Answers with what is known already.
    void answer(Message message, Answer answer) throws AssociationEnded {
        message.dataset().drain();
        count(message);
        Command response = message.command().response(answer);
        send(
                message,
                switch (message.command().field()) {
                    case N_ACTION -> response.withActionType(message.command().actionType());
                    case N_EVENT_REPORT -> response.withEventType(message.command().eventType());
                    default -> response;
                });
    }

    void count(Message message) {
        answered++;
        bytes += message.dataset().size();
    }

    private void send(Message message, Command response) throws AssociationEnded {
        try {
            messages.send(message.context(), response);
        } catch (AssociationEnded e) {
            throw e;
        } catch (IOException e) {
            // A response is in memory; only the connection can fail.
            throw link.violated("could not answer: " + e.getMessage());
        }
    }

    private static Answer echo(Message message) {
        return message.context().abstractSyntax().equals(KnownUid.Verification)
                ? Answer.SUCCESS
                : Answer.of(Status.UNRECOGNIZED_OPERATION);
    }

    // ---- storage

    private Answer store(Message message, @Nullable StoreService service) throws AssociationEnded {
        Optional<Uid> sopClass = message.command().sopClass();
        Optional<Uid> sopInstance = message.command().sopInstance();
        if (service == null) {
            return Answer.of(Status.UNRECOGNIZED_OPERATION);
        }
        if (!sopClass.equals(Optional.of(message.context().abstractSyntax()))) {
            return new Answer(Status.SOP_CLASS_NOT_SUPPORTED, "not the SOP class of the context");
        }
        if (sopInstance.isEmpty()) {
            return Answer.of(Status.INVALID_SOP_INSTANCE);
        }
        if (!message.command().hasDataset()) {
            return new Answer(Status.UNABLE_TO_PROCESS, "no data set");
        }
        StoreRequest request =
                new StoreRequest(
                        association,
                        sopClass.get(),
                        sopInstance.get(),
                        message.context().transferSyntax(),
                        message.command().priority(),
                        message.command().moveOriginator(),
                        message.command().moveOriginatorId());
        return guarded(() -> service.store(request, message.dataset()), "object");
    }

    /// Work of the application.
    @FunctionalInterface
    private interface Work {
        Answer run() throws IOException;
    }

    /// A failure of the application is told the peer; one of the association ends it.
    private Answer guarded(Work work, String what) throws AssociationEnded {
        try {
            return work.run();
        } catch (AssociationEnded e) {
            throw e;
        } catch (InvalidDicom e) {
            return new Answer(Status.UNABLE_TO_PROCESS, "not readable: " + e.reason());
        } catch (IOException | RuntimeException e) {
            if (link.end().isPresent()) {
                throw new AssociationEnded(link.end().get());
            }
            LOG.error("could not take what a peer sent: {}", what, e);
            return Answer.of(Status.PROCESSING_FAILURE);
        }
    }

    // ---- storage commitment

    private Answer action(Message message, @Nullable CommitmentService service)
            throws AssociationEnded {
        if (service == null || !isCommitment(message)) {
            return Answer.of(Status.UNRECOGNIZED_OPERATION);
        }
        if (message.command().actionType() != REQUEST_COMMITMENT) {
            return Answer.of(Status.NO_SUCH_ACTION);
        }
        return guarded(() -> request(messages.identifier(message), service), "commitment");
    }

    private Answer request(Dataset dataset, CommitmentService service) throws IOException {
        Optional<Uid> transaction = dataset.uid(Tag.TransactionUID);
        var objects = ObjectReference.listOf(dataset.sequence(Tag.ReferencedSOPSequence));
        boolean isWhole = objects.size() == dataset.sequence(Tag.ReferencedSOPSequence).size();
        if (transaction.isEmpty() || objects.isEmpty() || !isWhole) {
            return new Answer(Status.INVALID_ARGUMENT, "no transaction, or objects without names");
        }
        return service.request(new CommitmentRequest(association, transaction.get(), objects));
    }

    private Answer event(Message message, @Nullable CommitmentListener listener)
            throws AssociationEnded {
        if (listener == null || !isCommitment(message)) {
            return Answer.of(Status.UNRECOGNIZED_OPERATION);
        }
        if (!CommitmentReport.isEventType(message.command().eventType())) {
            return Answer.of(Status.NO_SUCH_EVENT_TYPE);
        }
        return guarded(() -> report(messages.identifier(message), listener), "report");
    }

    private Answer report(Dataset dataset, CommitmentListener listener) throws IOException {
        Optional<Uid> transaction = dataset.uid(Tag.TransactionUID);
        return transaction.isEmpty()
                ? new Answer(Status.INVALID_ARGUMENT, "no transaction")
                : listener.reported(association, CommitmentReport.of(transaction.get(), dataset));
    }

    private static boolean isCommitment(Message message) {
        return message.context().abstractSyntax().equals(KnownUid.StorageCommitmentPushModel);
    }
}
