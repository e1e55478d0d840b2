package org.africai.server.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.africai.server.access.Caller;
import org.africai.server.files.Uploads.Job;
import org.africai.server.files.Uploads.Order;
import org.africai.store.Digests;
import org.africai.store.EntryName;
import org.jspecify.annotations.Nullable;

/// Lets uploads of one caller to one resource that come while another of them is being named be
/// named together by the next: programs that send thousands of small files over several connections
/// pay for one transaction, and one wait for the disk, where they paid for many.
///
/// What cannot be done together is done alone, so nobody is told of another's mistake.
final class JoinedUploads {
    /// How many files are named together at most; a larger upload is named alone.
    private static final int MAX_FILES = 1_000;

    private final Map<Key, Lane> lanes = new ConcurrentHashMap<>();
    private final Function<Job, Uploaded> naming;

    /// @param naming names the files of an upload in one transaction
    JoinedUploads(Function<Job, Uploaded> naming) {
        this.naming = naming;
    }

    /// What uploads have in common that can be named together.
    private record Key(Caller caller, Destination destination, Attributes attributes) {
        static Key of(Order order) {
            return new Key(order.caller(), order.destination(), order.attributes());
        }
    }

    /// Names the files of the upload, which may not overwrite any.
    Uploaded name(Job job) {
        var key = Key.of(job.order());
        var ticket = new Ticket(job);
        Lane lane =
                lanes.compute(key, (_, known) -> (known == null ? new Lane() : known).with(ticket));
        lane.turn.lock();
        try {
            return outcome(lane, ticket);
        } finally {
            lane.turn.unlock();
            lanes.computeIfPresent(key, (_, known) -> known.without());
        }
    }

    /// The uploads under way that have a key in common.
    private static final class Lane {
        private final ReentrantLock turn = new ReentrantLock();
        private final Queue<Ticket> waiting = new ConcurrentLinkedQueue<>();
        private int inside;

        /// Called with the lane's place in the map locked, as [#without] is.
        private Lane with(Ticket ticket) {
            inside++;
            waiting.add(ticket);
            return this;
        }

        private @Nullable Lane without() {
            inside--;
            return inside == 0 ? null : this;
        }
    }

    /// An upload in a lane; its state is the lane's holder's.
    private static final class Ticket {
        private final Job job;
        private boolean isTaken;
        private boolean isNamed;

        private Ticket(Job job) {
            this.job = job;
        }
    }

    private Uploaded outcome(Lane lane, Ticket own) {
        while (!own.isTaken) {
            List<Ticket> batch = take(lane);
            if (batch.size() > 1) {
                nameTogether(batch);
            }
        }
        return own.isNamed ? own.job.stored() : naming.apply(own.job);
    }

    /// Those next in the queue that can be named together: at least one.
    private static List<Ticket> take(Lane lane) {
        List<Ticket> batch = new ArrayList<>();
        Map<EntryName, Digests> names = new LinkedHashMap<>();
        for (Ticket next = lane.waiting.peek(); next != null; next = lane.waiting.peek()) {
            boolean fits = names.size() + next.job.received().size() <= MAX_FILES;
            boolean isNew = Collections.disjoint(names.keySet(), next.job.received().keySet());
            if (!batch.isEmpty() && !(fits && isNew)) {
                break;
            }
            lane.waiting.remove();
            next.isTaken = true;
            batch.add(next);
            names.putAll(next.job.received());
        }
        return batch;
    }

    private void nameTogether(List<Ticket> batch) {
        Job all = Job.joined(batch.stream().map(ticket -> ticket.job).toList());
        Set<EntryName> names = all.received().keySet();
        Set<String> folders = FolderNames.of(names);
        if (names.stream().anyMatch(name -> folders.contains(name.path()))) {
            return;
        }
        try {
            boolean named = naming.apply(all) instanceof Uploaded.Stored;
            batch.forEach(ticket -> ticket.isNamed = named);
        } catch (RuntimeException _) {
            // Each of them meets its own reason when it is named alone.
        }
    }
}
