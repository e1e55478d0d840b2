package org.africai.dimse;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.africai.dimse.ul.AssociationEnd;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.Link;
import org.africai.dimse.ul.NetworkLimits;
import org.africai.dimse.ul.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves an association that a peer opened.
///
/// Its thread reads all that comes. Objects are taken on it, so that they flow from the socket to
/// the application without a detour; queries and retrievals run on threads of their own, so that
/// their cancellation and the answers to their sub-operations can be read meanwhile.
final class Performer {
    private static final Logger LOG = LoggerFactory.getLogger(Performer.class);

    private final Link link;
    private final Services services;
    private final Messages messages;
    private final Answerer answerer;
    private final Retrievals retrievals;
    private final Queries queries;
    private final PendingResponses pending;
    private final int window;
    private final Map<Integer, Operation> operations = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean isWaiting;
    private volatile boolean isDraining;

    Performer(Link link, Services services, NetworkLimits limits) {
        this.link = link;
        this.services = services;
        this.messages = new Messages(link, limits);
        this.answerer = new Answerer(messages);
        this.pending = new PendingResponses(link, limits);
        boolean isRetrievable = services.move() != null || services.get() != null;
        this.queries = new Queries(messages, answerer.association(), isRetrievable);
        this.retrievals = new Retrievals(messages, answerer.association(), pending, limits);
        this.window = link.accept().information().windowOrSynchronous().invoked();
    }

    /// Requests answered.
    long messages() {
        return answerer.answered();
    }

    /// Bytes of data sets that came.
    long bytes() {
        return answerer.bytes();
    }

    /// Serves until the end, which is returned once all threads of the association are done.
    AssociationEnd run() {
        try {
            Optional<Message> message = next();
            while (message.isPresent()) {
                handle(message.get());
                message = next();
            }
            link.acceptRelease();
        } catch (AssociationEnded e) {
            LOG.debug("association ended: {}", e.end());
        } finally {
            link.close();
            pending.end();
            threads.close();
        }
        return link.end().orElseGet(AssociationEnd.Closed::new);
    }

    private Optional<Message> next() throws AssociationEnded {
        isWaiting = true;
        endWhenDrained();
        try {
            return messages.next(Timer.IDLE, () -> !operations.isEmpty());
        } finally {
            isWaiting = false;
        }
    }

    /// Takes no more messages: ends when the one being answered, or the operation under way, is
    /// done. From any thread.
    void drain() {
        isDraining = true;
        endWhenDrained();
    }

    private void endWhenDrained() {
        if (isDraining && isWaiting && operations.isEmpty()) {
            link.abort();
        }
    }

    private void handle(Message message) throws AssociationEnded {
        Command command = message.command();
        if (command.isResponse()) {
            takeResponse(message);
            return;
        }
        if (command.field() == CommandField.C_CANCEL) {
            cancel(command.respondedTo());
            return;
        }
        if (operations.containsKey(command.messageId())) {
            answerer.answer(message, Answer.of(Status.DUPLICATE_INVOCATION));
            return;
        }
        if (window != 0 && operations.size() >= window) {
            throw link.violated("more than " + window + " operations at once");
        }
        switch (command.field()) {
            case C_FIND -> start(message, queries.find(message, services.find()));
            case C_MOVE -> start(message, retrievals.move(message, services.move()));
            case C_GET -> start(message, retrievals.get(message, services.get()));
            default -> answerer.answer(message, services);
        }
    }

    private void takeResponse(Message message) throws AssociationEnded {
        message.dataset().drain();
        if (!pending.complete(message.command().respondedTo(), message.command().answer())) {
            throw link.violated("a response to nothing");
        }
    }

    /// A cancellation may come when the operation is over already.
    private void cancel(int messageId) {
        Operation operation = operations.get(messageId);
        if (operation != null) {
            operation.cancel();
        }
    }

    private void start(Message message, Preparation preparation) throws AssociationEnded {
        switch (preparation) {
            case Preparation.Refused(Answer why) -> answerer.answer(message, why);
            case Preparation.Ready(Preparation.Work work) -> {
                answerer.count(message);
                Operation operation = new Operation(link);
                operations.put(message.command().messageId(), operation);
                threads.execute(() -> run(message, operation, work));
            }
        }
    }

    private void run(Message message, Operation operation, Preparation.Work work) {
        Preparation.Result result = result(message, operation, work);
        // Before the last response: the peer may use the id again as soon as it has it.
        operations.remove(message.command().messageId());
        try {
            if (result.dataset().isEmpty()) {
                messages.send(message.context(), result.response());
            } else {
                messages.send(message.context(), result.response(), result.dataset());
            }
        } catch (IOException e) {
            LOG.debug("could not answer {}: {}", message.command(), e.getMessage());
        }
        endWhenDrained();
    }

    private Preparation.Result result(Message message, Operation operation, Preparation.Work work) {
        try {
            return work.run(operation);
        } catch (IOException | RuntimeException e) {
            if (link.end().isEmpty()) {
                LOG.error("could not perform {}", message.command(), e);
            }
            return Preparation.Result.of(message, Answer.of(Status.UNABLE_TO_PROCESS));
        }
    }
}
