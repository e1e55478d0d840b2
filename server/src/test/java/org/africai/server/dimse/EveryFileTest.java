package org.africai.server.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dimse.Answer;
import org.africai.dimse.Association;
import org.africai.dimse.FileObject;
import org.africai.dimse.Proposal;
import org.africai.dimse.QueryModel;
import org.africai.dimse.StoreService;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.africai.server.intake.IdleSessionsJob;
import org.africai.server.intake.TestData;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every real file in by C-STORE and by STOW-RS, and out by C-GET, WADO-RS and REST with the bytes
/// it came with; or refused with a reason that is documented.
class EveryFileTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static final JsonMapper JSON = new JsonMapper();
    private static final QueryModel ROOT = QueryModel.STUDY_ROOT;

    /// Ways in.
    enum Way {
        STORE("EVERYSTORED", "(C000|A900) .*") {
            @Override
            Optional<String> send(TestReceiver receiver, Found file) throws IOException {
                FileObject object = file.object();
                try (Association association =
                        receiver.sender().open(Proposal.EMPTY.store(List.of(object))).orThrow()) {
                    Answer answer = association.store(object);
                    return answer.isSuccess()
                            ? Optional.empty()
                            : Optional.of(answer.status() + " " + answer.comment());
                }
            }
        },
        STOW("EVERYSTOWED", "409 .*\"00081197\":.*\\[(49152|273|272)\\].*") {
            @Override
            Optional<String> send(TestReceiver receiver, Found file) throws IOException {
                TestClient admin = SERVER.admin();
                HttpResponse<String> answer =
                        admin.send(
                                admin.request(root() + "/studies")
                                        .header("Content-Type", "application/dicom")
                                        .header("Accept", "application/dicom+json")
                                        .POST(BodyPublishers.ofFile(file.object().path())));
                return answer.statusCode() == 200
                        ? Optional.empty()
                        : Optional.of(answer.statusCode() + " " + answer.body());
            }
        };

        private final String project;
        private final String reasons;

        Way(String project, String reasons) {
            this.project = project;
            this.reasons = reasons;
        }

        /// @return why it was refused; empty when it was taken
        abstract Optional<String> send(TestReceiver receiver, Found file) throws IOException;

        String root() {
            return "/data/projects/" + project + "/dicomweb";
        }
    }

    /// A file of the test data.
    record Found(FileObject object) {
        static Optional<Found> of(Path file) {
            try {
                return Optional.of(new Found(FileObject.of(file)))
                        .filter(found -> found.object.isExact());
            } catch (IOException notDicom) {
                return Optional.empty();
            }
        }

        byte[] dataset() throws IOException {
            return Bytes.dataset(Files.readAllBytes(object.path()));
        }

        String uid() {
            return object.sopInstance().value();
        }
    }

    /// What the test data has of files that say what they are, the first of each UID.
    private static List<Found> files() {
        Path data = TestData.folder().orElse(null);
        assumeThat(data).as("SKIPPED: no real DICOM files here").isNotNull();
        Map<String, Found> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.walk(data)) {
            all.filter(Files::isRegularFile)
                    .sorted()
                    .flatMap(file -> Found.of(file).stream())
                    .forEach(one -> files.putIfAbsent(one.uid(), one));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(files.values());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void every_file_comes_back_byte_for_byte_or_is_refused_with_a_reason(Way way)
            throws IOException {
        assertThat(SERVER.admin().put("/data/projects/" + way.project).statusCode()).isEqualTo(200);
        try (TestReceiver receiver =
                TestReceiver.open(
                        SERVER,
                        "\"project\": \"%s\", \"directArchive\": true, \"queryEnabled\": true"
                                .formatted(way.project))) {
            List<Found> kept = new ArrayList<>();
            Map<String, String> refused = new TreeMap<>();
            for (Found file : files()) {
                way.send(receiver, file)
                        .ifPresentOrElse(
                                why -> refused.put(file.object().path().toString(), why),
                                () -> kept.add(file));
            }
            archive();

            assertThat(refused.values())
                    .as("%s", refused)
                    .allMatch(why -> why.matches("(?s)" + way.reasons));
            assertThat(kept).hasSizeGreaterThan(200);
            requireBack(way, receiver, kept);
        }
    }

    /// The job takes a hundred sessions at a time.
    private static void archive() {
        for (int i = 0; i < 5; i++) {
            SERVER.get(IdleSessionsJob.class).run(Duration.ZERO);
        }
    }

    private static void requireBack(Way way, TestReceiver receiver, List<Found> kept)
            throws IOException {
        Set<String> archived = archived(way.project);
        Set<String> byRest = dataSetsByRest(way.project);
        List<String> wrong = new ArrayList<>();
        int back = 0;
        for (Found file : kept) {
            if (!archived.contains(file.uid())) {
                assertThat(receiver.waitingObjects(file.uid())).as(file.uid()).isPositive();
                continue;
            }
            back++;
            if (!byRest.contains(digest(file.dataset()))) {
                wrong.add("REST " + file.object().path());
            }
            if (!same(file, byGet(receiver, file))) {
                wrong.add("C-GET " + file.object().path());
            }
            if (!same(file, byWado(way, file))) {
                wrong.add("WADO-RS " + file.object().path());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(back).isGreaterThan(150);
    }

    private static boolean same(Found file, Optional<byte[]> got) throws IOException {
        return got.isPresent() && Arrays.equals(got.get(), file.dataset());
    }

    /// UIDs of objects that went on to the archive: of sessions that contradict each other the
    /// first.
    private static Set<String> archived(String project) {
        return new HashSet<>(
                SERVER.get(Sql.class)
                        .of(
                                """
                                select i.sop_uid
                                  from instance i
                                  join scan s on s.key = i.scan_key
                                  join experiment e on e.key = s.session_key
                                  join project p on p.key = e.project_key
                                 where p.id = :project\
                                """)
                        .bind("project", project)
                        .list(row -> row.text("sop_uid")));
    }

    // ---- ways out

    private static Set<String> dataSetsByRest(String project) throws IOException {
        Set<String> digests = new HashSet<>();
        for (JsonNode session : rows("/data/projects/" + project + "/experiments?format=json")) {
            String files =
                    "/data/experiments/" + session.path("ID").asString() + "/scans/ALL/files";
            for (JsonNode file : rows(files + "?format=json")) {
                byte[] bytes = SERVER.admin().download(file.path("URI").asString()).body();
                digests.add(digest(Bytes.dataset(bytes)));
            }
        }
        return digests;
    }

    private static Iterable<JsonNode> rows(String address) {
        HttpResponse<String> answer = SERVER.admin().get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return JSON.readTree(answer.body()).path("ResultSet").path("Result");
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<byte[]> byGet(TestReceiver receiver, Found file) throws IOException {
        List<byte[]> got = new ArrayList<>();
        StoreService keep =
                (_, dataset) -> {
                    got.add(dataset.readAllBytes());
                    return Answer.SUCCESS;
                };
        Dataset identifier =
                Dataset.builder()
                        .put(Tag.QueryRetrieveLevel, "IMAGE")
                        .put(Tag.SOPInstanceUID, file.uid())
                        .build();
        FileObject object = file.object();
        Proposal proposal =
                Proposal.EMPTY.get(
                        ROOT, List.of(object.sopClass()), List.of(object.transferSyntax().uid()));
        try (Association association = receiver.sender().open(proposal).orThrow()) {
            var _ = association.get(ROOT, identifier, keep, _ -> true);
        }
        return got.stream().findFirst();
    }

    private static Optional<byte[]> byWado(Way way, Found file) throws IOException {
        TestClient admin = SERVER.admin();
        HttpResponse<String> found =
                admin.get(way.root() + "/instances?SOPInstanceUID=" + file.uid());
        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        JsonNode one = JSON.readTree(found.body()).path(0);
        String path =
                way.root()
                        + "/studies/"
                        + uid(one, "0020000D")
                        + "/series/"
                        + uid(one, "0020000E")
                        + "/instances/"
                        + file.uid();
        HttpResponse<byte[]> answer =
                admin.send(
                        admin.request(path)
                                .header("Accept", "application/dicom; transfer-syntax=*")
                                .GET(),
                        BodyHandlers.ofByteArray());
        return answer.statusCode() == 200
                ? Optional.of(Bytes.dataset(answer.body()))
                : Optional.empty();
    }

    private static String uid(JsonNode object, String tag) {
        return object.path(tag).path("Value").path(0).asString();
    }
}
