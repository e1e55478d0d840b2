package org.africai.server.dicomweb;

import static org.africai.server.dicomweb.DicomwebClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.africai.server.access.Role;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.africai.server.studies.TestStudies;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A study of another project is on no path, whoever asks.
class IsolationTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static TestStudies hidden;
    private static TestStudies other;

    @BeforeAll
    static void archive() {
        hidden = new TestStudies(SERVER);
        other = new TestStudies(SERVER);
        hidden.archive("ONE", hidden.ct(1, 1, 1).build());
        other.archive(
                "TWO",
                other.ct(1, 1, 1).put(org.africai.dicom.dict.Tag.PatientID, patient()).build());
    }

    /// The PatientID of the hidden study, which a study of the other project has, too.
    private static String patient() {
        return hidden.ct(1, 1, 1)
                .build()
                .string(org.africai.dicom.dict.Tag.PatientID)
                .orElseThrow();
    }

    private static List<String> searches() {
        return List.of(
                "/studies",
                "/studies?StudyInstanceUID=" + hidden.studyUid(1),
                "/studies?PatientID=" + patient(),
                "/studies?includefield=all",
                "/series",
                "/series?SeriesInstanceUID=" + hidden.seriesUid(1, 1),
                "/instances",
                "/instances?SOPInstanceUID=" + hidden.sopUid(1, 1, 1),
                "/studies/" + hidden.studyUid(1) + "/series",
                "/studies/" + hidden.studyUid(1) + "/instances",
                "/studies/"
                        + hidden.studyUid(1)
                        + "/series/"
                        + hidden.seriesUid(1, 1)
                        + "/instances");
    }

    private static List<String> retrievals() {
        String study = "/studies/" + hidden.studyUid(1);
        String series = study + "/series/" + hidden.seriesUid(1, 1);
        String instance = series + "/instances/" + hidden.sopUid(1, 1, 1);
        List<String> paths = new ArrayList<>();
        for (String one : List.of(study, series, instance)) {
            paths.add(one);
            paths.add(one + "/metadata");
            paths.add(one + "/rendered");
            paths.add(one + "/thumbnail");
        }
        paths.add(instance + "/frames/1");
        paths.add(instance + "/frames/1/rendered");
        paths.add(instance + "/bulkdata/00100010");
        paths.add(study + "/instances/" + hidden.sopUid(1, 1, 1));
        paths.add("/bulkdata/" + file() + "/00100010");
        paths.add(
                "?requestType=WADO&contentType=application/dicom&studyUID="
                        + hidden.studyUid(1)
                        + "&seriesUID="
                        + hidden.seriesUid(1, 1)
                        + "&objectUID="
                        + hidden.sopUid(1, 1, 1));
        return paths;
    }

    private static long file() {
        return SERVER.get(Sql.class)
                .of("select file_key from instance where sop_uid = :uid")
                .bind("uid", hidden.sopUid(1, 1, 1))
                .only(row -> row.number("file_key"));
    }

    private static List<DicomwebClient> outsiders() {
        var owner = other.client(other.caller(Role.OWNER));
        return List.of(
                new DicomwebClient(SERVER.admin(), other.root()),
                new DicomwebClient(owner, other.root()),
                new DicomwebClient(owner, "/dicomweb"),
                new DicomwebClient(other.client(other.caller()), "/dicomweb"),
                new DicomwebClient(SERVER.guest(), "/dicomweb"));
    }

    @Test
    void searches_do_not_find_it() {
        for (DicomwebClient web : outsiders()) {
            for (String path : searches()) {
                HttpResponse<byte[]> answer = web.get(path);

                assertThat(answer.statusCode()).as(web.root() + path).isEqualTo(200);
                assertThat(text(answer))
                        .as(web.root() + path)
                        .doesNotContain(hidden.studyUid(1))
                        .doesNotContain(hidden.project());
            }
        }
    }

    @Test
    void it_cannot_be_retrieved() {
        for (DicomwebClient web : outsiders()) {
            for (String path : retrievals()) {
                HttpResponse<byte[]> answer = web.get(path);

                assertThat(answer.statusCode()).as(web.root() + path).isIn(401, 404);
            }
        }
    }

    @Test
    void its_own_root_is_closed_to_strangers() {
        var owner = new DicomwebClient(other.client(other.caller(Role.OWNER)), hidden.root());
        var guest = new DicomwebClient(SERVER.guest(), hidden.root());
        List<String> all = new ArrayList<>(searches());
        all.addAll(retrievals());
        for (String path : all) {
            assertThat(owner.get(path).statusCode()).as(path).isEqualTo(404);
            assertThat(guest.get(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void those_who_read_the_project_get_it_on_the_same_paths() {
        var reader =
                new DicomwebClient(hidden.client(hidden.caller(Role.COLLABORATOR)), hidden.root());
        for (String path : searches()) {
            assertThat(text(reader.get(path))).as(path).contains(hidden.studyUid(1));
        }
        for (String path : retrievals()) {
            if (!path.contains("rendered") && !path.contains("thumbnail")) {
                assertThat(reader.get(path).statusCode()).as(path).isEqualTo(200);
            }
        }
    }
}
