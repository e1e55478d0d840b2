package org.africai.dimse;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.AssociationAccept;
import org.africai.dimse.ul.AssociationEnd;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.Link;
import org.africai.dimse.ul.NetworkLimits;
import org.africai.dimse.ul.PresentationContext;
import org.africai.dimse.ul.Timer;

/// An association that this side opened, as user of services.
///
/// One operation runs at a time; a second thread waits for the first. [#abort] ends it from any
/// thread. Each operation throws [AssociationEnded] when the association ended before the answer
/// came: then nothing is known of what the peer did. A listener that throws ends the association.
public final class Association implements AutoCloseable {
    private static final int REQUEST_COMMITMENT = 1;
    private static final int MOST_ID = 0xFFFF;

    private final Link link;
    private final Services services;
    private final Messages messages;
    private final Answerer answerer;
    private final Contexts contexts;
    private final ReentrantLock turn = new ReentrantLock();

    /// Guarded by `turn`.
    private int lastId;

    Association(Link link, NetworkLimits limits, Services services) {
        this.link = link;
        this.services = services;
        this.messages = new Messages(link, limits);
        this.answerer = new Answerer(messages);
        this.contexts = new Contexts(link, true);
    }

    /// What the peer agreed to.
    public AssociationAccept accept() {
        return link.accept();
    }

    /// The presentation contexts that both agreed to.
    public List<PresentationContext> contexts() {
        return link.contexts();
    }

    /// How it ended; empty while it lasts.
    public Optional<AssociationEnd> end() {
        return link.end();
    }

    // ---- C-ECHO

    /// Asks whether the peer is there.
    public Answer echo() throws IOException {
        return inTurn(() -> {
            PresentationContext context = context(KnownUid.Verification);
            int id = nextId();
            messages.send(
                    context,
                    Command.request(CommandField.C_ECHO, id).withAffected(KnownUid.Verification));
            return response(id, services).command().answer();
        });
    }

    // ---- C-STORE

    /// Whether an object can be sent, as it is or rewritten.
    public boolean canSend(OutgoingObject object) {
        return contexts.fitting(object).isPresent();
    }

    /// Sends an object.
    ///
    /// @return what the peer answered; a failure from here when no context fits the object
    /// @throws IOException when the object cannot be read, or the association ended
    public Answer store(OutgoingObject object) throws IOException {
        return store(object, command -> command);
    }

    /// Sends an object that somebody else asked for by C-MOVE.
    Answer store(OutgoingObject object, AeTitle originator, int originatorId) throws IOException {
        return store(object, command -> command.withMoveOriginator(originator, originatorId));
    }

    private Answer store(OutgoingObject object, UnaryOperator<Command> addition)
            throws IOException {
        return inTurn(() -> {
            Optional<Contexts.Fitting> fitting = contexts.fitting(object);
            if (fitting.isEmpty()) {
                return noContext();
            }
            int id = nextId();
            messages.send(
                    fitting.get().context(),
                    addition.apply(storeCommand(object, id)),
                    fitting.get().object());
            return response(id, services).command().answer();
        });
    }

    /// Sends objects, as many at once as were negotiated by [Proposal#operations].
    ///
    /// @param answers hears of each, in the order of the answers
    /// @throws IOException when an object cannot be read, or the association ended; objects without
    ///   an answer may have arrived or not
    public <T extends OutgoingObject> void storeAll(
            Iterable<T> objects, BiConsumer<T, Answer> answers) throws IOException {
        inTurn(() -> {
            int window = accept().information().windowOrSynchronous().invoked();
            int most = window == 0 ? MOST_ID : window;
            Map<Integer, T> open = new HashMap<>();
            Iterator<T> next = objects.iterator();
            while (next.hasNext() || !open.isEmpty()) {
                if (next.hasNext() && open.size() < most) {
                    sendOrEnd(next.next(), open, answers);
                } else {
                    Message response = response(open.keySet()::contains, services);
                    T object = open.remove(response.command().respondedTo());
                    answers.accept(object, response.command().answer());
                }
            }
            return Answer.SUCCESS;
        });
    }

    /// An object that cannot be read ends the association when answers are still to come, because
    /// nobody would expect them any more.
    private <T extends OutgoingObject> void sendOrEnd(
            T object, Map<Integer, T> open, BiConsumer<T, Answer> answers) throws IOException {
        try {
            send(object, open, answers);
        } catch (IOException e) {
            if (!open.isEmpty()) {
                link.abort();
            }
            throw e;
        }
    }

