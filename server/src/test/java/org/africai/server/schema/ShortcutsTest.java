package org.africai.server.schema;

import static org.africai.server.schema.Types.REGISTRY;
import static org.africai.server.schema.Types.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.africai.server.schema.Resolution.Resolved;
import org.africai.server.schema.Resolution.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShortcutsTest {
    static Stream<Shortcuts> all() {
        return Stream.of(
                Shortcuts.PROJECT,
                Shortcuts.SUBJECT,
                Shortcuts.EXPERIMENT,
                Shortcuts.SCAN,
                Shortcuts.RECONSTRUCTION,
                Shortcuts.VISIT);
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_short_name_that_can_be_set_leads_to_a_value(Shortcuts shortcuts) {
        DataType type = type(shortcuts.type());
        assertThat(shortcuts.all()).isNotEmpty();
        for (Shortcuts.Shortcut shortcut : shortcuts.all()) {
            Resolution meant = shortcuts.resolve(REGISTRY, type, shortcut.key());
            if (shortcut.readOnly()) {
                assertThat(meant).as(shortcut.key()).isInstanceOf(Unknown.class);
            } else {
                assertThat(meant)
                        .as(shortcut.key())
                        .isInstanceOfSatisfying(
                                Resolved.class,
                                r -> assertThat(r.field()).isInstanceOf(Field.Value.class));
            }
        }
    }

    private static String path(Shortcuts shortcuts, String type, String key) {
        return switch (shortcuts.resolve(REGISTRY, type(type), key)) {
            case Resolved resolved -> resolved.path();
            case Unknown unknown -> unknown.reason();
        };
    }

    @ParameterizedTest
    @CsvSource({
        "xnat:petSessionData, tracer_dose, tracer/dose",
        "xnat:petmrSessionData, tracer_dose, tracer/dose",
        "xnat:petmrSessionData, coil, coil",
        "xnat:mrSessionData, COIL, coil",
        "xnat:mrSessionData, validation_status, validation/status",
        "xnat:mrSessionData, studyInstanceUID, UID",
        "xnat:ctSessionData, coil, xnat:ctSessionData has no field coil",
        "xnat:mrSessionData, insert_date, insert_date is given by the archive",
        "xnat:mrSessionData, xnat:mrSessionData/date, date",
    })
    void a_short_name_counts_for_every_type_that_has_its_field(
            String type, String key, String path) {
        assertThat(path(Shortcuts.EXPERIMENT, type, key)).isEqualTo(path);
    }

    @Test
    void a_subjects_short_names_reach_into_its_demographics() {
        assertThat(path(Shortcuts.SUBJECT, "xnat:subjectData", "gender"))
                .isEqualTo("demographics/gender");
        assertThat(Shortcuts.SUBJECT.find("gender").orElseThrow().xpath())
                .isEqualTo("xnat:subjectData/demographics[@xsi:type=xnat:demographicData]/gender");
    }

    @Test
    void a_projects_note_is_a_variable() {
        assertThat(path(Shortcuts.PROJECT, "xnat:projectData", "note"))
                .isEqualTo("fields/field/field");
        assertThat(path(Shortcuts.PROJECT, "xnat:projectData", "pi_lastname"))
                .isEqualTo("PI/lastname");
    }
}
