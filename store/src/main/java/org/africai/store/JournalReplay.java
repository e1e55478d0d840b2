package org.africai.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// After a crash: makes the blobs whole that only the journal kept. A blob whose file has its bytes
/// is forced, any other is written again. The journal ends where an entry is not whole: it was
/// being written, and nobody has been told that it was.
final class JournalReplay {
    private static final Logger LOG = LoggerFactory.getLogger(JournalReplay.class);

    private static final int CHUNK_BYTES = 256 << 10;

    private final BlobFolders folders;
    private final Durability durability;

    JournalReplay(BlobFolders folders, Durability durability) {
        this.folders = folders;
        this.durability = durability;
    }

    /// Goes through all segments. Afterwards there is none: they would keep copies of blobs that
    /// may have to go.
    ///
    /// @return the highest generation that was found
    long run() throws IOException {
        long highest = 0;
        for (int number = 0; number < JournalSegments.SEGMENTS; number++) {
            Path file = JournalSegments.file(folders.journal(), number);
            if (Files.exists(file)) {
                highest = Math.max(highest, run(file));
                Files.delete(file);
            }
        }
        return highest;
    }

    private long run(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            JournalSegment.State state = JournalSegment.State.read(block(channel, 0));
            if (state.isNeeded()) {
                List<Sha256> names = restore(channel, state.generation());
                JournalUpkeep.force(names, durability, folders);
                JournalSegment.settle(channel, state.generation());
                durability.files(List.of(file));
                LOG.info("replayed the journal segment={} blobs={}", file, names.size());
            }
            return state.generation();
        }
    }

    private static ByteBuffer block(FileChannel channel, long at) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(JournalEntry.BLOCK);
        while (block.hasRemaining()) {
            if (channel.read(block, at + block.position()) < 0) {
                break;
            }
        }
        return block.clear(); // what the file does not have is zero
    }

    private List<Sha256> restore(FileChannel channel, long generation) throws IOException {
        List<Sha256> names = new ArrayList<>();
        long at = JournalEntry.BLOCK;
        Optional<JournalEntry> entry = JournalEntry.read(block(channel, at));
        while (entry.isPresent() && entry.get().generation() == generation) {
            if (!isThere(entry.get()) && !restore(channel, at, entry.get())) {
                return names;
            }
            names.add(entry.get().sha256());
            at += JournalEntry.bytes(entry.get().size());
            entry = JournalEntry.read(block(channel, at));
        }
        return names;
    }

    private boolean isThere(JournalEntry entry) throws IOException {
        Path file = folders.file(entry.sha256());
        if (!Files.exists(file) || Files.size(file) != entry.size()) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return isWhole(entry, copy(channel, 0, entry.size(), (_, _, _) -> {}));
        }
    }

    private static boolean isWhole(JournalEntry entry, Digests found) {
        return found.sha256().equals(entry.sha256()) && found.size() == entry.size();
    }

    /// @return whether the journal has its bytes
    private boolean restore(FileChannel channel, long at, JournalEntry entry) throws IOException {
        Path temporary = folders.spool().resolve("replayed");
        Files.deleteIfExists(temporary);
        Digests found;
        try (FileChannel out =
                FileChannel.open(
                        temporary,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        Private.fileAttributes(temporary))) {
            long from = at + JournalEntry.HEADER_BYTES;
            found =
                    copy(
                            channel,
                            from,
                            entry.size(),
                            (bytes, offset, length) -> write(out, bytes, offset, length));
        }
        if (!isWhole(entry, found)) {
            Files.delete(temporary);
            return false;
        }
        durability.files(List.of(temporary));
        Files.move(temporary, folders.file(entry.sha256()), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private static void write(FileChannel out, byte[] bytes, int offset, int length)
            throws IOException {
        for (var part = ByteBuffer.wrap(bytes, offset, length); part.hasRemaining(); ) {
            out.write(part);
        }
    }

    /// Gives `size` bytes to the sink, or as many as there are.
    private static Digests copy(FileChannel from, long at, long size, Copy.Sink<IOException> sink)
            throws IOException {
        var digester = new Digester(Hashing.WITHOUT_MD5);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        for (long done = 0; done < size; done += chunk.position()) {
            chunk.clear().limit((int) Math.min(CHUNK_BYTES, size - done));
            int read = from.read(chunk, at + done);
            if (read < 0) {
                break;
            }
            digester.update(chunk.array(), 0, read);
            sink.accept(chunk.array(), 0, read);
        }
        return digester.finish();
    }
}
