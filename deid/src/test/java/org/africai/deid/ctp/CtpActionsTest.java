package org.africai.deid.ctp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.africai.deid.Fixture;
import org.africai.deid.InvalidScript;
import org.africai.deid.Outcome;
import org.africai.deid.Policy;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.junit.jupiter.api.Test;

/// What rules do to elements that are there, as CTP does it.
class CtpActionsTest {
    @Test
    void removes_keeps_empties_and_blanks() throws InvalidScript {
        var after =
                apply(
                        """
                        set.[0010,0010]PatientName=@empty()
                        set.[0010,0020]PatientID=x@remove()y
                        set.[0010,0040]PatientSex=@keep()
                        set.[0010,4000]PatientComments=@blank(3)
                        set.[0008,0080]InstitutionName=
                        set.[0008,1030]StudyDescription=@empty
                        """);

        assertThat(after.element(Tag.PatientName).orElseThrow().length()).isEqualTo(2);
        assertThat(after.contains(Tag.PatientID)).isFalse();
        assertThat(after.string(Tag.PatientSex)).contains("M");
        assertThat(after.element(Tag.PatientComments).orElseThrow().length()).isEqualTo(4);
        assertThat(after.element(Tag.InstitutionName).orElseThrow().isEmpty()).isTrue();
        assertThat(after.element(Tag.StudyDescription).orElseThrow().isEmpty()).isTrue();
    }

    @Test
    void a_value_that_the_vr_refuses_leaves_the_original_in_place() throws InvalidScript {
        var after =
                apply(
                        """
                        set.[0010,0030]PatientBirthDate=1957
                        set.[0008,0020]StudyDate=@blank(8)
                        set.[0028,0010]Rows=many
                        set.[0008,0022]AcquisitionDate=@incrementdate(this,1)
                        """);

        assertThat(after.string(Tag.PatientBirthDate)).contains("19570623");
        assertThat(after.string(Tag.StudyDate)).contains("20200229");
        assertThat(after.integer(Tag.Rows)).hasValue(2);
        assertThat(after.string(Tag.AcquisitionDate)).contains("20200101-20200105");
    }

    @Test
    void names_are_hashed_without_the_delimiters_at_their_end() throws InvalidScript {
        Dataset before = Fixture.rich().with(Tag.PatientName, "OB^^^^");

        var after = apply("set.[0010,0010]PatientName=@hash(this)", before);

        assertThat(after.string(Tag.PatientName)).contains("2851911372950337666010072970654823726");
    }

    @Test
    void several_values_are_divided_by_backslashes() throws InvalidScript {
        var after =
                apply(
                        """
                        set.[0008,0008]ImageType=A\\\\\\\\B\\\\\\\\C
                        set.[0008,1070]OperatorsName=@append(){Third}
                        """);

        assertThat(after.strings(Tag.ImageType)).containsExactly("A", "B", "C");
        assertThat(after.strings(Tag.OperatorsName)).containsExactly("Op^One", "Op^Two", "Third");
    }

    @Test
    void sequences_are_processed_item_by_item_or_kept_whole() throws InvalidScript {
        var after =
                apply(
                        """
                        set.[0008,1110]ReferencedStudySequence=@empty()
                        set.[0008,2112]SourceImageSequence=@process()
                        set.[0010,0010]PatientName=@select(){root}{item}
                        remove.privategroups=
                        """);

        Dataset processed = after.sequence(Tag.SourceImageSequence).getFirst();
        Dataset whole = after.sequence(Tag.ReferencedStudySequence).getFirst();
        assertThat(after.string(Tag.PatientName)).contains("root");
        assertThat(processed.string(Tag.PatientName)).contains("item");
        assertThat(processed.contains(Fixture.PRIVATE_TEXT)).isFalse();
        assertThat(whole.string(Tag.PatientName)).contains("Nested^Name");
        assertThat(whole.contains(Fixture.PRIVATE_TEXT)).isTrue();
        assertThat(after.contains(Fixture.PRIVATE_TEXT)).isFalse();
    }

    @Test
    void whatever_no_rule_names_can_be_removed() throws InvalidScript {
        var after =
                apply(
                        """
                        set.[0008,0060]Modality=@keep()
                        keep.group0010=
                        remove.unspecifiedelements=
                        """);

        assertThat(after.stream().map(element -> Tag.toString(element.tag())))
                .contains("(0008,0016)", "(0008,0018)", "(0020,000D)", "(0008,0060)")
                .contains("(0010,0010)", "(0028,0010)", "(0028,4000)", "(7FE0,0010)")
                .contains("(5000,0005)", "(6000,4000)")
                .doesNotContain("(0008,0005)", "(0020,000E)", "(0008,0080)", "(0008,1110)")
                .doesNotContain("(0009,1001)");
    }

