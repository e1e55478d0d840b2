package org.africai.server.studies;

import static org.africai.server.studies.TestStudies.uids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.server.access.Caller;
import org.africai.server.access.Role;
import org.africai.server.boot.TestServer;
import org.africai.server.http.Refusal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is found in the index, and that it is what is archived.
class StudiesTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static TestStudies data;
    private static Studies studies;
    private static Caller owner;

    @BeforeAll
    static void archive() {
        data = new TestStudies(SERVER);
        studies = SERVER.get(Studies.class);
        owner = data.caller(Role.OWNER);
        data.archive(
                "ONE",
                data.ct(1, 1, 1).build(),
                data.ct(1, 1, 2).build(),
                data.ct(1, 2, 1).put(Tag.Modality, "SR").build());
        data.archive(
                "TWO",
                data.ct(2, 1, 1)
                        .put(Tag.SpecificCharacterSet, "ISO_IR 192")
                        .put(Tag.PatientName, "Yamada^Tarou=山田^太郎=やまだ^たろう")
                        .put(Tag.AccessionNumber, "50%_x")
                        .put(Tag.PatientWeight, "70.50")
                        .put(
                                Tag.RequestAttributesSequence,
                                Dataset.itemBuilder()
                                        .put(Tag.RequestedProcedureID, "RP7")
                                        .put(Tag.ScheduledProcedureStepID, "SPS1")
                                        .build())
                        .build());
    }

    private static FoundPage find(Level level, Object... keys) {
        return find(owner, new Root.OfProject(data.project()), level, keys);
    }

    private static FoundPage find(Caller caller, Root root, Level level, Object... keys) {
        List<QueryKey> all = new java.util.ArrayList<>();
        for (int i = 0; i < keys.length; i += 2) {
            all.add(QueryKey.of((Integer) keys[i], (String) keys[i + 1], false));
        }
        return studies.find(caller, root, StudyQuery.of(level, all));
    }

    @Test
    void a_project_shows_its_studies_the_newest_first_with_their_counts() {
        FoundPage page = find(Level.STUDY);

        assertThat(uids(page)).containsExactly(data.studyUid(2), data.studyUid(1));
        Dataset one = page.found().get(1).attributes();
        assertThat(one.integer(Tag.NumberOfStudyRelatedSeries)).hasValue(2);
        assertThat(one.integer(Tag.NumberOfStudyRelatedInstances)).hasValue(3);
        assertThat(one.strings(Tag.ModalitiesInStudy)).containsExactly("CT", "SR");
        assertThat(one.string(Tag.PatientID)).get().asString().endsWith("-1");
        assertThat(page.found().getFirst().attributes().personName(Tag.PatientName))
                .get()
                .hasToString("Yamada^Tarou=山田^太郎=やまだ^たろう");
    }

    @Test
    void series_and_instances_have_their_own_attributes() {
        FoundPage series = find(Level.SERIES, Tag.StudyInstanceUID, data.studyUid(1));
        FoundPage instances = find(Level.INSTANCE, Tag.SeriesInstanceUID, data.seriesUid(1, 1));

        assertThat(uids(series)).containsExactly(data.seriesUid(1, 1), data.seriesUid(1, 2));
        assertThat(series.found().getFirst().attributes().string(Tag.SeriesDescription))
                .hasValue("Axial 1");
        assertThat(uids(instances)).containsExactly(data.sopUid(1, 1, 1), data.sopUid(1, 1, 2));
        Dataset second = instances.found().get(1).attributes();
        assertThat(second.integer(Tag.InstanceNumber)).hasValue(2);
        assertThat(second.integer(Tag.Rows)).hasValue(16);
        assertThat(second.integer(Tag.BitsAllocated)).hasValue(16);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "StudyDate | 20260101-20260101 | 1",
                "StudyDate | 20260102- | 2",
                "StudyDate | -20260101 | 1",
                "StudyTime | 1015 | 1 2",
                "StudyTime | -10 | 1 2",
                "StudyTime | 1016- | \"\"",
                "AccessionNumber | A1 | 1",
                "AccessionNumber | 50%* | 2",
                "AccessionNumber | %* | \"\"",
                "AccessionNumber | 50%?x | 2",
                "PatientName | okafor*^ADA1 | 1",
                "PatientName | 山田* | 2",
                "PatientName | Yamada^Tarou | 2",
                "PatientName | Yamada | \"\"",
                "PatientSex | F | 1 2",
                "PatientWeight | 70.5 | 2",
                "StudyDescription | *ead 1 | 1",
                "StudyDescription | \"' OR 1=1\" | \"\"",
                "ModalitiesInStudy | SR | 1",
                "ModalitiesInStudy | SR\\CT | 1 2",
                "Modality | SR | 1",
                "SeriesNumber | 2 | 1",
                "InstanceNumber | 2 | 1",
                "ReferringPhysicianName | x | \"\"",
                "PatientID | * | 1 2",
            })
    void studies_match_by_keys(String keyword, String value, String found) {
        FoundPage page = find(Level.STUDY, Tag.parse(keyword).getAsInt(), value);

        assertThat(uids(page))
                .containsExactlyInAnyOrderElementsOf(
                        found.isEmpty()
                                ? List.of()
                                : List.of(found.split(" ")).stream()
                                        .map(n -> data.studyUid(Integer.parseInt(n)))
                                        .toList());
    }

    @Test
    void names_match_by_their_words_where_that_is_wished() {
        StudyQuery query =
                StudyQuery.of(Level.STUDY, List.of(QueryKey.of(Tag.PatientName, "tar yam", true)));

        assertThat(uids(studies.find(owner, new Root.OfProject(data.project()), query)))
                .containsExactly(data.studyUid(2));
    }

    @Test
    void an_item_of_a_sequence_matches_all_keys_or_none() {
        for (String step : List.of("SPS1", "SPS2")) {
            var keys =
                    new Matching.Sequence(
                            List.of(
                                    QueryKey.of(Tag.RequestedProcedureID, "RP*", false),
                                    QueryKey.of(Tag.ScheduledProcedureStepID, step, false)));
            FoundPage page =
                    studies.find(
                            owner,
                            new Root.OfProject(data.project()),
                            StudyQuery.of(
                                    Level.SERIES,
                                    List.of(new QueryKey(Tag.RequestAttributesSequence, keys))));

            assertThat(uids(page)).hasSize(step.equals("SPS1") ? 1 : 0);
        }
    }

    @Test
    void several_uids_are_asked_for_by_backslash_or_comma() {
        String both = data.studyUid(1) + "\\" + data.studyUid(2);

        assertThat(uids(find(Level.STUDY, Tag.StudyInstanceUID, both))).hasSize(2);
        assertThat(uids(find(Level.STUDY, Tag.StudyInstanceUID, both.replace('\\', ','))))
                .hasSize(2);
    }

    @Test
    void patients_are_told_apart_by_their_id() {
        FoundPage page = find(Level.PATIENT);

        assertThat(page.found()).hasSize(2);
        assertThat(page.found().getFirst().attributes().integer(Tag.NumberOfPatientRelatedStudies))
                .hasValue(1);
    }

    @Test
    void results_come_in_pages() {
        var root = new Root.OfProject(data.project());
        var first = new StudyQuery(Level.INSTANCE, List.of(), Set.of(), false, 0, 3);

        FoundPage page = studies.find(owner, root, first);
        FoundPage rest = studies.find(owner, root, first.from(3));

        assertThat(page.found()).hasSize(3);
        assertThat(page.hasMore()).isTrue();
        assertThat(rest.found()).hasSize(1);
        assertThat(rest.hasMore()).isFalse();
        assertThat(uids(page)).doesNotContainAnyElementsOf(uids(rest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StudyDate=yesterday",
                "StudyInstanceUID=x",
                "SeriesNumber=1;drop",
                "PixelSpacing=1",
                "NumberOfStudyRelatedSeries=1",
                "StudyTime=25:61:00.x"
            })
    void a_key_that_makes_no_sense_is_refused(String key) {
        String[] parts = key.split("=");

        assertThatThrownBy(() -> find(Level.STUDY, Tag.parse(parts[0]).getAsInt(), parts[1]))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void the_instances_of_a_selection_come_page_by_page() {
        var root = new Root.OfProject(data.project());
        Selection study = Selection.ofStudy(data.studyUid(1));

        List<StoredInstance> first = studies.instances(owner, root, study, 0, 2);
        List<StoredInstance> rest =
                studies.instances(owner, root, study, first.getLast().file(), 2);

        assertThat(first).hasSize(2);
        assertThat(rest).hasSize(1);
        assertThat(
                        studies.instances(
                                owner,
                                root,
                                new Selection(List.of(), List.of(), List.of(), List.of()),
                                0,
                                10))
                .isEmpty();
    }

    @Test
    void a_query_costs_the_same_number_of_statements_however_much_is_found() {
        long one =
                SERVER.statements(() -> find(Level.STUDY, Tag.StudyInstanceUID, data.studyUid(1)));

        assertThat(SERVER.statements(() -> find(Level.INSTANCE))).isEqualTo(one);
    }
}
