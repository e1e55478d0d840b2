package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.africai.dicom.dict.Tag;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.intake.Destination.Names;
import org.africai.server.intake.Routing.Route;
import org.africai.server.intake.mapping.Attributes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private static final ProjectRef P1 = new ProjectRef(1, "P1");
    private static final ProjectRef P2 = new ProjectRef(2, "P2");

    private final Map<Integer, String> header = new HashMap<>();

    @Test
    void what_the_sender_said_wins_over_every_header() {
        header.put(Tag.PatientComments, "Project:P2 Subject:S2 Session:E2");
        header.put(Tag.PatientName, "DOE^JANE");

        Route route = route(new Names("P1", "S1", "E1"), P1);

        assertThat(route).isEqualTo(new Route(P1, "S1", "E1", null));
    }

    @Test
    void tokens_are_read_in_the_order_of_the_three_attributes_and_in_any_case() {
        header.put(Tag.AdditionalPatientHistory, "session:LAST");
        header.put(Tag.StudyComments, "pROJECT: P2, SUBJECT :S9;Session:E9 AA:true");

        Route route = route(Names.NONE, null);

        assertThat(route).isEqualTo(new Route(P2, "S9", "E9", true));
    }

    @Test
    void a_token_counts_only_at_the_start_or_after_a_space_a_comma_or_a_semicolon() {
        header.put(Tag.PatientComments, "NotaProject:P1 xSubject:S9");
        header.put(Tag.PatientName, "DOE");
        header.put(Tag.PatientID, "ID1");

        assertThat(route(Names.NONE, null)).isEqualTo(new Route(null, "DOE", "ID1", null));
    }

    @Test
    void the_first_candidate_that_is_a_project_of_the_senders_wins() {
        header.put(Tag.PatientComments, "Project:NoSuchProject");
        header.put(Tag.StudyDescription, "Head routine");
        header.put(Tag.AccessionNumber, " P2 ");

        assertThat(route(Names.NONE, null).project()).isEqualTo(P2);
    }

    @Test
    void the_study_description_is_asked_before_the_accession_number() {
        header.put(Tag.StudyDescription, "P1");
        header.put(Tag.AccessionNumber, "P2");

        assertThat(route(Names.NONE, null).project()).isEqualTo(P1);
    }

    @Test
    void labels_from_headers_keep_letters_digits_dashes_and_underscores_only() {
        header.put(Tag.PatientName, "Müller^Jürgen, Dr.");
        header.put(Tag.PatientID, "../../etc/passwd");

        assertThat(route(Names.NONE, P1))
                .isEqualTo(new Route(P1, "M_ller_J_rgen__Dr_", "______etc_passwd", null));
    }

    @Test
    void an_object_that_says_nothing_gets_the_label_for_that() {
        assertThat(route(Names.NONE, null))
                .isEqualTo(new Route(null, Routing.NO_LABEL, Routing.NO_LABEL, null));
    }

    @Test
    void without_a_patient_name_the_session_names_the_subject() {
        header.put(Tag.PatientID, "ID7");

        assertThat(route(Names.NONE, null).subject()).isEqualTo("ID7");
    }

    private Route route(Names sent, @Nullable ProjectRef named) {
        return Routing.route(
                sent, named, Routing.Looked.plain(new Attributes(header)), RoutingTest::open);
    }

    private static Optional<ProjectRef> open(String name) {
        return Set.of(P1, P2).stream().filter(p -> p.id().equalsIgnoreCase(name)).findFirst();
    }
}
