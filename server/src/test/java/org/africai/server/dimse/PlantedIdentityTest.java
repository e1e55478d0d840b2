package org.africai.server.dimse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.server.boot.ServerProcess;
import org.africai.server.boot.TestClient;
import org.africai.server.db.TestFolders;
import org.africai.server.intake.TestObject;
import org.junit.jupiter.api.Test;

/// Identities are planted in objects that come by every way in; then every file of the data folder,
/// those of the database and its log of changes among them, and the server's log are searched.
class PlantedIdentityTest {
    private static final String MARK = "Plantd7Q";
    private static final String UID_MARK = "73777737777";
    private static final String CONTROL = "Control5Z";
    private static final String PASSWORD = "a password of this test alone";
    private static final String PROJECT = "PLANTED";

    @Test
    void nothing_of_a_patient_is_left_once_the_sites_script_is_in_force() {
        sendAll(
                "site",
                (data, errors) -> {
                    assertThat(found(data, CONTROL)).as("what is there is found").isNotEmpty();
                    assertThat(found(data, MARK)).isEmpty();
                    assertThat(found(data, UID_MARK)).isEmpty();
                    assertThat(errors).doesNotContain(MARK, UID_MARK);
                });
    }

    /// The database knows what waits to be archived, and forgets it in its own time.
    @Test
    void nothing_of_an_original_is_left_in_the_store_once_its_project_has_archived_it() {
        sendAll(
                "projects/" + PROJECT,
                (data, errors) -> {
                    assertThat(found(data.resolve("store"), "DICM")).isNotEmpty();
                    assertThat(found(data.resolve("store"), MARK)).isEmpty();
                    assertThat(found(data.resolve("store"), UID_MARK)).isEmpty();
                    assertThat(errors).doesNotContain(MARK, UID_MARK);
                });
    }

    private interface Search {
        void of(Path data, String errors);
    }

    /// Objects come in by every way and are archived; then the search is made.
    private static void sendAll(String script, Search search) {
        var environment = Map.of("AFRICAI_PORT", "0", "AFRICAI_ADMIN_PASSWORD", PASSWORD);
        Path data = TestFolders.create("planted");
        try (var server =
                ServerProcess.run(environment, List.of("serve", "--data", data.toString()))) {
            TestClient admin = TestClient.login(server.awaitReady(), "admin", PASSWORD);
            done(admin.put("/data/projects/" + PROJECT + "?description=" + CONTROL));
            done(admin.put("/xapi/anonymize/" + script, "text/plain", "profile basic\n"));

            uploadWhole(admin, planted(1));
            uploadSingle(admin, planted(2));
            store(admin, planted(3));
            send(admin, planted(4));
            archiveAll(admin);

            assertThat(experiments(admin)).hasSize(4);
            search.of(data, server.errors());
        }
    }

    private static TestObject planted(int study) {
        String uid = "1.2.826.0.1.3680043.10.1." + UID_MARK + "." + study;
        return TestObject.ct(study, 1, 1)
                .with(change ->
                        change.put(Tag.PatientName, MARK + "Name^" + study)
                                .put(Tag.PatientID, MARK + "Id" + study)
                                .put(Tag.StudyDescription, MARK + " study")
                                .put(Tag.SeriesDescription, MARK + " series")
                                .put(Tag.ReferringPhysicianName, MARK + "^Doctor")
                                .put(Tag.InstitutionName, MARK + " hospital")
                                .put(Tag.AccessionNumber, MARK)
                                .put(Tag.PatientComments, MARK + " comments")
                                .put(Tag.StudyInstanceUID, new Uid(uid))
                                .put(Tag.SeriesInstanceUID, new Uid(uid + ".1"))
                                .put(Tag.SOPInstanceUID, new Uid(uid + ".1.1"))
                                .put(0x00090010, Vr.LO, "ACME")
                                .put(0x00091001, Vr.LO, MARK + " private"));
    }

    private static void uploadWhole(TestClient admin, TestObject object) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(MARK + "Folder/" + MARK + "File.dcm"));
            zip.write(object.bytes());
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("DICOMDIR.txt"));
            zip.write("no DICOM".getBytes(UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        done(
                post(
                        admin,
                        "application/zip",
                        "dest=/archive/projects/" + PROJECT,
                        bytes.toByteArray()));
    }

    private static void uploadSingle(TestClient admin, TestObject object) {
        String query = "import-handler=gradual-DICOM&dest=/prearchive/projects/" + PROJECT;
        done(post(admin, "application/octet-stream", query, object.bytes()));
    }

    private static HttpResponse<String> post(
            TestClient admin, String type, String query, byte[] body) {
        return admin.send(
                admin.request("/data/services/import?" + query)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    private static void store(TestClient admin, TestObject object) {
        done(
                admin.send(
                        admin.request("/data/projects/" + PROJECT + "/dicomweb/studies")
                                .header("Content-Type", "application/dicom")
                                .header("Accept", "application/dicom+json")
                                .POST(BodyPublishers.ofByteArray(object.bytes()))));
    }

    /// On a port that is free when it is asked for; should another program be faster, on another.
    private static void send(TestClient admin, TestObject object) {
        for (int attempt = 1; ; attempt++) {
            int port = Sender.freePort();
            String receiver =
                    "{\"aeTitle\": \"PLANTED\", \"port\": %s, \"project\": \"%s\"}"
                            .formatted(port, PROJECT);
            var made = admin.post("/xapi/dicomscp", "application/json", receiver);
            if (made.statusCode() == 200 || attempt == 10) {
                done(made);
                assertThat(Sender.calling("PLANTED", port).send(object).isSuccess()).isTrue();
                return;
            }
        }
    }

    private static void archiveAll(TestClient admin) {
        String listed = admin.get("/data/prearchive/projects/" + PROJECT + "?format=csv").body();
        Matcher url = Pattern.compile("/prearchive/projects/[^\",\\s]+").matcher(listed);
        List<String> waiting = url.results().map(found -> found.group()).toList();
        assertThat(waiting).as(listed).hasSize(2);
        waiting.forEach(
                one -> done(admin.post("/data/services/archive?src=" + one, "text/plain", "")));
    }

    private static List<String> experiments(TestClient admin) {
        String listed = admin.get("/data/projects/" + PROJECT + "/experiments?format=csv").body();
        return Pattern.compile("XNAT_E\\d+\"?,")
                .matcher(listed)
                .results()
                .map(found -> found.group())
                .distinct()
                .toList();
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /// The files below a folder that hold a text.
    private static List<String> found(Path folder, String text) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, text))
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Files of the database come and go meanwhile.
    private static boolean holds(Path file, String text) {
        try {
            return file.getFileName().toString().contains(text)
                    || new String(Files.readAllBytes(file), ISO_8859_1).contains(text);
        } catch (java.nio.file.NoSuchFileException gone) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
