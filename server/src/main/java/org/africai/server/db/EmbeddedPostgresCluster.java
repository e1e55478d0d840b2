package org.africai.server.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.africai.server.settings.Secret;
import org.africai.server.settings.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of the embedded PostgreSQL: made once by `initdb`, configured anew at each start.
///
/// Text is UTF-8 with the collation `C.UTF-8` built into PostgreSQL: the same order on every
/// machine and after every upgrade of the operating system, which keeps indexes valid when the
/// folder moves. Pages carry checksums. Logins are by SCRAM with a random password that lies in the
/// folder itself, readable by its owner only, so that the two are copied and restored together.
///
/// @param folder holds the database, its log and, by default, its programs
/// @param programs the unpacked programs
/// @param account as whom they run
record EmbeddedPostgresCluster(Path folder, Path programs, EmbeddedPostgresAccount account) {
    static final String DATA = "data";

    /// The role that may do everything; the server itself works as [#USER].
    static final String ADMINISTRATOR = "postgres";

    static final String USER = "africai";
    private static final String VERSION = "18";
    private static final String PASSWORD = "africai-password";
    private static final String SETTINGS = "africai.conf";
    private static final String UNFINISHED = DATA + ".new";
    private static final int PASSWORD_BYTES = 32;
    private static final long INITDB_SECONDS = 300;
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgresCluster.class);

    Path data() {
        return folder.resolve(DATA);
    }

    Path log() {
        return folder.resolve("postgres.log");
    }

    /// Makes the database files if there are none and writes the settings.
    ///
    /// @throws StartRefused when the files are another version's
    void prepare(DatabaseSettings settings) throws IOException {
        if (!Files.exists(data())) {
            create();
        }
        requireVersion();
        writeSettings(settings);
    }

    Secret password() throws IOException {
        Path file = data().resolve(PASSWORD);
        if (!Files.isRegularFile(file)) {
            throw new StartRefused("the database's password is missing: " + file);
        }
        return new Secret(Files.readString(file).strip());
    }

    /// In a folder of a name of its own first: a start that is killed half-way leaves nothing that
    /// looks like a database, and an `initdb` that outlives its server writes where nobody looks.
    private void create() throws IOException {
        long begun = System.nanoTime();
        removeUnfinished();
        Path fresh =
                Files.createTempDirectory(
                        folder,
                        UNFINISHED,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        account.own(fresh);
        Path password = folder.resolve(PASSWORD);
        writeSecretly(password, newPassword());
        initdb(fresh, password);
        Files.move(password, fresh.resolve(PASSWORD), StandardCopyOption.ATOMIC_MOVE);
        sync(fresh);
        Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
        log.info("created database files ms={}", (System.nanoTime() - begun) / 1_000_000);
    }

    private void removeUnfinished() throws IOException {
        try (DirectoryStream<Path> unfinished =
                Files.newDirectoryStream(folder, UNFINISHED + "*")) {
            for (Path one : unfinished) {
                removeUnfinished(one);
            }
        }
    }

    private static void removeUnfinished(Path one) {
        try {
            EmbeddedPostgresPrograms.deleteTree(one);
        } catch (IOException stillWrittenTo) {
            log.warn(
                    "unfinished database files are left for the next first start reason={}",
                    stillWrittenTo.toString());
        }
    }

    private void initdb(Path target, Path password) throws IOException {
        Path output = folder.resolve("initdb.log");
        var command =
                account.command(
                        List.of(
                                programs.resolve("bin/initdb").toString(),
                                "--pgdata=" + target,
                                "--username=" + ADMINISTRATOR,
                                "--pwfile=" + password,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--data-checksums",
                                "--no-instructions"));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            if (!process.waitFor(INITDB_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new StartRefused("initdb failed: " + lastLines(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        Files.delete(output);
    }

    private void requireVersion() throws IOException {
        String version = Files.readString(data().resolve("PG_VERSION")).strip();
        if (!version.equals(VERSION)) {
            throw new StartRefused(
                    "%s is a database of PostgreSQL %s, this server brings PostgreSQL %s; see the guide to upgrades"
                            .formatted(data(), version, VERSION));
        }
    }

    private void writeSettings(DatabaseSettings settings) throws IOException {
        write(data().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        write(data().resolve(SETTINGS), String.join("\n", settingLines(settings)) + "\n");
        Path main = data().resolve("postgresql.conf");
        String include = "include = '" + SETTINGS + "'";
        String text = Files.readString(main);
        if (!text.contains(include)) {
            write(main, text + "\n" + include + "\n");
        }
    }

    /// Durable first. Messages about statements are kept out of the log, since they quote values.
    private static List<String> settingLines(DatabaseSettings settings) {
        var lines = new ArrayList<String>();
        lines.add("# Written by AFRICAI at each start; changes are lost.");
        lines.add("fsync = on");
        lines.add("full_page_writes = on");
        lines.add("synchronous_commit = on");
        lines.add("data_sync_retry = off");
        lines.add("wal_level = replica");
        lines.add("restart_after_crash = on");
        lines.add("listen_addresses = '127.0.0.1'");
        lines.add("unix_socket_directories = ''");
        lines.add("password_encryption = scram-sha-256");
        lines.add("max_connections = " + Math.max(100, 2 * settings.poolSize() + 20));
        lines.add("shared_buffers = " + settings.sharedBuffers().bytes() / 1024 + "kB");
        lines.add("work_mem = 8MB");
        lines.add("random_page_cost = 1.1");
        lines.add("jit = off");
        lines.add("idle_in_transaction_session_timeout = 60s");
        lines.add("timezone = 'UTC'");
        lines.add("log_timezone = 'UTC'");
        lines.add("log_min_messages = log");
        lines.add("log_min_error_statement = panic");
        lines.add("log_error_verbosity = terse");
        lines.add("log_checkpoints = off");
        return lines;
    }

    private void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        account.own(fresh);
        sync(fresh);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void writeSecretly(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret + "\n");
        sync(file);
        account.own(file);
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void sync(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// The end of a program's output, for a message.
    static String lastLines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "(no output)";
        }
        List<String> lines = Files.readAllLines(file);
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}
