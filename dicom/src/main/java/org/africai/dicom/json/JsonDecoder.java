package org.africai.dicom.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.africai.dicom.data.BulkDataSource;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.TagPath;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.io.InvalidDicom.Reason;
import org.africai.dicom.model.ModelBuilder;
import org.africai.dicom.model.ModelNumbers;
import org.jspecify.annotations.Nullable;

/// Makes a data set of a JSON object (PS3.18 §F.2). Recursion is as deep as the parser allowed.
final class JsonDecoder {
    private static final Pattern TAG = Pattern.compile("[0-9A-Fa-f]{8}");
    private static final Pattern VR = Pattern.compile("[A-Z]{2}");
    private static final Set<String> CONTENT = Set.of("Value", "InlineBinary", "BulkDataURI");
    private static final Set<String> PASSED_OVER = Set.of("keyword", "name", "privateCreator");
    private static final int DELIMITERS = 0xFFFE;

    private final String name;
    private final BulkDataSource source;
    private final List<TagPath.Step> steps = new ArrayList<>();

    JsonDecoder(String name, BulkDataSource source) {
        this.name = name;
        this.source = source;
    }

    Dataset root(JsonValue value) throws IOException {
        return dataset(value, false);
    }

    private Dataset dataset(JsonValue value, boolean isItem) throws IOException {
        if (!(value instanceof JsonValue.Members(Map<String, JsonValue> members, _))) {
            throw invalid(value, "", value.kind() + " where a data set is due");
        }
        ModelBuilder builder = new ModelBuilder(isItem);
        Set<Integer> seen = new HashSet<>();
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            int tag = tag(member.getKey(), member.getValue());
            if (!seen.add(tag)) {
                throw invalid(member.getValue(), path(tag), "the element is there twice");
            }
            if (!Tag.isGroupLength(tag)) {
                element(tag, member.getValue(), builder);
            }
        }
        return builder.build();
    }

    private int tag(String text, JsonValue value) throws InvalidDicom {
        if (!TAG.matcher(text).matches()) {
            throw invalid(value, parent(), "a name that is no tag of eight hexadecimal digits");
        }
        int tag = Integer.parseUnsignedInt(text, 16);
        if (Tag.group(tag) == DELIMITERS) {
            throw invalid(value, path(tag), "a delimiter where an element is due");
        }
        return tag;
    }

    private void element(int tag, JsonValue value, ModelBuilder builder) throws IOException {
        if (!(value instanceof JsonValue.Members(Map<String, JsonValue> members, _))) {
            throw invalid(value, path(tag), value.kind() + " where an element is due");
        }
        Vr vr = vr(tag, value, members.get("vr"));
        String content = content(tag, members);
        JsonValue held = content == null ? null : members.get(content);
        if (content == null || held == null || held instanceof JsonValue.Null) {
            put(tag, value, () -> builder.text(tag, vr, List.of()));
            return;
        }
        switch (content) {
            case "Value" -> values(tag, vr, held, builder);
            case "InlineBinary" -> binary(tag, vr, held, builder);
            default -> bulk(tag, vr, held, builder);
        }
    }

    private Vr vr(int tag, JsonValue element, @Nullable JsonValue vr) throws InvalidDicom {
        if (vr == null) {
            throw invalid(element, path(tag), "the element has no member vr");
        }
        boolean isForm = vr instanceof JsonValue.Text(String text, _) && VR.matcher(text).matches();
        Optional<Vr> known =
                isForm && vr instanceof JsonValue.Text(String text, _)
                        ? Vr.parse(text)
                        : Optional.empty();
        return known.orElseThrow(() -> invalid(vr, path(tag), "no such VR"));
    }

    private @Nullable String content(int tag, Map<String, JsonValue> members) throws InvalidDicom {
        String found = null;
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            String key = member.getKey();
            if (CONTENT.contains(key)) {
                if (found != null) {
                    throw invalid(member.getValue(), path(tag), "the element has two values");
                }
                found = key;
            } else if (!key.equals("vr") && !PASSED_OVER.contains(key)) {
                throw invalid(member.getValue(), path(tag), "a member that is not known");
            }
        }
        return found;
    }

    // ---- values

    private void values(int tag, Vr vr, JsonValue held, ModelBuilder builder) throws IOException {
        if (!(held instanceof JsonValue.Array(List<JsonValue> values, _))) {
            throw invalid(held, path(tag), held.kind() + " where an array of values is due");
        }
        if (vr == Vr.SQ) {
            builder.items(tag, items(tag, values));
            return;
        }
        List<String> texts = new ArrayList<>(values.size());
        for (JsonValue value : values) {
            texts.add(text(tag, vr, value));
        }
        put(tag, held, () -> builder.text(tag, vr, texts));
    }

    private List<Dataset> items(int tag, List<JsonValue> values) throws IOException {
        List<Dataset> items = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            steps.add(new TagPath.Step(tag, i));
            boolean isEmpty = values.get(i) instanceof JsonValue.Null;
            items.add(isEmpty ? new ModelBuilder(true).build() : dataset(values.get(i), true));
            steps.removeLast();
        }
        return items;
    }

    private String text(int tag, Vr vr, JsonValue value) throws InvalidDicom {
        return switch (value) {
            case JsonValue.Null _ -> "";
            case JsonValue.Text(String text, _) -> text;
            case JsonValue.Numeral(String text, _) when vr == Vr.DS -> decimal(tag, value, text);
            case JsonValue.Numeral(String text, _) when vr != Vr.PN -> text;
            case JsonValue.Members(Map<String, JsonValue> groups, _) when vr == Vr.PN ->
                    personName(tag, value, groups);
            case JsonValue.Numeral _, JsonValue.Bool _, JsonValue.Array _, JsonValue.Members _ ->
                    throw invalid(
                            value, path(tag), value.kind() + " where a value of " + vr + " is due");
        };
    }

    private String decimal(int tag, JsonValue value, String text) throws InvalidDicom {
        try {
            return ModelNumbers.shortened(text);
        } catch (IllegalArgumentException e) {
            throw invalid(value, path(tag), problem(e));
        }
    }

    private String personName(int tag, JsonValue value, Map<String, JsonValue> groups)
            throws InvalidDicom {
        boolean isKnown =
                Set.of("Alphabetic", "Ideographic", "Phonetic").containsAll(groups.keySet());
        if (!isKnown) {
            throw invalid(value, path(tag), "a group of a name that is not known");
        }
        String phonetic = group(tag, groups.get("Phonetic"));
        String ideographic = group(tag, groups.get("Ideographic"));
        String alphabetic = group(tag, groups.get("Alphabetic"));
        if (!phonetic.isEmpty()) {
            return alphabetic + "=" + ideographic + "=" + phonetic;
        }
        return ideographic.isEmpty() ? alphabetic : alphabetic + "=" + ideographic;
    }

    private String group(int tag, @Nullable JsonValue group) throws InvalidDicom {
        return switch (group) {
            case null -> "";
            case JsonValue.Null _ -> "";
            case JsonValue.Text(String text, _) -> text;
            default ->
                    throw invalid(
                            group, path(tag), group.kind() + " where a group of a name is due");
        };
    }

    private void binary(int tag, Vr vr, JsonValue held, ModelBuilder builder) throws IOException {
        byte[] bytes = decoded(tag, text(tag, Vr.UT, held), held);
        put(tag, held, () -> builder.bytes(tag, vr, bytes));
    }

    private byte[] decoded(int tag, String text, JsonValue held) throws InvalidDicom {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw invalid(held, path(tag), "bytes that are not in base64");
        }
    }

    private void bulk(int tag, Vr vr, JsonValue held, ModelBuilder builder) throws IOException {
        String uri = text(tag, Vr.UR, held);
        Optional<BulkRange> range = source.find(new TagPath(steps, tag), uri);
        if (range.isEmpty()) {
            throw invalid(held, path(tag), "a reference to bulk data that is not known here");
        }
        put(tag, held, () -> builder.bulk(tag, vr, range.get()));
    }

    // ---- errors

    private void put(int tag, JsonValue value, Runnable put) throws InvalidDicom {
        try {
            put.run();
        } catch (IllegalArgumentException e) {
            throw invalid(value, path(tag), problem(e));
        }
    }

    private static String problem(IllegalArgumentException e) {
        return String.valueOf(e.getMessage());
    }

    private InvalidDicom invalid(JsonValue value, String path, String detail) {
        return new InvalidDicom(Reason.MALFORMED, name, value.at(), path, detail);
    }

    private String path(int tag) {
        return new TagPath(steps, tag).toString();
    }

    private String parent() {
        StringBuilder path = new StringBuilder();
        for (TagPath.Step step : steps) {
            path.append(path.isEmpty() ? "" : ".");
            path.append(Tag.toString(step.sequence())).append('[').append(step.item()).append(']');
        }
        return path.toString();
    }
}
