package org.africai.server.dicomweb;

import static org.africai.server.dicomweb.DicomwebClient.header;
import static org.africai.server.dicomweb.DicomwebClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.server.boot.TestServer;
import org.africai.server.studies.TestStudies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every real file in by STOW-RS, and back byte for byte, or refused with a reason.
class RealObjectsTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private final TestStudies data = new TestStudies(SERVER);
    private final DicomwebClient web = new DicomwebClient(SERVER.admin(), data.root());

    @Test
    void what_goes_in_comes_back_or_is_refused_with_its_reason() throws IOException {
        List<Path> files = files();
        Set<String> seen = new HashSet<>();
        List<String> lost = new ArrayList<>();
        int stored = 0;
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            HttpResponse<byte[]> answer = web.store("/studies", bytes);
            if (answer.statusCode() == 200) {
                stored++;
                if (!isBack(answer, bytes, seen)) {
                    lost.add(file.getFileName() + " came back otherwise");
                }
            } else if (!hasReason(answer)) {
                lost.add(file.getFileName() + ": " + answer.statusCode() + " " + text(answer));
            }
        }

        assertThat(lost).isEmpty();
        assertThat(stored).isGreaterThan(files.size() / 2);
    }

    private static List<Path> files() throws IOException {
        Optional<Path> folder = folder();
        assumeTrue(folder.isPresent(), "SKIPPED: no real DICOM files here; set AFRICAI_TEST_DATA");
        try (Stream<Path> all = Files.walk(folder.get())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*\\.(md|tsv|json|txt|gz|bval|bvec)"))
                    .sorted()
                    .toList();
        }
    }

    private static Optional<Path> folder() {
        String named = System.getenv("AFRICAI_TEST_DATA");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path found = up.resolve("shared/data/dicom");
            if (Files.isDirectory(found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /// The object by WADO-RS, and its metadata without an error.
    private boolean isBack(HttpResponse<byte[]> answer, byte[] bytes, Set<String> seen) {
        Dataset item =
                DicomwebClient.datasets(answer.body())
                        .getFirst()
                        .sequence(Tag.ReferencedSOPSequence)
                        .getFirst();
        String url = item.string(Tag.RetrieveURL).orElseThrow();
        String path = url.substring(url.indexOf("/studies/"));
        seen.add(path);
        assertThat(web.get(path + "/metadata").statusCode()).as(path).isEqualTo(200);
        return web.parts(path, DicomwebClient.STORED).stream()
                .anyMatch(part -> java.util.Arrays.equals(part.bytes(), bytes));
    }

    private static boolean hasReason(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 409) {
            return false;
        }
        Dataset said = DicomwebClient.datasets(answer.body()).getFirst();
        boolean isNamed =
                said.contains(Tag.FailedSOPSequence) || said.contains(Tag.OtherFailuresSequence);
        return isNamed && header(answer, "Warning").startsWith("299 ");
    }
}
