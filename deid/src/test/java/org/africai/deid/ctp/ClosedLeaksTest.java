package org.africai.deid.ctp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.africai.deid.Fixture;
import org.africai.deid.InvalidScript;
import org.africai.deid.Leak;
import org.africai.deid.Outcome;
import org.africai.deid.Policy;
import org.africai.deid.Secret;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.junit.jupiter.api.Test;

/// Each way in which CTP lets something through, open and closed.
class ClosedLeaksTest {
    @Test
    void a_value_that_the_vr_refuses_empties_the_element() throws InvalidScript {
        var result =
                strict(
                        """
                        set.[0010,0030]PatientBirthDate=1957
                        set.[0008,0022]AcquisitionDate=@incrementdate(this,1)
                        set.[0028,0010]Rows=many
                        """);

        assertThat(result.dataset().element(Tag.PatientBirthDate).orElseThrow().isEmpty()).isTrue();
        assertThat(result.dataset().element(Tag.AcquisitionDate).orElseThrow().isEmpty()).isTrue();
        assertThat(result.dataset().element(Tag.Rows).orElseThrow().isEmpty()).isTrue();
        assertThat(result.report().closed()).containsEntry(Leak.REJECTED_VALUE, 3);
    }

    @Test
    void a_value_too_long_for_its_vr_is_cut() throws InvalidScript {
        var result = strict("set.[0008,0050]AccessionNumber=@hash(this)");

        assertThat(result.dataset().string(Tag.AccessionNumber)).contains("1949741194243030");
        assertThat(result.report().closed()).containsEntry(Leak.ILLEGAL_VALUE, 1);
    }

    @Test
    void an_illegal_identifier_leaves_no_file() throws InvalidScript {
        var outcome = strict("set.[0008,0018]SOPInstanceUID=not a root.1").outcome();

        assertThat(outcome).isInstanceOf(Outcome.Quarantined.class);
    }

    @Test
    void rules_and_removals_hold_inside_sequences_without_a_rule_and_kept_ones()
            throws InvalidScript {
        var result =
                strict(
                        """
                        set.[0008,1110]ReferencedStudySequence=@keep()
                        set.[0010,0010]PatientName=@empty()
                        remove.privategroups=
                        """);

        Dataset kept = result.dataset().sequence(Tag.ReferencedStudySequence).getFirst();
        Dataset unnamed = result.dataset().sequence(Tag.SourceImageSequence).getLast();
        for (Dataset item : new Dataset[] {kept, unnamed}) {
            assertThat(item.contains(Fixture.PRIVATE_TEXT)).isFalse();
            assertThat(item.element(Tag.PatientName).orElseThrow().isEmpty()).isTrue();
            assertThat(item.string(Tag.ReferencedSOPInstanceUID)).contains("1.2.3.4.5");
        }
        assertThat(result.report().closed().get(Leak.KEPT_SEQUENCE)).isGreaterThan(6);
    }

    @Test
    void emptied_sequences_are_empty() throws InvalidScript {
        var result =
                strict(
                        """
                        set.[0008,1110]ReferencedStudySequence=@empty()
                        set.[0008,2112]SourceImageSequence=@blank(4)
                        """);

        assertThat(result.dataset().sequence(Tag.ReferencedStudySequence)).isEmpty();
        assertThat(result.dataset().sequence(Tag.SourceImageSequence)).isEmpty();
        assertThat(result.dataset().contains(Tag.SourceImageSequence)).isTrue();
        assertThat(result.report().closed()).containsEntry(Leak.EMPTIED_SEQUENCE, 3);
    }

    @Test
    void nothing_is_passed_on_as_it_is() throws InvalidScript {
        assertThat(strict("set.[0010,0010]x=@skip()").outcome())
                .isInstanceOf(Outcome.Quarantined.class);
    }

    @Test
    void curves_go_when_they_are_to_go() throws InvalidScript {
        var result = strict("remove.curves=");

        assertThat(result.dataset().contains(Fixture.CURVE)).isFalse();
        assertThat(result.report().closed()).containsEntry(Leak.CURVES, 1);
    }

