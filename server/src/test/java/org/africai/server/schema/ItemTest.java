package org.africai.server.schema;

import static org.africai.server.schema.Types.item;
import static org.africai.server.schema.Types.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.africai.server.http.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemTest {
    private static final String SUBJECT = "xnat:subjectData";
    private static final String GENDER = "demographics[@xsi:type=xnat:demographicData]/gender";

    private static Item set(Item item, String path, String value) {
        return item.with(resolved(item.xsiType(), path), value);
    }

    @Test
    void setting_a_field_of_a_nested_document_creates_it_with_its_type() {
        Item subject = item(SUBJECT, GENDER, "male", "demographics/yob", "1980");

        assertThat(subject.children("demographics")).hasSize(1);
        Item demographics = subject.children("demographics").getFirst();
        assertThat(demographics.xsiType()).isEqualTo("xnat:demographicData");
        assertThat(demographics.fields())
                .containsEntry("gender", "male")
                .containsEntry("yob", "1980");
        assertThat(subject.get(resolved(SUBJECT, GENDER))).hasValue("male");
    }

    @Test
    void setting_a_variable_by_name_creates_and_then_changes_it() {
        Item subject = item(SUBJECT, "fields/field[name=age]/field", "42");
        subject = set(subject, "fields/field[name=site]/field", "Kampala");
        subject = set(subject, "fields/field[name=age]/field", "43");

        assertThat(subject.children("fields/field")).hasSize(2);
        assertThat(subject.get(resolved(SUBJECT, "fields/field[name=age]/field"))).hasValue("43");
        assertThat(subject.all(resolved(SUBJECT, "fields/field/name")))
                .containsExactly("age", "site");
    }

    @Test
    void deleting_the_value_of_a_variable_deletes_the_variable() {
        Item subject =
                item(SUBJECT, "fields/field[name=a]/field", "1", "fields/field[name=b]/field", "2");

        subject = set(subject, "fields/field[name=a]/field", Item.NULL);

        assertThat(subject.all(resolved(SUBJECT, "fields/field/name"))).containsExactly("b");
    }

    @Test
    void deleting_the_last_field_of_a_nested_document_deletes_the_document() {
        Item subject = item(SUBJECT, GENDER, "male");

        assertThat(set(subject, GENDER, "").isEmpty()).isTrue();
    }

    @Test
    void deleting_a_label_keeps_the_share_it_belongs_to() {
        Item subject = item(SUBJECT, "sharing/share[project=P2]/label", "x");

        subject = set(subject, "sharing/share[project=P2]/label", Item.NULL);

        assertThat(subject.all(resolved(SUBJECT, "sharing/share/project"))).containsExactly("P2");
    }

    @Test
    void deleting_a_whole_nested_document_is_possible() {
        Item subject = item(SUBJECT, GENDER, "male", "label", "S1");

        subject = set(subject, "demographics", Item.NULL);

        assertThat(subject.children()).isEmpty();
        assertThat(subject.field("label")).hasValue("S1");
    }

    @Test
    void deleting_what_is_not_there_changes_nothing() {
        Item subject = item(SUBJECT, "label", "S1");

        assertThat(set(subject, "fields/field[name=a]/field", Item.NULL)).isEqualTo(subject);
        assertThat(set(subject, GENDER, Item.NULL)).isEqualTo(subject);
    }

    @Test
    void positions_count_from_zero_and_leave_no_gaps() {
        String session = "xnat:mrSessionData";
        Item item = item(session, "scans/scan[0][@xsi:type=xnat:mrScanData]/ID", "1");
        item = set(item, "scans/scan[1][@xsi:type=xnat:ctScanData]/ID", "2");
        item = set(item, "scans/scan[0]/type", "T1");

        assertThat(item.all(resolved(session, "scans/scan/ID"))).containsExactly("1", "2");
        assertThat(item.children("scans/scan").get(1).xsiType()).isEqualTo("xnat:ctScanData");
        Item two = item;
        assertThatThrownBy(() -> set(two, "scans/scan[7]/ID", "8"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("only 2");
    }

    @Test
    void a_nested_document_of_another_type_is_not_overwritten() {
        Item project =
                item(
                        "xnat:projectData",
                        "studyProtocol[@xsi:type=xnat:datatypeProtocol][ID=a]/name",
                        "Subjects");
        assertThatThrownBy(() ->
                        set(project, "studyProtocol[0][@xsi:type=xnat:studyProtocol]/name", "x"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> assertThat(r.reason()).isEqualTo(Refusal.Reason.CONFLICT));
    }

    @Test
    void a_nested_document_keeps_its_type_and_gets_only_fields_of_it() {
        String session = "xnat:mrSessionData";
        Item item = item(session, "scans/scan[ID=1][@xsi:type=xnat:mrScanData]/type", "T1");

        assertThatThrownBy(() -> set(item, "scans/scan[ID=1]/parameters/kvp", "120"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> assertThat(r.reason()).isEqualTo(Refusal.Reason.CONFLICT));
        assertThatThrownBy(() -> set(item, "scans/scan[ID=1][@xsi:type=xnat:ctScanData]/type", "x"))
                .isInstanceOf(Refusal.class);
        assertThat(set(item, "scans/scan[ID=1]/parameters/fov/x", "240").children("scans/scan"))
                .singleElement()
                .satisfies(s -> assertThat(s.xsiType()).isEqualTo("xnat:mrScanData"));
        assertThatThrownBy(() -> set(item, "scans/scan[ID=1]/parameters/fov/x", "240.5"))
                .hasMessageContaining("parameters/fov/x must be a whole number");
    }

    @Test
    void a_base_type_in_a_condition_admits_its_subtypes() {
        String session = "xnat:mrSessionData";
        Item item = item(session, "scans/scan[ID=1][@xsi:type=xnat:mrScanData]/type", "T1");

        item = set(item, "scans/scan[ID=1][@xsi:type=xnat:imageScanData]/note", "n");
        item = set(item, "resources/resource[label=a][@xsi:type=xnat:abstractResource]/note", "m");

        assertThat(item.children("scans/scan").getFirst().field("note")).hasValue("n");
        assertThat(item.children("resources/resource").getFirst().xsiType())
                .isEqualTo("xnat:resourceCatalog");
    }

    @Test
    void a_field_of_another_type_cannot_be_set() {
        Item scan = item("xnat:mrScanData", "ID", "1");

        assertThatThrownBy(() -> scan.with(resolved("xnat:imageScanData", "parameters/kvp"), "120"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("xnat:mrScanData");
    }

    @Test
    void the_archives_own_numbers_cannot_be_set() {
        assertThatThrownBy(() -> item("xnat:mrScanData", "xnat_imagescandata_id", "1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("cannot be set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xnat:subjectData | demographics/gender | Male | gender must be one of: male, female",
                "xnat:subjectData | demographics/education | 31 | education must be 30 or less",
                "xnat:subjectData | demographics/yob | about 1980 | yob must be a whole number",
                "xnat:mrSessionData | date | 2024-02-30 | date must be a date, YYYY-MM-DD, not",
                "xnat:mrSessionData | time | 25:00 | time must be a time",
                "xnat:mrScanData | parameters/tr | 2,5 | parameters/tr must be a number",
                "xnat:projectData | active | maybe | active must be true or false",
            })
    void a_value_that_is_not_one_of_its_field_is_refused_by_name(
            String type, String path, String value, String message) {
        assertThatThrownBy(() -> item(type, path, value))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> assertThat(r.reason()).isEqualTo(Refusal.Reason.INVALID))
                .hasMessageContaining(message);
    }

    @Test
    void a_text_longer_than_its_column_is_refused() {
        assertThat(item("xnat:mrScanData", "note", "x".repeat(2500)).field("note")).isPresent();
        assertThatThrownBy(() -> item("xnat:mrScanData", "note", "x".repeat(2501)))
                .hasMessageContaining("note is 2501 characters long; at most 2500 fit");
        assertThatThrownBy(() -> item("xnat:mrScanData", "quality", "x".repeat(Facets.COLUMN + 1)))
                .hasMessageContaining("at most 255 fit");
        assertThatThrownBy(() ->
                        item(
                                SUBJECT,
                                "fields/field[name=a]/field",
                                "x".repeat(Facets.LONG_TEXT + 1)))
                .hasMessageContaining("at most 1048576 fit");
    }

    @Test
    void a_character_that_xml_cannot_carry_is_refused() {
        assertThatThrownBy(() -> item(SUBJECT, "label", "a\u0000b"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("label holds the character U+0000");
        assertThatThrownBy(() -> item(SUBJECT, "label", "a\ud800b")).hasMessageContaining("U+D800");
    }
}
