package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.column;
import static org.africai.server.xnatapi.Answers.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Several clients that do the same thing in the same moment.
class ConcurrentWritesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final int CLIENTS = 8;
    private static final String MR = "?xsiType=xnat:mrSessionData";

    static TestClient owner;
    static String project;

    @BeforeAll
    static void a_project() {
        owner = People.user(server);
        project = "/data/projects/" + People.fresh("CONC");
        owner.put(project);
    }

    @Test
    void one_subject_comes_of_many_puts_and_all_get_its_id() {
        var answers = together(_ -> owner.put(project + "/subjects/same?group=g"));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 201);
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(201);
        assertThat(answers).extracting(HttpResponse::body).containsOnly(answers.getFirst().body());
        assertThat(rows(owner.get(project + "/subjects?label=same"))).hasSize(1);
    }

    @Test
    void no_custom_field_and_no_variable_of_many_puts_is_lost() {
        owner.put(project + "/subjects/fields");
        String fields = project.replace("/data", "/xapi/custom-fields") + "/subjects/fields/fields";
        var kept =
                together(i -> owner.put(fields, "application/json", "{\"k" + i + "\":" + i + "}"));
        var set =
                together(i ->
                        owner.put(
                                project
                                        + "/subjects/fields?"
                                        + Answers.encode(
                                                "xnat:subjectData/fields/field[name=v"
                                                        + i
                                                        + "]/field")
                                        + "="
                                        + i));

        assertThat(kept).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(set).extracting(HttpResponse::statusCode).containsOnly(200);
        String all = owner.get(fields).body();
        var variables = Answers.variables(Answers.item(owner.get(project + "/subjects/fields")));
        for (int i = 0; i < CLIENTS; i++) {
            assertThat(all).contains("\"k" + i + "\":" + i);
            assertThat(variables).containsEntry("v" + i, Integer.toString(i));
        }
    }

    @Test
    void one_stored_search_comes_of_many_puts() {
        String search = Bundles.of("xnat:subjectData", List.of(), "");
        String name = People.fresh("race");
        var answers = together(_ -> owner.put("/data/search/saved/" + name, "text/xml", search));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(201);
        assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(200, 201, 409);
        assertThat(owner.get("/data/search/saved/" + name).statusCode()).isEqualTo(200);
    }

    @Test
    void one_session_and_one_subject_come_of_many_puts() {
        var answers = together(_ -> owner.put(project + "/subjects/auto/experiments/one" + MR));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 201);
        assertThat(answers).extracting(HttpResponse::body).containsOnly(answers.getFirst().body());
        assertThat(rows(owner.get(project + "/subjects?label=auto"))).hasSize(1);
    }

    @Test
    void one_scan_comes_of_many_puts_and_many_of_many_posts() {
        owner.put(project + "/subjects/s/experiments/scans" + MR);
        String scans = project + "/experiments/scans/scans";

        var puts = together(_ -> owner.put(scans + "/7"));
        var posts =
                together(_ -> owner.post(scans, "application/x-www-form-urlencoded", "type=T1"));

        assertThat(puts).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(posts).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(column(owner.get(scans), "ID")).hasSize(CLIENTS + 1).doesNotHaveDuplicates();
    }

    @Test
    void one_project_comes_of_many_puts_by_different_people() {
        String id = People.fresh("RACE");
        List<TestClient> people =
                IntStream.range(0, CLIENTS).mapToObj(_ -> People.user(server)).toList();

        var answers = together(i -> people.get(i).put("/data/projects/" + id));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(200);
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 409);
        assertThat(rows(server.admin().get("/data/projects/" + id + "/users"))).hasSize(1);
    }

    @Test
    void of_many_who_take_one_label_one_gets_it() {
        IntStream.range(0, CLIENTS).forEach(i -> owner.put(project + "/subjects/from" + i));

        var answers = together(i -> owner.put(project + "/subjects/from" + i + "?label=to"));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(200);
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 409);
    }

    @Test
    void a_label_is_never_both_a_subjects_and_a_shares() {
        String other = "/data/projects/" + People.fresh("OTHER");
        owner.put(other);
        for (int round = 0; round < 5; round++) {
            String label = "race" + round;
            owner.put(other + "/subjects/x" + round);
            String share =
                    other
                            + "/subjects/x"
                            + round
                            + "/projects/"
                            + project.substring(project.lastIndexOf('/') + 1)
                            + "?label="
                            + label;

            var answers =
                    together(i ->
                            i % 2 == 0
                                    ? owner.put(share)
                                    : owner.put(project + "/subjects/" + label));

            assertThat(answers).extracting(HttpResponse::statusCode).containsAnyOf(200, 201);
            assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(200, 201, 409);
            assertThat(rows(owner.get(project + "/subjects?label=" + label))).hasSize(1);
        }
    }

    @Test
    void custom_variables_set_together_are_all_kept() {
        owner.put(project + "/subjects/vars");

        var answers =
                together(i ->
                        owner.put(
                                project
                                        + "/subjects/vars?xnat:subjectData/fields/field%5Bname%3Dv"
                                        + i
                                        + "%5D/field="
                                        + i));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(Answers.variables(Answers.item(owner.get(project + "/subjects/vars"))))
                .hasSize(CLIENTS);
    }

    @Test
    void what_is_deleted_while_it_is_changed_is_deleted_and_no_failure() {
        for (int round = 0; round < 5; round++) {
            String subject = project + "/subjects/del" + round;
            owner.put(subject + "/experiments/e" + round + MR);

            var answers =
                    together(i ->
                            i == 0 ? owner.delete(subject) : owner.put(subject + "?group=" + i));

            assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(200, 201, 404);
        }
    }

    private static List<HttpResponse<String>> together(IntFunction<HttpResponse<String>> request) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<HttpResponse<String>>> all =
                    IntStream.range(0, CLIENTS)
                            .mapToObj(i -> (Callable<HttpResponse<String>>) () -> request.apply(i))
                            .toList();
            return executor.invokeAll(all).stream().map(ConcurrentWritesTest::result).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> result(Future<HttpResponse<String>> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
