package org.africai.server.db;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.server.settings.StartRefused;
import org.jspecify.annotations.Nullable;

/// As whom PostgreSQL's programs run. They refuse root, so a server started by root hands them to a
/// system user; where that user cannot reach the folder (such as below `/root`), they run in a user
/// namespace, in which root's processes go by another name.
sealed interface EmbeddedPostgresAccount {
    /// Tried in this order when none is set. `nobody` is last: others may run as it too.
    List<String> USUAL_USERS = List.of("africai", "postgres", "nobody");

    String SETPRIV = "/usr/bin/setpriv";
    boolean HAS_SETPRIV = Files.isExecutable(Path.of(SETPRIV));

    /// As the user who runs the server.
    record Own() implements EmbeddedPostgresAccount {}

    /// As another user of this machine.
    record SystemUser(String name, int uid, int gid) implements EmbeddedPostgresAccount {}

    /// As the server's own user under another name, without any of root's capabilities.
    record Namespace(int uid) implements EmbeddedPostgresAccount {}

    /// The account for a database in `folder`.
    ///
    /// @param programs the folder of the programs, which the account must reach too
    /// @param wanted the system user to take, or null for the usual ones
    /// @throws StartRefused when started by root and nothing else is possible
    static EmbeddedPostgresAccount choose(Path folder, Path programs, @Nullable String wanted)
            throws IOException {
        if (new UnixSystem().getUid() != 0) {
            return new Own();
        }
        SystemUser user = systemUser(folder, wanted);
        for (EmbeddedPostgresAccount account : List.of(user, new Namespace(user.uid()))) {
            if (account.reaches(folder, programs)) {
                return account;
            }
        }
        throw new StartRefused(
                "PostgreSQL does not run as root, and the user '%s' cannot reach %s; choose a --data folder whose parents that user may enter, name another user with --database-system-user, or start the server as an ordinary user"
                        .formatted(user.name(), folder));
    }

    /// A database made by an ordinary user stays that user's when root starts it later.
    private static SystemUser systemUser(Path folder, @Nullable String wanted) throws IOException {
        List<SystemUser> users = users();
        Path data = folder.resolve(EmbeddedPostgresCluster.DATA);
        if (Files.isDirectory(data)) {
            int owner = (int) Files.getAttribute(data, "unix:uid");
            Optional<SystemUser> same = users.stream().filter(u -> u.uid() == owner).findFirst();
            if (owner != 0 && same.isPresent()) {
                return same.get();
            }
        }
        List<String> names = wanted == null ? USUAL_USERS : List.of(wanted);
        return names.stream()
                .flatMap(name -> users.stream().filter(user -> user.name().equals(name)))
                .filter(user -> user.uid() != 0)
                .findFirst()
                .orElseThrow(() ->
                        new StartRefused(
                                "PostgreSQL does not run as root, and /etc/passwd has no user "
                                        + String.join(" or ", names)));
    }

    private static List<SystemUser> users() throws IOException {
        var users = new ArrayList<SystemUser>();
        for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
            String[] fields = line.split(":", -1);
            if (fields.length == 7
                    && fields[2].matches("\\d{1,9}")
                    && fields[3].matches("\\d{1,9}")) {
                users.add(
                        new SystemUser(
                                fields[0],
                                Integer.parseInt(fields[2]),
                                Integer.parseInt(fields[3])));
            }
        }
        return users;
    }

    /// Whether the account can enter the folder and run the programs: tried, not computed, since
    /// access lists and security modules have a say too.
    private boolean reaches(Path folder, Path programs) throws IOException {
        List<String> probe =
                command(
                        List.of(
                                "/bin/sh",
                                "-c",
                                "cd \"$0\" && exec \"$1\" --version",
                                folder.toString(),
                                programs.resolve("bin/postgres").toString()));
        try {
            return new ProcessBuilder(probe)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// The command line that runs `program` as this account and stops it, by the signal for a fast
    /// shutdown, when the thread that started it ends: so that a killed server leaves no database
    /// behind. Where `setpriv` is missing, the next start stops the orphan instead.
    default List<String> command(List<String> program) {
        List<String> prefix =
                switch (this) {
                    case Own own when !HAS_SETPRIV -> List.of();
                    case Own own -> List.of(SETPRIV, "--pdeathsig", "INT");
                    case SystemUser user ->
                            List.of(
                                    SETPRIV,
                                    "--reuid=" + user.uid(),
                                    "--regid=" + user.gid(),
                                    "--clear-groups",
                                    "--pdeathsig",
                                    "INT");
                    case Namespace namespace ->
                            List.of(
                                    "/usr/bin/unshare",
                                    "--user",
                                    "--map-user=" + namespace.uid(),
                                    "--map-group=" + namespace.uid(),
                                    SETPRIV,
                                    "--pdeathsig",
                                    "INT");
                };
        var command = new ArrayList<>(prefix);
        command.addAll(program);
        return command;
    }

    /// Makes a file or folder the account's own.
    default void own(Path path) throws IOException {
        if (this instanceof SystemUser user) {
            Files.setAttribute(path, "unix:gid", user.gid());
            Files.setAttribute(path, "unix:uid", user.uid());
        }
    }
}
