package org.africai.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.junit.jupiter.api.Test;

class CohortTest {
    @Test
    void the_same_seed_gives_the_same_cohort_to_the_byte() throws IOException {
        assertThat(firstSlice(Cohort.of(2, 5))).isEqualTo(firstSlice(Cohort.of(2, 5)));
        assertThat(firstSlice(Cohort.of(2, 5))).isNotEqualTo(firstSlice(Cohort.of(2, 6)));
    }

    @Test
    void every_subject_has_an_mr_and_every_second_a_ct_before_it() {
        Cohort cohort = Cohort.of(12, 1);
        assertThat(cohort.subjects()).hasSize(12);
        for (PhantomSubject subject : cohort.subjects()) {
            assertThat(subject.sessions().getLast().label()).endsWith("_MR1");
        }
        PhantomSubject second = cohort.subjects().get(1);
        assertThat(second.sessions()).hasSize(2);
        assertThat(second.sessions().get(0).identity().date())
                .isBefore(second.sessions().get(1).identity().date());
    }

    @Test
    void no_two_objects_share_an_identifier() {
        Set<String> seen = new HashSet<>();
        for (PhantomSubject subject : Cohort.of(3, 1).subjects()) {
            for (PhantomSession session : subject.sessions()) {
                for (int series = 0; series < session.series().size(); series++) {
                    assertThat(seen.add(uid(session.dicom(series).dataset(0)))).isTrue();
                    assertThat(seen.add(uid(session.dicom(series).dataset(1)))).isTrue();
                }
            }
        }
    }

    @Test
    void variables_are_the_same_names_for_everybody() {
        Cohort cohort = Cohort.of(12, 1);
        Set<String> names = cohort.subjects().getFirst().variables().keySet();
        assertThat(names).contains("age", "tumour_grade", "lesion_volume_ml");
        assertThat(cohort.subjects()).allMatch(s -> s.variables().keySet().equals(names));
    }

    private static String uid(Dataset image) {
        return image.string(Tag.SOPInstanceUID).orElseThrow();
    }

    private static byte[] firstSlice(Cohort cohort) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        cohort.subjects().getFirst().sessions().getFirst().dicom(0).write(12, out);
        return out.toByteArray();
    }
}
