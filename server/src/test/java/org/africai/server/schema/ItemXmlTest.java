package org.africai.server.schema;

import static org.africai.server.schema.Types.REGISTRY;
import static org.africai.server.schema.Types.item;
import static org.africai.server.schema.Types.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.africai.server.http.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemXmlTest {
    private static final ItemXml XML = new ItemXml(REGISTRY);
    private static final String XNAT = "xmlns:xnat=\"http://nrg.wustl.edu/xnat\"";
    private static final String XSI = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

    private static Item read(String xml) {
        return XML.read(SafeXml.parse(xml));
    }

    @Test
    void a_session_is_written_as_xnat_writes_it() {
        Item session =
                item(
                        "xnat:mrSessionData",
                        "scans/scan[ID=1][@xsi:type=xnat:mrScanData]/parameters/tr",
                        "2.5",
                        "scans/scan[ID=1]/parameters/addParam[name=k]/addField",
                        "v",
                        "scanner/model",
                        "Prisma",
                        "date",
                        "2024-02-29",
                        "ID",
                        "XNAT_E1",
                        "label",
                        "E1");

        assertThat(XML.toXml(session).replaceAll(" xmlns:\\w+=\"[^\"]*\"", ""))
                .isEqualTo(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <xnat:MRSession ID="XNAT_E1" label="E1">
                         <xnat:date>2024-02-29</xnat:date>
                         <xnat:scanner model="Prisma"/>
                         <xnat:scans>
                          <xnat:scan ID="1" xsi:type="xnat:mrScanData">
                           <xnat:parameters>
                            <xnat:tr>2.5</xnat:tr>
                            <xnat:addParam name="k">
                        <!--value-->v</xnat:addParam>
                           </xnat:parameters>
                          </xnat:scan>
                         </xnat:scans>
                        </xnat:MRSession>
                        """);
    }

    @Test
    void every_prefix_is_declared_on_the_root_and_there_is_no_default_namespace() {
        String xml = XML.toXml(item("xnat:projectData", "ID", "P"));

        assertThat(xml)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xnat:Project ")
                .contains(XNAT, XSI, "xmlns:cat=\"http://nrg.wustl.edu/catalog\"")
                .doesNotContain("xmlns=\"");
    }

    @Test
    void a_protocol_carries_its_type() {
        Item project =
                item(
                        "xnat:projectData",
                        "studyProtocol[ID=P_xnat_subjectData]/name",
                        "Subjects",
                        "studyProtocol[ID=P_xnat_subjectData]/data-type",
                        "xnat:subjectData");

        assertThat(XML.toXml(project))
                .contains(
                        "<xnat:studyProtocol ID=\"P_xnat_subjectData\" name=\"Subjects\""
                                + " data-type=\"xnat:subjectData\""
                                + " xsi:type=\"xnat:datatypeProtocol\"/>");
    }

    @Test
    void the_archives_own_numbers_are_not_written() {
        Item scan = item("xnat:mrScanData", "ID", "1").withField("xnat_imagescandata_id", "77");

        assertThat(XML.toXml(scan)).contains("ID=\"1\"").doesNotContain("77");
    }

    @Test
    void a_document_may_use_prefixes_of_its_own() {
        Item subject =
                read(
                        """
                        <a:Subject xmlns:a="http://nrg.wustl.edu/xnat" label="S1" %s
                            xsi:schemaLocation="http://nrg.wustl.edu/xnat http://x/xnat.xsd">
                          <a:demographics xsi:type="a:demographicData">
                            <!-- as told -->
                            <a:gender> female </a:gender>
                          </a:demographics>
                        </a:Subject>
                        """
                                .formatted(XSI)
                                .replace(" female ", "female"));

        assertThat(subject.field("label")).hasValue("S1");
        assertThat(subject.get(resolved("xnat:subjectData", "demographics/gender")))
                .hasValue("female");
    }

    @Test
    void the_order_of_elements_does_not_matter() {
        Item item =
                read(
                        "<xnat:MRSession "
                                + XNAT
                                + "><xnat:coil>c</xnat:coil><xnat:note>n</xnat:note>"
                                + "<xnat:date>2024-01-01</xnat:date></xnat:MRSession>");

        assertThat(item.fields()).containsOnlyKeys("coil", "note", "date");
    }

    @Test
    void an_empty_element_says_nothing() {
        Item item =
                read(
                        "<xnat:MRSession label='' "
                                + XNAT
                                + "><xnat:note/><xnat:date> </xnat:date><xnat:scans/>"
                                + "</xnat:MRSession>");

        assertThat(item.isEmpty()).isTrue();
    }

    @Test
    void a_root_element_may_name_a_subtype() {
        Item item =
                read(
                        "<xnat:Resource xsi:type='xnat:resourceCatalog' URI='a' "
                                + XNAT
                                + " "
                                + XSI
                                + "/>");

        assertThat(item.xsiType()).isEqualTo("xnat:resourceCatalog");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<xnat:Nothing NS/> | the element Nothing is not the root",
                "<Subject/> | the element Subject is not the root",
                "<xnat:subjectData_field NS/> | is not the root",
                "<xnat:Subject NS colour='red'/> | has an unknown attribute: colour",
                "<xnat:Subject NS><xnat:colour/></xnat:Subject> | the element colour is not expected",
                "<xnat:Subject NS><label/></xnat:Subject> | the element label is not expected",
                "<xnat:Subject NS>text</xnat:Subject> | holds text between its elements",
                "<xnat:MRSession NS><xnat:date>x</xnat:date></xnat:MRSession> | line 1: date must be",
                "<xnat:MRSession NS><xnat:date><xnat:b/></xnat:date></xnat:MRSession> | not expected",
                "<xnat:MRSession NS><xnat:coil>1</xnat:coil><xnat:coil>2</xnat:coil></xnat:MRSession>"
                        + " | the element coil occurs more than once",
                "<xnat:Subject NS><xnat:demographics xsi:type='xnat:mrScanData'/></xnat:Subject>"
                        + " | cannot be of the type xnat:mrScanData",
                "<xnat:Subject NS><xnat:experiments><xnat:experiment/></xnat:experiments>"
                        + "</xnat:Subject> | needs an xsi:type that extends",
                "<xnat:Subject NS><xnat:demographics xsi:type='xnat:abstractDemographicData'/>"
                        + "</xnat:Subject> | cannot be of the type",
                "<xnat:Subject NS xsi:type='xnat:mrScanData'/> | cannot be of the type",
                "<xnat:Subject NS><xnat:investigator/><xnat:investigator/></xnat:Subject>"
                        + " | the element investigator occurs more than once",
            })
    void what_the_type_does_not_know_is_refused_and_not_lost(String xml, String message) {
        assertThatThrownBy(() -> read(xml.replace("NS", XNAT + " " + XSI)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> assertThat(r.reason()).isEqualTo(Refusal.Reason.INVALID))
                .hasMessageContaining("line 1: ")
                .hasMessageContaining(message);
    }

    @Test
    void three_spellings_of_a_time_are_one() {
        for (String spelling :
                new String[] {
                    "2020-01-01 01:02:03", "2020-01-01T01:02:03", "2020-01-01T01:02:03Z"
                }) {
            Item visit =
                    read(
                            "<xnat:PVisit %s><xnat:start_date>%s</xnat:start_date></xnat:PVisit>"
                                    .replace("%s", spelling)
                                    .replaceFirst(spelling, XNAT));
            assertThat(XML.toXml(visit))
                    .contains("<xnat:start_date>2020-01-01T01:02:03</xnat:start_date>");
        }
    }
}
