package org.africai.store.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.africai.store.BlobSource;
import org.africai.store.Digests;
import org.africai.store.EntryName;
import org.africai.store.Sha256;
import org.africai.store.StorageFailure;

/// A ZIP that is not there yet: entries stored without compression, so that its length is known and
/// any part of it can be written at any time from blobs. The same entries in the same order give
/// the same bytes, which is what lets a broken download go on where it broke.
///
/// Immutable, and safe for use by many threads. A million entries take 62 MB and their names.
public final class ZipPlan {
    private final ZipEntries entries;
    private final Map<Integer, byte[]> inline;
    private final long directoryOffset;
    private final long directorySize;
    private final String etag;

    private ZipPlan(Builder builder) {
        this.entries = builder.entries;
        this.inline = Map.copyOf(builder.inline);
        this.directoryOffset = builder.offset;
        this.directorySize = directorySize(entries);
        this.etag = '"' + HexFormat.of().formatHex(builder.identity.digest(), 0, 16) + '"';
    }

    private static long directorySize(ZipEntries entries) {
        long size = 0;
        for (int i = 0; i < entries.count(); i++) {
            size += ZipLayout.centralLength(entries, i);
        }
        return size;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Collects the entries in the order in which they shall lie in the ZIP. For one thread, and
    /// for one plan.
    public static final class Builder {
        /// The most bytes of content that a plan itself holds: 64 MiB.
        public static final long MAX_INLINE_BYTES = 64L << 20;

        /// Changes when the same entries would give other bytes than before.
        private static final String LAYOUT = "africai-zip-1";

        private final ZipEntries entries = new ZipEntries();
        private final ZipNames names = new ZipNames(entries);
        private final Map<Integer, byte[]> inline = new HashMap<>();
        private final MessageDigest identity = SeenNames.sha256();
        private long inlineBytes;
        private long offset;

        private Builder() {
            identity.update(LAYOUT.getBytes(StandardCharsets.US_ASCII));
        }

        /// Adds a blob.
        ///
        /// @param size of the blob, in bytes
        /// @param crc32 of the blob's bytes
        /// @param modifiedAt shown as the file's time, to the second, between 1980 and 2106
        /// @throws IllegalArgumentException when the name is there already
        public Builder add(EntryName name, long size, int crc32, Instant modifiedAt, Sha256 blob) {
            byte[] nameBytes = name.path().getBytes(StandardCharsets.UTF_8);
            byte[] blobBytes = blob.bytes();
            int seconds = ZipLayout.seconds(modifiedAt);
            entries.add(nameBytes, blobBytes, size, crc32, seconds, offset);
            if (!names.addLast()) {
                throw new IllegalArgumentException("entry '" + name + "' is there twice");
            }
            identify(nameBytes, blobBytes, size, crc32, seconds);
            offset += ZipLayout.localLength(nameBytes.length, size, seconds) + size;
            return this;
        }

        /// Adds a file that is no blob, such as a manifest of the others.
        ///
        /// @throws IllegalArgumentException when the name is there already, or when
        ///   [#MAX_INLINE_BYTES] would be exceeded
        public Builder add(EntryName name, byte[] content, Instant modifiedAt) {
            inlineBytes += content.length;
            if (inlineBytes > MAX_INLINE_BYTES) {
                throw new IllegalArgumentException(
                        "more than " + MAX_INLINE_BYTES + " bytes that are no blobs");
            }
            Digests digests = Digests.of(content);
            var _ = add(name, digests.size(), digests.crc32(), modifiedAt, digests.sha256());
            inline.put(entries.count() - 1, content.clone());
            return this;
        }

        private void identify(byte[] name, byte[] blob, long size, int crc32, int seconds) {
            var fixed = ByteBuffer.allocate(Short.BYTES + Long.BYTES + 2 * Integer.BYTES);
            fixed.putShort((short) name.length).putLong(size).putInt(crc32).putInt(seconds);
            identity.update(fixed.flip());
            identity.update(name);
            identity.update(blob);
        }

        /// Ends the plan; the builder cannot be used any more.
        public ZipPlan build() {
            return new ZipPlan(this);
        }
    }

    /// How many files it holds.
    public int entries() {
        return entries.count();
    }

    /// The length of the whole ZIP, in bytes.
    public long size() {
        return directoryOffset
                + directorySize
                + ZipLayout.endLength(entries.count(), directoryOffset, directorySize);
    }

    /// A strong entity tag with its quotes (RFC 9110 §8.8.3): two plans have the same if and only
    /// if they give the same bytes.
    public String etag() {
        return etag;
    }

    /// Writes the whole ZIP.
    ///
    /// @throws IOException as the other `writeTo`
    /// @throws StorageFailure as the other `writeTo`
    public void writeTo(OutputStream out, BlobSource blobs) throws IOException {
        writeTo(out, 0, size(), blobs);
    }

    /// Writes `count` bytes of the ZIP from the byte `from` on, in large writes. The checksum of
    /// each entry that is written whole is verified on the way.
    ///
    /// A failure leaves `out` short of what was promised; the caller must break the connection and
    /// not end the answer as if it were complete.
    ///
    /// @throws IndexOutOfBoundsException when the range is not within the ZIP
    /// @throws IOException when `out` cannot take the bytes
    /// @throws StorageFailure when a blob is missing or damaged, before anything behind it is
    ///   written
    public void writeTo(OutputStream out, long from, long count, BlobSource blobs)
            throws IOException {
        Objects.checkFromIndexSize(from, count, size());
        var writer = new ZipWriter(out, from, count);
        for (int i = Math.max(0, entries.lastAtOrBefore(from)); i < entries.count(); i++) {
            if (writer.isDone()) {
                break;
            }
            writer.startAt(entries.offset(i));
            writer.bytes(ZipLayout.local(entries, i));
            content(writer, i, blobs);
        }
        writeDirectory(writer);
        writer.flush();
    }

    private void content(ZipWriter writer, int i, BlobSource blobs) throws IOException {
        byte[] content = inline.get(i);
        if (content != null) {
            writer.bytes(ByteBuffer.wrap(content));
            return;
        }
        writer.blob(entries.blob(i), entries.size(i), entries.crc32(i), blobs);
    }

    private void writeDirectory(ZipWriter writer) throws IOException {
        writer.startAt(directoryOffset);
        for (int i = 0; i < entries.count() && !writer.isDone(); i++) {
            int length = ZipLayout.centralLength(entries, i);
            if (!writer.skips(length)) {
                writer.bytes(ZipLayout.central(entries, i));
            }
        }
        writer.bytes(ZipLayout.end(entries.count(), directoryOffset, directorySize));
    }
}
