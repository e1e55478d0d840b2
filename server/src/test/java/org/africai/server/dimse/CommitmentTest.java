package org.africai.server.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.KnownUid;
import org.africai.dimse.Admission;
import org.africai.dimse.Answer;
import org.africai.dimse.Association;
import org.africai.dimse.CommitmentListener;
import org.africai.dimse.CommitmentReport;
import org.africai.dimse.DicomServer;
import org.africai.dimse.ObjectReference;
import org.africai.dimse.Proposal;
import org.africai.dimse.Services;
import org.africai.dimse.Status;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.LoginName;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.NewAccount;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.africai.server.intake.IdleSessionsJob;
import org.africai.server.intake.TestObject;
import org.africai.server.receivers.CommitmentJob;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Storage commitment: wishes are taken, and reports come back when the archive has the objects.
class CommitmentTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static final String PROJECT = "COMMITTED";
    private static final String OUTSIDER = "outside-committer";
    private static final int ARCHIVED = 630;
    private static final int WAITS = 631;
    private static final long LONGEST_SECONDS = 60;

    private static final BlockingQueue<CommitmentReport> REPORTS = new LinkedBlockingQueue<>();
    private static Duration later = Duration.ZERO;
    private static volatile Answer hearing = Answer.SUCCESS;

    private static DicomServer scanner;
    private static TestReceiver receiver;

    @BeforeAll
    static void a_scanner_that_hears_reports() throws IOException {
        CommitmentListener listener =
                (_, report) -> {
                    Answer answer = hearing; // before who waits for the report changes it
                    REPORTS.add(report);
                    return answer;
                };
        scanner =
                DicomServer.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        DicomServer.Settings.of(
                                Admission.open(Services.ECHO.withReports(listener))));
        assertThat(SERVER.admin().put("/data/projects/" + PROJECT).statusCode()).isEqualTo(200);
        receiver = TestReceiver.open(SERVER, setup());
        for (int n = 1; n <= 2; n++) {
            assertThat(receiver.sender().send(TestObject.ct(ARCHIVED, 1, n)).isSuccess()).isTrue();
        }
        SERVER.get(IdleSessionsJob.class).run(Duration.ZERO);
    }

    private static String setup() {
        return """
        "project": "%s", "directArchive": true, "queryEnabled": true,
        "destinations": [{"aeTitle": "SCANNER", "host": "127.0.0.1", "port": %s}]\
        """
                .formatted(PROJECT, scanner.port());
    }

    @AfterAll
    static void all_is_closed() {
        receiver.close();
        scanner.close();
    }

    private static ObjectReference object(int study, int n) {
        return new ObjectReference(
                KnownUid.CTImageStorage, new Uid(TestObject.sopUid(study, 1, n)));
    }

    private static Uid transaction(int n) {
        return new Uid("1.2.826.0.1.3680043.10.88." + n);
    }

    private static Answer ask(Sender sender, int transaction, ObjectReference... objects)
            throws IOException {
        try (Association association = sender.open(Proposal.EMPTY.commitment()).orThrow()) {
            return association.requestCommitment(transaction(transaction), List.of(objects));
        }
    }

    /// The next report on a transaction with so many objects.
    private static CommitmentReport heard(int transaction, int objects)
            throws InterruptedException {
        CommitmentReport report = REPORTS.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        while (report != null && !isOn(report, transaction, objects)) {
            report = REPORTS.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(report).as("the report").isNotNull();
        return report;
    }

    private static boolean isOn(CommitmentReport report, int transaction, int objects) {
        return report.transaction().equals(transaction(transaction))
                && report.kept().size() + report.failed().size() == objects;
    }

    private static boolean isUntold(int transaction) {
        return SERVER.get(Sql.class)
                .of("select key from dicom_commitment where transaction_uid = :uid")
                .bind("uid", transaction(transaction).value())
                .any();
    }

    /// Has the job look as if hours had gone by since it looked last: what is not told then is put
    /// off for an hour at most.
    private static void lookLater() {
        later = later.plus(Duration.ofMinutes(61));
        SERVER.get(CommitmentJob.class).run(Instant.now().plus(later));
    }

    /// The next report on a transaction, for which the job looks as often as is needed: a wish that
    /// another run of it has just taken up is passed over.
    private static CommitmentReport heardLater(int transaction) throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            lookLater();
            CommitmentReport report = REPORTS.poll(3, TimeUnit.SECONDS);
            if (report != null && isOn(report, transaction, 1)) {
                return report;
            }
        }
        throw new AssertionError("no report on transaction " + transaction);
    }

    @Test
    void what_is_archived_is_promised_and_the_rest_is_told_with_its_reason() throws Exception {
        ObjectReference unknown = object(ARCHIVED, 9);
        ObjectReference other =
                new ObjectReference(
                        KnownUid.MRImageStorage, new Uid(TestObject.sopUid(ARCHIVED, 1, 2)));

        Answer answer = ask(receiver.sender(), 1, object(ARCHIVED, 1), unknown, other);
        CommitmentReport report = heard(1, 3);

        assertThat(answer).isEqualTo(Answer.SUCCESS);
        assertThat(report.kept()).containsExactly(object(ARCHIVED, 1));
        assertThat(report.failed())
                .containsExactly(
                        new CommitmentReport.Failure(unknown, Status.NO_SUCH_SOP_INSTANCE),
                        new CommitmentReport.Failure(other, Status.CLASS_INSTANCE_CONFLICT));
    }

    @Test
    void what_waits_in_the_prearchive_is_told_of_once_it_is_archived() throws Exception {
        assertThat(receiver.sender().send(TestObject.ct(WAITS, 1, 1)).isSuccess()).isTrue();

        assertThat(ask(receiver.sender(), 2, object(WAITS, 1))).isEqualTo(Answer.SUCCESS);
        lookLater();
        assertThat(isUntold(2)).isTrue();

        SERVER.get(IdleSessionsJob.class).run(Duration.ZERO);
        assertThat(heardLater(2).kept()).containsExactly(object(WAITS, 1));
    }

    @Test
    void a_destination_that_does_not_take_a_report_is_called_again() throws Exception {
        hearing = Answer.of(Status.PROCESSING_FAILURE);
        try {
            assertThat(ask(receiver.sender(), 3, object(ARCHIVED, 1))).isEqualTo(Answer.SUCCESS);
            assertThat(heard(3, 1).failed()).isEmpty();
        } finally {
            hearing = Answer.SUCCESS;
        }

        assertThat(heardLater(3).kept()).containsExactly(object(ARCHIVED, 1));
    }

    @Test
    void who_is_no_destination_is_told_so_at_once() throws Exception {
        Answer answer = ask(receiver.sender().named("STRANGER"), 4, object(ARCHIVED, 1));

        assertThat(answer.status()).isEqualTo(Status.PROCESSING_FAILURE);
        assertThat(answer.comment()).contains("no destination");
        assertThat(isUntold(4)).isFalse();
    }

    @Test
    void of_what_the_caller_may_not_see_nothing_is_known() throws Exception {
        SERVER.get(Accounts.class)
                .create(
                        Caller.SYSTEM,
                        Means.PASSWORD,
                        NewAccount.enabled(new LoginName(OUTSIDER)),
                        "a few words in a row");
        String site =
                """
                "user": "%s", "queryEnabled": true,
                "destinations": [{"aeTitle": "SCANNER", "host": "127.0.0.1", "port": %s}]\
                """
                        .formatted(OUTSIDER, scanner.port());
        try (TestReceiver outside = TestReceiver.open(SERVER, site)) {
            assertThat(ask(outside.sender(), 5, object(ARCHIVED, 1))).isEqualTo(Answer.SUCCESS);

            assertThat(heard(5, 1).failed())
                    .containsExactly(
                            new CommitmentReport.Failure(
                                    object(ARCHIVED, 1), Status.NO_SUCH_SOP_INSTANCE));
        }
    }

    @Test
    void a_wish_that_is_repeated_is_told_of_as_it_was_last() throws Exception {
        hearing = Answer.of(Status.PROCESSING_FAILURE);
        try {
            assertThat(ask(receiver.sender(), 6, object(ARCHIVED, 1))).isEqualTo(Answer.SUCCESS);
            assertThat(heard(6, 1).kept()).hasSize(1);
        } finally {
            hearing = Answer.SUCCESS;
        }
        assertThat(ask(receiver.sender(), 6, object(ARCHIVED, 1), object(ARCHIVED, 2)))
                .isEqualTo(Answer.SUCCESS);

        assertThat(heard(6, 2).kept()).containsExactly(object(ARCHIVED, 1), object(ARCHIVED, 2));
    }

    @Test
    void more_wishes_than_may_wait_are_refused() throws Exception {
        try (TestReceiver busy = TestReceiver.open(SERVER, setup())) {
            int made =
                    SERVER.get(Sql.class)
                            .of(
                                    """
                                    insert into dicom_commitment
                                           (receiver_key, login, calling, transaction_uid,
                                            sop_classes, sop_uids, created_at, due_at)
                                    select :receiver, 'admin', 'SCANNER', '1.2.3.' || n,
                                           '{1.2}', '{1.2.3}', now(), now() + interval '10 years'
                                      from generate_series(1, 1000) n\
                                    """)
                            .bind("receiver", busy.id())
                            .update();
            assertThat(made).isEqualTo(1_000);

            Answer answer = ask(busy.sender(), 7, object(ARCHIVED, 1));

            assertThat(answer.status()).isEqualTo(Status.RESOURCE_LIMITATION);
            assertThat(isUntold(7)).isFalse();
        }
    }
}
