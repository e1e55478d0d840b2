package org.africai.dicom.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// Bytes of a channel from its position on. The channel is not closed.
final class ChannelInput implements ByteInput {
    private final SeekableByteChannel channel;
    private final long size;

    ChannelInput(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size() - channel.position();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public long skip(long count) throws IOException {
        long possible = Math.clamp(channel.size() - channel.position(), 0, count);
        channel.position(channel.position() + possible);
        return possible;
    }

    @Override
    public long size() {
        return size;
    }
}
