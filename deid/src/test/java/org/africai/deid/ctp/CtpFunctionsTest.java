package org.africai.deid.ctp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.africai.deid.Fixture;
import org.africai.deid.InvalidScript;
import org.africai.deid.Policy;
import org.africai.dicom.dict.Tag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each function with the value that CTP itself gives for the same object and the same script.
class CtpFunctionsTest {
    /// An element that the dictionary does not know, which CTP makes an SH of any length.
    private static final int TARGET = Tag.of(0x0EE0, 0x0001);

    private static final String HEAD =
            """
            param.SITEID=417
            param.UIDROOT=1.2.826.0.1.3680043.9.9999
            param.DATEINC=-3210
            param.KEY=correct horse battery staple
            """;
    private static final String TABLE =
            """
            ptid/PID-007=NEW1
            two/ACC0012345|PID-007=@x/y
            x/y=IND
            op/Op^OneOp^Two=Someone
            inc/PID-007=-5
            base/PID-007=1/15/1950
            """;

    /// Calls, and what the element holds afterwards: null when it is not made.
    static Stream<Arguments> calls() {
        return Stream.of(contents(), hashes(), conditionsAndDates(), tables(), others())
                .flatMap(calls -> calls);
    }

    private static Stream<Arguments> contents() {
        return Stream.of(
                arguments("@append(){x}", "x"),
                arguments("@contents(PatientName)", "Smith^John^Quincy"),
                arguments("@contents(PatientName,\"[aeiou]\")", "Smth^Jhn^Qncy"),
                arguments(
                        "@contents(PatientName,\"(\\w+)\\^(\\w+)\",\"$2-$1\")",
                        "Smith^John^Quincy"),
                arguments(
                        "@contents(PatientName,\"(\\\\w+)\\\\^(\\\\w+).*\",\"$2-$1\")",
                        "John-Smith"),
                arguments("@contents(PatientName,\"a\",\"b\",\"c\")", ""),
                arguments("@contents(OtherPatientIDs)", "A1\\B2"),
                arguments("@contents(SourceImageSeq::RefSOPInstanceUID)", "1.2.3.4.5"),
                arguments("@contents(ReferencedStudySequence::PatientName)", ""),
                arguments(
                        "@contents(RequestAttributesSeq::RefStudySeq::PatientName)", "Nested^Name"),
                arguments("@contents(root:PatientID)", "PID-007"),
                arguments("@contents(TransferSyntaxUID)", "1.2.840.10008.1.2.1"),
                arguments("@contents((0010,0020))", "PID-007"),
                arguments("@contents([10,20])", "PID-007"),
                arguments("@contents(0009[ACME 1.1]01)", "private text"),
                arguments("@contents(00091002)", "7\\8"),
                arguments("@contents(Rows)", "2"),
                arguments("@contents(FrameIncrementPointer)", "00181063"),
                arguments("@contents(PatientComments)", "some comment"),
                arguments("@contents(Absent)x", "x"),
                arguments("@decrypt(StudyDescription,@KEY)", "(StudyDescription,@KEY)"),
                arguments("@encrypt(PatientName,@KEY)", "GSpiD6qhpojUjv19534rgyoUSvWmOXem"));
    }

