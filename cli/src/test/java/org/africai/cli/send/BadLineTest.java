package org.africai.cli.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.africai.cli.AfricaiCli;
import org.africai.cli.send.Uplink.Answer;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lines that drop and machines that die, at every place where it may hurt.
class BadLineTest {
    private static final int IMAGES = 6;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir Path temporary = Path.of("");
    private final FakeArchive archive = new FakeArchive();

    BadLineTest() throws IOException {}

    @AfterEach
    void close() {
        archive.close();
    }

    private Uplink uplink(BadLine line) {
        byte[] token = FakeArchive.TOKEN.getBytes(UTF_8);
        String authorization = "Basic " + Base64.getEncoder().encodeToString(token);
        return new HttpUplink(line.address(), "P", authorization, HttpUplink.Times.DEFAULT);
    }

    /// Cut on the way up, within objects, and on the way down, which loses acknowledgements. Time
    /// does not pass: waits are noted and left out.
    @ParameterizedTest
    @CsvSource({"1500, 1000000, 12", "3000, 150, 15", "1000000, 60, 10", "700, 90, 25"})
    void a_line_that_is_cut_again_and_again_loses_nothing_and_doubles_nothing(
            long everyUp, long everyDown, int cuts) throws Exception {
        Path folder = Images.folder(temporary.resolve("in"), 2, IMAGES / 2);
        List<Duration> waits = new ArrayList<>();
        try (BadLine line = new BadLine(archive.address(), everyUp, everyDown, cuts);
                WorkFolder work = WorkFolder.open(temporary.resolve("work")).orElseThrow();
                Ledger ledger = Ledger.open(work.journal(), Map.of());
                Uplink uplink = uplink(line)) {
            ledger.add(Scan.of(folder).images());
            var patience =
                    new Patience(Duration.ofDays(1), () -> Instant.EPOCH, waits::add, _ -> {});
            sender(folder, work, ledger, uplink, patience).run();

            assertThat(line.cuts()).isGreaterThanOrEqualTo(1);
            assertThat(ledger.sources())
                    .allSatisfy(one ->
                            assertThat(ledger.state(one.number()))
                                    .isInstanceOf(State.Verified.class));
        }
        assertThat(waits).isNotEmpty();
        assertThat(archive.imports).hasSize(IMAGES).doesNotHaveDuplicates();
        assertThat(new HashSet<>(archive.held.values())).containsOnly("");
    }

    private static Sender sender(
            Path folder, WorkFolder work, Ledger ledger, Uplink uplink, Patience patience)
            throws IOException {
        var none = new RulesFile.Choice(null, null, null, null, false, false, false);
        RulesFile rules = RulesFile.of(none, new byte[32], "P");
        var console =
                new org.africai.cli.Console(
                        new java.io.PrintStream(java.io.OutputStream.nullOutputStream()),
                        new java.io.PrintStream(java.io.OutputStream.nullOutputStream()),
                        false);
        return new Sender(
                ledger,
                work,
                new Anonymiser(folder, work, rules, "", null),
                uplink,
                patience,
                new Progress(console, () -> Instant.EPOCH, IMAGES, 1),
                1,
                false);
    }

    @Test
    void waits_grow_up_to_a_minute_and_end_when_nothing_works() throws Exception {
        List<Duration> waits = new ArrayList<>();
        var now = new Instant[] {Instant.EPOCH};
        var patience =
                new Patience(
                        Duration.ofMinutes(5),
                        () -> now[0],
                        time -> {
                            waits.add(time);
                            now[0] = now[0].plus(time);
                        },
                        _ -> {});

        Answer<String> answer = patience.until(() -> Answer.Later.line("no route"));

        assertThat(answer).isInstanceOf(Answer.Stopped.class);
        assertThat(waits.stream().map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void an_archive_that_fails_on_an_object_is_not_asked_for_ever() throws Exception {
        var tries = new AtomicInteger();
        var patience = new Patience(Duration.ofDays(1), () -> Instant.EPOCH, _ -> {}, _ -> {});

        Answer<String> answer =
                patience.until(() -> {
                    tries.incrementAndGet();
                    return new Answer.Later<>("500 failed", null, true);
                });

        assertThat(answer).isEqualTo(new Answer.Refused<>("500 failed"));
        assertThat(tries).hasValue(4);
    }

    /// The archive kills the sender in the moment that an object has come in: before it is kept,
    /// after it is kept and before that is acknowledged, and right after the acknowledgement.
    @ParameterizedTest
    @CsvSource({"1, BEFORE", "2, UNACKNOWLEDGED", "3, ACKNOWLEDGED", "6, UNACKNOWLEDGED"})
    void a_sender_that_is_killed_goes_on_where_it_was(int at, String moment) throws Exception {
        Path folder = Images.folder(temporary.resolve("in"), 2, IMAGES / 2);
        var started = new CompletableFuture<Process>();
        for (int i = 1; i < at; i++) {
            archive.troubles.add((_, _) -> false);
        }
        archive.troubles.add((exchange, body) -> {
            switch (moment) {
                case "BEFORE" -> {}
                case "UNACKNOWLEDGED" -> archive.keep(exchange, body);
                default -> archive.accept(exchange, body);
            }
            started.join().destroyForcibly();
            exchange.close();
            return true;
        });
        Process process = start(folder);
        started.complete(process);
        try {
            assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        Sending.Ended ended = Sending.run(archive, folder, temporary.resolve("work"));

        assertThat(process.exitValue()).isNotZero();
        assertThat(ended.exit()).as(ended.said()).isZero();
        assertThat(archive.imports).hasSize(IMAGES).doesNotHaveDuplicates();
        assertThat(archive.held).hasSize(IMAGES);
        assertThat(new HashSet<>(archive.held.values())).containsOnly("");
        assertThat(ended.said()).contains("6 arrived and were compared");
    }

    private Process start(Path folder) throws IOException {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        AfricaiCli.class.getName(),
                        "send",
                        folder.toString(),
                        "--to",
                        archive.address().toString(),
                        "--project",
                        "P",
                        "--no-map",
                        "--connections",
                        "1",
                        "--work",
                        temporary.resolve("work").toString());
        builder.environment().put(Credentials.TOKEN, FakeArchive.TOKEN);
        builder.redirectErrorStream(true).redirectOutput(temporary.resolve("output").toFile());
        return builder.start();
    }

    @Test
    void an_output_that_a_power_cut_spoiled_is_made_anew() throws Exception {
        Path folder = Images.folder(temporary.resolve("in"), 1, 1);
        archive.troubles.add((exchange, body) -> {
            FakeArchive.answer(exchange, 503, "down");
            return true;
        });
        Path work = temporary.resolve("work");
        Sending.run(archive, folder, work, "--patience", "0");
        Path output = work.resolve("outgoing/1.dcm");
        Files.write(output, new byte[100]);
        Files.write(work.resolve("outgoing/2.dcm.part"), new byte[100]);

        Sending.Ended ended = Sending.run(archive, folder, work);

        assertThat(ended.exit()).as(ended.said()).isZero();
        assertThat(archive.bodies).hasSize(1);
        Dataset image = DicomReader.HEADER.read(archive.bodies.getFirst(), "it").dataset();
        assertThat(image.integer(Tag.Rows)).hasValue(16);
        assertThat(work.resolve("outgoing/2.dcm.part")).doesNotExist();
    }
}
