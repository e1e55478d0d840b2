package org.africai.deid.ctp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.ElementDefinition;

/// The names by which CTP's scripts call elements: those of dcm4che 1.4.
///
/// Most are the keywords of PS3.6; many follow from them by shortening; the rest stands in
/// `element-names.tsv`. A few keywords of PS3.6 are names of other elements there.
public final class ElementNames {
    private static final String SEQUENCE = "Sequence";
    private static final String[][] SHORTER = {
        {"Referenced", "Ref"},
        {"PerformedProcedureStep", "PPS"},
        {"ScheduledProcedureStep", "SPS"},
        {"ApplicationEntityTitle", "AET"},
        {"Specification", "Spec"},
        {"LookupTable", "LUT"},
    };
    private static final String RETIRED = "Retired";

    private static final Map<String, Integer> IRREGULAR = irregular();
    private static final Map<String, Integer> SHORTENED = new HashMap<>();
    private static final Set<String> AMBIGUOUS = new HashSet<>();

    static {
        Dictionary.all().forEach(ElementNames::shorten);
        AMBIGUOUS.forEach(SHORTENED::remove);
    }

    private ElementNames() {}

    private static Map<String, Integer> irregular() {
        Map<String, Integer> names = new HashMap<>();
        try (InputStream in =
                        Objects.requireNonNull(
                                ElementNames.class.getResourceAsStream("element-names.tsv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] columns = line.split("\t");
                    names.put(columns[1], Integer.parseUnsignedInt(columns[0], 16));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(names);
    }

    private static void shorten(ElementDefinition definition) {
        if (definition.keyword().isEmpty()) {
            return;
        }
        int tag = Integer.parseUnsignedInt(definition.pattern().replace('x', '0'), 16);
        Integer other = SHORTENED.putIfAbsent(shortened(definition.keyword()), tag);
        if (other != null && other != tag) {
            AMBIGUOUS.add(shortened(definition.keyword()));
        }
    }

    private static String shortened(String name) {
        String result = name;
        for (String[] pair : SHORTER) {
            result = result.replace(pair[0], pair[1]);
        }
        return withoutSequence(withoutRetired(result));
    }

    private static String withoutRetired(String name) {
        return name.endsWith(RETIRED) ? name.substring(0, name.length() - RETIRED.length()) : name;
    }

    private static String withoutSequence(String name) {
        return name.endsWith(SEQUENCE)
                ? name.substring(0, name.length() - SEQUENCE.length()) + "Seq"
                : name;
    }

    /// The element that a name, or digits such as `[0010,0020]`, stands for.
    public static OptionalInt tag(String text) {
        return Address.step(text) instanceof Address.Step.Known known
                ? OptionalInt.of(known.tag())
                : OptionalInt.empty();
    }

    /// The element of a name, of which both the old name and the keyword of PS3.6 are understood.
    static OptionalInt tagOf(String name) {
        Integer irregular = IRREGULAR.get(name);
        if (irregular != null) {
            return OptionalInt.of(irregular);
        }
        OptionalInt keyword = Dictionary.tagOf(name);
        if (keyword.isPresent()) {
            return keyword;
        }
        Integer tag = SHORTENED.get(shortened(name));
        return tag == null ? OptionalInt.empty() : OptionalInt.of(tag);
    }

    /// Whether CTP knows a name; keywords of PS3.6 that it shortens it does not, and elements of
    /// that name count as absent.
    static boolean isKnownToCtp(String name) {
        String plain = withoutRetired(name);
        return IRREGULAR.containsKey(name)
                || (tagOf(name).isPresent() && shortened(plain).equals(plain));
    }
}