    @Test
    void overlays_go_whatever_else_is_said_and_curves_only_with_the_unspecified()
            throws InvalidScript {
        var overlays =
                apply(
                        """
                        set.[6000,4000]OverlayComments=@keep()
                        keep.group6000=
                        remove.overlays=
                        remove.curves=
                        """);
        var both =
                apply(
                        """
                        remove.curves=
                        remove.unspecifiedelements=
                        """);

        assertThat(overlays.contains(Fixture.OVERLAY_COMMENTS)).isFalse();
        assertThat(overlays.contains(Fixture.CURVE)).isTrue();
        assertThat(both.contains(Fixture.CURVE)).isFalse();
        assertThat(both.contains(Fixture.OVERLAY_COMMENTS)).isTrue();
    }

    @Test
    void private_elements_are_named_by_their_creator_and_their_label() throws InvalidScript {
        var after =
                apply(
                        """
                        set.[0009,[ACME\\ 1.1]01]Label=@uppercase(label)
                        set.[0010,4000]PatientComments=@contents(LABEL)
                        set.[0009,[OTHER]02]Absent=@remove()
                        """);

        assertThat(after.string(Fixture.PRIVATE_TEXT)).contains("PRIVATE TEXT");
        assertThat(after.string(Tag.PatientComments)).contains("private text");
        assertThat(after.contains(Fixture.PRIVATE_NUMBERS)).isTrue();
    }

    @Test
    void method_codes_are_added_to_those_that_are_there() throws InvalidScript {
        Dataset before =
                Fixture.rich()
                        .edit()
                        .put(
                                Tag.DeidentificationMethodCodeSequence,
                                Dataset.builder().put(Tag.CodeValue, "1").build())
                        .build();

        var added = apply("set.[0012,0064]x=113100/999", before);
        var fresh = apply("set.[0012,0064]x=reset/113105", before);

        assertThat(codes(added)).containsExactly("1", "113100", "999");
        assertThat(codes(fresh)).containsExactly("113105");
        Dataset item = added.sequence(Tag.DeidentificationMethodCodeSequence).get(1);
        assertThat(item.string(Tag.CodingSchemeDesignator)).contains("DCM");
        assertThat(item.string(Tag.CodeMeaning))
                .contains("Basic Application Confidentiality Profile");
    }

    private static List<String> codes(Dataset dataset) {
        return dataset.sequence(Tag.DeidentificationMethodCodeSequence).stream()
                .map(item -> item.string(Tag.CodeValue).orElseThrow())
                .toList();
    }

    @Test
    void behind_the_pixel_data_elements_are_only_dropped_or_copied() throws InvalidScript {
        var kept = apply("set.[7FE1,1001]x=changed\nset.[7FE0,0010]PixelData=@remove()");
        var dropped = apply("set.[7FE1,1001]x=@remove()");

        assertThat(kept.string(Fixture.TAIL)).contains("tail value");
        assertThat(kept.contains(Tag.PixelData)).isTrue();
        assertThat(kept.contains(Tag.DataSetTrailingPadding)).isFalse();
        assertThat(dropped.contains(Fixture.TAIL)).isFalse();
    }

    @Test
    void an_undeclared_character_set_becomes_latin_1() throws InvalidScript {
        Dataset before = Fixture.rich().edit().remove(Tag.SpecificCharacterSet).build();

        var after = apply("set.[0010,0010]PatientName=x", before);

        assertThat(after.string(Tag.SpecificCharacterSet)).contains("ISO_IR 100");
    }

    @Test
    void an_object_is_passed_on_or_set_aside_when_the_script_says_so() throws InvalidScript {
        var file = Fixture.file(Fixture.rich());

        var skipped = Fixture.run(rules("set.[0010,0010]x=@skip()"), file).outcome();
        var refused = Fixture.run(rules("set.[0010,0010]x=@quarantine()"), file).outcome();
        var unknown = Fixture.run(rules("set.[0010,0010]x=@lookup(this,a)"), file).outcome();
        var plugged = Fixture.run(rules("set.[0010,0010]x=@call(Plug)"), file).outcome();

        assertThat(skipped).isEqualTo(new Outcome.Unchanged());
        assertThat(List.of(refused, unknown, plugged))
                .allSatisfy(one -> assertThat(one).isInstanceOf(Outcome.Quarantined.class));
        assertThat(unknown.toString()).doesNotContain("Smith");
    }