    @Test
    void the_removal_of_the_unspecified_spares_what_is_needed_and_no_text() throws InvalidScript {
        var result = strict("remove.unspecifiedelements=");

        assertThat(result.dataset().contains(Tag.ImagePresentationComments)).isFalse();
        assertThat(result.dataset().contains(Tag.SeriesInstanceUID)).isTrue();
        assertThat(result.dataset().contains(Tag.SpecificCharacterSet)).isTrue();
        assertThat(result.dataset().integer(Tag.Rows)).hasValue(2);
        assertThat(result.report().closed())
                .containsKeys(
                        Leak.IMAGE_GROUP_TEXT, Leak.SERIES_REMOVED, Leak.CHARACTER_SET_REMOVED);
    }

    @Test
    void rules_hold_behind_the_pixel_data() throws InvalidScript {
        var changed = strict("set.[7FE1,1001]x=changed");
        var removed = strict("remove.privategroups=");
        var noPixels = strict("set.[7FE0,0010]PixelData=@remove()");

        assertThat(changed.dataset().string(Fixture.TAIL)).contains("changed");
        assertThat(removed.dataset().contains(Fixture.TAIL)).isFalse();
        assertThat(noPixels.dataset().contains(Tag.PixelData)).isFalse();
    }

    @Test
    void what_is_not_set_or_not_known_sets_the_object_aside() throws InvalidScript {
        assertThat(strict("set.[0010,0010]x=@param(@NOPE)").outcome())
                .isEqualTo(new Outcome.Quarantined("nothing sets the parameter @NOPE"));
        assertThat(strict("set.[0010,0010]x=@rename()").outcome())
                .isInstanceOf(Outcome.Quarantined.class);
        assertThat(strict("set.[0010,0010]x=@hash(this").outcome())
                .isInstanceOf(Outcome.Quarantined.class);
        assertThat(strict("set.[0099,0011]x=@always()@rename()").outcome())
                .isInstanceOf(Outcome.Quarantined.class);
    }

    @Test
    void hashes_take_the_secret_when_there_is_one() throws InvalidScript {
        var script =
                CtpScript.parse(
                        """
                        set.[0010,0020]PatientID=@hashptid(417,this,10)
                        set.[0008,0018]SOPInstanceUID=@hashuid(1.2.3,this)
                        """);
        Policy mine =
                Policy.STRICT.withSecret(new Secret("sixteen bytes or more".getBytes(US_ASCII)));
        Policy yours =
                Policy.STRICT.withSecret(new Secret("another of such secrets".getBytes(US_ASCII)));

        var plain = Fixture.run(CtpRules.of(script, Policy.STRICT), rich()).dataset();
        var keyed = Fixture.run(CtpRules.of(script, mine), rich());
        var again = Fixture.run(CtpRules.of(script, mine), rich()).dataset();
        var other = Fixture.run(CtpRules.of(script, yours), rich()).dataset();

        assertThat(plain.string(Tag.PatientID)).contains("3258414223");
        assertThat(keyed.dataset().string(Tag.PatientID))
                .isNotEqualTo(plain.string(Tag.PatientID))
                .isNotEqualTo(other.string(Tag.PatientID))
                .isEqualTo(again.string(Tag.PatientID));
        assertThat(keyed.report().closed()).containsEntry(Leak.KEYLESS_HASH, 2);
    }

    @Test
    void text_that_the_character_set_lacks_turns_the_object_to_utf_8() throws InvalidScript {
        var result = strict("set.[0010,0010]PatientName=\u5c71\u7530");

        assertThat(result.dataset().string(Tag.PatientName)).contains("\u5c71\u7530");
        assertThat(result.dataset().string(Tag.InstitutionName)).contains("H\u00f4pital Nord");
        assertThat(result.dataset().string(Tag.SpecificCharacterSet)).contains("ISO_IR 192");
    }

    private static org.africai.dicom.io.DicomFile rich() {
        return Fixture.file(Fixture.rich());
    }

    private static Fixture.Result strict(String script) throws InvalidScript {
        return Fixture.run(CtpRules.of(CtpScript.parse(script), Policy.STRICT), rich());
    }
}
