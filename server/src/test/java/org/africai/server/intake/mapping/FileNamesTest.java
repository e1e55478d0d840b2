package org.africai.server.intake.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.africai.dicom.dict.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
    @ParameterizedTest
    @CsvSource({
        "IM0001, IM0001",
        "DICOM/series 1/IM0001.dcm, IM0001.dcm",
        "a\\b\\c.dcm, c.dcm",
        "/x/Übersicht.dcm, Übersicht.dcm",
    })
    void the_last_part_of_a_good_name_is_kept(String uploadedAs, String name) {
        assertThat(FileNames.kept(uploadedAs)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "..", "a/..", "a\u0000b", "C:", "scan_1_catalog.xml"})
    void a_name_that_no_folder_could_hold_is_not_kept(String uploadedAs) {
        assertThat(FileNames.kept(uploadedAs)).isEmpty();
    }

    @Test
    void a_made_name_tells_study_series_number_and_object() {
        assertThat(FileNames.made(object("7", 3))).matches("1\\.2\\.3-7-3-[0-9a-z]{1,7}\\.dcm");
    }

    @Test
    void a_made_name_says_what_the_object_does_not() {
        ObjectHeader object =
                new ObjectHeader(
                        "1.2.3", "1.2.3.4", "1.2.3.4.5", "1.2", "1.2", null, null, Attributes.NONE);

        assertThat(FileNames.made(object))
                .startsWith("1.2.3-no-value-for-SeriesNumber-no-value-for-InstanceNumber-");
    }

    @Test
    void a_made_name_never_leaves_its_folder() {
        assertThat(FileNames.made(object("../../x", 1))).doesNotContain("/");
    }

    private static ObjectHeader object(String seriesNumber, int number) {
        return new ObjectHeader(
                "1.2.3",
                "1.2.3.4",
                "1.2.3.4.5",
                "1.2.840.10008.5.1.4.1.1.2",
                "1.2.840.10008.1.2.1",
                number,
                null,
                new Attributes(Map.of(Tag.SeriesNumber, seriesNumber)));
    }
}
