package org.africai.dimse;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.africai.dimse.ul.AssociationEnd;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.Link;
import org.africai.dimse.ul.NetworkLimits;
import org.africai.dimse.ul.Timer;

/// Requests that an acceptor sent and that are not answered yet. One thread waits for each, and
/// another reads the answers.
final class PendingResponses {
    private static final int MOST_ID = 0xFFFF;

    private final Link link;
    private final NetworkLimits limits;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();

    PendingResponses(Link link, NetworkLimits limits) {
        this.link = link;
        this.limits = limits;
    }

    /// A new message id, for which an answer can come from now on.
    int register() {
        int id = lastId.updateAndGet(last -> last == MOST_ID ? 1 : last + 1);
        waiting.put(id, new CompletableFuture<>());
        return id;
    }

    /// Takes an answer.
    ///
    /// @return whether somebody waits for it
    boolean complete(int id, Answer answer) {
        CompletableFuture<Answer> future = waiting.get(id);
        return future != null && future.complete(answer);
    }

    /// Waits for an answer.
    ///
    /// @throws AssociationEnded when it did not come
    Answer await(int id) throws AssociationEnded {
        CompletableFuture<Answer> future = waiting.get(id);
        try {
            if (future == null) {
                throw new IllegalStateException("nothing waits for " + id);
            }
            return future.get(limits.times().response().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw link.timedOut(Timer.RESPONSE);
        } catch (ExecutionException _) {
            throw ended();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            link.abort();
            throw ended();
        } finally {
            waiting.remove(id);
        }
    }

    private AssociationEnded ended() {
        return new AssociationEnded(link.end().orElseGet(AssociationEnd.Closed::new));
    }

    /// Nothing will come any more.
    void end() {
        waiting.values().forEach(future -> future.completeExceptionally(ended()));
    }
}
