package org.africai.server.db;

import java.nio.file.Path;
import java.time.Duration;
import org.africai.server.settings.ByteSize;
import org.africai.server.settings.Secret;
import org.africai.server.settings.Setting;
import org.jspecify.annotations.Nullable;

/// Which PostgreSQL holds the rows, and how it is used. Without `url` the server runs its own.
public record DatabaseSettings(
        @Setting("external PostgreSQL, such as jdbc:postgresql://db.example.org/africai")
                @Nullable String url,
        @Setting("login at the external PostgreSQL") String user,
        @Setting("password at the external PostgreSQL") @Nullable Secret password,
        @Setting("most connections at a time") int poolSize,
        @Setting("longest wait for a connection before the caller is told to come back")
                Duration connectionTimeout,
        @Setting("longest wait for the database at start, recovery after a crash included")
                Duration startTimeout,
        @Setting("folder of the embedded PostgreSQL; by default a folder in the data folder")
                @Nullable Path folder,
        @Setting("folder its programs are unpacked to; by default a folder beside the database")
                @Nullable Path programs,
        @Setting("system user it runs as when the server is started by root")
                @Nullable String systemUser,
        @Setting("memory it keeps pages in") ByteSize sharedBuffers) {

    public static final DatabaseSettings DEFAULTS =
            new DatabaseSettings(
                    null,
                    "africai",
                    null,
                    16,
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    null,
                    null,
                    null,
                    ByteSize.ofMebibytes(128));

    public DatabaseSettings {
        if (url != null && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "database-url must begin with jdbc:postgresql: (no other database is spoken)");
        }
        if (poolSize < 2 || poolSize > 500) {
            throw new IllegalArgumentException("database-pool-size must be 2 to 500");
        }
        if (connectionTimeout.toMillis() < 250) {
            throw new IllegalArgumentException(
                    "database-connection-timeout must be 250ms or longer");
        }
        if (startTimeout.isZero()) {
            throw new IllegalArgumentException("database-start-timeout must not be zero");
        }
        if (sharedBuffers.compareTo(ByteSize.ofMebibytes(1)) < 0) {
            throw new IllegalArgumentException("database-shared-buffers must be 1MiB or more");
        }
    }
}
