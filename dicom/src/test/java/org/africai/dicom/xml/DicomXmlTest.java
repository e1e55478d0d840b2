package org.africai.dicom.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.io.InvalidDicom.Reason;
import org.africai.dicom.io.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DicomXmlTest {
    private static Dataset read(String xml) throws IOException {
        return DicomXmlReader.DEFAULT.read(new ByteArrayInputStream(xml.getBytes(UTF_8)), "test");
    }

    private static InvalidDicom refused(DicomXmlReader reader, String xml) {
        InputStream in = new ByteArrayInputStream(xml.getBytes(UTF_8));
        return catchThrowableOfType(InvalidDicom.class, () -> reader.read(in, "test"));
    }

    private static String document(String content) {
        return "<NativeDicomModel>" + content + "</NativeDicomModel>";
    }

    @Test
    void the_form_is_that_of_the_standard() throws IOException {
        Dataset item = Dataset.builder().put(Tag.ScheduledProcedureStepID, "1").build();
        Dataset dataset =
                Dataset.builder()
                        .put(Tag.PatientName, "A^B^^Dr.=C")
                        .put(Tag.ImageType, "A<B", "", "C")
                        .put(Tag.RequestAttributesSequence, item)
                        .put(0x00090010, Vr.LO, "ME")
                        .put(0x00091001, Vr.OB, new byte[] {1, 2})
                        .putBulk(Tag.PixelData, Vr.OW, BulkRange.of(new byte[4]))
                        .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        DicomXmlWriter.INLINE
                .withBulkData(10, (path, _) -> Optional.of("bulk?a&" + Tag.toHex(path.tag())))
                .write(dataset, out);

        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <NativeDicomModel xmlns="http://dicom.nema.org/PS3.19/models/NativeDICOM" \
                        xml:space="preserve">\
                        <DicomAttribute tag="00080008" vr="CS" keyword="ImageType">\
                        <Value number="1">A&lt;B</Value><Value number="2"></Value>\
                        <Value number="3">C</Value></DicomAttribute>\
                        <DicomAttribute tag="00090010" vr="LO">\
                        <Value number="1">ME</Value></DicomAttribute>\
                        <DicomAttribute tag="00091001" vr="OB" privateCreator="ME">\
                        <InlineBinary>AQI=</InlineBinary></DicomAttribute>\
                        <DicomAttribute tag="00100010" vr="PN" keyword="PatientName">\
                        <PersonName number="1"><Alphabetic><FamilyName>A</FamilyName>\
                        <GivenName>B</GivenName><NamePrefix>Dr.</NamePrefix></Alphabetic>\
                        <Ideographic><FamilyName>C</FamilyName></Ideographic></PersonName>\
                        </DicomAttribute>\
                        <DicomAttribute tag="00400275" vr="SQ" keyword="RequestAttributesSequence">\
                        <Item number="1">\
                        <DicomAttribute tag="00400009" vr="SH" keyword="ScheduledProcedureStepID">\
                        <Value number="1">1</Value></DicomAttribute></Item></DicomAttribute>\
                        <DicomAttribute tag="7FE00010" vr="OW" keyword="PixelData">\
                        <BulkData uri="bulk?a&amp;7FE00010"></BulkData></DicomAttribute>\
                        </NativeDicomModel>\
                        """);
    }

    @Test
    void what_real_programs_write_is_understood() throws IOException {
        Dataset dataset =
                read(
                        """
                        <?xml version="1.0"?>
                        <!-- comment -->
                        <NativeDicomModel xml:space="preserve">
                        <DicomAttribute tag="0020000d" vr="UI"><Value>1.2</Value></DicomAttribute>
                        <DicomAttribute tag="00080008" vr="CS" keyword="ImageType">
                        <Value number="2"><![CDATA[<A>]]>&amp;B</Value><Value number="4">C</Value>
                        </DicomAttribute>
                        <DicomAttribute tag="00100010" vr="PN"><PersonName number="1">
                        <Phonetic><GivenName>G</GivenName><FamilyName>F</FamilyName></Phonetic>
                        </PersonName></DicomAttribute>
                        <DicomAttribute tag="00280010" vr="US"/>
                        <DicomAttribute tag="00280000" vr="UL"><Value>4</Value></DicomAttribute>
                        <DicomAttribute tag="00091001" vr="OB"><InlineBinary>
                        AQ
                        I=</InlineBinary></DicomAttribute>
                        </NativeDicomModel>
                        """);

        assertThat(dataset.strings(Tag.ImageType)).containsExactly("", "<A>&B", "", "C");
        assertThat(dataset.string(Tag.PatientName)).contains("==F^G");
        assertThat(dataset.string(Tag.StudyInstanceUID)).contains("1.2");
        assertThat(dataset.element(Tag.Rows).orElseThrow().isEmpty()).isTrue();
        assertThat(dataset.contains(0x00280000)).isFalse();
        assertThat(dataset.bytes(0x00091001)).contains(new byte[] {1, 2});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "<X/> | an element that is not known",
                "SECRET | text outside a value",
                "<DicomAttribute vr='LO'/> | without a tag",
                "<DicomAttribute tag='00100020'/> | the element has no VR",
                "<DicomAttribute tag='00100020' vr='XX'/> | in (0010,0020): no such VR",
                "<DicomAttribute tag='00100020' vr='lo'/> | the element has no VR",
                "<DicomAttribute tag='FFFEE000' vr='UN'/> | a delimiter",
                "<DicomAttribute tag='00090001' vr='UN' privateCreator='X'/> | does not say its block",
                "<DicomAttribute tag='00100020' vr='LO'/><DicomAttribute tag='00100020' vr='LO'/> | there twice",
                "<DicomAttribute tag='00280010' vr='US'><Value>SECRET</Value></DicomAttribute> | not an integer",
                "<DicomAttribute tag='00280010' vr='US'><Value>70000</Value></DicomAttribute> | does not fit into US",
                "<DicomAttribute tag='00100020' vr='LO'><Value>a<b/></Value></DicomAttribute> | something else than text",
                "<DicomAttribute tag='00100020' vr='LO'><Value number='0'>a</Value></DicomAttribute> | the number of a value",
                "<DicomAttribute tag='00100020' vr='LO'><Value number='2'>a</Value><Value number='1'>a</Value></DicomAttribute> | not in the order",
                "<DicomAttribute tag='00100020' vr='LO'><Item/></DicomAttribute> | not known here",
                "<DicomAttribute tag='00100020' vr='LO'><PersonName/></DicomAttribute> | the name of a person in a value of LO",
                "<DicomAttribute tag='00400275' vr='SQ'><Item/><Value>a</Value></DicomAttribute> | two kinds",
                "<DicomAttribute tag='00091001' vr='OB'><InlineBinary>!</InlineBinary></DicomAttribute> | base64",
                "<DicomAttribute tag='00091001' vr='OB'><InlineBinary/><InlineBinary/></DicomAttribute> | two kinds",
                "<DicomAttribute tag='00091001' vr='OB'><BulkData uri='SECRET'/></DicomAttribute> | not known here",
                "<DicomAttribute tag='00091001' vr='OB'><BulkData/></DicomAttribute> | either a URI or a UUID",
                "<DicomAttribute tag='00100010' vr='PN'><PersonName><X/></PersonName></DicomAttribute> | a part of a name",
                "<DicomAttribute tag='00400275' vr='SQ'><Item><X/></Item></DicomAttribute> | an element that is not known",
                "<DicomAttribute tag='00100020' vr='LO'><Value>&SECRET;</Value></DicomAttribute> | ",
                "<DicomAttribute tag='00100020' vr='LO'> | this is no well-formed XML",
            })
    void what_is_wrong_is_told_without_the_value(String content, String message) {
        InvalidDicom error = refused(DicomXmlReader.DEFAULT, document(content));

        assertThat(error).isNotNull();
        assertThat(error.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(error).hasMessageStartingWith("test: at line 1, column ");
        assertThat(error).hasMessageContaining(message == null ? "" : message);
        assertThat(error.getMessage()).doesNotContain("SECRET");
    }

    @Test
    void document_types_and_entities_are_refused() {
        String external = "<!DOCTYPE NativeDicomModel SYSTEM 'file:///etc/passwd'>" + document("");
        String bomb =
                "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>"
                        + document(
                                "<DicomAttribute tag='00100020' vr='LO'><Value>&b;</Value></DicomAttribute>");

        assertThat(refused(DicomXmlReader.DEFAULT, external).reason()).isEqualTo(Reason.MALFORMED);
        assertThat(refused(DicomXmlReader.DEFAULT, bomb).reason()).isEqualTo(Reason.MALFORMED);
        assertThat(refused(DicomXmlReader.DEFAULT, "<Other/>"))
                .hasMessageContaining("the document is no NativeDicomModel");
        assertThat(refused(DicomXmlReader.DEFAULT, "").reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void depth_parts_and_length_are_limited() {
        DicomXmlReader reader = DicomXmlReader.DEFAULT;
        String open = "<DicomAttribute tag='00400275' vr='SQ'><Item>";

        assertThat(refused(reader, document(open.repeat(1000))))
                .hasMessageContaining("more than 64 sequences inside each other");
        assertThat(refused(reader.within(Limits.DEFAULT.withElements(3)), document(open.repeat(2))))
                .hasMessageContaining("more than 3 elements");
        assertThat(
                        refused(
                                reader.within(Limits.DEFAULT.withElements(1000)),
                                document(
                                        "<DicomAttribute tag='00100020' vr='LO'>"
                                                + "<Value number='999999999'>a</Value></DicomAttribute>")))
                .hasMessageContaining("more than 1000 elements");
        assertThat(
                        refused(
                                reader.within(Limits.DEFAULT.withHeaderBytes(1000)),
                                document(" ".repeat(2000))))
                .hasMessageContaining("more than 1000 bytes");
    }

    @Test
    void a_stream_that_fails_is_not_taken_for_bad_xml() {
        InputStream failing =
                new FilterInputStream(InputStream.nullInputStream()) {
                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        throw new IOException("the disk is gone");
                    }
                };

        assertThatIOException()
                .isThrownBy(() -> DicomXmlReader.DEFAULT.read(failing, "test"))
                .withMessageContaining("the disk is gone");
    }
}
