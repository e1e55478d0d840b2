package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.LoginName;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.NewAccount;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// No session stays where its owner cannot get at it, whatever ended in the middle of what.
class PrearchiveRecoveryTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");
    private String uri = "";
    private long key;

    @BeforeEach
    void a_waiting_session() {
        sender = ImportClient.create(SERVER);
        uri =
                sender.accepted(
                                sender.send(
                                        "dest=/prearchive/projects/$P",
                                        TestArchives.zip(TestObject.ct(1, 1, 1))))
                        .getFirst();
        key =
                sql().of(
                                """
                                select s.key
                                  from prearchive_session s
                                  join project p on p.key = s.project_key
                                 where p.id = :project\
                                """)
                        .bind("project", sender.project())
                        .only(row -> row.number("key"));
    }

    @ParameterizedTest
    @EnumSource(Waiting.Status.class)
    void whatever_status_it_is_left_in_its_owner_resets_it(Waiting.Status status) {
        leave(status.name());

        HttpResponse<String> answer = post(uri + "?action=reset-status");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(sender.waiting().getFirst()).containsEntry("status", "READY");
        assertThat(post("/data/services/archive?src=" + uri).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARCHIVING", "MOVING", "DELETING", "BUILDING"})
    void what_nobody_works_on_any_more_waits_again(String status) {
        leave(status);

        SERVER.get(IntakeServices.class).recovery().recoverAbandoned();

        assertThat(sender.waiting().getFirst()).containsEntry("status", "READY");
        assertThat(sender.client().get(uri + "/logs/last").body()).contains("interruption");
    }

    @Test
    void what_somebody_works_on_is_left_alone() throws Exception {
        leave("ARCHIVING");
        var held = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> worker = threads.submit(() -> hold(held, done));
            held.await();

            SERVER.get(IntakeServices.class).recovery().recoverAbandoned();
            HttpResponse<String> reset = post(uri + "?action=reset-status");
            HttpResponse<String> deleted = sender.client().delete(uri);

            assertThat(sender.waiting().getFirst()).containsEntry("status", "ARCHIVING");
            assertThat(reset.statusCode()).isEqualTo(409);
            assertThat(reset.body()).contains("session document locked");
            assertThat(deleted.statusCode()).isEqualTo(409);
            done.countDown();
            finish(worker);
        }
    }

    private void hold(CountDownLatch held, CountDownLatch done) {
        SERVER.get(Transactions.class)
                .run(() -> {
                    sql().of("select key from prearchive_session where key = :key for update")
                            .bind("key", key)
                            .any();
                    held.countDown();
                    try {
                        done.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static void finish(Future<?> worker) throws InterruptedException, ExecutionException {
        worker.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARCHIVING", "DELETING"})
    void work_that_the_servers_end_interrupted_is_done_afterwards(String work) {
        task(work, "admin", 1);
        leave(work);

        SERVER.get(IntakeServices.class).recovery().recoverAbandoned();
        SERVER.get(PrearchiveQueue.class).run();

        assertThat(eventuallyGone()).isTrue();
        assertThat(sender.status(sender.session("PAT1_CT")))
                .isEqualTo(work.equals("ARCHIVING") ? 200 : 404);
    }

    @Test
    void work_that_brings_the_server_down_each_time_is_given_up() {
        task("ARCHIVING", "admin", 3);
        leave("QUEUED_ARCHIVING");

        SERVER.get(PrearchiveQueue.class).run();

        assertThat(eventually("ERROR")).isTrue();
        assertThat(sender.waiting().getFirst().get("message")).contains("each time");
        assertThat(post("/data/services/archive?src=" + uri).statusCode()).isEqualTo(200);
    }

    @Test
    void work_of_somebody_who_lost_their_rights_is_not_done() {
        String login = "former" + sender.project();
        SERVER.get(Accounts.class)
                .create(
                        Caller.SYSTEM,
                        Means.PASSWORD,
                        NewAccount.enabled(new LoginName(login)),
                        "a few words in a row");
        task("DELETING", login, 0);
        leave("QUEUED_DELETING");

        SERVER.get(PrearchiveQueue.class).run();

        assertThat(eventually("ERROR")).isTrue();
        assertThat(sender.rows(uri + "/scans")).hasSize(1);
    }

    @Test
    void what_is_queued_is_shown_so_and_not_treated_otherwise() {
        leave("QUEUED_ARCHIVING");

        assertThat(sender.waiting().getFirst()).containsEntry("status", "QUEUED_ARCHIVING");
        assertThat(post("/data/services/archive?src=" + uri).statusCode()).isEqualTo(403);
        assertThat(post("/data/services/prearchive/delete?async=true&src=" + uri).statusCode())
                .isEqualTo(403);
        assertThat(post(uri + "?action=build").statusCode()).isEqualTo(409);
        assertThat(sender.waiting()).hasSize(1);
    }

    @Test
    void an_upload_whose_end_failed_is_dropped_after_a_day_and_one_under_way_is_not() {
        upload("2 hours");
        SERVER.get(LeftBehindJob.class).run();
        assertThat(isThere()).isTrue();

        upload("25 hours");
        SERVER.get(LeftBehindJob.class).run();

        assertThat(isThere()).isFalse();
    }

    private void upload(String age) {
        sql().of(
                        """
                        update prearchive_session
                           set status = 'RECEIVING', by_upload = true,
                               changed_at = now() - cast(:age as interval)
                         where key = :key\
                        """)
                .bind("age", age)
                .bind("key", key)
                .update();
    }

    private boolean isThere() {
        return sql().of("select key from prearchive_session where key = :key")
                .bind("key", key)
                .any();
    }

    private boolean eventuallyGone() {
        return eventually("");
    }

    /// Whether the session comes to this status, or goes when it is empty: the server's own queue
    /// may have taken the task.
    private boolean eventually(String status) {
        for (int i = 0; i < 1_000; i++) {
            var waiting = sender.waiting();
            boolean reached =
                    waiting.isEmpty()
                            ? status.isEmpty()
                            : status.equals(waiting.getFirst().get("status"));
            if (reached) {
                return true;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
        return false;
    }

    private void task(String work, String login, int attempts) {
        sql().of(
                        """
                        insert into prearchive_task
                               (session_key, work, parameters, login, attempts)
                        values (:key, :work, cast(:parameters as jsonb), :login, :attempts)\
                        """)
                .bind("key", key)
                .bind("work", work)
                .bind("parameters", "{\"overwrite\":\"NONE\",\"overwriteFiles\":false}")
                .bind("login", login)
                .bind("attempts", attempts)
                .update();
    }

    private void leave(String status) {
        sql().of(
                        """
                        update prearchive_session
                           set status = :status, by_upload = :status <> 'RECEIVING',
                               changed_at = now() - interval '1 hour'
                         where key = :key\
                        """)
                .bind("status", status)
                .bind("key", key)
                .update();
    }

    private static Sql sql() {
        return SERVER.get(Sql.class);
    }

    private HttpResponse<String> post(String path) {
        return sender.client().post(path, FORM, "");
    }
}
