package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.africai.server.archive.Address;
import org.africai.server.xnatapi.Target.Side;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetParserTest {
    @Test
    void a_scan_is_found_below_project_subject_and_experiment() {
        assertThat(parse("/data/projects/P/subjects/S/experiments/E/scans/3"))
                .isEqualTo(
                        new Target.ScanItem(
                                new Address.OfScan(new Address.OfExperiment("P", "S", "E"), "3")));
    }

    @Test
    void archive_and_rest_prefixes_name_the_same_things() {
        var subject = new Target.SubjectItem(new Address.OfSubject("P", "S"));
        assertThat(parse("/data/projects/P/subjects/S")).isEqualTo(subject);
        assertThat(parse("/data/archive/projects/P/subjects/S")).isEqualTo(subject);
        assertThat(parse("/REST/projects/P/subjects/S")).isEqualTo(subject);
        assertThat(parse("/REST/archive/projects/P/subjects/S")).isEqualTo(subject);
    }

    @Test
    void a_file_keeps_its_folders() {
        assertThat(parse("/data/experiments/E/scans/1/resources/DICOM/files/a/b%20c.dcm"))
                .isEqualTo(
                        new Target.Files(
                                new Address.OfScan(new Address.OfExperiment(null, null, "E"), "1"),
                                Side.RESOURCES,
                                "DICOM",
                                "a/b c.dcm"));
    }

    @Test
    void a_trailing_slash_means_a_folder_of_files() {
        assertThat(parse("/data/projects/P/resources/R/files/sub/"))
                .isEqualTo(
                        new Target.Files(new Address.OfProject("P"), Side.RESOURCES, "R", "sub/"));
    }

    @Test
    void an_assessors_output_is_a_side_of_its_own() {
        assertThat(parse("/data/experiments/E/assessors/A/out/resources/R/files"))
                .isEqualTo(
                        new Target.Files(
                                new Address.OfAssessor(
                                        new Address.OfExperiment(null, null, "E"), "A"),
                                Side.OUT,
                                "R",
                                ""));
    }

    @Test
    void an_encoded_slash_stays_in_its_name() {
        assertThat(parse("/data/projects/P/subjects/a%2Fb"))
                .isEqualTo(new Target.SubjectItem(new Address.OfSubject("P", "a/b")));
    }

    @Test
    void a_share_names_the_other_project() {
        assertThat(parse("/data/projects/P/subjects/S/projects/P2"))
                .isEqualTo(new Target.Shares(new Address.OfSubject("P", "S"), "P2"));
    }

    @Test
    void what_only_a_project_has_keeps_its_parts() {
        assertThat(parse("/data/projects/P/users/Owners/ann"))
                .isEqualTo(
                        new Target.ProjectProperty(
                                new Address.OfProject("P"), "users", List.of("Owners", "ann")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data",
                "/data/nothing",
                "/data/experiments/E/scans/1/nothing",
                "/data/experiments/E/scans/1/resources/R/nothing",
                "/data/experiments/E/in",
                "/data/projects/P/subjects/S/projects/P2/more",
                "/data/experiments/E/status/more"
            })
    void other_paths_name_nothing(String path) {
        assertThat(parse(path)).isNull();
    }

    private static @Nullable Target parse(String rawPath) {
        RequestPath path = RequestPath.of(rawPath);
        return TargetParser.parse(path.parts(), path.folder()).orElse(null);
    }
}