    private <T extends OutgoingObject> void send(
            T object, Map<Integer, T> open, BiConsumer<T, Answer> answers) throws IOException {
        Optional<Contexts.Fitting> fitting = contexts.fitting(object);
        if (fitting.isEmpty()) {
            answers.accept(object, noContext());
            return;
        }
        int id = nextId();
        messages.send(fitting.get().context(), storeCommand(object, id), fitting.get().object());
        open.put(id, object);
    }

    private static Command storeCommand(OutgoingObject object, int id) {
        return Command.request(CommandField.C_STORE, id)
                .withAffected(object.sopClass(), object.sopInstance())
                .withPriority(Priority.MEDIUM);
    }

    private static Answer noContext() {
        return new Answer(Status.SOP_CLASS_NOT_SUPPORTED, "no presentation context for the object");
    }

    // ---- C-FIND

    /// Asks for what matches an identifier, which names a level.
    ///
    /// @param isMoreWanted hears of each match; when it wants no more the query is cancelled, and
    ///   matches that are already on their way are passed over
    public Answer find(QueryModel model, Dataset identifier, Predicate<Dataset> isMoreWanted)
            throws IOException {
        return inTurn(() -> {
            PresentationContext context = context(model.find());
            int id = nextId();
            messages.send(context, request(CommandField.C_FIND, id, model.find()), identifier);
            boolean isWanted = true;
            Message response = response(id, services);
            while (response.command().answer().status().isPending()) {
                if (isWanted && !isMoreWanted.test(dataset(response))) {
                    isWanted = false;
                    messages.send(context, Command.cancel(id));
                }
                response = response(id, services);
            }
            return response.command().answer();
        });
    }

    private static Command request(CommandField field, int id, Uid sopClass) {
        return Command.request(field, id).withAffected(sopClass).withPriority(Priority.MEDIUM);
    }

    // ---- C-MOVE and C-GET

    /// Asks the peer to send objects to somebody.
    ///
    /// @param isMoreWanted hears how far it is; when it wants no more the rest is cancelled
    public RetrieveResult move(
            QueryModel model,
            Dataset identifier,
            AeTitle destination,
            Predicate<SubOperations> isMoreWanted)
            throws IOException {
        return inTurn(() -> {
            PresentationContext context = context(model.move());
            int id = nextId();
            messages.send(
                    context,
                    request(CommandField.C_MOVE, id, model.move()).withMoveDestination(destination),
                    identifier);
            return awaitObjects(context, id, services, isMoreWanted);
        });
    }

    /// Asks for objects, which come on this association.
    ///
    /// @param store takes them
    /// @param isMoreWanted hears how far it is; when it wants no more the rest is cancelled
    public RetrieveResult get(
            QueryModel model,
            Dataset identifier,
            StoreService store,
            Predicate<SubOperations> isMoreWanted)
            throws IOException {
        return inTurn(() -> {
            PresentationContext context = context(model.get());
            int id = nextId();
            messages.send(context, request(CommandField.C_GET, id, model.get()), identifier);
            return awaitObjects(context, id, services.withStore(store), isMoreWanted);
        });
    }

    private RetrieveResult awaitObjects(
            PresentationContext context,
            int id,
            Services taking,
            Predicate<SubOperations> isMoreWanted)
            throws IOException {
        boolean isWanted = true;
        Message response = response(id, taking);
        while (response.command().answer().status().isPending()) {
            if (isWanted && !isMoreWanted.test(response.command().counts())) {
                isWanted = false;
                messages.send(context, Command.cancel(id));
            }
            response = response(id, taking);
        }
        return new RetrieveResult(
                response.command().answer(), response.command().counts(), failed(response));
    }

    private Dataset dataset(Message response) throws IOException {
        try {
            return messages.identifier(response);
        } catch (InvalidDicom e) {
            throw link.violated("a response whose data set is not readable: " + e.reason());
        }
    }

    private List<Uid> failed(Message response) throws IOException {
        if (!response.command().hasDataset()) {
            return List.of();
        }
        return dataset(response).strings(Tag.FailedSOPInstanceUIDList).stream()
                .filter(Uid::isValid)
                .map(Uid::new)
                .toList();
    }