    private static Stream<Arguments> hashes() {
        return Stream.of(
                arguments("@encrypt(PatientName)", "(PatientName)"),
                arguments("@encrypt(PatientID,short)", "KOqldmmdC2Y="),
                arguments("@hash(AccessionNumber)", "194974119424303074925961598600207351725"),
                arguments("@hash(AccessionNumber,8)", "19497411"),
                arguments("@hash(AccessionNumber,0)", "194974119424303074925961598600207351725"),
                arguments("@hash(AccessionNumber,@NOPE)", "(AccessionNumber,@NOPE)"),
                arguments("@hash(Absent)", null),
                arguments("@hash(InstitutionName)", "103104444497339430722878954375539856637"),
                arguments("@hashdate(StudyDate,PatientID)", "20111227"),
                arguments("@hashdate(StudyDate,Absent)", null),
                arguments("@hashdate(PatientAge,PatientID)", ""),
                arguments("@hashname(PatientName,6)", "745974"),
                arguments("@hashname(PatientName,6,2)", "148835"),
                arguments("@hashname(PatientName,bad)", "7459"),
                arguments("@hashptid(@SITEID,PatientID,10)", "3258414223"),
                arguments(
                        "@hashptid(@SITEID,PatientID)", "325841422329633846071182003056418609024"),
                arguments("@hashptid(@NOPE,PatientID,5)", "27814"),
                arguments("@hashptid(@SITEID)", "(@SITEID)"),
                arguments(
                        "@hashuid(@UIDROOT,SOPInstanceUID)",
                        "1.2.826.0.1.3680043.9.9999.1427282008476505345882881638952904936"),
                arguments("@hashuid(@NOPE,SOPInstanceUID)", "(@NOPE,SOPInstanceUID)"),
                arguments(
                        "@hashuid(1.2.,StudyInstanceUID)",
                        "1.2.101805042130671906943040537400317033672"),
                arguments(
                        "@hashuid(1.2,OtherPatientIDs)",
                        "1.2.270433540150772420784440880874613408822"));
    }

    private static Stream<Arguments> conditionsAndDates() {
        return Stream.of(
                arguments("@if(PatientSex,equals,m){yes}{no}", "yes"),
                arguments("@if(PatientSex,equals,@NOPE){yes}{no}", "no"),
                arguments("@if(PatientComments,contains,\"COMM\"){yes}{no}", "yes"),
                arguments("@if(PatientID,matches,\"PID-\\\\d+\"){yes}{no}", "yes"),
                arguments("@if(PatientID,matches,\"PID\"){yes}{no}", "no"),
                arguments("@if(PatientName,exists){yes}{no}", "yes"),
                arguments("@if(Absent,exists){yes}{no}", "no"),
                arguments("@if(Absent,isblank){yes}{no}", "yes"),
                arguments("@if(PatientWeight,greaterthan,100){yes}{no}", "yes"),
                arguments("@if(PatientID,sounds,like){yes}{no}", "no"),
                arguments("@if(PatientID){yes}{no}", "no"),
                arguments("@if(PatientID,exists){@if(Absent,exists){a}{b}c}{d}", "bc"),
                arguments("@if(PatientID,exists){yes} lost", "yes"),
                arguments("@incrementdate(StudyDate,@DATEINC)", "20110517"),
                arguments("@incrementdate(StudyDate,1)", "20200301"),
                arguments("@incrementdate(AcquisitionDatetime,1)", ""),
                arguments("@incrementdate(AcquisitionDate,1)", "2020-01-020200105"),
                arguments("@incrementdate(StudyDate,PatientID,inc)", "20200224"),
                arguments("@incrementdate(StudyDate,AccessionNumber,inc)", ""),
                arguments("@incrementdate(Absent,1)", null),
                arguments("@incrementdate(StudyDate,sentence)", ""),
                arguments("@initials(PatientName)", "JQS"));
    }

