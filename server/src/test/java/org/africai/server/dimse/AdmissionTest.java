package org.africai.server.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.africai.dicom.dict.Tag;
import org.africai.dimse.Answer;
import org.africai.dimse.Association;
import org.africai.dimse.Opening;
import org.africai.dimse.Proposal;
import org.africai.dimse.Status;
import org.africai.dimse.ul.Rejection;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.LoginName;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.NewAccount;
import org.africai.server.boot.Eventually;
import org.africai.server.boot.TestServer;
import org.africai.server.intake.TestObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who gets in, and as whom.
class AdmissionTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static final String PASSWORD = "a few words in a row";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static void rejected(Opening opening, Rejection why) {
        assertThat(opening).isEqualTo(new Opening.Rejected(why));
    }

    private static void accepted(Opening opening) throws IOException {
        try (Association association = opening.orThrow()) {
            assertThat(association.echo()).isEqualTo(Answer.SUCCESS);
        }
    }

    private static String user() {
        String login = "modality" + NUMBER.incrementAndGet();
        SERVER.get(Accounts.class)
                .create(
                        Caller.SYSTEM,
                        Means.PASSWORD,
                        NewAccount.enabled(new LoginName(login)),
                        PASSWORD);
        return login;
    }

    private static String project() {
        String id = "ADMIT" + NUMBER.incrementAndGet();
        assertThat(SERVER.admin().put("/data/projects/" + id).statusCode()).isEqualTo(200);
        return id;
    }

    @Test
    void nobody_else_answers_to_another_title_or_in_another_case() throws IOException {
        try (TestReceiver receiver = TestReceiver.open(SERVER, "")) {
            accepted(receiver.sender().open(Proposal.EMPTY.echo()));
            for (String title : new String[] {"ANYBODY", "archive"}) {
                rejected(
                        Sender.calling(title, receiver.port()).open(Proposal.EMPTY.echo()),
                        Rejection.CALLED_AE_NOT_RECOGNIZED);
            }
        }
    }

    @Test
    void a_list_lets_in_whom_it_names_and_nothing_of_others_is_kept() throws IOException {
        String list = "\"whitelistEnabled\": true, \"whitelist\": [\"CT1\", \"CT2@10.0.0.0/8\"]";
        TestObject object = TestObject.ct(20, 1, 1);
        try (TestReceiver receiver = TestReceiver.open(SERVER, list)) {
            accepted(receiver.sender().named("CT1").open(Proposal.EMPTY.echo()));
            for (String stranger : new String[] {"CT2", "CT3", "ct1"}) {
                rejected(
                        receiver.sender()
                                .named(stranger)
                                .open(Sender.storing(Sender.Outgoing.of(object))),
                        Rejection.CALLING_AE_NOT_RECOGNIZED);
            }
            assertThat(receiver.waitingObjects(TestObject.sopUid(20, 1, 1))).isZero();
        }
    }

    @Test
    void a_network_lets_in_everybody_there() throws IOException {
        try (TestReceiver receiver =
                TestReceiver.open(
                        SERVER, "\"whitelistEnabled\": true, \"whitelist\": [\"127.0.0.0/8\"]")) {
            accepted(receiver.sender().open(Proposal.EMPTY.echo()));
        }
    }

    @Test
    void a_list_that_is_off_or_a_receiver_that_is_changed_counts_from_the_next_association_on()
            throws IOException {
        try (TestReceiver receiver = TestReceiver.open(SERVER, "\"whitelist\": [\"CT1\"]")) {
            accepted(receiver.sender().open(Proposal.EMPTY.echo()));
            var changed =
                    SERVER.admin()
                            .put(
                                    "/xapi/dicomscp/" + receiver.id(),
                                    "application/json",
                                    "{\"whitelistEnabled\": true}");
            assertThat(changed.statusCode()).isEqualTo(200);
            rejected(
                    receiver.sender().open(Proposal.EMPTY.echo()),
                    Rejection.CALLING_AE_NOT_RECOGNIZED);
        }
    }

    @Test
    void a_name_and_password_decide_as_whom_objects_are_kept() throws IOException {
        String login = user();
        String project = project();
        SERVER.admin().put("/data/projects/" + project + "/users/Members/" + login);
        try (TestReceiver receiver =
                TestReceiver.open(SERVER, "\"project\": \"" + project + "\"")) {
            var object = Sender.Outgoing.of(TestObject.ct(21, 1, 1));
            try (Association association =
                    receiver.sender().openAs(login, PASSWORD, Sender.storing(object)).orThrow()) {
                assertThat(association.store(object)).isEqualTo(Answer.SUCCESS);
            }
            assertThat(receiver.waiting(project))
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("name", "PAT21_CT"));
            rejected(
                    receiver.sender().openAs(login, "wrong", Sender.storing(object)),
                    Rejection.NO_REASON);
        }
    }

    @Test
    void an_account_that_may_not_add_to_the_project_of_a_receiver_is_rejected() {
        String login = user();
        try (TestReceiver receiver =
                TestReceiver.open(SERVER, "\"project\": \"" + project() + "\"")) {
            rejected(
                    receiver.sender().openAs(login, PASSWORD, Proposal.EMPTY.echo()),
                    Rejection.NO_REASON);
        }
    }

    @Test
    void an_account_routes_to_its_own_projects_only() {
        String login = user();
        String foreign = project();
        try (TestReceiver receiver = TestReceiver.open(SERVER, "\"user\": \"" + login + "\"")) {
            TestObject object =
                    TestObject.ct(22, 1, 1).with(d -> d.put(Tag.StudyDescription, foreign));

            assertThat(receiver.sender().send(object)).isEqualTo(Answer.SUCCESS);

            assertThat(receiver.waiting(foreign)).isEmpty();
            assertThat(receiver.waitingObjects(TestObject.sopUid(22, 1, 1))).isEqualTo(1);
        }
    }

    @Test
    void where_a_login_is_needed_nobody_gets_in_without() {
        try (TestReceiver receiver = TestReceiver.open(SERVER, "\"identityRequired\": true")) {
            rejected(receiver.sender().open(Proposal.EMPTY.echo()), Rejection.NO_REASON);
        }
    }

    @Test
    void an_account_that_was_disabled_receives_nothing_more() {
        String login = user();
        try (TestReceiver receiver = TestReceiver.open(SERVER, "\"user\": \"" + login + "\"")) {
            var disabled =
                    SERVER.admin()
                            .put(
                                    "/xapi/users/" + login,
                                    "application/json",
                                    "{\"enabled\": false}");
            assertThat(disabled.statusCode()).isEqualTo(200);
            rejected(receiver.sender().open(Proposal.EMPTY.echo()), Rejection.NO_REASON);
        }
    }

    @Test
    void without_the_database_senders_are_told_to_try_again_and_nothing_is_called_stored()
            throws IOException {
        var object = Sender.Outgoing.of(TestObject.ct(23, 1, 1));
        try (TestReceiver receiver = TestReceiver.open(SERVER, "");
                Association before = receiver.sender().open(Sender.storing(object)).orThrow()) {
            SERVER.withoutDatabase(() -> {
                rejected(
                        receiver.sender().open(Proposal.EMPTY.echo()),
                        Rejection.TEMPORARY_CONGESTION);
                assertThat(store(before, object).status()).isEqualTo(Status.OUT_OF_RESOURCES);
            });

            Eventually.holds(
                    "the object is stored",
                    Duration.ofSeconds(20),
                    () -> store(before, object).equals(Answer.SUCCESS));
            assertThat(receiver.waitingObjects(TestObject.sopUid(23, 1, 1))).isEqualTo(1);
        }
    }

    private static Answer store(Association association, Sender.Outgoing object) {
        try {
            return association.store(object);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