    // ---- storage commitment

    /// Asks the peer to promise to keep objects. What becomes of it is told later, by a report on
    /// an association that the peer opens.
    public Answer requestCommitment(Uid transaction, List<ObjectReference> objects)
            throws IOException {
        return inTurn(() -> {
            PresentationContext context = context(KnownUid.StorageCommitmentPushModel);
            int id = nextId();
            messages.send(
                    context,
                    Command.request(CommandField.N_ACTION, id)
                            .withRequested(
                                    KnownUid.StorageCommitmentPushModel,
                                    KnownUid.StorageCommitmentPushModelInstance)
                            .withActionType(REQUEST_COMMITMENT),
                    Dataset.builder()
                            .put(Tag.TransactionUID, transaction)
                            .put(
                                    Tag.ReferencedSOPSequence,
                                    objects.stream().map(ObjectReference::toItem).toList())
                            .build());
            return response(id, services).command().answer();
        });
    }

    /// Tells the peer what became of its wish, on an association opened with
    /// [Proposal#commitmentReport].
    public Answer report(CommitmentReport report) throws IOException {
        return inTurn(() -> {
            PresentationContext context =
                    contexts.findAsProvider(KnownUid.StorageCommitmentPushModel)
                            .orElseThrow(() -> absent(KnownUid.StorageCommitmentPushModel));
            int id = nextId();
            messages.send(
                    context,
                    Command.request(CommandField.N_EVENT_REPORT, id)
                            .withAffected(
                                    KnownUid.StorageCommitmentPushModel,
                                    KnownUid.StorageCommitmentPushModelInstance)
                            .withEventType(report.eventType()),
                    report.toDataset());
            return response(id, services).command().answer();
        });
    }

    /// Serves requests of the peer, such as reports, until one was answered.
    ///
    /// @throws AssociationEnded when the association ends, or none comes within the idle time
    public void serveOne() throws IOException {
        inTurn(() -> {
            Optional<Message> message = messages.next(Timer.IDLE, () -> false);
            if (message.isEmpty()) {
                throw released();
            }
            if (message.get().command().isResponse()) {
                throw link.violated("a response to nothing");
            }
            answerer.answer(message.get(), services);
            return Answer.SUCCESS;
        });
    }

    // ---- the end

    /// Ends the association in agreement with the peer.
    ///
    /// @return how it ended
    public AssociationEnd release() {
        turn.lock();
        try {
            return end().orElseGet(link::release);
        } finally {
            turn.unlock();
        }
    }

    /// Ends the association at once, from any thread.
    public void abort() {
        link.abort();
    }

    /// Releases the association, unless it has ended.
    @Override
    public void close() {
        release();
        link.close();
    }

    // ---- messages

    /// An operation.
    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    /// A listener that throws leaves responses behind that nobody would expect any more, so that
    /// the association is over.
    private <T> T inTurn(Work<T> work) throws IOException {
        turn.lock();
        try {
            return work.run();
        } catch (RuntimeException e) {
            link.abort();
            throw e;
        } finally {
            turn.unlock();
        }
    }

    private int nextId() {
        lastId = lastId == MOST_ID ? 1 : lastId + 1;
        return lastId;
    }

    private PresentationContext context(Uid sopClass) throws IOException {
        return contexts.find(sopClass).orElseThrow(() -> absent(sopClass));
    }

    private static IOException absent(Uid sopClass) {
        return new IOException("the peer did not agree to a presentation context for " + sopClass);
    }

    private Message response(int id, Services serving) throws AssociationEnded {
        return response(answered -> answered == id, serving);
    }

    /// Waits for the response to one of the open requests, and answers what the peer asks
    /// meanwhile.
    private Message response(Predicate<Integer> isOpen, Services serving) throws AssociationEnded {
        while (true) {
            Message message =
                    messages.next(Timer.RESPONSE, () -> false).orElseThrow(this::released);
            if (!message.command().isResponse()) {
                answerer.answer(message, serving);
            } else if (isOpen.test(message.command().respondedTo())) {
                return message;
            } else {
                throw link.violated("a response to nothing");
            }
        }
    }

    private AssociationEnded released() {
        link.acceptRelease();
        return new AssociationEnded(link.end().orElseGet(AssociationEnd.Closed::new));
    }
}
