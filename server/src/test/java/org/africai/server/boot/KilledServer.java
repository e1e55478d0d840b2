package org.africai.server.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.postgresql.ds.PGSimpleDataSource;

/// A data folder whose server is killed and started again, as often as a test wants.
///
/// @param data the folder
public record KilledServer(Path data) {
    public static final String PASSWORD = TestServer.ADMIN_PASSWORD;

    /// Something that a client of the server does.
    public interface Deed {
        void once() throws IOException;
    }

    /// Starts the server on the folder, with a free port for the web.
    public ServerProcess serve(String... options) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--data", data.toString()));
        arguments.addAll(List.of(options));
        return ServerProcess.run(
                Map.of("AFRICAI_PORT", "0", "AFRICAI_ADMIN_PASSWORD", PASSWORD), arguments);
    }

    /// Does the deed over and over, until the server is gone.
    public static void untilItEnds(Deed deed) {
        try {
            while (true) {
                deed.once();
            }
        } catch (IOException | UncheckedIOException killed) {
            return;
        }
    }

    /// The database that the running server keeps in the folder.
    public Sql sql() {
        try {
            Path cluster = data.resolve("postgres/data");
            var source = new PGSimpleDataSource();
            source.setServerNames(new String[] {"127.0.0.1"});
            source.setPortNumbers(
                    new int[] {
                        Integer.parseInt(
                                Files.readAllLines(cluster.resolve("postmaster.pid")).get(3))
                    });
            source.setDatabaseName("africai");
            source.setUser("africai");
            source.setPassword(Files.readString(cluster.resolve("africai-password")).strip());
            return new Sql(source, new Transactions(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
