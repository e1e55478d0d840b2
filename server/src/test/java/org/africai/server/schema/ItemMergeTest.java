package org.africai.server.schema;

import static org.africai.server.schema.Types.REGISTRY;
import static org.africai.server.schema.Types.item;
import static org.africai.server.schema.Types.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ItemMergeTest {
    private static final String SUBJECT = "xnat:subjectData";
    private static final String EDUCATION = "demographics/education";
    private static final String GENDER = "demographics/gender";

    private static Item keeping(Item kept, Item sent) {
        return ItemMerge.keeping(REGISTRY).merge(kept, sent);
    }

    private static Item deleting(Item kept, Item sent) {
        return ItemMerge.deleting(REGISTRY).merge(kept, sent);
    }

    @Test
    void what_a_document_leaves_out_stays_unless_deletion_is_allowed() {
        Item kept = item(SUBJECT, "group", "control", GENDER, "male", EDUCATION, "12");
        Item sent = item(SUBJECT, GENDER, "female");

        Item merged = keeping(kept, sent);
        assertThat(merged.get(resolved(SUBJECT, EDUCATION))).hasValue("12");
        assertThat(merged.get(resolved(SUBJECT, GENDER))).hasValue("female");
        assertThat(merged.field("group")).hasValue("control");

        Item replaced = deleting(kept, sent);
        assertThat(replaced.get(resolved(SUBJECT, EDUCATION))).isEmpty();
        assertThat(replaced.get(resolved(SUBJECT, GENDER))).hasValue("female");
        assertThat(replaced.field("group")).isEmpty();
    }

    @Test
    void what_a_document_adds_is_added() {
        Item kept = item(SUBJECT, GENDER, "male");
        Item sent = item(SUBJECT, "demographics/weight", "71", "demographics/height", "180");

        Item merged = keeping(kept, sent);

        assertThat(merged.children("demographics")).hasSize(1);
        assertThat(merged.children("demographics").getFirst().fields())
                .containsOnlyKeys("gender", "weight", "height");
    }

    @Test
    void nested_documents_with_the_same_key_are_merged_and_others_added() {
        Item kept =
                item(SUBJECT, "fields/field[name=a]/field", "1", "fields/field[name=b]/field", "2");
        Item sent =
                item(SUBJECT, "fields/field[name=c]/field", "3", "fields/field[name=a]/field", "9");

        assertThat(keeping(kept, sent).all(resolved(SUBJECT, "fields/field/field")))
                .containsExactly("9", "2", "3");
        assertThat(deleting(kept, sent).all(resolved(SUBJECT, "fields/field/field")))
                .containsExactly("9", "3");
    }

    @Test
    void lists_that_a_document_does_not_mention_go_only_when_deletion_is_allowed() {
        Item kept = item(SUBJECT, "fields/field[name=a]/field", "1");
        Item sent = item(SUBJECT, "label", "S1");

        assertThat(keeping(kept, sent).children("fields/field")).hasSize(1);
        assertThat(deleting(kept, sent).children()).isEmpty();
    }

    @Test
    void nested_documents_without_a_key_are_not_doubled() {
        String scan = "xnat:ctScanData";
        Item kept = item(scan, "parameters/focalSpots/focalSpot/focalSpot", "0.6");
        Item sent = item(scan, "parameters/focalSpots/focalSpot[0]/focalSpot", "0.6");
        sent = sent.with(resolved(scan, "parameters/focalSpots/focalSpot[1]/focalSpot"), "1.2");

        assertThat(
                        keeping(kept, sent)
                                .all(resolved(scan, "parameters/focalSpots/focalSpot/focalSpot")))
                .containsExactly("0.6", "1.2");
    }

    @Test
    void a_scan_of_the_same_id_takes_the_type_that_was_sent() {
        String session = "xnat:mrSessionData";
        Item kept = item(session, "scans/scan[ID=1][@xsi:type=xnat:otherDicomScanData]/type", "a");
        Item sent = item(session, "scans/scan[ID=1][@xsi:type=xnat:mrScanData]/type", "b");

        assertThat(keeping(kept, sent).children("scans/scan"))
                .singleElement()
                .satisfies(s -> assertThat(s.xsiType()).isEqualTo("xnat:mrScanData"));
    }

    @Test
    void the_archives_own_numbers_stay_even_when_deletion_is_allowed() {
        Item kept =
                item("xnat:mrScanData", "ID", "1", "note", "n")
                        .withField("xnat_imagescandata_id", "77");
        Item sent = item("xnat:mrScanData", "ID", "1");

        assertThat(deleting(kept, sent).fields()).containsOnlyKeys("ID", "xnat_imagescandata_id");
    }

    static java.util.List<DataType> types() {
        return ItemRoundTripTest.concreteTypes();
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_document_merged_with_itself_is_itself(DataType type) {
        Item item = new RandomItems(REGISTRY, new Random(3)).item(type, 0.7, 1);

        assertThat(keeping(item, item)).isEqualTo(item);
        assertThat(deleting(item, item)).isEqualTo(item);
        assertThat(keeping(Item.of(type), item)).isEqualTo(item);
        assertThat(keeping(item, Item.of(type))).isEqualTo(item);
        assertThat(deleting(item, Item.of(type)).isEmpty()).isTrue();
    }
}
