package org.africai.store;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads blobs again and tells which are not what they were.
///
/// The caller gives the names, in the order it likes: those that its rows name, so that missing
/// ones are found too, or what [BlobStore#list] gives. To scrub in slices it gives those with one
/// prefix; to go on after an interruption it gives those behind [Result#last].
public final class Scrub {
    private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);

    private final BlobStore store;
    private final Pace pace;
    private final Consumer<Fixity> findings;
    private long blobs;
    private long bytes;
    private long found;
    private Optional<Sha256> last = Optional.empty();

    /// What a scrub has done.
    ///
    /// @param blobs how many it has looked at
    /// @param bytes how many it has found intact
    /// @param findings how many blobs were not intact
    /// @param last the one it looked at last, empty when there was none
    /// @param complete whether it came to the end, and was not interrupted
    public record Result(
            long blobs, long bytes, long findings, Optional<Sha256> last, boolean complete) {}

    private Scrub(BlobStore store, Pace pace, Consumer<Fixity> findings) {
        this.store = store;
        this.pace = pace;
        this.findings = findings;
    }

    /// Reads `blobs` one after the other, until there is none left or the thread is interrupted.
    ///
    /// @param findings is told at once of each blob that is not intact
    public static Result run(
            BlobStore store, Iterator<Sha256> blobs, Pace pace, Consumer<Fixity> findings) {
        return new Scrub(store, pace, findings).all(blobs);
    }

    private Result all(Iterator<Sha256> names) {
        boolean goesOn = true;
        while (goesOn && names.hasNext()) {
            goesOn = !Thread.currentThread().isInterrupted() && one(names.next());
        }
        LOG.info("scrubbed blobs={} bytes={} findings={}", blobs, bytes, found);
        return new Result(blobs, bytes, found, last, goesOn);
    }

    /// False when the thread was interrupted while the blob was read.
    private boolean one(Sha256 blob) {
        Fixity fixity;
        try {
            fixity = store.verify(blob, pace);
        } catch (StorageFailure e) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            throw e;
        }
        blobs++;
        last = Optional.of(blob);
        switch (fixity) {
            case Fixity.Intact intact -> bytes += intact.size();
            case Fixity.Damaged _, Fixity.Missing _, Fixity.Unreadable _ -> tell(fixity);
        }
        return true;
    }

    private void tell(Fixity fixity) {
        found++;
        LOG.warn("found {}", fixity);
        findings.accept(fixity);
    }
}
