package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Destination.Names;
import org.africai.server.intake.Destination.Spot;
import org.africai.server.intake.ImportRequest.Goal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportRequestTest {
    @ParameterizedTest
    @CsvSource({
        "/archive,,,",
        "/archive/projects/P,P,,",
        "/data/archive/projects/P/subjects/S,P,S,",
        "/REST/archive/projects/P/subjects/S/experiments/E,P,S,E",
    })
    void a_destination_in_the_archive_names_project_subject_and_session(
            String dest, String project, String subject, String session) {
        ImportRequest request = request("dest", dest);

        assertThat(request.goal()).isEqualTo(Goal.ARCHIVE);
        assertThat(request.names()).isEqualTo(new Names(project, subject, session));
    }

    @Test
    void a_destination_in_the_prearchive_may_name_a_waiting_session() {
        ImportRequest request =
                request("dest", "/prearchive/projects/P/20000101_050505/11223344556677");

        assertThat(request.goal()).isEqualTo(Goal.PREARCHIVE);
        assertThat(request.names().project()).isEqualTo("P");
        assertThat(request.spot()).isEqualTo(new Spot("20000101_050505", "11223344556677"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/elsewhere",
                "/archive/projects",
                "/archive/subjects/S",
                "/archive/experiments",
                "/archive/experiments/E/projects/P",
                "/archive/projects/P/projects/P",
                "/archive/projects/P/subjects/S/experiments/E/scans/1",
                "/prearchive/projects/P/20000101_050505",
                "/prearchive/projects/P/yesterday/F",
                "/prearchive/projects/P/20000101_050505/..",
                "/prearchive/projects/P/20000101_050505/a b"
            })
    void what_is_no_destination_is_refused(String dest) {
        assertThatThrownBy(() -> request("dest", dest))
                .isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).reason())
                .isEqualTo(Refusal.Reason.INVALID);
    }

    @Test
    void names_may_be_parameters_under_either_spelling() {
        ImportRequest request =
                request("PROJECT_ID", "P", "SUBJECT_ID", "S", "EXPT_LABEL", "E", "session", "E0");

        assertThat(request.names()).isEqualTo(new Names("P", "S", "E0"));
        assertThat(request.goal()).isEqualTo(Goal.AS_PROJECT_SAYS);
    }

    @Test
    void a_destination_and_a_parameter_that_disagree_are_refused() {
        assertThatThrownBy(() -> request("dest", "/archive/projects/P", "project", "Q"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'P'")
                .hasMessageContaining("'Q'");
    }

    @ParameterizedTest
    @CsvSource({
        "AA,true,ARCHIVE",
        "auto-archive,false,PREARCHIVE",
        "prearchive_code,0,PREARCHIVE",
        "prearchive_code,4,ARCHIVE",
        "action,commit,AS_PROJECT_SAYS"
    })
    void without_a_destination_other_parameters_say_where_to(String name, String value, Goal goal) {
        assertThat(request(name, value).goal()).isEqualTo(goal);
    }

    @ParameterizedTest
    @CsvSource({"none,NONE", "append,APPEND", "delete,DELETE", "override,DELETE", "true,APPEND"})
    void overwrite_has_three_forms(String word, Overwrite overwrite) {
        assertThat(request("overwrite", word).overwrite()).isEqualTo(overwrite);
    }

    @Test
    void an_unknown_word_for_overwrite_is_refused() {
        assertThatThrownBy(() -> request("overwrite", "maybe")).isInstanceOf(Refusal.class);
    }

    @Test
    void an_unknown_handler_is_refused() {
        assertThatThrownBy(() -> request("import-handler", "SIX"))
                .isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).reason())
                .isEqualTo(Refusal.Reason.INVALID);
        assertThat(request("import-handler", "dicom-ZIP").handler()).isEqualTo(Handler.DICOM_ZIP);
        assertThat(request("import-handler", "XAR").handler()).isEqualTo(Handler.XAR);
        assertThat(request().handler()).isEqualTo(Handler.SI);
    }

    private static ImportRequest request(String... namesAndValues) {
        var parameters = new java.util.HashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return ImportRequest.of(name -> Optional.ofNullable(Map.copyOf(parameters).get(name)));
    }
}
