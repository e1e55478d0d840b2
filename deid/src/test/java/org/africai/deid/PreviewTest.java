package org.africai.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.africai.deid.ctp.CtpRules;
import org.africai.deid.ctp.CtpScript;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewTest {
    private static final String SCRIPT =
            """
            set.[0010,0010]PatientName=X
            set.[0010,0020]PatientID=@remove()
            set.[0012,0062]PatientIdentityRemoved=@always()YES
            """;

    @Test
    void tells_each_change_with_the_values_before_and_after() throws IOException, InvalidScript {
        var preview = Preview.of(rules(), Fixture.file(Fixture.rich()));

        assertThat(preview.changes().stream().map(PreviewTest::line))
                .contains(
                        "CHANGED (0010,0010) Smith^John^Quincy > X",
                        "REMOVED (0010,0020) PID-007 > ",
                        "ADDED (0012,0062)  > YES",
                        "CHANGED (0008,1110)[0].(0010,0010) Nested^Name > X")
                .doesNotContain("CHANGED (0008,1110) 1 items > 1 items");
    }

    @Test
    void previews_a_folder_and_writes_nothing(@TempDir Path folder)
            throws IOException, InvalidScript {
        try (var out = Files.newOutputStream(folder.resolve("a.dcm"))) {
            DicomWriter.write(Fixture.rich(), TransferSyntax.IMPLICIT_LITTLE, out);
        }
        Files.writeString(folder.resolve("b.txt"), "no DICOM");
        List<Preview> previews = new ArrayList<>();

        Preview.ofFolder(rules(), folder, previews::add);

        assertThat(previews).hasSize(2);
        assertThat(previews.get(0).verdict()).isInstanceOf(Verdict.Accepted.class);
        assertThat(previews.get(1).verdict()).isInstanceOf(Verdict.Rejected.class);
        assertThat(folder.toFile().list()).hasSize(2);
    }

    private static String line(Preview.Change change) {
        return change.kind() + " " + change.path() + " " + change.before() + " > " + change.after();
    }

    private static Rules rules() throws InvalidScript {
        return CtpRules.of(CtpScript.parse(SCRIPT), Policy.STRICT);
    }
}
