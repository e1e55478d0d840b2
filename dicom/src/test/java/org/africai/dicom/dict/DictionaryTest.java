package org.africai.dicom.dict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.africai.dicom.Uid;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DictionaryTest {
    @Test
    void every_element_of_the_table_is_found_by_tag_and_keyword() {
        Dictionary.all()
                .filter(element -> !element.keyword().isEmpty() && !element.vrs().isEmpty())
                .forEach(element -> {
                    int tag = Dictionary.tagOf(element.keyword()).orElseThrow();
                    assertThat(Dictionary.find(tag)).contains(element);
                    assertThat(Dictionary.vr(tag)).isEqualTo(element.vrs().getFirst());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "'(60FE,3000)', OverlayData, OB, true",
        "'(5002,3000)', CurveData, OB, true",
        "'(0020,31A7)', SourceImageIDs, CS, false",
        "'(0028,04F0)', RowsForNthOrderCoefficients, US, false",
        "'(0028,0400)', TransformLabel, LO, false",
        "'(1000,ABC1)', RunLengthTriplet, US, false",
        "'(1010,1234)', ZonalMap, US, false",
        "'(0028,0106)', SmallestImagePixelValue, US, true",
        "'(0028,3006)', LUTData, US, true",
        "'(0010,0010)', PatientName, PN, false"
    })
    void repeating_and_ambiguous_elements(String tag, String keyword, Vr vr, boolean isAmbiguous) {
        int number = Tag.parse(tag).orElseThrow();

        assertThat(Dictionary.keyword(number)).isEqualTo(keyword);
        assertThat(Dictionary.vr(number)).isEqualTo(vr);
        assertThat(Dictionary.isAmbiguous(number)).isEqualTo(isAmbiguous);
    }

    @Test
    void elements_that_are_not_in_the_table() {
        assertThat(Dictionary.vr(0x00190010)).isEqualTo(Vr.LO);
        assertThat(Dictionary.vr(0x00191010)).isEqualTo(Vr.UN);
        assertThat(Dictionary.vr(0x00180000)).isEqualTo(Vr.UL);
        assertThat(Dictionary.vr(0x00180001)).isEqualTo(Vr.UN);
        assertThat(Dictionary.vr(0x60013000)).isEqualTo(Vr.UN);
        assertThat(Dictionary.find(0x00191010)).isEmpty();
        assertThat(Dictionary.keyword(0x00191010)).isEmpty();
        assertThat(Dictionary.tagOf("NoSuchKeyword")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PatientID", "00100020", "'(0010,0020)'", "'0010,0020'"})
    void tags_are_read_in_several_forms(String text) {
        assertThat(Tag.parse(text)).hasValue(Tag.PatientID);
    }

    @Test
    void tags_are_written_and_told_apart() {
        assertThat(Tag.toString(Tag.PixelData)).isEqualTo("(7FE0,0010)");
        assertThat(Tag.toHex(0xFFFCFFFC)).isEqualTo("FFFCFFFC");
        assertThat(Tag.parse("(0010,00)")).isEmpty();
        assertThat(Tag.parse("0010002G")).isEmpty();
        assertThat(Tag.compare(0x90000010, Tag.PixelData)).isPositive();
        assertThat(Tag.isPrivate(0x00291010)).isTrue();
        assertThat(Tag.creatorOf(0x00291110)).isEqualTo(0x00290011);
        assertThat(Tag.isPrivateCreator(0x00290011)).isTrue();
        assertThat(Tag.isPrivateCreator(0x00290001)).isFalse();
    }

    @Test
    void multiplicities() {
        assertThat(Multiplicity.parse("2-2n").allows(4)).isTrue();
        assertThat(Multiplicity.parse("2-2n").allows(3)).isFalse();
        assertThat(Multiplicity.parse("1-3").allows(0)).isTrue();
        assertThat(Multiplicity.parse("1-3").allows(4)).isFalse();
        for (String text : new String[] {"1", "1-n", "2-2n", "1-32", "6-n"}) {
            assertThat(Multiplicity.parse(text)).hasToString(text);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Multiplicity(3, 2, 1));
    }

    @Test
    void identifiers_have_names() {
        assertThat(UidDictionary.name(KnownUid.CTImageStorage)).isEqualTo("CT Image Storage");
        assertThat(UidDictionary.name(new Uid("1.2.3"))).isEqualTo("1.2.3");
        assertThat(UidDictionary.find("JPEG2000").orElseThrow().uid())
                .isEqualTo(TransferSyntax.JPEG_2000.uid());
        assertThat(UidDictionary.all().filter(uid -> uid.type().equals("Transfer Syntax")))
                .allMatch(uid -> TransferSyntax.of(uid.uid()).isKnown());
    }
}