    private static Stream<Arguments> tables() {
        return Stream.of(
                arguments("@initials(PatientName,1)", "KRT"),
                arguments("@initials(Absent)", "X"),
                arguments("@lookup(PatientID,ptid)", "NEW1"),
                arguments("@lookup(AccessionNumber|PatientID,two)", "IND"),
                arguments("@lookup(OperatorName,op)", "Someone"),
                arguments("@lookup(AccessionNumber,ptid,default,none)", "none"),
                arguments("@lookup(AccessionNumber,ptid,ignore,\"ACC.*\")", "ACC0012345"),
                arguments("@dateinterval(PatientBirthDate,base,PatientID)", "2716"),
                arguments("@dateinterval(PatientBirthDate,base,PatientID,20000101)", "20070609"),
                arguments("@lowercase(PatientName)", "smith^john^quincy"),
                arguments("@uppercase(StudyDescription)", "A/B/C PATH"),
                arguments("@modifydate(StudyDate,*,1,1)", "20200101"),
                arguments("@modifydate(StudyDate,2019,*,*)", "20190301"),
                arguments("@modifydate(Absent,*,1,1)", null),
                arguments("@param(@SITEID)", "417"),
                arguments("@param($SITEID)", "417"),
                arguments("@param(@NOPE)", "null"),
                arguments("@param(text)", "text"),
                arguments("@pathelement(StudyDescription,1)", "b"),
                arguments("@pathelement(StudyDescription,-1)", "c path"),
                arguments("@pathelement(StudyDescription,9)", "a/b/c path"),
                arguments("@require(PatientID,\"dflt\")", "PID-007"));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                arguments("@require(Absent,\"dflt\")", "dflt"),
                arguments("@require()", ""),
                arguments("@round(PatientAge,10)", "060Y"),
                arguments("@round(PatientAge,@NOPE)", "(PatientAge,@NOPE)"),
                arguments("@round(PatientWeight,5)", "815."),
                arguments("@select(){root}{item}", "root"),
                arguments("@truncate(PatientName,5)", "Smith"),
                arguments("@truncate(PatientName,-6)", "Quincy"),
                arguments("@truncate(PatientName,x)", "Smith^John^Quincy"),
                arguments("@value(PatientID)", "PID-007"),
                arguments("@value(Absent,\"d,e\")", "d,e"),
                arguments("@value(Absent)", ""),
                arguments("@foo(a, b)", "@foo(a,b)"),
                arguments("@truncate(@contents(PatientID),4)", ""),
                arguments("@param(@SITEID)-@hashptid(@SITEID,PatientID,10)", "417-3258414223"),
                arguments("a\\@b\\\\c", "a@b\\c"),
                arguments("plain text", "plain text"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void gives_what_ctp_gives(String call, @Nullable String expected) throws InvalidScript {
        var result = Fixture.run(rules(call), Fixture.file(Fixture.rich())).dataset();

        if (expected == null) {
            assertThat(result.contains(TARGET)).isFalse();
        } else {
            assertThat(result.contains(TARGET)).isTrue();
            assertThat(String.join("\\", result.strings(TARGET))).isEqualTo(expected);
        }
    }

    @Test
    void dates_and_times_are_those_of_the_clock() throws InvalidScript {
        var clock = Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);
        var rules = rules("@date(-)T@time(:)").withClock(clock);

        var result = Fixture.run(rules, Fixture.file(Fixture.rich())).dataset();

        assertThat(result.string(TARGET)).contains("2026-03-04T05:06:07");
    }

    @Test
    void numbers_run_from_one_and_stay_with_their_value() throws InvalidScript {
        var rules = rules("@integer(PatientID,pt,3)@integer(PatientName,pt)");
        var other = Fixture.rich().with(Tag.PatientID, "another");

        var first = Fixture.run(rules, Fixture.file(Fixture.rich())).dataset();
        var second = Fixture.run(rules, Fixture.file(other)).dataset();
        var again = Fixture.run(rules, Fixture.file(Fixture.rich())).dataset();

        assertThat(first.string(TARGET)).contains("0012");
        assertThat(second.string(TARGET)).contains("0032");
        assertThat(again.string(TARGET)).contains("0012");
    }

    @Test
    void what_was_encrypted_can_be_decrypted() throws InvalidScript {
        var cipher = Fixture.rich().with(Tag.StudyDescription, "GSpiD6qhpojUjv19534rgyoUSvWmOXem");

        var result = Fixture.run(rules("@decrypt(StudyDescription,@KEY)"), Fixture.file(cipher));

        assertThat(result.dataset().string(TARGET)).contains("Smith^John^Quincy");
    }

    private static CtpRules rules(String call) throws InvalidScript {
        String line = "set.[0EE0,0001]x=@always()" + call.replace("\\", "\\\\");
        return CtpRules.of(CtpScript.parse(HEAD + line), Policy.COMPATIBLE)
                .withLookup(LookupTable.parse(TABLE));
    }
}
