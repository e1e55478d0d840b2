package org.africai.server.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dimse.Admission;
import org.africai.dimse.Answer;
import org.africai.dimse.Association;
import org.africai.dimse.DicomServer;
import org.africai.dimse.Proposal;
import org.africai.dimse.QueryModel;
import org.africai.dimse.QueryOptions;
import org.africai.dimse.RetrieveResult;
import org.africai.dimse.Services;
import org.africai.dimse.Status;
import org.africai.dimse.StoreService;
import org.africai.dimse.ul.AeTitle;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.LoginName;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.NewAccount;
import org.africai.server.boot.TestServer;
import org.africai.server.intake.IdleSessionsJob;
import org.africai.server.intake.TestObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// C-FIND, C-GET and C-MOVE over what was received by C-STORE.
class QueryRetrieveTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static final String PROJECT = "QUERIED";
    private static final String OUTSIDER = "outside-modality";
    private static final String PASSWORD = "a few words in a row";
    private static final int FIRST = 500;
    private static final int MANY = 501;
    private static final int SLICES = 510;
    private static final QueryModel ROOT = QueryModel.STUDY_ROOT;

    private static TestReceiver receiver;
    private static DicomServer workstation;
    private static final Map<String, byte[]> MOVED = new ConcurrentHashMap<>();

    @BeforeAll
    static void two_studies_are_archived() throws IOException {
        assertThat(SERVER.admin().put("/data/projects/" + PROJECT).statusCode()).isEqualTo(200);
        SERVER.get(Accounts.class)
                .create(
                        Caller.SYSTEM,
                        Means.PASSWORD,
                        NewAccount.enabled(new LoginName(OUTSIDER)),
                        PASSWORD);
        StoreService keep =
                (request, dataset) -> {
                    MOVED.put(request.sopInstance().value(), dataset.readAllBytes());
                    return Answer.SUCCESS;
                };
        workstation =
                DicomServer.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        DicomServer.Settings.of(
                                Admission.forTitles(
                                        Set.of(new AeTitle("WORKSTATION")),
                                        Services.ECHO.withStore(keep))));
        receiver =
                TestReceiver.open(
                        SERVER,
                        """
                        "project": "%s", "directArchive": true, "queryEnabled": true,
                        "destinations": [{"aeTitle": "WORKSTATION", "host": "127.0.0.1",
                                          "port": %s}]\
                        """
                                .formatted(PROJECT, workstation.port()));
        for (int series = 1; series <= 2; series++) {
            for (int n = 1; n <= 2; n++) {
                assertThat(receiver.sender().send(first(series, n))).isEqualTo(Answer.SUCCESS);
            }
        }
        sendMany();
        SERVER.get(IdleSessionsJob.class).run(Duration.ZERO);
    }

    private static TestObject first(int series, int n) {
        return TestObject.ct(FIRST, series, n)
                .with(d ->
                        d.put(Tag.SpecificCharacterSet, "ISO_IR 192")
                                .put(Tag.PatientName, "Müller^Jürgen")
                                .put(Tag.PatientID, "Q500"));
    }

    private static void sendMany() throws IOException {
        var one = Sender.Outgoing.of(TestObject.ct(MANY, 1, 1));
        try (Association association = receiver.sender().open(Sender.storing(one)).orThrow()) {
            for (int n = 1; n <= SLICES; n++) {
                var slice = Sender.Outgoing.of(TestObject.ct(MANY, 1, n));
                assertThat(association.store(slice)).isEqualTo(Answer.SUCCESS);
            }
        }
    }

    @AfterAll
    static void all_is_closed() {
        receiver.close();
        workstation.close();
    }

    private static Association open(Proposal proposal) throws IOException {
        return receiver.sender().open(proposal).orThrow();
    }

    private static DatasetBuilder at(String level) {
        return Dataset.builder().put(Tag.QueryRetrieveLevel, level);
    }

    private record Outcome(Answer answer, List<Dataset> found) {}

    private static Outcome find(QueryModel model, Dataset identifier) throws IOException {
        List<Dataset> found = new ArrayList<>();
        try (Association association = open(Proposal.EMPTY.find(model))) {
            return new Outcome(association.find(model, identifier, found::add), found);
        }
    }

    @Test
    void a_study_is_found_by_a_part_of_the_name_and_the_answer_has_what_was_asked_for()
            throws IOException {
        Outcome outcome =
                find(
                        ROOT,
                        at("STUDY")
                                .put(Tag.SpecificCharacterSet, "ISO_IR 192")
                                .put(Tag.PatientName, "mül*")
                                .putEmpty(Tag.StudyInstanceUID)
                                .putEmpty(Tag.ModalitiesInStudy)
                                .putEmpty(Tag.NumberOfStudyRelatedInstances)
                                .putEmpty(Tag.InstanceAvailability)
                                .putEmpty(Tag.StudyComments)
                                .build());

        assertThat(outcome.answer()).isEqualTo(Answer.SUCCESS);
        assertThat(outcome.found()).hasSize(1);
        Dataset study = outcome.found().getFirst();
        assertThat(study.string(Tag.PatientName)).contains("Müller^Jürgen");
        assertThat(study.string(Tag.StudyInstanceUID)).contains(TestObject.studyUid(FIRST));
        assertThat(study.string(Tag.ModalitiesInStudy)).contains("CT");
        assertThat(study.integer(Tag.NumberOfStudyRelatedInstances)).hasValue(4);
        assertThat(study.string(Tag.QueryRetrieveLevel)).contains("STUDY");
        assertThat(study.string(Tag.RetrieveAETitle)).contains(TestReceiver.TITLE);
        assertThat(study.string(Tag.InstanceAvailability)).contains("ONLINE");
        assertThat(study.contains(Tag.StudyComments)).isTrue();
        assertThat(study.contains(Tag.StudyDate)).isFalse();
    }

    @Test
    void patients_series_and_images_are_found_too() throws IOException {
        Outcome patients =
                find(
                        QueryModel.PATIENT_ROOT,
                        at("PATIENT")
                                .put(Tag.PatientID, "Q500")
                                .putEmpty(Tag.NumberOfPatientRelatedInstances)
                                .build());
        assertThat(patients.found()).hasSize(1);
        assertThat(patients.found().getFirst().integer(Tag.NumberOfPatientRelatedInstances))
                .hasValue(4);

        Outcome series =
                find(
                        ROOT,
                        at("SERIES")
                                .put(Tag.StudyInstanceUID, TestObject.studyUid(FIRST))
                                .putEmpty(Tag.SeriesInstanceUID)
                                .put(Tag.Modality, "CT")
                                .build());
        assertThat(series.found()).hasSize(2);

        Outcome images =
                find(
                        ROOT,
                        at("IMAGE")
                                .put(Tag.SeriesInstanceUID, TestObject.seriesUid(FIRST, 1))
                                .putEmpty(Tag.SOPInstanceUID)
                                .putEmpty(Tag.InstanceNumber)
                                .build());
        assertThat(images.found())
                .extracting(one -> one.string(Tag.SOPInstanceUID).orElseThrow())
                .containsExactly(TestObject.sopUid(FIRST, 1, 1), TestObject.sopUid(FIRST, 1, 2));
    }

    @Test
    void more_than_a_page_is_found_and_a_cancelled_query_ends() throws IOException {
        Dataset all =
                at("IMAGE")
                        .put(Tag.StudyInstanceUID, TestObject.studyUid(MANY))
                        .putEmpty(Tag.SOPInstanceUID)
                        .build();
        assertThat(find(ROOT, all).found()).hasSize(SLICES);

        List<Dataset> few = new ArrayList<>();
        Predicate<Dataset> upToThree =
                one -> {
                    few.add(one);
                    return few.size() < 3;
                };
        try (Association association = open(Proposal.EMPTY.find(ROOT))) {
            Answer answer = association.find(ROOT, all, upToThree);
            assertThat(answer.status()).isIn(Status.CANCEL, Status.SUCCESS);
        }
        assertThat(few).hasSize(3);
    }

    @Test
    void a_key_that_makes_no_sense_is_refused_and_one_that_is_not_indexed_matches_all()
            throws IOException {
        assertThat(find(ROOT, at("STUDY").put(Tag.StudyDate, "lately").build()).answer().status())
                .isEqualTo(Status.DATASET_DOES_NOT_MATCH);
        assertThat(find(ROOT, at("NONSENSE").build()).answer().status())
                .isEqualTo(Status.DATASET_DOES_NOT_MATCH);

        Outcome unknown =
                find(
                        ROOT,
                        at("STUDY").put(Tag.PatientID, "Q500").put(Tag.StudyComments, "x").build());
        assertThat(unknown.answer()).isEqualTo(Answer.SUCCESS);
        assertThat(unknown.found()).hasSize(1);
    }

    @Test
    void what_a_caller_may_not_read_is_not_there() throws IOException {
        try (TestReceiver other =
                TestReceiver.open(
                        SERVER, "\"user\": \"" + OUTSIDER + "\", \"queryEnabled\": true")) {
            Dataset identifier = at("STUDY").put(Tag.PatientID, "Q500").build();
            List<Dataset> found = new ArrayList<>();
            try (Association association =
                    other.sender().open(Proposal.EMPTY.find(ROOT)).orThrow()) {
                assertThat(association.find(ROOT, identifier, found::add))
                        .isEqualTo(Answer.SUCCESS);
            }
            assertThat(found).isEmpty();
            Map<String, byte[]> got = new ConcurrentHashMap<>();
            assertThat(get(other, study(FIRST), got, KnownUid.CTImageStorage).counts().completed())
                    .isZero();
            assertThat(got).isEmpty();
        }
    }

    @Test
    void a_receiver_that_answers_no_queries_takes_none() throws IOException {
        try (TestReceiver silent = TestReceiver.open(SERVER, "");
                Association association =
                        silent.sender()
                                .open(
                                        Proposal.EMPTY
                                                .echo()
                                                .find(ROOT, QueryOptions.BASELINE)
                                                .move(ROOT))
                                .orThrow()) {
            assertThat(association.contexts())
                    .extracting(context -> context.abstractSyntax())
                    .containsExactly(KnownUid.Verification);
        }
    }

    private static Dataset study(int study) {
        return at("STUDY").put(Tag.StudyInstanceUID, TestObject.studyUid(study)).build();
    }

    private static RetrieveResult get(
            TestReceiver from, Dataset identifier, Map<String, byte[]> got, Uid sopClass)
            throws IOException {
        StoreService keep =
                (request, dataset) -> {
                    got.put(request.sopInstance().value(), dataset.readAllBytes());
                    return Answer.SUCCESS;
                };
        Proposal proposal =
                Proposal.EMPTY.get(
                        ROOT, List.of(sopClass), List.of(TransferSyntax.EXPLICIT_LITTLE.uid()));
        try (Association association = from.sender().open(proposal).orThrow()) {
            return association.get(ROOT, identifier, keep, _ -> true);
        }
    }

    @Test
    void objects_come_back_byte_for_byte_by_get() throws IOException {
        Map<String, byte[]> got = new ConcurrentHashMap<>();

        RetrieveResult result = get(receiver, study(FIRST), got, KnownUid.CTImageStorage);

        assertThat(result.answer()).isEqualTo(Answer.SUCCESS);
        assertThat(result.counts().completed()).isEqualTo(4);
        assertThat(got).hasSize(4);
        assertThat(got.get(TestObject.sopUid(FIRST, 2, 1))).isEqualTo(Bytes.of(first(2, 1)));
    }

    @Test
    void what_the_peer_takes_no_context_for_is_told_as_failed() throws IOException {
        Map<String, byte[]> got = new ConcurrentHashMap<>();

        RetrieveResult result = get(receiver, study(FIRST), got, KnownUid.MRImageStorage);

        assertThat(result.answer().status()).isEqualTo(Status.UNABLE_TO_PERFORM_SUB_OPERATIONS);
        assertThat(result.counts().failed()).isEqualTo(4);
        assertThat(result.failed()).hasSize(4);
        assertThat(got).isEmpty();
    }

    @Test
    void objects_are_moved_to_configured_destinations_only() throws IOException {
        try (Association association = open(Proposal.EMPTY.move(ROOT))) {
            RetrieveResult moved =
                    association.move(ROOT, study(FIRST), new AeTitle("WORKSTATION"), _ -> true);
            assertThat(moved.answer()).isEqualTo(Answer.SUCCESS);
            assertThat(moved.counts().completed()).isEqualTo(4);
            assertThat(MOVED.get(TestObject.sopUid(FIRST, 1, 2))).isEqualTo(Bytes.of(first(1, 2)));

            RetrieveResult elsewhere =
                    association.move(ROOT, study(FIRST), new AeTitle("ELSEWHERE"), _ -> true);
            assertThat(elsewhere.answer().status()).isEqualTo(Status.MOVE_DESTINATION_UNKNOWN);
        }
    }

    @Test
    void a_retrieval_without_its_unique_key_is_refused() throws IOException {
        try (Association association = open(Proposal.EMPTY.move(ROOT))) {
            for (Dataset identifier :
                    List.of(
                            at("STUDY").build(),
                            at("SERIES")
                                    .put(Tag.StudyInstanceUID, TestObject.studyUid(FIRST))
                                    .build())) {
                RetrieveResult refused =
                        association.move(ROOT, identifier, new AeTitle("WORKSTATION"), _ -> true);
                assertThat(refused.answer().status()).isEqualTo(Status.DATASET_DOES_NOT_MATCH);
            }
        }
    }
}
