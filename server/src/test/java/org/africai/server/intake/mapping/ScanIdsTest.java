package org.africai.server.intake.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.africai.dicom.dict.Tag;
import org.junit.jupiter.api.Test;

class ScanIdsTest {
    @Test
    void a_series_number_is_the_scans_id() {
        assertThat(ScanIds.assign(List.of(series("1.2.3", "4", "MR")), Set.of()))
                .isEqualTo(Map.of("1.2.3", "4"));
    }

    @Test
    void what_could_not_be_part_of_an_address_becomes_an_underscore() {
        assertThat(
                        ScanIds.assign(
                                List.of(
                                        series("1.1", "+4", "MR"),
                                        series("1.2", "../5", "MR"),
                                        series("1.3", "-6", "MR")),
                                Set.of()))
                .isEqualTo(Map.of("1.1", "_4", "1.2", ".._5", "1.3", "-6"));
    }

    @Test
    void without_a_number_the_series_uid_is_the_id() {
        assertThat(ScanIds.assign(List.of(series("1.2.840.1", "", "MR")), Set.of()))
                .isEqualTo(Map.of("1.2.840.1", "1_2_840_1"));
    }

    @Test
    void series_that_share_a_number_are_all_told_apart_by_modality_and_index() {
        assertThat(
                        ScanIds.assign(
                                List.of(
                                        series("1.3", "2", "CT"),
                                        series("1.1", "2", "PT"),
                                        series("1.2", "2", "PT")),
                                Set.of()))
                .isEqualTo(Map.of("1.1", "2-PT1", "1.2", "2-PT2", "1.3", "2-CT1"));
    }

    @Test
    void a_number_that_another_scan_has_already_gets_an_index() {
        assertThat(ScanIds.assign(List.of(series("1.9", "1", "MR")), List.of("1", "1-MR1")))
                .isEqualTo(Map.of("1.9", "1-MR2"));
    }

    @Test
    void an_index_never_meets_an_id_that_a_series_has_by_its_number() {
        Map<String, String> ids =
                ScanIds.assign(
                        List.of(
                                series("1.1", "1", "MR"),
                                series("1.2", "1", "MR"),
                                series("1.3", "1-MR1", "MR")),
                        Set.of());

        assertThat(ids.values()).doesNotHaveDuplicates();
        assertThat(ids).containsEntry("1.3", "1-MR1");
    }

    static SeriesSummary series(String uid, String number, String modality) {
        Map<Integer, String> values = new TreeMap<>();
        values.put(Tag.Modality, modality);
        if (!number.isEmpty()) {
            values.put(Tag.SeriesNumber, number);
        }
        return new SeriesSummary(uid, new Attributes(values), Set.of(), 1);
    }
}
