package org.africai.cli.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// Who is behind a pseudonym: for the owner of the data alone, encrypted, never sent.
///
/// The file: `AFRIMAP1`, a salt of 16 bytes, the number of rounds, then records of a length, a
/// nonce of 12 bytes and AES-256-GCM of UTF-8 text. The key is PBKDF2-HMAC-SHA-256 of the
/// passphrase. Each record is bound to its place and to the file's beginning, so that none can be
/// moved, taken out or brought from elsewhere unseen; cutting off the last ones cannot be seen.
/// Thread-safe.
final class IdentityMap implements AutoCloseable {
    /// What makes a guess cost a good part of a second.
    static final int ROUNDS = 600_000;

    private static final byte[] MAGIC = "AFRIMAP1".getBytes(UTF_8);
    private static final int SALT_BYTES = 16;
    private static final int HEAD_BYTES = MAGIC.length + SALT_BYTES + Integer.BYTES;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int LONGEST_RECORD = 64 << 10;
    private static final int MOST_ROUNDS = 10_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final SecureRandom random = new SecureRandom();
    private final FileChannel channel;
    private final byte[] head;
    private final SecretKey key;
    private final Set<Pair> pairs;

    /// A line of the map.
    ///
    /// @param kind what is identified: `patient` or `study`
    record Pair(String kind, String original, String made) {}

    private IdentityMap(FileChannel channel, byte[] head, SecretKey key, Set<Pair> pairs) {
        this.channel = channel;
        this.head = head;
        this.key = key;
        this.pairs = pairs;
    }

    /// Opens a map, or begins one.
    ///
    /// @throws BadUse when the passphrase is another, or the file was tampered with
    static IdentityMap open(Path file, char[] passphrase, int rounds) throws IOException {
        boolean isNew = !Files.exists(file) || Files.size(file) < HEAD_BYTES;
        byte[] head = isNew ? newHead(rounds) : head(file);
        SecretKey key = key(head, passphrase);
        Set<Pair> pairs = new LinkedHashSet<>();
        long whole = isNew ? 0 : read(file, head, key, pairs);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(whole);
        channel.position(whole);
        IdentityMap map = new IdentityMap(channel, head, key, pairs);
        if (isNew) {
            map.write(ByteBuffer.wrap(head));
            map.write(new Pair("map", "", ""));
        }
        return map;
    }

    /// Reads a map.
    ///
    /// @throws BadUse when the passphrase is another, or the file is none or was tampered with
    static Set<Pair> read(Path file, char[] passphrase) throws IOException {
        if (!Files.exists(file) || Files.size(file) < HEAD_BYTES) {
            throw new BadUse(file + " is no map of identities");
        }
        byte[] head = head(file);
        Set<Pair> pairs = new LinkedHashSet<>();
        read(file, head, key(head, passphrase), pairs);
        pairs.removeIf(pair -> pair.kind().equals("map"));
        return pairs;
    }

    private static byte[] newHead(int rounds) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return ByteBuffer.allocate(HEAD_BYTES).put(MAGIC).put(salt).putInt(rounds).array();
    }

    private static byte[] head(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        int rounds = ByteBuffer.wrap(head).getInt(HEAD_BYTES - Integer.BYTES);
        boolean isMap = Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
        if (!isMap || rounds < 1 || rounds > MOST_ROUNDS) {
            throw new BadUse(file + " is no map of identities");
        }
        return head;
    }

    private static SecretKey key(byte[] head, char[] passphrase) {
        byte[] salt = Arrays.copyOfRange(head, MAGIC.length, MAGIC.length + SALT_BYTES);
        int rounds = ByteBuffer.wrap(head).getInt(HEAD_BYTES - Integer.BYTES);
        PBEKeySpec spec = new PBEKeySpec(passphrase, salt, rounds, 256);
        try {
            byte[] key =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(spec)
                            .getEncoded();
            return new SecretKeySpec(key, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }

    /// @return how many bytes whole records take
    private static long read(Path file, byte[] head, SecretKey key, Set<Pair> pairs)
            throws IOException {
        long position = HEAD_BYTES;
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(HEAD_BYTES);
            while (true) {
                int length = in.readInt();
                if (length <= NONCE_BYTES || length > LONGEST_RECORD) {
                    throw new BadUse(file + " is damaged");
                }
                byte[] record = new byte[length];
                in.readFully(record);
                pairs.add(opened(file, head, key, position, record));
                position += Integer.BYTES + length;
            }
        } catch (EOFException end) {
            return position;
        }
    }

    private static Pair opened(Path file, byte[] head, SecretKey key, long place, byte[] record) {
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(record, NONCE_BYTES));
            bind(cipher, head, place);
            byte[] text = cipher.doFinal(record, NONCE_BYTES, record.length - NONCE_BYTES);
            String[] fields = new String(text, UTF_8).split("\0", -1);
            return new Pair(fields[0], fields[1], fields[2]);
        } catch (GeneralSecurityException e) {
            throw new BadUse(
                    place == HEAD_BYTES
                            ? "the passphrase of " + file + " is another"
                            : file + " was damaged or tampered with",
                    e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static void bind(Cipher cipher, byte[] head, long place) {
        cipher.updateAAD(head);
        cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(place).flip());
    }

    /// Adds a pair unless it is there. When this returns it is durable.
    void add(String kind, String original, String made) throws IOException {
        Pair pair = new Pair(kind, plain(original), plain(made));
        lock.lock();
        try {
            if (pairs.add(pair)) {
                write(pair);
            }
        } finally {
            lock.unlock();
        }
    }

    private static String plain(String text) {
        return text.replace('\0', ' ');
    }

    private void write(Pair pair) throws IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String text = pair.kind() + '\0' + pair.original() + '\0' + pair.made();
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce);
            bind(cipher, head, channel.position());
            byte[] sealed = cipher.doFinal(text.getBytes(UTF_8));
            write(
                    ByteBuffer.allocate(Integer.BYTES + NONCE_BYTES + sealed.length)
                            .putInt(NONCE_BYTES + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .flip());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES/GCM", e);
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int _ = channel.write(bytes);
        }
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
