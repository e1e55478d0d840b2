package org.africai.cli.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/// A file of records that only grows. Each record is a line of its checksum (CRC-32 of the rest, 8
/// hexadecimal digits) and its fields, with tabs between them; within a field `\t`, `\n`, `\r` and
/// `\\` stand for what would end it.
///
/// After a power cut the end of the file may be missing or nonsense: records behind the last whole
/// one are cut off when it is opened. A broken record with a whole one behind it cannot come from
/// that, and is refused. Thread-safe.
final class Journal implements AutoCloseable {
    /// Longest line that is read back, in bytes; paths have some thousands at most.
    static final int LONGEST_LINE = 64 << 10;

    private static final int CHECKSUM_DIGITS = 8;

    /// Guards `channel` and `isBroken`.
    private final ReentrantLock lock = new ReentrantLock();

    private final FileChannel channel;
    private boolean isBroken;

    private Journal(FileChannel channel) {
        this.channel = channel;
    }

    /// Opens or begins one.
    ///
    /// @param reader gets the records that are there, in their order
    /// @throws BadUse when it is damaged otherwise than by a power cut
    static Journal open(Path file, Consumer<List<String>> reader) throws IOException {
        long whole = Files.exists(file) ? read(file, reader) : 0;
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.truncate(whole);
            channel.position(whole);
            channel.force(true);
            return new Journal(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// @return how many bytes whole records take
    private static long read(Path file, Consumer<List<String>> reader) throws IOException {
        long whole = 0;
        long position = 0;
        boolean isBroken = false;
        try (var lines = new Lines(file)) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                position += lines.lastBytes() + 1;
                Optional<List<String>> fields = parse(line.get());
                if (fields.isEmpty()) {
                    isBroken = true;
                } else if (isBroken) {
                    throw new BadUse(
                            file
                                    + " is damaged in its middle (at byte "
                                    + whole
                                    + "); begin again with another --work folder: the archive"
                                    + " knows what it has, nothing is stored twice");
                } else {
                    reader.accept(fields.get());
                    whole = position;
                }
            }
        }
        return whole;
    }

    /// The whole lines of a file. What is longer than [#LONGEST_LINE] is given out cut, and so
    /// never has the right checksum.
    private static final class Lines implements AutoCloseable {
        private final java.io.InputStream in;
        private long lastBytes;

        Lines(Path file) throws IOException {
            this.in = new java.io.BufferedInputStream(Files.newInputStream(file), 1 << 16);
        }

        /// The next line without its end; empty at the end of the file, or when the last has none.
        Optional<byte[]> next() throws IOException {
            var line = new java.io.ByteArrayOutputStream();
            lastBytes = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    return Optional.of(line.toByteArray());
                }
                lastBytes++;
                if (line.size() <= LONGEST_LINE) {
                    line.write(b);
                }
            }
            return Optional.empty();
        }

        /// How long the last line was, cut or not, without its end.
        long lastBytes() {
            return lastBytes;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    static Optional<List<String>> parse(byte[] line) {
        if (line.length <= CHECKSUM_DIGITS || line[CHECKSUM_DIGITS] != '\t') {
            return Optional.empty();
        }
        byte[] rest = Arrays.copyOfRange(line, CHECKSUM_DIGITS + 1, line.length);
        String checksum = new String(line, 0, CHECKSUM_DIGITS, UTF_8);
        if (!checksum.equals(checksum(rest))) {
            return Optional.empty();
        }
        List<String> fields = new ArrayList<>();
        for (String field : new String(rest, UTF_8).split("\t", -1)) {
            fields.add(unescaped(field));
        }
        return Optional.of(fields);
    }

    private static String checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /// Appends records; when this returns they are durable.
    void append(List<List<String>> records) throws IOException {
        var text = new java.io.ByteArrayOutputStream();
        for (List<String> fields : records) {
            byte[] rest =
                    String.join("\t", fields.stream().map(Journal::escaped).toList())
                            .getBytes(UTF_8);
            text.writeBytes((checksum(rest) + "\t").getBytes(UTF_8));
            text.writeBytes(rest);
            text.write('\n');
        }
        lock.lock();
        try {
            if (isBroken) {
                throw new IOException("the journal could not be written before");
            }
            // Behind half a record nothing may follow: the next run cuts it off.
            isBroken = true;
            ByteBuffer bytes = ByteBuffer.wrap(text.toByteArray());
            while (bytes.hasRemaining()) {
                int _ = channel.write(bytes);
            }
            channel.force(false);
            isBroken = false;
        } finally {
            lock.unlock();
        }
    }

    void append(String... fields) throws IOException {
        append(List.of(List.of(fields)));
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescaped(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder text = new StringBuilder();
        boolean isEscaped = false;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (!isEscaped && c == '\\') {
                isEscaped = true;
                continue;
            }
            text.append(isEscaped ? plain(c) : c);
            isEscaped = false;
        }
        return text.toString();
    }

    private static char plain(char escaped) {
        return switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> escaped;
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
