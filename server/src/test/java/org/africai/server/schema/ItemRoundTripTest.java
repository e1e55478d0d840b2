package org.africai.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Documents of every type survive every form, and their XML is valid by the very XSD files that
/// the types were read from, as the JDK's validator sees it.
class ItemRoundTripTest {
    private static final TypeRegistry REGISTRY = Types.REGISTRY;
    private static final ItemXml XML = new ItemXml(REGISTRY);
    private static final int SEEDS = 300;

    private static final Schema VALIDATION = validation();

    private static Schema validation() {
        Schemas schemas = REGISTRY.schemas();
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        // The files stand for themselves: an import names its namespace, the location is for
        // people.
        Source[] sources =
                List.of(
                                "birn/birnprov",
                                "xnat",
                                "catalog",
                                "pipeline/workflow",
                                "pipeline/repository",
                                "project",
                                "security",
                                "assessments",
                                "screening/screeningAssessment",
                                "validation/protocolValidation",
                                "icr",
                                "xdat")
                        .stream()
                        .map(n -> schemas.text(n).orElseThrow())
                        .map(t -> t.replaceAll(" schemaLocation=\"[^\"]*\"", ""))
                        .map(t -> new StreamSource(new StringReader(t)))
                        .toArray(Source[]::new);
        assertThat(sources).hasSameSizeAs(schemas.names());
        try {
            return factory.newSchema(sources);
        } catch (SAXException e) {
            throw new AssertionError("the schemas are not valid XML Schema", e);
        }
    }

    static List<DataType> rootTypes() {
        return REGISTRY.types().stream().filter(t -> t.element().isPresent()).toList();
    }

    static List<DataType> concreteTypes() {
        return REGISTRY.types().stream().filter(t -> !t.isAbstract()).toList();
    }

    static List<Integer> seeds() {
        return IntStream.range(0, SEEDS).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("concreteTypes")
    void every_type_with_all_its_fields_comes_back_from_xml_and_json(DataType type) {
        Item item = new RandomItems(REGISTRY, new Random(7)).item(type, 1, 1);

        assertThat(reread(item)).isEqualTo(item);
        assertThat(ItemJson.fromStorageText(ItemJson.toStorageText(item))).isEqualTo(item);
    }

    @ParameterizedTest
    @MethodSource("rootTypes")
    void the_xml_of_every_root_type_is_valid_by_its_schema(DataType type)
            throws IOException, SAXException {
        Item item = new RandomItems(REGISTRY, new Random(11)).item(type, 1, 2);

        validate(XML.toXml(item));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_random_document_comes_back_from_xml_and_json(int seed) throws IOException, SAXException {
        Random random = new Random(seed);
        DataType type = rootTypes().get(random.nextInt(rootTypes().size()));
        Item item = new RandomItems(REGISTRY, random).item(type, 0.3, 2);

        assertThat(reread(item)).isEqualTo(item);
        assertThat(ItemJson.fromStorageText(ItemJson.toStorageText(item))).isEqualTo(item);
        validate(XML.toXml(item));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_wire_json_of_a_random_document_holds_all_of_it(int seed) {
        Random random = new Random(seed);
        DataType type = concreteTypes().get(random.nextInt(concreteTypes().size()));
        Item item = new RandomItems(REGISTRY, random).item(type, 0.5, 1);

        JsonNode wire = new JsonMapper().readTree(new ItemJson(REGISTRY).toWire(item, null));

        assertThat(values(wire.path("items").path(0))).isEqualTo(values(item));
    }

    private static Item reread(Item item) {
        return XML.read(SafeXml.parse(XML.toXml(item)));
    }

    private static void validate(String xml) throws IOException, SAXException {
        VALIDATION.newValidator().validate(new StreamSource(new StringReader(xml)));
    }

    private static int values(Item item) {
        return item.fields().size()
                + item.children().values().stream()
                        .flatMap(List::stream)
                        .mapToInt(ItemRoundTripTest::values)
                        .sum();
    }

    private static int values(JsonNode item) {
        int count = item.path("data_fields").size();
        for (JsonNode child : item.path("children")) {
            for (JsonNode nested : child.path("items")) {
                count += values(nested);
            }
        }
        return count;
    }
}
