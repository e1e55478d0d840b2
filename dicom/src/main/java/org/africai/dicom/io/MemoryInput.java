package org.africai.dicom.io;

/// Bytes of an array.
final class MemoryInput implements ByteInput {
    private final byte[] bytes;
    private int at;

    MemoryInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (at == bytes.length && length > 0) {
            return -1;
        }
        int count = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, target, offset, count);
        at += count;
        return count;
    }

    @Override
    public long skip(long count) {
        int possible = (int) Math.min(count, bytes.length - at);
        at += possible;
        return possible;
    }

    @Override
    public long size() {
        return bytes.length;
    }
}
