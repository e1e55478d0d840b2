package org.africai.dimse.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dimse.QueryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryMatcherTest {
    private static final QueryOptions FUZZY = new QueryOptions(false, false, true, false);
    private static final QueryOptions COMBINED = new QueryOptions(false, true, false, false);

    private static final Dataset STUDY =
            Dataset.builder()
                    .put(Tag.StudyDate, "20240310")
                    .put(Tag.StudyTime, "143015.5")
                    .put(Tag.AcquisitionDateTime, "20240310143015")
                    .put(Tag.AccessionNumber, "A-17")
                    .put(Tag.ModalitiesInStudy, "CT", "SR")
                    .put(Tag.PatientName, "Okafor^Chinwe^^Dr=岡^智=オカ^チ")
                    .put(Tag.PatientID, "P1")
                    .put(Tag.StudyInstanceUID, "1.2.3")
                    .put(Tag.NumberOfStudyRelatedInstances, "120")
                    .put(Tag.Rows, 512)
                    .put(
                            Tag.ProcedureCodeSequence,
                            item("CHEST", "Chest CT"),
                            item("HEAD", "Head CT"))
                    .build();

    private static Dataset item(String code, String meaning) {
        return Dataset.itemBuilder().put(Tag.CodeValue, code).put(Tag.CodeMeaning, meaning).build();
    }

    private static boolean matches(int tag, String... key) {
        return matches(QueryOptions.BASELINE, tag, key);
    }

    private static boolean matches(QueryOptions options, int tag, String... key) {
        Dataset identifier = Dataset.builder().put(tag, key).build();
        return QueryMatcher.of(identifier, options).matches(STUDY);
    }

    @ParameterizedTest
    @CsvSource({
        "A-17, true", "A-1, false", "a-17, false", "A-*, true", "*17, true", "*-*, true",
        "A?17, true", "?-1?, true", "A-??, true", "A-???, false", "*, true", "**, true",
        "*8, false", "'', true", "*A-17*, true", "A*1*7, true",
    })
    void text_matches_as_single_value_by_wild_card_or_universally(String key, boolean expected) {
        assertThat(matches(Tag.AccessionNumber, key)).isEqualTo(expected);
    }

    @Test
    void an_element_without_a_value_matches_only_universally() {
        assertThat(matches(Tag.StudyDescription, "X")).isFalse();
        assertThat(matches(Tag.StudyDescription, "*")).isTrue();
        assertThat(matches(Tag.SeriesDate, "20240101-")).isFalse();
    }

    @Test
    void one_of_several_values_is_enough() {
        assertThat(matches(Tag.ModalitiesInStudy, "SR")).isTrue();
        assertThat(matches(Tag.ModalitiesInStudy, "MR")).isFalse();
        assertThat(matches(Tag.ModalitiesInStudy, "MR", "CT")).isTrue();
    }

    @Test
    void a_list_of_identifiers_matches_each_of_them() {
        assertThat(matches(Tag.StudyInstanceUID, "1.2.3")).isTrue();
        assertThat(matches(Tag.StudyInstanceUID, "1.2.4", "1.2.3")).isTrue();
        assertThat(matches(Tag.StudyInstanceUID, "1.2", "1.2.33")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "20240310, true",
        "20240311, false",
        "20240310-, true",
        "20240311-, false",
        "-20240310, true",
        "-20240309, false",
        "20240301-20240331, true",
        "20230301-20230331, false",
        "2024.03.10, true",
    })
    void dates_match_by_value_and_range(String key, boolean expected) {
        assertThat(matches(Tag.StudyDate, key)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "14, true",
        "1430, true",
        "143015, true",
        "143016, false",
        "14-15, true",
        "-1430, true",
        "-1429, false",
        "143015.5, true",
        "15-, false",
    })
    void times_match_by_value_and_range(String key, boolean expected) {
        assertThat(matches(Tag.StudyTime, key)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2024, true",
        "20240310143015, true",
        "202403101430-, true",
        "-20240310, true",
        "20240311-20240312, false",
    })
    void moments_match_by_value_and_range(String key, boolean expected) {
        assertThat(matches(Tag.AcquisitionDateTime, key)).isEqualTo(expected);
    }

    @Test
    void a_range_of_dates_and_one_of_times_are_one_when_that_was_agreed() {
        Dataset night =
                Dataset.builder()
                        .put(Tag.StudyDate, "20240309-20240311")
                        .put(Tag.StudyTime, "200000-060000")
                        .build();
        assertThat(QueryMatcher.of(night, QueryOptions.BASELINE).matches(STUDY)).isFalse();
        assertThat(QueryMatcher.of(night, COMBINED).matches(STUDY)).isTrue();

        Dataset later = night.with(Tag.StudyDate, "20240310-20240311");
        assertThat(QueryMatcher.of(later, COMBINED).matches(STUDY)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Okafor^Chinwe^^Dr, true",
        "okafor^chinwe^^dr, true",
        "Okafor*, true",
        "OKA*, true",
        "Okafor, false",
        "Okafor^*, true",
        "*Chinwe*, true",
        "岡^智, true",
        "オカ*, true",
        "=岡*, true",
        "Okafor*=岡^智, true",
        "Okafor*=山*, false",
        "Okafor^Chinwe^^Dr^^, true",
    })
    void names_match_in_any_writing(String key, boolean expected) {
        assertThat(matches(Tag.PatientName, key)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Okaphor, true",
        "chinwe okafor, true",
        "Öká, true",
        "Smith, false",
        "Okafor Smith, false",
    })
    void names_that_sound_alike_match_when_that_was_agreed(String key, boolean expected) {
        assertThat(matches(FUZZY, Tag.PatientName, key)).isEqualTo(expected);
        assertThat(matches(Tag.PatientName, key)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ROBERT, R163",
        "RUPERT, R163",
        "RUBIN, R150",
        "ASHCRAFT, A261",
        "TYMCZAK, T522",
        "PFISTER, P236",
        "HONEYMAN, H555",
        "LEE, L000",
    })
    void soundex_is_the_one_of_the_census(String name, String code) {
        assertThat(FuzzyName.soundex(name)).isEqualTo(code);
    }

    @Test
    void numbers_match_as_numbers() {
        assertThat(matches(Tag.NumberOfStudyRelatedInstances, "0120")).isTrue();
        assertThat(matches(Tag.NumberOfStudyRelatedInstances, "12")).isFalse();
        Dataset rows = Dataset.builder().put(Tag.Rows, 512).build();
        assertThat(QueryMatcher.of(rows, QueryOptions.BASELINE).matches(STUDY)).isTrue();
        Dataset other = Dataset.builder().put(Tag.Rows, 256).build();
        assertThat(QueryMatcher.of(other, QueryOptions.BASELINE).matches(STUDY)).isFalse();
    }

    @Test
    void a_sequence_matches_when_one_item_matches_all_its_keys() {
        assertThat(matchesItem(item("CHEST", "Chest*"))).isTrue();
        assertThat(matchesItem(item("HEAD", "Chest*"))).isFalse();
        assertThat(matchesItem(item("", ""))).isTrue();
        assertThat(matchesItem(Dataset.itemBuilder().build())).isTrue();
    }

    private static boolean matchesItem(Dataset key) {
        Dataset identifier = Dataset.builder().put(Tag.ProcedureCodeSequence, List.of(key)).build();
        return QueryMatcher.of(identifier, QueryOptions.BASELINE).matches(STUDY);
    }

    @Test
    void the_answer_has_what_was_asked_for_and_no_more() {
        Dataset identifier =
                Dataset.builder()
                        .put(Tag.QueryRetrieveLevel, "STUDY")
                        .put(Tag.PatientName, "Oka*")
                        .putEmpty(Tag.StudyDescription)
                        .putEmpty(Tag.ReferencedStudySequence)
                        .put(
                                Tag.ProcedureCodeSequence,
                                List.of(
                                        Dataset.itemBuilder()
                                                .put(Tag.CodeValue, Vr.SH, "")
                                                .build()))
                        .build();
        QueryMatcher matcher = QueryMatcher.of(identifier, QueryOptions.BASELINE);

        Dataset answer = matcher.answer(STUDY);

        assertThat(matcher.matches(STUDY)).isTrue();
        assertThat(answer.stream().map(e -> Tag.toString(e.tag())))
                .containsExactly(
                        "(0008,0005)",
                        "(0008,0052)",
                        "(0008,1030)",
                        "(0008,1032)",
                        "(0008,1110)",
                        "(0010,0010)");
        assertThat(answer.string(Tag.PatientName)).contains("Okafor^Chinwe^^Dr=岡^智=オカ^チ");
        assertThat(answer.element(Tag.StudyDescription).orElseThrow().isEmpty()).isTrue();
        assertThat(answer.sequence(Tag.ProcedureCodeSequence))
                .hasSize(2)
                .allMatch(i -> i.size() == 1)
                .extracting(i -> i.string(Tag.CodeValue).orElseThrow())
                .containsExactly("CHEST", "HEAD");
    }

    @ParameterizedTest
    @CsvSource({"20241340", "2024-13-01", "yesterday", "-", "20240101-2024"})
    void a_date_that_is_none_is_refused_without_being_told(String key) {
        assertThatThrownBy(() -> matches(Tag.StudyDate, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(0008,0020)")
                .hasMessageNotContaining(key.length() > 1 ? key : "yesterday");
    }

    @Test
    void a_pattern_of_many_stars_takes_no_long_time() {
        String key = "*a".repeat(500) + "b";
        assertThat(Wildcard.matches(key, "a".repeat(20_000))).isFalse();
    }
}
