package org.africai.dimse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.NetworkLimits;
import org.jspecify.annotations.Nullable;

/// Performs C-MOVE and C-GET (PS3.4 §C.4.2.3 and §C.4.3.3).
final class Retrievals {
    /// Identifiers that fit into a value with a length of 16 bits, 64 characters and a backslash
    /// each.
    private static final int MOST_FAILED_NAMED = 65_534 / 65;

    private final Messages messages;
    private final AssociationInfo association;
    private final PendingResponses pending;
    private final NetworkLimits limits;

    Retrievals(
            Messages messages,
            AssociationInfo association,
            PendingResponses pending,
            NetworkLimits limits) {
        this.messages = messages;
        this.association = association;
        this.pending = pending;
        this.limits = limits;
    }

    /// How one object reaches the receiver.
    @FunctionalInterface
    private interface Sending {
        /// @throws IOException when it did not
        Answer send(OutgoingObject object) throws IOException;
    }

    // ---- C-MOVE

    Preparation move(Message message, @Nullable MoveService service) throws AssociationEnded {
        Optional<QueryModel> model = QueryModel.ofMove(message.context().abstractSyntax());
        if (service == null || model.isEmpty()) {
            return Preparation.Refused.of(Status.UNRECOGNIZED_OPERATION);
        }
        return switch (Identifier.read(messages, message, model.get())) {
            case Identifier.Bad(Answer why) -> new Preparation.Refused(why);
            case Identifier.Good(QueryLevel level, Dataset identifier) -> {
                var request = new RetrieveRequest(association, model.get(), level, identifier);
                yield new Preparation.Ready(op -> move(message, request, service, op));
            }
        };
    }

    private Preparation.Result move(
            Message message, RetrieveRequest request, MoveService service, Operation operation)
            throws IOException {
        Optional<AeTitle> name = message.command().moveDestination();
        Optional<RemoteEntity> destination =
                name.flatMap(title -> service.destination(association, title));
        if (destination.isEmpty()) {
            return Preparation.Result.of(message, Answer.of(Status.MOVE_DESTINATION_UNKNOWN));
        }
        return switch (service.find(request)) {
            case Retrieval.Refused(Answer why) -> Preparation.Result.of(message, why);
            case Retrieval.Objects(List<? extends OutgoingObject> objects) -> {
                DicomClient client = new DicomClient(association.called(), limits);
                int id = message.command().messageId();
                try (Dispatch dispatch = new Dispatch(client, destination.get(), objects)) {
                    yield sendAll(
                            message,
                            objects,
                            object -> dispatch.send(object, association.calling(), id),
                            operation);
                }
            }
        };
    }

    // ---- C-GET

    Preparation get(Message message, @Nullable GetService service) throws AssociationEnded {
        Optional<QueryModel> model = QueryModel.ofGet(message.context().abstractSyntax());
        if (service == null || model.isEmpty()) {
            return Preparation.Refused.of(Status.UNRECOGNIZED_OPERATION);
        }
        return switch (Identifier.read(messages, message, model.get())) {
            case Identifier.Bad(Answer why) -> new Preparation.Refused(why);
            case Identifier.Good(QueryLevel level, Dataset identifier) -> {
                var request = new RetrieveRequest(association, model.get(), level, identifier);
                yield new Preparation.Ready(op -> get(message, request, service, op));
            }
        };
    }

    private Preparation.Result get(
            Message message, RetrieveRequest request, GetService service, Operation operation)
            throws IOException {
        return switch (service.find(request)) {
            case Retrieval.Refused(Answer why) -> Preparation.Result.of(message, why);
            case Retrieval.Objects(List<? extends OutgoingObject> objects) ->
                    sendAll(message, objects, this::sendBack, operation);
        };
    }

    /// Sends on this association, on which the answer comes too.
    private Answer sendBack(OutgoingObject object) throws IOException {
        Optional<Contexts.Fitting> fitting = new Contexts(messages.link(), false).fitting(object);
        if (fitting.isEmpty()) {
            return Answer.of(Status.SOP_CLASS_NOT_SUPPORTED);
        }
        int id = pending.register();
        messages.send(
                fitting.get().context(),
                Command.request(CommandField.C_STORE, id)
                        .withAffected(object.sopClass(), object.sopInstance())
                        .withPriority(Priority.MEDIUM),
                fitting.get().object());
        return pending.await(id);
    }

    // ---- both

    private Preparation.Result sendAll(
            Message message,
            List<? extends OutgoingObject> objects,
            Sending sending,
            Operation operation)
            throws IOException {
        int done = 0;
        int completed = 0;
        int warning = 0;
        List<Uid> failed = new ArrayList<>();
        for (OutgoingObject object : objects) {
            if (operation.isCancelled()) {
                break;
            }
            switch (send(object, sending).kind()) {
                case SUCCESS -> completed++;
                case WARNING -> warning++;
                case FAILURE, CANCEL, PENDING -> failed.add(object.sopInstance());
            }
            done++;
            if (done < objects.size()) {
                var counts =
                        new SubOperations(objects.size() - done, completed, failed.size(), warning);
                messages.send(
                        message.context(),
                        message.command()
                                .response(Answer.of(Status.PENDING))
                                .withCounts(counts, true));
            }
        }
        boolean isCut = done < objects.size();
        var counts = new SubOperations(objects.size() - done, completed, failed.size(), warning);
        Command response =
                message.command()
                        .response(Answer.of(isCut ? Status.CANCEL : status(counts)))
                        .withCounts(counts, isCut);
        return new Preparation.Result(response, failedList(failed));
    }

    private Status send(OutgoingObject object, Sending sending) throws AssociationEnded {
        try {
            return sending.send(object).status();
        } catch (IOException _) {
            if (messages.link().end().isPresent()) {
                throw new AssociationEnded(messages.link().end().get());
            }
            return Status.PROCESSING_FAILURE;
        }
    }

    private static Status status(SubOperations counts) {
        if (counts.failed() == 0 && counts.warning() == 0) {
            return Status.SUCCESS;
        }
        return counts.completed() + counts.warning() == 0
                ? Status.UNABLE_TO_PERFORM_SUB_OPERATIONS
                : Status.WARNING;
    }

    private static Dataset failedList(List<Uid> failed) {
        return failed.isEmpty()
                ? Dataset.EMPTY
                : Dataset.builder()
                        .put(
                                Tag.FailedSOPInstanceUIDList,
                                failed.stream().limit(MOST_FAILED_NAMED).toArray(Uid[]::new))
                        .build();
    }
}
