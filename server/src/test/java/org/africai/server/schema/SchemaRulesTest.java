package org.africai.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules that xnatpy's class generator and pyxnat put on a schema; each is a way in which one
/// of them fails to connect.
class SchemaRulesTest {
    private static final Schemas SCHEMAS = Schemas.bundled();
    private static final Set<String> SETTABLE =
            Set.of(
                    "string",
                    "anyURI",
                    "boolean",
                    "integer",
                    "long",
                    "float",
                    "double",
                    "date",
                    "time",
                    "dateTime",
                    "duration");
    private static final Set<String> UNDERSTOOD =
            Set.of(
                    "schema",
                    "import",
                    "annotation",
                    "appinfo",
                    "documentation",
                    "element",
                    "attribute",
                    "complexType",
                    "simpleType",
                    "complexContent",
                    "simpleContent",
                    "extension",
                    "restriction",
                    "sequence",
                    "enumeration",
                    "maxLength",
                    "minInclusive",
                    "maxInclusive");

    static List<String> names() {
        return SCHEMAS.names();
    }

    private static String text(String schema) {
        return SCHEMAS.text(schema).orElseThrow();
    }

    private static Stream<XmlElement> all(XmlElement element) {
        return Stream.concat(
                Stream.of(element), element.children().stream().flatMap(SchemaRulesTest::all));
    }

    private static Stream<XmlElement> declarations(String schema) {
        return all(SafeXml.parse(text(schema)))
                .filter(e -> e.name().getNamespaceURI().endsWith("/XMLSchema"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void prefixes_are_declared_in_the_start_tag_with_double_quotes(String schema) {
        Matcher start = Pattern.compile("<xs:schema([^>]*)>").matcher(text(schema));
        assertThat(start.find()).isTrue();

        Set<String> declared = new HashSet<>(Set.of("xs"));
        Matcher prefix = Pattern.compile("xmlns:(\\w+)=\"(\\S+)\"").matcher(start.group(1));
        while (prefix.find()) {
            declared.add(prefix.group(1));
        }

        Stream<String> used =
                declarations(schema)
                        .flatMap(e ->
                                Stream.of("type", "base").flatMap(a -> e.attribute(a).stream()))
                        .map(name -> name.substring(0, name.indexOf(':')));
        assertThat(used).allMatch(declared::contains);
        assertThat(text(schema)).doesNotContain("xsd:").contains("xmlns:xs=\"");
    }

    @ParameterizedTest
    @MethodSource("names")
    void only_what_the_generators_understand_is_used(String schema) {
        assertThat(declarations(schema).map(XmlElement::localName)).allMatch(UNDERSTOOD::contains);
    }

    @ParameterizedTest
    @MethodSource("names")
    void only_datatypes_that_clients_can_set_are_used(String schema) {
        Stream<String> datatypes =
                declarations(schema)
                        .flatMap(e ->
                                Stream.of("type", "base").flatMap(a -> e.attribute(a).stream()))
                        .filter(name -> name.startsWith("xs:"))
                        .map(name -> name.substring(3));
        assertThat(datatypes).allMatch(SETTABLE::contains);
    }

    @ParameterizedTest
    @MethodSource("names")
    void no_documentation_ends_a_python_string(String schema) {
        assertThat(declarations(schema).filter(e -> e.localName().equals("documentation")))
                .noneMatch(e -> e.text().contains("\"\"\"") || e.text().endsWith("\""))
                .noneMatch(e -> e.text().contains("\\"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_type_is_abstract_for_xnatpy_when_it_is_for_xml(String schema) {
        assertThat(declarations(schema).filter(e -> e.localName().equals("complexType")))
                .allMatch(e -> isAbstract(e) == isAbstractToXnatpy(e));
    }

    private static boolean isAbstract(XmlElement type) {
        return type.attribute("abstract").filter("true"::equals).isPresent();
    }

    private static boolean isAbstractToXnatpy(XmlElement type) {
        return type.children("annotation").stream()
                .flatMap(SchemaRulesTest::all)
                .anyMatch(e -> e.localName().equals("element") && isAbstract(e));
    }

    @Test
    void the_schemas_clients_ask_for_by_name_are_there() {
        assertThat(SCHEMAS.names())
                .hasSizeGreaterThan(10)
                .startsWith("xdat", "xnat")
                .contains("assessments", "pipeline/workflow");
    }

    @Test
    void the_namespaces_are_the_ones_clients_know() {
        assertThat(Types.REGISTRY.namespaces())
                .containsEntry("xnat", "http://nrg.wustl.edu/xnat")
                .containsEntry("xdat", "http://nrg.wustl.edu/security")
                .containsEntry("cat", "http://nrg.wustl.edu/catalog")
                .containsEntry("prov", "http://www.nbirn.net/prov")
                .containsEntry("wrk", "http://nrg.wustl.edu/workflow")
                .containsEntry("arc", "http://nrg.wustl.edu/arc")
                .containsEntry("icr", "http://icr.ac.uk/icr");
        assertThat(text("xdat")).contains("targetNamespace=\"http://nrg.wustl.edu/xdat\"");
    }

    @Test
    void objects_are_named_by_the_fields_clients_use_in_urls() {
        assertThat(Types.type("xnat:subjectData").key()).hasValue("label");
        assertThat(Types.type("xnat:mrSessionData").key()).hasValue("label");
        assertThat(Types.type("xnat:resourceCatalog").key()).hasValue("label");
        assertThat(Types.type("xnat:mrScanData").key()).hasValue("ID");
        assertThat(Types.type("xnat:reconstructedImageData").key()).hasValue("ID");
        assertThat(Types.type("xnat:datatypeProtocol").key()).hasValue("ID");
        assertThat(Types.type("xnat:investigatorData").key()).hasValue("lastname");
        assertThat(Types.type("xnat:validationData").key()).hasValue("status");
        assertThat(Types.type("xnat:projectParticipant").key()).hasValue("project");
        assertThat(Types.type("xnat:addField").key()).hasValue("name");
    }

    @Test
    void the_lists_that_clients_turn_into_urls_have_their_names() {
        assertRepeats("xnat:subjectData", "experiments/experiment", "xnat:subjectAssessorData");
        for (String owner :
                List.of("xnat:projectData", "xnat:subjectData", "xnat:experimentData")) {
            assertRepeats(owner, "resources/resource", "xnat:abstractResource");
        }
        assertRepeats("xnat:imageSessionData", "scans/scan", "xnat:imageScanData");
        assertRepeats(
                "xnat:imageSessionData",
                "reconstructions/reconstructedImage",
                "xnat:reconstructedImageData");
        assertRepeats("xnat:imageSessionData", "assessors/assessor", "xnat:imageAssessorData");
        assertRepeats("xnat:imageScanData", "file", "xnat:abstractResource");
    }

    private static void assertRepeats(String owner, String path, String type) {
        assertThat(Types.type(owner).field(path))
                .hasValueSatisfying(f ->
                        assertThat(f)
                                .isInstanceOfSatisfying(
                                        Field.Repeated.class,
                                        r -> assertThat(r.type()).isEqualTo(type)));
    }
}
