package org.africai.store;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// Makes renames durable for many publishers at once: those that come while a round of fsyncs runs
/// share the next round, so that a folder is forced once for all of them. A round begins as soon as
/// the one before has ended; nobody waits for company.
final class SharedFolderSync {
    private final Durability durability;
    private final Path witness;
    private final ReentrantLock joining = new ReentrantLock(); // guards `next` and Round.folders
    private final ReentrantLock running = new ReentrantLock(true); // guards Round.done
    private Round next = new Round();

    private static final class Round {
        private final Set<Path> folders = new HashSet<>();
        private boolean done;
    }

    /// @param witness as in [Durability#folders]
    SharedFolderSync(Durability durability, Path witness) {
        this.durability = durability;
        this.witness = witness;
    }

    /// Returns when all names that were in `folders` before the call are durable.
    ///
    /// @throws StorageFailure [StorageFailure.Kind#STOPPED] when an fsync fails or failed before
    void sync(Set<Path> folders) {
        Round mine = join(folders);
        running.lock();
        try {
            if (!mine.done) {
                durability.folders(begin(mine), witness);
                mine.done = true;
            }
        } finally {
            running.unlock();
        }
    }

    private Round join(Set<Path> folders) {
        joining.lock();
        try {
            next.folders.addAll(folders);
            return next;
        } finally {
            joining.unlock();
        }
    }

    /// Closes the round to others. When an earlier leader of it failed it is closed already, and
    /// its members fail one by one, as every fsync does after a failed one.
    private Set<Path> begin(Round round) {
        joining.lock();
        try {
            if (next == round) {
                next = new Round();
            }
            return Set.copyOf(round.folders);
        } finally {
            joining.unlock();
        }
    }
}
