package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The check that other tests rely on sees what it is there to see.
class ArchiveCheckTest {
    @RegisterExtension static final TestServer SERVER = TestServer.with(Map.of());

    @Test
    void a_whole_archive_has_no_problems_and_each_kind_of_damage_is_one() throws IOException {
        ImportClient sender = ImportClient.create(SERVER);
        sender.accepted(sender.toArchive("", TestArchives.zip(TestObject.ct(1, 1, 1))));
        sender.accepted(
                sender.send(
                        "dest=/prearchive/projects/$P", TestArchives.zip(TestObject.ct(2, 1, 1))));
        assertThat(problems()).isEmpty();

        change("update resource set file_count = 7");
        change("update scan set frames = 7");
        change("update prearchive_session set status = 'ARCHIVING'");
        damage();

        assertThat(problems())
                .hasSize(4)
                .anyMatch(p -> p.startsWith("miscounted resource: DICOM says 7 files"))
                .anyMatch(p -> p.startsWith("scan with wrong frames: 1 says 7"))
                .anyMatch(p -> p.startsWith("waiting session:"))
                .anyMatch(p -> p.contains("missing or damaged"));
    }

    private static List<String> problems() {
        return new ArchiveCheck(
                        SERVER.get(Sql.class),
                        SERVER.data().resolve("store"),
                        ArchiveCheck.nothingYet())
                .problems();
    }

    private static void change(String statement) {
        SERVER.get(Sql.class).of(statement).update();
    }

    private static void damage() throws IOException {
        try (var files = Files.walk(SERVER.data().resolve("store/blobs"))) {
            Path one = files.filter(Files::isRegularFile).findFirst().orElseThrow();
            Files.write(one, new byte[] {1});
        }
    }
}
