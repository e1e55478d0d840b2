package org.africai.server.studies;

import static org.africai.server.studies.TestStudies.uids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.africai.dicom.dict.Tag;
import org.africai.server.access.Caller;
import org.africai.server.access.Role;
import org.africai.server.boot.TestServer;
import org.africai.server.http.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who finds what from which root, and what becomes of it when the archive changes.
class StudyVisibilityTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private TestStudies data = new TestStudies(SERVER);
    private TestStudies other = new TestStudies(SERVER);
    private Studies studies;
    private Caller owner;

    @BeforeEach
    void archive() {
        studies = SERVER.get(Studies.class);
        owner = data.caller(Role.OWNER);
        data.archive("ONE", data.ct(1, 1, 1).build(), data.ct(1, 2, 1).build());
    }

    private List<String> found(Caller caller, Root root) {
        return uids(studies.find(caller, root, StudyQuery.of(Level.STUDY, List.of())));
    }

    private List<String> inProject(Caller caller, TestStudies project) {
        return found(caller, new Root.OfProject(project.project()));
    }

    private int series() {
        var query = StudyQuery.of(Level.SERIES, List.of());
        return studies.find(owner, new Root.OfProject(data.project()), query).found().size();
    }

    private int counted(int tag) {
        var query = StudyQuery.of(Level.STUDY, List.of());
        return studies.find(owner, new Root.OfProject(data.project()), query)
                .found()
                .getFirst()
                .attributes()
                .integer(tag)
                .orElseThrow();
    }

    @Test
    void strangers_find_nothing() {
        Caller stranger = other.caller(Role.OWNER);

        assertThat(found(owner, new Root.Site())).containsExactly(data.studyUid(1));
        assertThat(found(stranger, new Root.Site())).isEmpty();
        assertThat(found(Caller.GUEST, new Root.Site())).doesNotContain(data.studyUid(1));
        assertThatThrownBy(() -> inProject(stranger, data)).isInstanceOf(Refusal.class);
        assertThat(
                        studies.instances(
                                stranger,
                                new Root.Site(),
                                new Selection(
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        List.of(data.sopUid(1, 1, 1))),
                                0,
                                10))
                .isEmpty();
    }

    @Test
    void members_of_a_group_find_the_sessions_of_the_types_it_reads() {
        Caller reader = data.caller();
        String groups = "/data/projects/" + data.project() + "/groups/";
        String users = "/data/projects/" + data.project() + "/users/";
        String right = "?xnat:%1$s_xnat:%1$s/project_" + data.project() + "_R=1";
        data.put(groups + "MR" + right.formatted("mrSessionData"));
        data.put(groups + "CT" + right.formatted("ctSessionData"));

        data.put(users + "MR/" + reader.login());
        assertThat(inProject(reader, data)).isEmpty();
        assertThat(found(reader, new Root.Site())).isEmpty();

        data.put(users + "CT/" + reader.login());
        assertThat(inProject(reader, data)).containsExactly(data.studyUid(1));
        assertThat(found(reader, new Root.Site())).containsExactly(data.studyUid(1));

        data.put(data.session("ONE") + "?quarantine=true");
        assertThat(inProject(reader, data)).isEmpty();
        assertThat(found(reader, new Root.Site())).isEmpty();
    }

    @Test
    void a_project_shows_nothing_of_another_whoever_asks() {
        other.grant(owner, Role.OWNER);

        assertThat(inProject(owner, other)).isEmpty();
        assertThat(inProject(Caller.SYSTEM, other)).isEmpty();
    }

    @Test
    void a_shared_session_is_seen_where_it_is_shared() {
        Caller reader = other.caller(Role.COLLABORATOR);
        data.put(
                "/data/projects/" + data.project() + "/subjects/S_ONE/projects/" + other.project());
        data.put(data.session("ONE") + "/projects/" + other.project());

        assertThat(inProject(reader, other)).containsExactly(data.studyUid(1));
        assertThat(found(reader, new Root.Site())).containsExactly(data.studyUid(1));
        data.delete("/data/projects/" + other.project() + "/experiments/ONE");
        assertThat(inProject(reader, other)).isEmpty();
    }

    @Test
    void a_quarantined_session_is_seen_by_those_with_a_role() {
        data.put("/data/projects/" + data.project() + "/accessibility/public");
        Caller stranger = other.caller();
        assertThat(inProject(stranger, data)).hasSize(1);

        data.put(data.session("ONE") + "?quarantine=true");

        assertThat(inProject(stranger, data)).isEmpty();
        assertThat(found(stranger, new Root.Site())).doesNotContain(data.studyUid(1));
        assertThat(inProject(owner, data)).hasSize(1);
    }

    @Test
    void what_is_deleted_is_found_no_more_and_counted_no_more() {
        data.archive(
                "ONE", "&overwrite=append", data.ct(1, 1, 2).build(), data.ct(1, 1, 3).build());
        assertThat(counted(Tag.NumberOfStudyRelatedInstances)).isEqualTo(4);

        data.delete(data.session("ONE") + "/scans/2?removeFiles=true");
        assertThat(series()).isEqualTo(1);
        assertThat(counted(Tag.NumberOfStudyRelatedInstances)).isEqualTo(3);

        data.delete(data.session("ONE") + "/scans/1/resources/DICOM?removeFiles=true");
        assertThat(series()).isZero();
        assertThat(inProject(owner, data)).isEmpty();
    }

    @Test
    void a_study_goes_with_its_session() {
        data.delete(data.session("ONE") + "?removeFiles=true");

        assertThat(inProject(owner, data)).isEmpty();
    }

    @Test
    void replaced_objects_are_found_by_what_they_say_now() {
        data.archive(
                "ONE",
                "&overwrite=delete",
                data.ct(1, 1, 1).put(Tag.PatientName, "Anon^1").build());

        var query =
                StudyQuery.of(Level.STUDY, List.of(QueryKey.of(Tag.PatientName, "Anon^1", false)));
        FoundPage page = studies.find(owner, new Root.OfProject(data.project()), query);
        assertThat(uids(page)).containsExactly(data.studyUid(1));
        assertThat(counted(Tag.NumberOfStudyRelatedInstances)).isEqualTo(2);
    }

    @Test
    void a_moved_session_is_found_in_its_new_project() {
        data.put(data.session("ONE") + "/projects/" + other.project() + "?primary=true");

        assertThat(inProject(Caller.SYSTEM, other)).containsExactly(data.studyUid(1));
    }

    @Test
    void a_study_that_is_there_twice_is_answered_once_with_everything_in_it() {
        other.archive("COPY", data.ct(1, 1, 1).build(), data.ct(1, 3, 1).build());
        other.grant(owner, Role.COLLABORATOR);

        FoundPage page =
                studies.find(owner, new Root.Site(), StudyQuery.of(Level.STUDY, List.of()));
        assertThat(uids(page)).containsExactly(data.studyUid(1));
        assertThat(page.found().getFirst().attributes().integer(Tag.NumberOfStudyRelatedSeries))
                .hasValue(3);
        assertThat(page.found().getFirst().attributes().integer(Tag.NumberOfStudyRelatedInstances))
                .hasValue(3);
        assertThat(
                        studies.instances(
                                owner, new Root.Site(), Selection.ofStudy(data.studyUid(1)), 0, 10))
                .hasSize(3);
        assertThat(inProject(owner, other)).containsExactly(data.studyUid(1));
    }

    @Test
    void objects_put_as_files_are_found_too() {
        var put =
                SERVER.admin()
                        .put(
                                data.session("ONE") + "/scans/1/resources/DICOM/files/x.dcm",
                                TestStudies.file(data.ct(1, 1, 9).build()));

        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(counted(Tag.NumberOfStudyRelatedInstances)).isEqualTo(3);
    }

    @Test
    void what_was_archived_before_there_was_an_index_is_indexed() {
        var sql = SERVER.get(org.africai.server.db.Sql.class);
        sql.of("update instance set header_read = false, series_key = null where sop_uid = :uid")
                .bind("uid", data.sopUid(1, 1, 1))
                .update();
        assertThat(counted(Tag.NumberOfStudyRelatedInstances)).isEqualTo(1);

        SERVER.get(StudyIndex.class).run();

        assertThat(counted(Tag.NumberOfStudyRelatedInstances)).isEqualTo(2);
    }
}