    @Test
    void both_forms_of_a_script_mean_the_same() throws InvalidScript {
        String xml =
                """
                <script>
                  <p t="SITE">417</p>
                  <e en="T" t="00100010" n="PatientName"> @param(@SITE) </e>
                  <e en="F" t="00100020" n="PatientID">@remove()</e>
                  <e en="T" t="0009[ACME 1.1]01" n="Label">@remove()</e>
                  <k en="T" t="0018">Keep</k>
                  <r en="T" t="privategroups">Remove</r>
                </script>
                """;
        String properties =
                """
                param.SITE=417
                set.[0010,0010]PatientName=@param(@SITE)
                #set.[0010,0020]PatientID=@remove()
                set.[0009,[ACME\\ 1.1]01]Label=@remove()
                keep.group0018=
                remove.privategroups=
                """;

        var fromXml = apply(xml);
        var fromProperties = apply(properties);

        assertThat(fromXml.string(Tag.PatientName)).contains("417");
        assertThat(fromXml.string(Tag.PatientID)).contains("PID-007");
        assertThat(fromXml.stream().map(Object::toString))
                .containsExactlyElementsOf(fromProperties.stream().map(Object::toString).toList());
    }

    @Test
    void scripts_that_cannot_be_meant_are_refused_or_reported() throws InvalidScript {
        assertThatThrownBy(() -> CtpScript.parse("<script><e"))
                .isInstanceOf(InvalidScript.class)
                .hasMessageContaining("not well-formed");
        assertThatThrownBy(() -> CtpScript.parse("<script><e en='T' t='001'>x</e></script>"))
                .isInstanceOf(InvalidScript.class);
        assertThatThrownBy(() -> CtpScript.parse("set.[0010,0010]a=1\nset.[00100010]b=2"))
                .isInstanceOf(InvalidScript.class)
                .hasMessageContaining("two rules");
        assertThatThrownBy(() -> CtpScript.parse("x".repeat(CtpScript.MOST_CHARACTERS + 1)))
                .isInstanceOf(InvalidScript.class);
        assertThatThrownBy(() ->
                        CtpScript.parse(
                                "set.[0010,0010]a=" + "@select(){".repeat(200) + "}".repeat(200)))
                .isInstanceOf(InvalidScript.class)
                .hasMessageContaining("deeper");
        var script =
                CtpScript.parse("set.[0010,0010]a=@rename(x)@param(@NOPE)@hash(NoSuchElement)");
        assertThat(script.problems()).hasSize(3);
    }

    @Test
    void external_entities_are_not_read() {
        String hostile =
                "<!DOCTYPE s [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><script><p t='A'>&x;</p></script>";

        assertThatThrownBy(() -> CtpScript.parse(hostile)).isInstanceOf(InvalidScript.class);
    }

    @Test
    void rules_that_need_each_other_and_expressions_without_end_stop() throws InvalidScript {
        var circle =
                CtpScript.parse(
                        """
                        param.R=1.2
                        set.[0008,0018]a=@hashuid(@R,this,StudyInstanceUID)
                        set.[0020,000D]b=@hashuid(@R,this,SOPInstanceUID)
                        """);
        var endless =
                rules("set.[0010,4000]a=@if(this,matches,\"(.*)(.*)(.*)(.*)(.*)(.*)(.*)y\"){a}{b}");
        Dataset many = Fixture.rich().with(Tag.PatientComments, "x".repeat(60));

        var file = Fixture.file(Fixture.rich());
        assertThat(Fixture.run(CtpRules.of(circle, Policy.STRICT), file).outcome())
                .isEqualTo(new Outcome.Quarantined("rules that need each other"));
        assertThat(Fixture.run(endless, Fixture.file(many)).outcome())
                .isInstanceOf(Outcome.Quarantined.class);
    }

    @Test
    void more_elements_than_allowed_are_set_aside() throws InvalidScript {
        var builder = Fixture.rich().edit();
        for (int i = 0; i < 25_000; i++) {
            builder.put(Tag.of(0x0011 + 2 * (i / 200), 0x1000 + i % 200), Vr.LO, "x");
        }

        var outcome =
                Fixture.run(rules("remove.privategroups="), Fixture.file(builder.build()))
                        .outcome();

        assertThat(outcome).isInstanceOf(Outcome.Quarantined.class);
    }

    private static CtpRules rules(String script) throws InvalidScript {
        return CtpRules.of(CtpScript.parse(script), Policy.COMPATIBLE);
    }

    private static Dataset apply(String script) throws InvalidScript {
        return apply(script, Fixture.rich());
    }

    private static Dataset apply(String script, Dataset before) throws InvalidScript {
        return Fixture.run(rules(script), Fixture.file(before)).dataset();
    }
}
