package org.africai.server.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.africai.server.settings.ByteSize;
import org.africai.server.settings.Secret;
import org.africai.server.settings.Setting;
import org.apache.catalina.util.NetMask;
import org.jspecify.annotations.Nullable;

/// Where the server listens, where it keeps its data, and the limits of its connections.
public record ServerSettings(
        @Setting("address to listen on; other machines reach only what is not loopback")
                String host,
        @Setting("HTTP port; 0 takes a free one") int port,
        @Setting("folder of everything the server keeps; made when it is not there")
                @Nullable Path data,
        @Setting("password of the first administrator, used when there is none yet")
                @Nullable Secret adminPassword,
        @Setting("most HTTP connections at a time") int maxConnections,
        @Setting("most requests of one address at a time") int maxRequestsPerAddress,
        @Setting("largest request head, line and headers together") ByteSize maxHead,
        @Setting("longest time a request head may take") Duration headTimeout,
        @Setting("longest silence of a client in the middle of a request") Duration readTimeout,
        @Setting("time that requests under way get to end when the server stops")
                Duration shutdownGrace,
        @Setting("proxies whose X-Forwarded-For and -Proto are believed: addresses or networks")
                List<String> trustedProxies) {

    public static final ServerSettings DEFAULTS =
            new ServerSettings(
                    "127.0.0.1",
                    8080,
                    null,
                    null,
                    2_000,
                    64,
                    ByteSize.ofKibibytes(16),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    List.of());

    public ServerSettings {
        requirePort("port", port);
        if (maxConnections < 1) {
            throw new IllegalArgumentException("max-connections must be 1 or more");
        }
        if (maxRequestsPerAddress < 1) {
            throw new IllegalArgumentException("max-requests-per-address must be 1 or more");
        }
        if (maxHead.bytes() < 1024 || maxHead.bytes() > 1 << 20) {
            throw new IllegalArgumentException("max-head must be 1KiB to 1MiB");
        }
        if (readTimeout.toMillis() < 1 || readTimeout.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("read-timeout must be 1ms to 24d");
        }
        if (headTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("head-timeout must be 1ms or longer");
        }
        trustedProxies = List.copyOf(trustedProxies);
        try {
            trustedProxies.forEach(NetMask::new);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "trusted-proxies must be addresses or networks such as 10.0.0.0/8", e);
        }
    }

    /// The data folder, which every command that runs a server sets.
    public Path dataFolder() {
        if (data == null) {
            throw new IllegalStateException("the data folder is not set");
        }
        return data;
    }

    ServerSettings withData(Path folder) {
        return new ServerSettings(
                host,
                port,
                folder,
                adminPassword,
                maxConnections,
                maxRequestsPerAddress,
                maxHead,
                headTimeout,
                readTimeout,
                shutdownGrace,
                trustedProxies);
    }

    private static void requirePort(String key, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(key + " must be 0 to 65535");
        }
    }
}
