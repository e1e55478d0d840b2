package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.africai.dicom.dict.Tag;
import org.africai.server.boot.TestServer;
import org.africai.server.http.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where objects go by the site's rules, `/data/config/dicom/…Rules`.
class RoutingRulesTest {
    @RegisterExtension static final TestServer SERVER = TestServer.with(Map.of());

    private static int study;

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
        study++;
    }

    @AfterEach
    void no_rules() {
        for (String kind : List.of("project", "subject", "session")) {
            SERVER.admin().put("/data/config/dicom/" + kind + "Rules?status=disabled");
        }
    }

    private static void rule(String kind, String rules) {
        var set =
                SERVER.admin()
                        .put(
                                "/data/config/dicom/" + kind + "Rules?status=enabled",
                                "text/plain",
                                rules);
        assertThat(set.statusCode()).as(set.body()).isIn(200, 201);
    }

    @Test
    void rules_name_project_subject_and_session_before_anything_else_does() {
        rule("project", "# by institution\n(0008,0080):NOBODY\n(0008,0080):(IN\\d+) Hospital\n");
        rule("subject", "(0010,0020):(\\w+)_CT t:PAT r:SUBJ");
        rule("session", "(0008,1030):Study (\\d+):0");
        byte[] zip = TestArchives.zip(object(1));

        String uri = sender.accepted(sender.send("dest=/archive", zip)).getFirst();

        assertThat(uri)
                .isEqualTo(
                        "/data/archive/projects/"
                                + sender.project()
                                + "/subjects/SUBJ"
                                + (800 + study)
                                + "/experiments/Study_"
                                + (800 + study));
    }

    @Test
    void an_object_received_alone_follows_them_too_and_disabled_they_are_gone() {
        rule("project", "(0008,0080):(IN\\d+) Hospital");
        byte[] one = object(1).bytes();

        String ruled = sender.accepted(sender.send("import-handler=gradual-DICOM", one)).getFirst();
        no_rules();
        String plain =
                sender.accepted(sender.send("import-handler=gradual-DICOM", object(2).bytes()))
                        .getFirst();

        assertThat(ruled).contains("/projects/" + sender.project() + "/");
        assertThat(plain).contains("/projects/Unassigned/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0008,0080:x",
                "(0008,0080)",
                "(0008,008G):x",
                "(0008,0080):(",
                "(0008,0080):(a):2",
                "(0008,0080):a t:( r:b",
                "select 1"
            })
    void what_is_no_rule_is_refused_when_it_is_set(String line) {
        var set = SERVER.admin().put("/data/config/dicom/projectRules", "text/plain", line);

        assertThat(set.statusCode()).as(set.body()).isEqualTo(400);
        assertThat(SERVER.admin().put("/data/config/other/projectRules", "text/plain", line))
                .satisfies(other -> assertThat(other.statusCode()).isIn(200, 201));
    }

    @Test
    void too_many_rules_and_too_long_ones_are_refused() {
        String one = "(0008,0080):a\n";
        assertThatThrownBy(() ->
                        RoutingRules.check(
                                true,
                                new org.africai.server.config.ConfigName("dicom", "subjectRules"),
                                one.repeat(101)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> RoutingRule.parse("(0008,0080):" + "a".repeat(1_000)))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(0008,0080):(a+)+b", "(0008,0080):(a|a)*c", "(0008,0080):(.*)*(.*)*x"})
    @Timeout(60)
    void an_expression_that_never_ends_matches_nothing(String line) {
        RoutingRule rule = RoutingRule.parse(line);

        assertThat(rule.apply("a".repeat(20_000))).isEmpty();
    }

    @Test
    void only_the_whole_text_matches() {
        assertThat(RoutingRule.parse("(0008,0080):\\s*(\\w+)\\s*").apply(" ab")).contains("ab");
        assertThat(RoutingRule.parse("(0008,0080):\\s*(\\w+)\\s*").apply("a b")).isEmpty();
        assertThat(RoutingRule.parse("(0008,0080):.*").apply("a:b")).contains("a:b");
    }

    private TestObject object(int number) {
        return TestObject.ct(800 + study, 1, number)
                .with(data -> data.put(Tag.InstitutionName, sender.project() + " Hospital"));
    }
}
