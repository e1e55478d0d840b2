package org.africai.store.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// A ZIP made field by field, so that any of them can be wrong.
final class CraftedZip {
    /// One entry; what is changed here is written into both of its records.
    static final class Entry {
        byte[] name;
        byte[] data;
        byte[] extra = new byte[0];
        int flags = 1 << 11;
        int method;
        int crc;
        long compressedSize;
        long size;
        int mode;
        int offset;

        Entry(String name, byte[] content, boolean deflated) {
            this.name = name.getBytes(StandardCharsets.UTF_8);
            this.data = deflated ? deflate(content) : content;
            this.method = deflated ? 8 : 0;
            var sum = new CRC32();
            sum.update(content);
            this.crc = (int) sum.getValue();
            this.compressedSize = data.length;
            this.size = content.length;
        }
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<byte[]> directory = new ArrayList<>();
    private byte[] comment = new byte[0];
    private int statedEntries = -1;

    CraftedZip stored(String name, String content) {
        return entry(new Entry(name, content.getBytes(StandardCharsets.UTF_8), false), _ -> {});
    }

    CraftedZip deflated(String name, byte[] content) {
        return entry(new Entry(name, content, true), _ -> {});
    }

    CraftedZip entry(String name, Consumer<Entry> both) {
        var entry = new Entry(name, "content".getBytes(StandardCharsets.UTF_8), false);
        both.accept(entry);
        return entry(entry, _ -> {});
    }

    /// Writes the local header, then lets `onlyDirectory` change what the directory says.
    CraftedZip entry(Entry entry, Consumer<Entry> onlyDirectory) {
        entry.offset = out.size();
        out.writeBytes(local(entry));
        out.writeBytes(entry.data);
        return directory(entry, onlyDirectory);
    }

    /// Adds a record to the directory alone.
    CraftedZip directory(Entry entry, Consumer<Entry> change) {
        change.accept(entry);
        directory.add(central(entry));
        return this;
    }

    CraftedZip raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    CraftedZip comment(String text) {
        comment = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    CraftedZip stating(int entries) {
        statedEntries = entries;
        return this;
    }

    byte[] bytes() {
        int start = out.size();
        directory.forEach(out::writeBytes);
        int count = statedEntries < 0 ? directory.size() : statedEntries;
        int size = out.size() - start;
        out.writeBytes(
                built(
                        22 + comment.length,
                        b -> {
                            b.putInt(0x06054b50).putInt(0);
                            b.putShort((short) count).putShort((short) count);
                            b.putInt(size).putInt(start);
                            b.putShort((short) comment.length).put(comment);
                        }));
        return out.toByteArray();
    }

    static byte[] local(Entry e) {
        return built(
                30 + e.name.length + e.extra.length,
                b -> {
                    b.putInt(0x04034b50).putShort((short) 20);
                    common(b, e);
                    b.putShort((short) e.name.length).putShort((short) e.extra.length);
                    b.put(e.name).put(e.extra);
                });
    }

    private static byte[] central(Entry e) {
        return built(
                46 + e.name.length + e.extra.length,
                b -> {
                    b.putInt(0x02014b50).putShort((short) (3 << 8 | 20)).putShort((short) 20);
                    common(b, e);
                    b.putShort((short) e.name.length).putShort((short) e.extra.length);
                    b.putShort((short) 0).putShort((short) 0).putShort((short) 0);
                    b.putInt(e.mode << 16).putInt(e.offset);
                    b.put(e.name).put(e.extra);
                });
    }

    private static void common(ByteBuffer b, Entry e) {
        b.putShort((short) e.flags).putShort((short) e.method).putInt(0x21 << 16);
        b.putInt(e.crc).putInt((int) e.compressedSize).putInt((int) e.size);
    }

    static byte[] deflate(byte[] content) {
        var deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        var out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    static byte[] built(int length, Consumer<ByteBuffer> fields) {
        byte[] bytes = new byte[length];
        fields.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        return bytes;
    }
}
