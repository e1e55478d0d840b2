package org.africai.server.schema;

import static org.africai.server.schema.Types.REGISTRY;
import static org.africai.server.schema.Types.item;
import static org.africai.server.schema.Types.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.africai.server.db.TestDatabase;
import org.africai.server.schema.Resolution.Resolved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The database finds in a stored document what [Item#all] finds in memory.
class JsonPathTest {
    @RegisterExtension static final TestDatabase database = new TestDatabase();

    private static List<String> inDatabase(Item item, Resolved path) {
        return database.sql()
                .of(
                        """
                        select found #>> '{}' as value
                          from jsonb_path_query(cast(:item as jsonb), cast(:path as jsonpath))
                                 with ordinality as t(found, n)
                         order by n\
                        """)
                .bind("item", ItemJson.toStorageText(item))
                .bind("path", ItemJson.jsonPath(path))
                .list(row -> row.text("value"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xnat:subjectData",
                "xnat:mrSessionData",
                "xnat:projectData",
                "xnat:ctScanData",
                "xnat:qcManualAssessorData",
                "icr:roiCollectionData"
            })
    void every_value_of_a_random_document_is_found(String type) {
        Item item = new RandomItems(REGISTRY, new Random(5)).item(Types.type(type), 0.3, 2);

        List<String> paths = new ArrayList<>();
        collect(item, "", paths);

        assertThat(paths).hasSizeGreaterThan(5);
        for (String path : paths) {
            Resolved resolved = resolved(type, path);
            assertThat(inDatabase(item, resolved)).as(path).isEqualTo(item.all(resolved));
        }
    }

    private static void collect(Item item, String prefix, List<String> paths) {
        item.fields().keySet().forEach(p -> paths.add(prefix + p));
        item.children()
                .forEach((path, items) -> {
                    for (int i = 0; i < items.size(); i++) {
                        String step = prefix + path + "[" + i + "]";
                        step += named(items.get(i));
                        collect(items.get(i), step + "/", paths);
                    }
                });
    }

    private static String named(Item item) {
        return Types.type(item.xsiType()).isEmbedded() ? "" : "[@xsi:type=" + item.xsiType() + "]";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "age",
                "a\"b",
                "a\\b",
                "a'b",
                "\" || true || \"",
                "$",
                "é漢🧠",
                "a\nb",
                "a?(@==1)"
            })
    void a_variable_of_any_name_is_found_and_no_other(String name) {
        String path = "fields/field[name=" + name + "]/field";
        Item item = item("xnat:subjectData", "fields/field[name=other]/field", "no", path, "yes");

        assertThat(inDatabase(item, resolved("xnat:subjectData", path))).containsExactly("yes");
    }

    @Test
    void conditions_choose_by_type_and_position() {
        Item item =
                item(
                        "xnat:mrSessionData",
                        "scans/scan[ID=1][@xsi:type=xnat:mrScanData]/type",
                        "T1",
                        "scans/scan[ID=2][@xsi:type=xnat:ctScanData]/type",
                        "CT");

        assertThat(
                        inDatabase(
                                item,
                                resolved(
                                        "xnat:mrSessionData",
                                        "scans/scan[@xsi:type=xnat:ctScanData]/type")))
                .containsExactly("CT");
        assertThat(inDatabase(item, resolved("xnat:mrSessionData", "scans/scan[0]/type")))
                .containsExactly("T1");
        assertThat(inDatabase(item, resolved("xnat:mrSessionData", "scans/scan/ID")))
                .containsExactly("1", "2");
    }
}
