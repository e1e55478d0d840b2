package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class NeighboursTest {
    private final Neighbours neighbours = new Neighbours();

    @Test
    void a_file_belongs_to_the_study_with_which_it_shares_most_folders() {
        neighbours.add("p/one/DICOM/1.dcm", "1");
        neighbours.add("p/two/DICOM/1.dcm", "2");

        assertThat(neighbours.nearest("p/one/Annotations/seg.nii.gz", "2")).isEqualTo("1");
        assertThat(neighbours.nearest("p/two/DICOM/notes.txt", "1")).isEqualTo("2");
    }

    @Test
    void among_several_it_is_the_one_before_the_file_else_the_first() {
        neighbours.add("one/1.dcm", "1");
        neighbours.add("two/1.dcm", "2");

        assertThat(neighbours.nearest("README.txt", "2")).isEqualTo("2");
        assertThat(neighbours.nearest("README.txt", null)).isEqualTo("1");
        assertThat(neighbours.nearest("three/README.txt", "elsewhere")).isEqualTo("1");
    }

    @Test
    void names_that_no_archive_may_hold_say_nothing_of_folders() {
        neighbours.add("C:\\scans\\1.dcm", "1");
        neighbours.add("../../2.dcm", "2");

        assertThat(neighbours.last()).isEqualTo("2");
        assertThat(neighbours.nearest("C:/scans/notes.txt", "2")).isEqualTo("2");
    }

    @Test
    void objects_in_more_folders_than_are_remembered_are_known_by_those_above() {
        for (int i = 0; i < 30_000; i++) {
            neighbours.add("all/" + i + "/1.dcm", "study " + i / 10_000);
        }

        assertThat(neighbours.nearest("all/19/notes.txt", null)).isEqualTo("study 0");
        assertThat(neighbours.nearest("all/29999/notes.txt", "study 2")).isEqualTo("study 2");
    }

    @Test
    void without_an_object_there_is_no_neighbour() {
        assertThatIllegalStateException().isThrownBy(() -> neighbours.nearest("a.txt", null));
    }
}
