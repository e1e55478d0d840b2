package org.africai.dimse;

import java.net.InetSocketAddress;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.Tls;
import org.jspecify.annotations.Nullable;

/// An application entity that can be called.
///
/// @param title its name
/// @param host name or address
/// @param port 1 to 65535
/// @param tls how to encrypt; `null` for not at all
public record RemoteEntity(AeTitle title, String host, int port, @Nullable Tls tls) {
    /// @throws IllegalArgumentException when the port is out of range
    public RemoteEntity {
        if (port < 1 || port > 0xFFFF) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /// One that is spoken to in clear.
    public static RemoteEntity plain(String title, String host, int port) {
        return new RemoteEntity(new AeTitle(title), host, port, null);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }
}
