package org.africai.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Blobs as files: `blobs/ab/abcdef…` below one folder, and `spool/` beside them on the same
/// volume.
///
/// The order of a publication: the file is forced to the disk, renamed to its name, and the folder
/// that holds the name is forced. Small batches are written to the [Journal] instead, which is as
/// durable, before they are renamed, and forced later. The 256 folders are made, and forced in
/// theirs, when the store is opened.
public final class FileBlobStore implements BlobStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileBlobStore.class);
    private static final int BUFFER_BYTES = 256 << 10;

    /// How many times its size must be free for a segment of the journal to be made.
    private static final long JOURNAL_ROOM = 16;

    private final BlobFolders folders;
    private final Spool spool;
    private final Durability durability;
    private final SharedFolderSync folderSync;
    private final @Nullable Journal journal;
    private final Clock clock;
    private final AgeGuard ages;

    /// One for each folder: held while a blob gets its name or a new time, and while one is
    /// removed.
    private final List<ReentrantLock> folderLocks =
            Stream.generate(ReentrantLock::new).limit(BlobFolders.COUNT).toList();

    /// Published files whose rows may not be there yet. Those that are never closed fall out when
    /// nothing holds them any more.
    private final Set<Spooled> underWay =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /// Opens the store in `root`, which is made if it does not exist.
    ///
    /// @param lowWaterBytes how much of the volume uploads must leave free
    /// @throws StorageFailure when the folders cannot be made durable, or were made by a program
    ///   that lays them out in another way
    public static FileBlobStore open(Path root, long lowWaterBytes, Clock clock) {
        return open(root, lowWaterBytes, clock, Fsync.SYSTEM, true);
    }

    /// @param hasJournal whether small batches are written to the journal
    static FileBlobStore open(
            Path root, long lowWaterBytes, Clock clock, Fsync fsync, boolean hasJournal) {
        var durability = new Durability(fsync);
        try {
            return new FileBlobStore(root, lowWaterBytes, clock, durability, hasJournal);
        } catch (IOException e) {
            durability.close();
            throw StorageFailure.io(root, e);
        }
    }

    private FileBlobStore(
            Path root, long lowWaterBytes, Clock clock, Durability durability, boolean hasJournal)
            throws IOException {
        this.durability = durability;
        this.clock = clock;
        this.ages = new AgeGuard(clock, System::nanoTime);
        this.folders = BlobFolders.make(root, durability);
        this.folderSync = new SharedFolderSync(durability, folders.format());
        this.spool = new Spool(folders.spool(), lowWaterBytes);
        LongPredicate hasRoom = bytes -> spool.freeBytes() - lowWaterBytes > JOURNAL_ROOM * bytes;
        this.journal = hasJournal ? Journal.open(folders, durability, hasRoom).orElse(null) : null;
    }

    @Override
    public Spool spool() {
        return spool;
    }

    @Override
    public void publish(Collection<Spooled> files) {
        durability.requireWorking();
        List<Spooled> batch = List.copyOf(files);
        batch.forEach(Spooled::requireHeldOrPublished);
        List<Spooled> held = batch.stream().filter(f -> !f.isPublished()).toList();
        underWay.addAll(held);
        held.forEach(this::stamp);
        Optional<Journal.Written> written =
                journal == null || held.size() < batch.size()
                        ? Optional.empty()
                        : journal.write(held);
        if (written.isPresent()) {
            nameWritten(held, written.get());
        } else {
            durability.files(held.stream().map(Spooled::path).toList());
            held.forEach(this::rename);
            folderSync.sync(foldersOf(batch));
        }
    }

    private void nameWritten(List<Spooled> files, Journal.Written written) {
        try {
            files.forEach(this::rename);
        } finally {
            written.named();
        }
    }

    private Set<Path> foldersOf(List<Spooled> batch) {
        var changed = new HashSet<Path>();
        batch.forEach(f -> changed.add(folders.folder(f.sha256())));
        return changed;
    }

    /// A file may have lain in the spool for days; as a blob it is new.
    private void stamp(Spooled file) {
        try {
            Files.setLastModifiedTime(file.path(), FileTime.from(clock.instant()));
        } catch (IOException e) {
            throw StorageFailure.io(file.path(), e);
        }
    }

    private void rename(Spooled file) {
        Path target = folders.file(file.sha256());
        ReentrantLock lock = lock(file.sha256());
        lock.lock();
        try {
            Files.move(file.path(), target, StandardCopyOption.ATOMIC_MOVE);
            file.published();
        } catch (IOException e) {
            throw StorageFailure.io(target, e);
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock lock(Sha256 blob) {
        return folderLocks.get(Integer.parseInt(blob.hex(), 0, 2, 16));
    }

    @Override
    public OptionalLong size(Sha256 blob) {
        Path file = folders.file(blob);
        try {
            return OptionalLong.of(Files.size(file));
        } catch (NoSuchFileException _) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw StorageFailure.io(file, e);
        }
    }

    @Override
    public SeekableByteChannel open(Sha256 blob) {
        return channel(blob);
    }

    private FileChannel channel(Sha256 blob) {
        Path file = folders.file(blob);
        try {
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException _) {
            throw StorageFailure.missing(blob);
        } catch (IOException e) {
            throw StorageFailure.io(file, e);
        }
    }

    @Override
    public void transferTo(Sha256 blob, long from, long count, WritableByteChannel target)
            throws IOException {
        try (FileChannel channel = channel(blob)) {
            long sent = 0;
            while (sent < count) {
                long n = channel.transferTo(from + sent, count - sent, target);
                if (n == 0 && from + sent >= channel.size()) {
                    throw tooShort(blob, from + count, channel.size());
                }
                sent += n;
            }
        }
    }

    @Override
    public void transferTo(Sha256 blob, long from, long count, OutputStream target)
            throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, Math.max(count, 1)));
        try (FileChannel channel = channel(blob)) {
            for (long sent = 0; sent < count; sent += buffer.position()) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), count - sent));
                if (read(blob, channel, from + sent, buffer) < 0) {
                    throw tooShort(blob, from + count, channel.size());
                }
                target.write(buffer.array(), 0, buffer.position());
            }
        }
    }

    private int read(Sha256 blob, FileChannel channel, long position, ByteBuffer buffer) {
        try {
            return channel.read(buffer, position);
        } catch (IOException e) {
            throw StorageFailure.io(folders.file(blob), e);
        }
    }

    private static StorageFailure tooShort(Sha256 blob, long needed, long size) {
        return StorageFailure.damaged(
                blob, "it ends after " + size + " bytes, " + needed + " were asked for");
    }

    @Override
    public void renew(Collection<Sha256> blobs) {
        blobs.forEach(this::renew);
    }

    private void renew(Sha256 blob) {
        Path file = folders.file(blob);
        ReentrantLock lock = lock(blob);
        lock.lock();
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (NoSuchFileException _) {
            throw StorageFailure.missing(blob);
        } catch (IOException e) {
            throw StorageFailure.io(file, e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Swept sweep(References references, Duration grace) {
        if (!ages.canTell(grace)) {
            LOG.warn("sweep skipped: the clock was set, ages cannot be told grace={}", grace);
            return Swept.SKIPPED;
        }
        Instant before = clock.instant().minus(grace);
        var sweep = new FileSweep(folders, references, before);
        for (int i = 0; i < BlobFolders.COUNT; i++) {
            sweep.folder(i, folderLocks.get(i));
        }
        Swept swept = sweep.swept(spool.sweep(before));
        LOG.info("swept {}", swept);
        return swept;
    }

    @Override
    public Set<Sha256> discard(Collection<Sha256> blobs, References references) {
        Instant now = clock.instant();
        Set<Sha256> kept = publishedNow();
        kept.addAll(references.among(blobs));
        Set<Sha256> gone = new HashSet<>();
        for (Sha256 blob : blobs) {
            if (!kept.contains(blob) && remove(blob, now)) {
                gone.add(blob);
            }
        }
        if (journal != null) {
            journal.wipe(gone);
        }
        return gone;
    }

    private Set<Sha256> publishedNow() {
        Set<Sha256> now = new HashSet<>();
        synchronized (underWay) {
            underWay.stream().filter(f -> !f.isClosed()).forEach(f -> now.add(f.sha256()));
        }
        return now;
    }

    /// @param before a blob that was published since then stays
    /// @return whether it is not there any more
    private boolean remove(Sha256 blob, Instant before) {
        Path file = folders.file(blob);
        ReentrantLock lock = lock(blob);
        lock.lock();
        try {
            boolean isNew =
                    !Files.getLastModifiedTime(file).toInstant().isBefore(before)
                            || publishedNow().contains(blob);
            if (!isNew) {
                Files.delete(file);
            }
            return !isNew;
        } catch (NoSuchFileException _) {
            return true;
        } catch (IOException e) {
            throw StorageFailure.io(file, e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Sha256> list(String prefix) {
        if (!prefix.matches("[0-9a-f]{2,64}")) {
            throw new IllegalArgumentException("not the beginning of a digest: '" + prefix + "'");
        }
        Path folder = folders.folder(Integer.parseInt(prefix, 0, 2, 16));
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(f -> BlobFolders.blob(f).stream())
                    .filter(b -> b.hex().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw StorageFailure.io(folder, e);
        }
    }

    @Override
    public Fixity verify(Sha256 blob, Pace pace) {
        var digester = new Digester(Hashing.ALL);
        try {
            DirectRead.whole(
                    folders.file(blob),
                    (bytes, offset, length) -> {
                        digester.update(bytes, offset, length);
                        pace.keep(length);
                    });
        } catch (NoSuchFileException _) {
            return new Fixity.Missing(blob);
        } catch (ClosedByInterruptException e) {
            throw StorageFailure.io(folders.file(blob), e);
        } catch (IOException e) {
            return new Fixity.Unreadable(blob, String.valueOf(e.getMessage()));
        }
        Digests found = digester.finish();
        return found.sha256().equals(blob)
                ? new Fixity.Intact(blob, found.size())
                : new Fixity.Damaged(blob, found);
    }

    @Override
    public Optional<StorageFailure> stoppedBy() {
        return durability.failure();
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
        durability.close();
    }
}
