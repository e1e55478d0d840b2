package org.africai.dimse.ul;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.util.Set;

/// A connection whose peer has said all it will say, and does not listen.
public final class MemorySocket extends Socket {
    private final InputStream in;

    public MemorySocket(byte[] said) throws IOException {
        super((SocketImpl) null);
        this.in = new ByteArrayInputStream(said);
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public <T> Socket setOption(SocketOption<T> name, T value) {
        return this;
    }

    @Override
    public void setSoTimeout(int timeout) {}

    @Override
    public void shutdownOutput() {}

    @Override
    public void close() {}
}
