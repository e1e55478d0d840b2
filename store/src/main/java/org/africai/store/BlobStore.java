package org.africai.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Keeps blobs: bytes named by their SHA-256, written once and never changed. It knows nothing of
/// what they mean or who may see them.
///
/// **Bytes before rows.** [#publish] returns when the blobs are durable; only then may a row name
/// them. A blob that no row names is an orphan and may be swept once it is older than a grace
/// period; so a caller inserts its row within that period after [#publish], and calls [#renew]
/// before it inserts a row for a blob that it did not publish itself.
///
/// All methods are safe for use by many threads and block. Failures of the storage are
/// [StorageFailure]s.
public interface BlobStore extends BlobSource, AutoCloseable {
    /// Where bytes come in that this store can publish.
    Spool spool();

    /// Makes the files durable under the name of their digest. Afterwards they need not be closed.
    ///
    /// Bytes that are already held are published like new ones, with the same work, so that nobody
    /// learns from the time an upload takes whether others hold the same file; there is one copy
    /// afterwards, the new one, and it takes the place of a damaged one.
    ///
    /// When it fails, nothing may be acknowledged; those files that were not published are still
    /// held, and the call may be repeated with all of them. Many files in one call cost far less
    /// than many calls; 64 to 512 are a good batch.
    ///
    /// @throws StorageFailure [StorageFailure.Kind#STOPPED] when an fsync failed, now or before
    void publish(Collection<Spooled> files);

    /// Like [#publish] with one file.
    default void publish(Spooled file) {
        publish(List.of(file));
    }

    /// Whether there is a blob of this name.
    default boolean exists(Sha256 blob) {
        return size(blob).isPresent();
    }

    /// How many bytes the blob has, empty when there is none.
    OptionalLong size(Sha256 blob);

    /// The blob from its first byte. The caller closes the stream.
    ///
    /// @throws StorageFailure [StorageFailure.Kind#MISSING] when there is none
    default InputStream openStream(Sha256 blob) {
        return Channels.newInputStream(open(blob));
    }

    /// Sends `count` bytes of the blob from the byte `from` on. A socket as `target` lets the
    /// kernel do the copying.
    ///
    /// @throws IOException when `target` cannot take them
    /// @throws StorageFailure [StorageFailure.Kind#DAMAGED] when the blob is shorter than that,
    ///   after what there was has been sent
    void transferTo(Sha256 blob, long from, long count, WritableByteChannel target)
            throws IOException;

    /// Sends `count` bytes of the blob from the byte `from` on.
    ///
    /// @throws IOException when `target` cannot take them
    /// @throws StorageFailure as the other `transferTo`
    void transferTo(Sha256 blob, long from, long count, OutputStream target) throws IOException;

    /// Sends the whole blob, its last bytes only when length and checksum are right: a damaged blob
    /// breaks the transfer instead of arriving as if it were whole. What must be sent in parts goes
    /// by `transferTo`, which cannot know.
    ///
    /// @param size and
    /// @param crc32 as they were recorded when the blob was spooled
    /// @throws IOException when `target` cannot take the bytes
    /// @throws StorageFailure [StorageFailure.Kind#DAMAGED] or [StorageFailure.Kind#MISSING]
    default void sendWhole(Sha256 blob, long size, int crc32, OutputStream target)
            throws IOException {
        new WholeBlob(blob, size, crc32).send(this, target);
    }

    /// Makes blobs as new as if they were published now, so that a row may be inserted for them
    /// within the grace period.
    ///
    /// @throws StorageFailure [StorageFailure.Kind#MISSING] when one is not there, and may have
    ///   been swept: no row may name it then
    void renew(Collection<Sha256> blobs);

    /// Removes orphans: blobs that no row names and that were published, or renewed, longer ago
    /// than `grace`; and files as old that a process left in the spool when it died. What is
    /// published or renewed while the sweep runs stays.
    ///
    /// After the clock of the machine has been set, ages cannot be told, and sweeps are skipped
    /// until `grace` has passed.
    Swept sweep(References references, Duration grace);

    /// Removes blobs that no row names, at once. A blob stays that is being published: whose
    /// [Spooled] this process has published, or begun to, and not closed yet. So whoever publishes
    /// what others may discard closes it after its row is committed. Where several processes
    /// publish into one store, only one of them may discard.
    ///
    /// @return those of them that are not there afterwards
    Set<Sha256> discard(Collection<Sha256> blobs, References references);

    /// The names of all blobs that begin with `prefix`, sorted.
    ///
    /// @param prefix at least the two hexadecimal digits of the first byte
    /// @throws IllegalArgumentException when `prefix` is not that
    List<Sha256> list(String prefix);

    /// Reads the blob again from where it is kept, past caches if it can, at the given pace.
    ///
    /// @throws StorageFailure [StorageFailure.Kind#IO] when the thread is interrupted
    Fixity verify(Sha256 blob, Pace pace);

    /// The failure after which this store accepts nothing more, if there was one.
    Optional<StorageFailure> stoppedBy();

    @Override
    void close();
}
