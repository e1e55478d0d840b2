package org.africai.server.schema;

import static org.africai.server.schema.Types.REGISTRY;
import static org.africai.server.schema.Types.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.africai.server.http.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeRegistryTest {
    @Test
    void every_file_is_in_the_index() throws IOException, URISyntaxException {
        URL index = Objects.requireNonNull(Schemas.class.getResource("/schemas/index.txt"));
        Path folder = Path.of(index.toURI()).resolveSibling(".").normalize();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(
                            files.map(f -> folder.relativize(f).toString())
                                    .filter(f -> f.endsWith(".xsd"))
                                    .map(f -> f.replace('\\', '/').replace(".xsd", "")))
                    .containsExactlyInAnyOrderElementsOf(Schemas.bundled().names());
        }
    }

    @Test
    void a_type_is_found_by_name_and_by_element_in_any_case() {
        DataType session = type("xnat:mrSessionData");

        assertThat(REGISTRY.find("XNAT:mrsessiondata")).hasValue(session);
        assertThat(REGISTRY.find("xnat:MRSession")).hasValue(session);
        assertThat(REGISTRY.find("xnat:ReconstructedImage"))
                .hasValue(type("xnat:reconstructedImageData"));
        assertThat(REGISTRY.find("mrSessionData")).isEmpty();
        assertThatThrownBy(() -> REGISTRY.get("xnat:noSuchData"))
                .isInstanceOf(Refusal.class)
                .hasMessage("Unknown data type: xnat:noSuchData");
    }

    @Test
    void a_type_is_what_it_extends() {
        assertThat(REGISTRY.isA("xnat:mrSessionData", "xnat:imageSessionData")).isTrue();
        assertThat(REGISTRY.isA("xnat:mrSessionData", "xnat:experimentData")).isTrue();
        assertThat(REGISTRY.isA("xnat:qcAssessmentData", "xnat:imageAssessorData")).isTrue();
        assertThat(REGISTRY.isA("icr:roiCollectionData", "xnat:imageAssessorData")).isTrue();
        assertThat(REGISTRY.isA("xnat:imageSessionData", "xnat:mrSessionData")).isFalse();
        assertThat(REGISTRY.isA("xnat:mrScanData", "xnat:imageSessionData")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abstractResource",
                "abstractProtocol",
                "abstractDemographicData",
                "abstractSubjectMetadata",
                "abstractProjectAsset",
                "abstractStatistics",
                "experimentData",
                "subjectAssessorData",
                "derivedData",
                "imageSessionData",
                "imageScanData",
                "imageAssessorData"
            })
    void a_type_that_is_never_an_object_is_abstract_and_has_a_usual_subtype(String name) {
        DataType type = type("xnat:" + name);

        assertThat(type.isAbstract()).isTrue();
        assertThat(REGISTRY.instance(type)).matches(t -> !t.isAbstract() && t.isA(type));
    }

    @Test
    void the_usual_subtypes_are_those_clients_mean() {
        assertThat(REGISTRY.instance(type("xnat:abstractDemographicData")).name())
                .isEqualTo("xnat:demographicData");
        assertThat(REGISTRY.instance(type("xnat:abstractSubjectMetadata")).name())
                .isEqualTo("xnat:subjectMetadata");
        assertThat(REGISTRY.instance(type("xnat:abstractResource")).name())
                .isEqualTo("xnat:resourceCatalog");
        assertThat(REGISTRY.instance(type("xnat:abstractProtocol")).name())
                .isEqualTo("xnat:datatypeProtocol");
    }

    /// The names of modalities that have both a type of session and a type of scan.
    private static final String BOTH =
            """
            mr ct pet eps hd ecg us io mg dx cr gmv gm esv es nm sr dx3DCraniofacial xa3D rf
            xa sm xc xcv op opt dms cfm pa rt rg meg eeg emg eog resp pos obj otherDicom
            """;

    static List<String> sessionModalities() {
        return words(BOTH + "petmr");
    }

    static List<String> scanModalities() {
        return words(BOTH + "ann rtImage sc seg mrs mtl voiceAudio");
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    @ParameterizedTest
    @MethodSource("sessionModalities")
    void every_modality_has_a_session_type(String modality) {
        DataType session = type("xnat:" + modality + "SessionData");

        assertThat(session.isA("xnat:imageSessionData")).isTrue();
        assertThat(session.element().orElseThrow()).isEqualToIgnoringCase(modality + "Session");
        assertThat(session.singular()).endsWith(" Session");
        assertThat(session.plural()).endsWith(" Sessions");
    }

    @ParameterizedTest
    @MethodSource("scanModalities")
    void every_modality_has_a_scan_type(String modality) {
        DataType scan = type("xnat:" + modality + "ScanData");

        assertThat(scan.isA("xnat:imageScanData")).isTrue();
        assertThat(scan.element().orElseThrow()).isEqualToIgnoringCase(modality + "Scan");
        assertThat(scan.hiddenKey()).hasValue("xnat_imagescandata_id");
    }

    @ParameterizedTest
    @CsvSource({
        "xnat:mrSessionData, MR Session, MR Sessions, MRSession",
        "xnat:subjectData, Subject, Subjects, Subject",
        "xnat:projectData, Project, Projects, Project",
        "xnat:qcManualAssessorData, Manual QC, Manual QCs, QCManualAssessment",
        "xnat:investigatorData, Investigator, Investigators, Investigator",
    })
    void a_type_has_names_for_people(String name, String singular, String plural, String element) {
        assertThat(type(name).singular()).isEqualTo(singular);
        assertThat(type(name).plural()).isEqualTo(plural);
        assertThat(type(name).element()).hasValue(element);
    }

    @ParameterizedTest
    @CsvSource({
        "xnat:mrSessionData, date, DATE, false",
        "xnat:mrSessionData, ID, STRING, true",
        "xnat:mrSessionData, scanner/manufacturer, STRING, true",
        "xnat:mrSessionData, scanner, STRING, false",
        "xnat:mrScanData, parameters/voxelRes/x, FLOAT, true",
        "xnat:mrScanData, parameters/tr, FLOAT, false",
        "xnat:mrScanData, frames, INTEGER, false",
        "xnat:ctScanData, parameters/kvp, FLOAT, false",
        "xnat:petScanData, parameters/MT_3_4, FLOAT, false",
        "xnat:petSessionData, tracer/isotope/half-life, STRING, true",
        "xnat:resourceCatalog, file_size, LONG, true",
        "xnat:resourceCatalog, URI, URI, true",
        "xnat:experimentData, duration, DURATION, false",
        "xnat:pVisitData, start_date, DATE_TIME, false",
        "xnat:projectData, active, BOOLEAN, true",
    })
    void a_value_has_its_datatype_and_place(
            String type, String path, SimpleType datatype, boolean attribute) {
        Field.Value field = type(type).value(path).orElseThrow();

        assertThat(field.datatype()).isEqualTo(datatype);
        assertThat(field.attribute()).isEqualTo(attribute);
    }

    @Test
    void a_value_has_its_limits() {
        DataType demographics = type("xnat:demographicData");
        assertThat(demographics.value("gender").orElseThrow().facets().values())
                .containsExactly("male", "female", "other", "unknown", "M", "F");
        assertThat(demographics.value("education").orElseThrow().facets().max()).isEqualTo(30);
        assertThat(type("xnat:mrScanData").value("note").orElseThrow().facets().maxLength())
                .isEqualTo(2500);
    }

    @Test
    void a_repeated_structure_has_a_type_named_after_its_owner() {
        Field.Repeated field =
                (Field.Repeated) type("xnat:subjectData").field("fields/field").orElseThrow();

        assertThat(field.type()).isEqualTo("xnat:subjectData_field");
        assertThat(field.key()).isEqualTo("name");
        assertThat(type(field.type()).fields()).containsOnlyKeys("name", "field");
        assertThat(type(field.type()).isEmbedded()).isTrue();
        assertThat(REGISTRY.types()).doesNotContain(type(field.type()));
    }

    @Test
    void a_parameter_is_named_by_its_name_and_has_its_value_as_add_field() {
        Field.Repeated field =
                (Field.Repeated) type("xnat:mrScanData").field("parameters/addParam").orElseThrow();

        assertThat(field.type()).isEqualTo("xnat:addField");
        assertThat(field.key()).isEqualTo("name");
        assertThat(type("xnat:addField").fields()).containsOnlyKeys("name", "addField");
    }

    @Test
    void no_type_has_two_paths_that_differ_only_in_case() {
        for (DataType type : REGISTRY.types()) {
            Set<String> paths = new HashSet<>();
            assertThat(type.fields().keySet())
                    .as(type.name())
                    .allMatch(p -> paths.add(p.toLowerCase(Locale.ROOT)));
        }
    }

    @Test
    void the_data_types_clients_expect_are_there() {
        assertThat(REGISTRY.types().stream().map(DataType::name))
                .hasSizeGreaterThan(50)
                .contains(
                        "xnat:mrSessionData",
                        "xnat:imageScanData",
                        "wrk:workflowData",
                        "xdat:user",
                        "arc:ArchiveSpecification");
    }

    @Test
    void a_site_adds_a_data_type_by_adding_a_schema() {
        String xsd =
                """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
                    xmlns:mal="http://example.org/malaria" targetNamespace="http://example.org/malaria"
                    xmlns:xnat="http://nrg.wustl.edu/xnat">
                  <xs:element name="Smear" type="mal:smearData"/>
                  <xs:complexType name="smearData"><xs:complexContent>
                    <xs:extension base="xnat:subjectAssessorData"><xs:sequence>
                      <xs:element name="parasites" type="xs:integer" minOccurs="0"/>
                    </xs:sequence></xs:extension>
                  </xs:complexContent></xs:complexType>
                </xs:schema>
                """;

        TypeRegistry registry = TypeRegistry.of(Schemas.bundled().with("malaria", xsd));

        DataType smear = registry.get("mal:Smear");
        assertThat(smear.isA("xnat:experimentData")).isTrue();
        assertThat(smear.value("parasites")).isPresent();
        assertThat(smear.value("date")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xmlns:xnat='urn:x' | <xs:complexType name='a'/> | needs a prefix of its own",
                "xmlns:y='urn:x' | <xs:complexType name='a'><xs:group/></xs:complexType>"
                        + " | line 1: xs:group is not understood here",
                "xmlns:y='urn:x' | <xs:complexType name='a'><xs:attribute name='b' type='xs:int'/>"
                        + "</xs:complexType> | unknown datatype xs:int",
                "xmlns:y='urn:x' | <xs:complexType name='a'><xs:complexContent>"
                        + "<xs:extension base='y:nothing'/></xs:complexContent></xs:complexType>"
                        + " | no schema declares the type y:nothing",
                "xmlns:y='urn:x' | <xs:complexType name='a'/><xs:complexType name='a'/>"
                        + " | two schemas declare the type y:a",
                "xmlns:y='urn:z' | <xs:complexType name='a'/> | has no prefix for its namespace",
            })
    void a_schema_that_means_more_than_we_understand_is_refused(
            String namespace, String content, String message) {
        String xsd =
                "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:x' "
                        + namespace
                        + ">"
                        + content
                        + "</xs:schema>";

        Schemas schemas = Schemas.bundled().with("site", xsd);

        assertThatThrownBy(() -> TypeRegistry.of(schemas))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_schemas_name_is_taken_only_once() {
        assertThatThrownBy(() -> Schemas.bundled().with("xnat", "<a/>"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_field_of_any_kind_is_listed_in_the_order_of_the_document() {
        List<String> paths = List.copyOf(type("xnat:mrScanData").fields().keySet());

        assertThat(paths)
                .containsSubsequence(
                        "xnat_imagescandata_id",
                        "ID",
                        "note",
                        "file",
                        "coil",
                        "parameters/voxelRes/units",
                        "parameters/tr",
                        "parameters/addParam");
    }
}
