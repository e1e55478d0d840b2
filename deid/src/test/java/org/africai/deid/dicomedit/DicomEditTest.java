package org.africai.deid.dicomedit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.africai.deid.Fixture;
import org.africai.deid.InvalidScript;
import org.africai.deid.Outcome;
import org.africai.deid.ctp.LookupTable;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomEditTest {
    private static final Map<String, String> VARIABLES =
            Map.of("project", "MYELOMA", "subject", "S001", "session", "S001_CT1");

    /// Expressions with the values they give.
    static Stream<Arguments> expressions() {
        return Stream.of(texts(), identifiersAndDates()).flatMap(all -> all);
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                arguments("\"text\"", "text"),
                arguments("\"a \\\"quoted\\\" \\\\ word\"", "a \"quoted\" \\ word"),
                arguments("42", "42"),
                arguments("-1.5", "-1.5"),
                arguments("(0010,0010)", "Smith^John^Quincy"),
                arguments("(0010,1000)", "A1\\B2"),
                arguments("(0099,0011)", ""),
                arguments("(0009,{ACME 1.1}01)", "private text"),
                arguments("(0008,1110)[0]/(0010,0010)", "Nested^Name"),
                arguments("(0008,2112)[%]/(0008,1155)", "1.2.3.4.5"),
                arguments("(0008,2112)/(0008,1155)", "1.2.3.4.5"),
                arguments("(0008,2112)[7]/(0008,1155)", ""),
                arguments("subject", "S001"),
                arguments("concatenate[project, \"_\", subject]", "MYELOMA_S001"),
                arguments("concatenate[{\"a\", {\"b\", \"c\"}}, \"d\"]", "abcd"),
                arguments("format[\"{0}-{1}\", project, session]", "MYELOMA-S001_CT1"),
                arguments("lowercase[(0010,0010)]", "smith^john^quincy"),
                arguments("uppercase[\"abc\"]", "ABC"),
                arguments("substring[(0010,0020), 4, 7]", "007"),
                arguments("replace[(0010,0020), \"-\", \"_\"]", "PID_007"),
                arguments("match[(0010,0020), \"(\\w+)-(\\d+)\", 2]", "007"),
                arguments("match[(0010,0020), \"nothing\", 0]", ""),
                arguments("ismatch[(0010,0020), \"PID-.*\"]", "true"),
                arguments("isMatch[(0010,0020), \"x\"]", "false"),
                arguments("isPresent[(0010,0020)]", "true"),
                arguments("isPresent[(0099,0011)]", "false"),
                arguments("urlEncode[\"a b&c\"]", "a+b%26c"),
                arguments("normalizeString[\"Gr\u00f6\u00dfe $1.5|\"]", "Gr__e $1.5|"),
                arguments("normalizeString[\"\u00e4 b\", \"-\"]", "- b"),
                arguments("lookup[\"pt\", (0010,0020)]", "found"));
    }

    private static Stream<Arguments> identifiersAndDates() {
        return Stream.of(
                arguments(
                        "hashUID[\"1.3.12.2.1107.5.2.32.35177.3.2006121409284535196417894.0.0.0\"]",
                        "2.25.57389708039149829092503245745626898184"),
                arguments("shiftDateByIncrement[(0008,0020), 1]", "20200301"),
                arguments("shiftDateByIncrement[\"20200229\", -59]", "20200101"),
                arguments("shiftDateByIncrement[\"\", 5]", ""),
                arguments("shiftDateTimeByIncrement[\"20200229235959\", 1]", "20200301000000"),
                arguments("shiftDateTimeByIncrement[\"202002\", 1]", "202002"),
                arguments("shiftDateTimeByIncrement[\"196005\", 86400]", "196005"),
                arguments(
                        "shiftDateTimeByIncrement[\"20200102030405.123456+0100\", 1, \"days\"]",
                        "20200103030405.123456+0100"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expressions")
    void values(String expression, String expected) throws InvalidScript {
        Dataset after = apply("(0010,4000) := " + expression);

        assertThat(String.join("\\", after.strings(Tag.PatientComments))).isEqualTo(expected);
    }

    @Test
    void the_script_that_xnat_ships_names_subject_and_session() throws InvalidScript {
        String script =
                """
                //
                // Default XNAT anonymization script
                //
                version "6.1"
                project != "Unassigned" ? (0008,1030) := project
                (0010,0010) := subject
                (0010,0020) := session
                """;

        Dataset after = Fixture.run(rules(script), Fixture.file(Fixture.rich())).dataset();

        assertThat(after.string(Tag.StudyDescription)).contains("MYELOMA");
        assertThat(after.string(Tag.PatientName)).contains("S001");
        assertThat(after.string(Tag.PatientID)).contains("S001_CT1");
    }

    @Test
    void assigns_deletes_and_makes_what_is_not_there() throws InvalidScript {
        Dataset after =
                apply(
                        """
                        (0010,0010) ?= "Name"     // is there
                        (0010,2160) ?= "nothing"
                        (0008,0008) := "A\\\\B\\\\C"
                        (0028,0010) := 3
                        (0018,1151) := ""
                        - (0010,0020)
                        -(0010,10XX)
                        (0008,1140)[0]/(0008,1155) := "1.2.3"
                        (0019,{AFRICAI}02) := "mine"
                        """);

        assertThat(after.string(Tag.PatientName)).contains("Name");
        assertThat(after.contains(Tag.EthnicGroup)).isFalse();
        assertThat(after.strings(Tag.ImageType)).containsExactly("A", "B", "C");
        assertThat(after.integer(Tag.Rows)).hasValue(3);
        assertThat(after.element(Tag.XRayTubeCurrent).orElseThrow().isEmpty()).isTrue();
        assertThat(after.contains(Tag.PatientID)).isFalse();
        assertThat(after.contains(Tag.OtherPatientIDs)).isFalse();
        assertThat(after.contains(Tag.PatientAge)).isFalse();
        assertThat(
                        after.sequence(Tag.ReferencedImageSequence)
                                .getFirst()
                                .string(Tag.ReferencedSOPInstanceUID))
                .contains("1.2.3");
        assertThat(after.privateElement("AFRICAI", 0x0019, 0x02).orElseThrow().string())
                .contains("mine");
    }

    @Test
    void wildcards_reach_digits_items_and_levels() throws InvalidScript {
        Dataset digits = apply("-(0010,00#0)\n-(50XX,XXXX)\n-(0009,10X#)");
        Dataset items = apply("(0008,2112)[1]/(0010,0010) := \"X\"");
        Dataset anywhere = apply("*/(0010,0010) := \"X\"");
        Dataset below = apply("+/(0010,0010) := \"X\"");
        Dataset directly = apply("./(0010,0010) := \"X\"");

        assertThat(digits.contains(Tag.PatientName)).isFalse();
        assertThat(digits.contains(Tag.PatientBirthDate)).isFalse();
        assertThat(digits.contains(Tag.PatientID)).isTrue();
        assertThat(digits.contains(Tag.PatientSex)).isTrue();
        assertThat(digits.contains(Fixture.CURVE)).isFalse();
        assertThat(digits.contains(Fixture.PRIVATE_TEXT)).isFalse();
        assertThat(digits.contains(Fixture.PRIVATE_NUMBERS)).isTrue();
        assertThat(names(items))
                .containsExactly("Smith^John^Quincy", "Nested^Name", "X", "Nested^Name");
        assertThat(names(anywhere)).containsExactly("X", "X", "X", "X");
        assertThat(names(below)).containsExactly("Smith^John^Quincy", "X", "X", "X");
        assertThat(names(directly)).containsExactly("Smith^John^Quincy", "X", "X", "Nested^Name");
    }

    /// Of the object, the first two items of SourceImageSequence, and one two levels down.
    private static List<String> names(Dataset dataset) {
        List<Dataset> images = dataset.sequence(Tag.SourceImageSequence);
        Dataset deep =
                dataset.sequence(Tag.RequestAttributesSequence)
                        .getFirst()
                        .sequence(Tag.ReferencedStudySequence)
                        .getFirst();
        return Stream.of(dataset, images.get(0), images.get(1), deep)
                .map(one -> one.string(Tag.PatientName).orElse(""))
                .toList();
    }

    @Test
    void conditions_choose_and_blocks_nest() throws InvalidScript {
        Dataset after =
                apply(
                        """
                        (0008,0060) = "CT" ? (0010,4000) := "ct" : (0010,4000) := "other"
                        (0010,0020) ~ "PID.*" ? (0010,0020) := "matched"
                        (0010,0010) !~ "S.*" ? (0010,0010) := "wrong"
                        isPresent[(0008,0080)] ? - (0008,0080)
                        if ( (0008,0060) = "MR" ) {
                            (0008,1030) := "wrong"
                        } elseif ( project != "MYELOMA" ) {
                            (0008,1030) := "wrong"
                        } else {
                            if ( true[] ) {
                                (0008,1030) := concatenate["a",
                                    "b"]
                                (0008,0050) := \\
                                    "continued"
                            }
                        }
                        """);

        assertThat(after.string(Tag.PatientComments)).contains("ct");
        assertThat(after.string(Tag.PatientID)).contains("matched");
        assertThat(after.string(Tag.PatientName)).contains("Smith^John^Quincy");
        assertThat(after.contains(Tag.InstitutionName)).isFalse();
        assertThat(after.string(Tag.StudyDescription)).contains("ab");
        assertThat(after.string(Tag.AccessionNumber)).contains("continued");
    }

    @Test
    void statements_see_what_the_ones_before_made() throws InvalidScript {
        Dataset after =
                apply(
                        """
                        describe site "The site"
                        site := "Nord"
                        project := "cannot change what was given"
                        (0010,0020) := site
                        (0010,4000) := concatenate[(0010,0020), "/", project]
                        """);

        assertThat(after.string(Tag.PatientComments)).contains("Nord/MYELOMA");
    }

    @Test
    void private_elements_go_all_or_all_but_some() throws InvalidScript {
        Dataset none = apply("removeAllPrivateTags");
        Dataset some = apply("retainPrivateTags[\"(0009,{ACME 1.1}02)\"]");

        assertThat(none.stream().noneMatch(element -> Tag.isPrivate(element.tag()))).isTrue();
        assertThat(none.sequence(Tag.SourceImageSequence).getFirst().contains(Fixture.PRIVATE_TEXT))
                .isFalse();
        assertThat(some.contains(Fixture.PRIVATE_NUMBERS)).isTrue();
        assertThat(some.contains(Fixture.PRIVATE_CREATOR)).isTrue();
        assertThat(some.contains(Fixture.PRIVATE_TEXT)).isFalse();
        assertThat(some.contains(Fixture.TAIL)).isFalse();
    }

    @Test
    void procedures_change_elements_in_place() throws InvalidScript {
        Dataset after =
                apply(
                        """
                        set["(0010,4000)", "set"]
                        delete["(0008,1030)"]
                        removeTags[{(0008,0070), "(0008,0050)"}]
                        hashUIDList[(0020,000D), "(0008,2112)/(0008,1155)"]
                        shiftDateTimeSequenceByIncrement[86400, "(0008,2112)/(0008,0020)"]
                        blankValues[collectValues[{(0010,0010), (0010,0020)}]]
                        blankValues[{"Nested^Name"}]
                        """);

        assertThat(after.string(Tag.PatientComments)).contains("set");
        assertThat(after.contains(Tag.StudyDescription)).isFalse();
        assertThat(after.contains(Tag.Manufacturer)).isFalse();
        assertThat(after.contains(Tag.AccessionNumber)).isFalse();
        assertThat(after.string(Tag.StudyInstanceUID))
                .hasValueSatisfying(uid -> assertThat(uid).startsWith("2.25."));
        Dataset image = after.sequence(Tag.SourceImageSequence).getFirst();
        assertThat(image.string(Tag.ReferencedSOPInstanceUID))
                .hasValueSatisfying(uid -> assertThat(uid).startsWith("2.25."));
        assertThat(image.string(Tag.StudyDate)).contains("20200111");
        assertThat(after.element(Tag.PatientName).orElseThrow().isEmpty()).isTrue();
        assertThat(after.element(Tag.PatientID).orElseThrow().isEmpty()).isTrue();
        assertThat(image.element(Tag.PatientName).orElseThrow().isEmpty()).isTrue();
    }

    @Test
    void a_shift_that_stands_alone_changes_its_element() throws InvalidScript {
        Dataset after =
                apply(
                        """
                        shiftDateByIncrement[(0008,0020), "1"]
                        shiftDateTimeByIncrement[(0008,2112)[1]/(0008,0020), "-1", "days"]
                        """);

        assertThat(after.string(Tag.StudyDate)).contains("20200301");
        assertThat(after.sequence(Tag.SourceImageSequence).get(0).string(Tag.StudyDate))
                .contains("20200110");
        assertThat(after.sequence(Tag.SourceImageSequence).get(1).string(Tag.StudyDate))
                .contains("20200109");
    }

    @Test
    void lists_in_variables_hold_tags_and_not_their_values() throws InvalidScript {
        Dataset after =
                apply(
                        """
                        none := {}
                        some := {(0010,4000), "(0008,0050)"}
                        all := {some, */(0008,1155), none}
                        (0008,0060) = "CT" ? gone := {(0008,1030)} : gone := {}
                        hashUIDList[{{*/(0008,1155)}, none}]
                        removeTags[some]
                        removeTags[{all, gone}]
                        """);

        assertThat(after.contains(Tag.PatientComments)).isFalse();
        assertThat(after.contains(Tag.AccessionNumber)).isFalse();
        assertThat(after.contains(Tag.StudyDescription)).isFalse();
        assertThat(
                        after.sequence(Tag.SourceImageSequence)
                                .getFirst()
                                .contains(Tag.ReferencedSOPInstanceUID))
                .isFalse();
    }

    @Test
    void wildcards_assign_to_what_is_there_only() throws InvalidScript {
        Dataset after =
                apply(
                        """
                        (0010,00X0) := "1"
                        (0011,001#) ?= "none"
                        (0013,XXXX) := "none"
                        """);

        assertThat(after.string(Tag.PatientName)).contains("1");
        assertThat(after.string(Tag.PatientID)).contains("1");
        assertThat(after.contains(Tag.IssuerOfPatientID)).isFalse();
        assertThat(after.stream().noneMatch(element -> Tag.group(element.tag()) == 0x0013))
                .isTrue();
    }

    @Test
    void mapped_identifiers_are_remembered_from_object_to_object() throws InvalidScript {
        var rules =
                rules(
                        """
                        version "6.6"
                        (0020,000D) := mapUID[(0020,000D), "1.2.3"]
                        mapReferencedUIDs["1.2.3", "(0008,2112)/(0008,1155)"]
                        (0008,0018) := newUID[]
                        """);

        Dataset first = Fixture.run(rules, Fixture.file(Fixture.rich())).dataset();
        Dataset second = Fixture.run(rules, Fixture.file(Fixture.rich())).dataset();

        assertThat(first.string(Tag.StudyInstanceUID))
                .isEqualTo(second.string(Tag.StudyInstanceUID))
                .hasValueSatisfying(
                        uid -> assertThat(uid).startsWith("1.2.3.").hasSizeLessThan(65));
        assertThat(first.string(Tag.SOPInstanceUID))
                .isNotEqualTo(second.string(Tag.SOPInstanceUID));
    }

    @Test
    void ages_above_89_become_89() throws InvalidScript {
        Dataset old =
                Fixture.rich().with(Tag.PatientAge, "093Y").with(Tag.PatientBirthDate, "19270101");

        Dataset scaled = apply("scalePatientAgeAndDobFromStudyDate[]", old);
        Dataset young =
                apply("scalePatientAgeAndDobFromStudyDate[]\n(0010,4000) := \"x\"", Fixture.rich());

        assertThat(scaled.string(Tag.PatientAge)).contains("089Y");
        assertThat(scaled.string(Tag.PatientBirthDate)).contains("19310228");
        assertThat(young.string(Tag.PatientAge)).contains("062Y");
    }

    @Test
    void pixels_are_filled_up_to_the_right_and_lower_side() throws InvalidScript {
        Dataset before = Fixture.rich().edit().remove(Fixture.TAIL).build();

        Dataset after =
                apply(
                        "alterPixels[\"rectangle\", \"l=0, t=0, r=1, b=9\", \"solid\", \"v=7\"]",
                        before);

        byte[] pixels = after.bytes(Tag.PixelData).orElseGet(() -> bytes(after));
        assertThat(pixels).containsExactly(7, 2, 7, 4);
    }

    private static byte[] bytes(Dataset dataset) {
        try (var in = dataset.element(Tag.PixelData).orElseThrow().open(false)) {
            return in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_note_says_which_scripts_ran() throws InvalidScript {
        var script = DicomEditScript.parse("version \"6.1\"\n(0010,0010) := subject");
        var rules = DicomEditRules.of(script, VARIABLES);

        Dataset once = Fixture.run(rules.withRecord("17"), Fixture.file(Fixture.rich())).dataset();
        Dataset twice = Fixture.run(rules.withRecord("18"), Fixture.file(once)).dataset();

        assertThat(
                        twice.codes(Tag.DeidentificationMethodCodeSequence).stream()
                                .map(code -> code.value()))
                .containsExactly("17", "18");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reject[]",
                "(0010,0010) := nothing",
                "(0010,0010) := lookup[\"pt\", \"unknown\"]",
                "(0010,0010) := getURL[\"http://localhost/\"]",
                "(0010,0010) := substring[\"abc\", 2, 9]",
                "(0010,0010) := shiftDateByIncrement[\"no date\", 1]",
                "(0028,0010) := \"many\"",
                "(0010,0010) ~ \"(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)#\" ? (0010,0010) := \"x\"",
                "(0008,1110) := \"text\"",
                "alterPixels[\"circle\", \"l=0,t=0,r=1,b=1\", \"solid\", \"v=0\"]"
            })
    void what_cannot_be_done_sets_the_object_aside(String statement) throws InvalidScript {
        Dataset before = Fixture.rich().with(Tag.PatientName, "x".repeat(60));

        var outcome =
                Fixture.run(rules("version \"6.6\"\n" + statement), Fixture.file(before)).outcome();

        assertThat(outcome).isInstanceOf(Outcome.Quarantined.class);
        assertThat(outcome.toString()).doesNotContain("xxx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(0010,0010) := \"no version\"",
                "version \"4.0\"",
                "version \"6.1\"\n(0010,0010) :=",
                "version \"6.1\"\n(0010,0010) := \"unclosed",
                "version \"6.1\"\n(0010,00) := \"x\"",
                "version \"6.1\"\n(0010,0010) := rename[\"x\"]",
                "version \"6.1\"\n(0010,0010) := \"x\" \"y\"",
                "version \"6.1\"\nif ( true[] ) { (0010,0010) := \"x\"",
                "version \"6.1\"\n(0010,0010) = \"x\"",
                "version \"6.1\"\n\u00a7"
            })
    void what_is_no_script_is_an_error(String text) {
        assertThatThrownBy(() -> DicomEditScript.parse(text)).isInstanceOf(InvalidScript.class);
    }

    @Test
    void scripts_without_end_are_refused() {
        String deep = "version \"6.1\"\nx := " + "uppercase[".repeat(1000);
        String big = "version \"6.1\"\n" + "/".repeat(DicomEditScript.MOST_CHARACTERS);

        assertThatThrownBy(() -> DicomEditScript.parse(deep))
                .isInstanceOf(InvalidScript.class)
                .hasMessageContaining("deeper");
        assertThatThrownBy(() -> DicomEditScript.parse(big)).isInstanceOf(InvalidScript.class);
    }

    @Test
    void new_text_in_other_letters_turns_the_object_to_utf_8() throws InvalidScript {
        Dataset after = apply("(0010,0010) := \"\u5c71\u7530\"");

        assertThat(after.string(Tag.PatientName)).contains("\u5c71\u7530");
        assertThat(after.string(Tag.InstitutionName)).contains("H\u00f4pital Nord");
    }

    private static DicomEditRules rules(String script) throws InvalidScript {
        return DicomEditRules.of(DicomEditScript.parse(script), VARIABLES)
                .withLookup(LookupTable.parse("pt/PID-007=found"));
    }

    private static Dataset apply(String statements) throws InvalidScript {
        return apply(statements, Fixture.rich());
    }

    private static Dataset apply(String statements, Dataset before) throws InvalidScript {
        var result = Fixture.run(rules("version \"6.6\"\n" + statements), Fixture.file(before));
        assertThat(result.outcome()).isInstanceOf(Outcome.Changed.class);
        return result.dataset();
    }
}
