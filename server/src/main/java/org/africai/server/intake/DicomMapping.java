package org.africai.server.intake;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.africai.server.http.Refusal;
import org.africai.store.Digests;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// That an element of DICOM headers becomes a custom variable of sessions, or a parameter of scans,
/// of a data type, for all projects or for one.
///
/// @param project the ID of the project that it is for, `null` for all
/// @param field what the variable or parameter is called
/// @param type what its values are
/// @param tag the element
/// @param element the data type of the sessions or scans, `xnat:mrSessionData`
public record DicomMapping(
        @Nullable String project, String field, Type type, int tag, String element) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_. -]{0,63}");
    private static final Pattern ELEMENT = Pattern.compile("\\w{1,32}:\\w{1,64}");
    private static final Pattern TAG = Pattern.compile("0[xX]([0-9A-Fa-f]{1,8})");
    private static final int MAX_TEXT = 255;
    private static final int NUMBER_BITS = 48;

    /// What values may be; others are left out.
    public enum Type {
        STRING,
        INTEGER,
        FLOAT,
        BOOLEAN,
        DATE
    }

    /// @throws Refusal when the name of the field or of the data type is none
    public DicomMapping {
        if (!FIELD.matcher(field).matches()) {
            throw Refusal.invalid(
                    "fieldName has 1 to 64 letters, digits, '_', '.', '-' or blanks.");
        }
        if (!ELEMENT.matcher(element).matches()) {
            throw Refusal.invalid("schemaElement is a data type, such as xnat:mrSessionData.");
        }
    }

    /// As XNAT writes it.
    ///
    /// @throws Refusal when a part of it is missing or cannot be
    public static DicomMapping read(JsonNode json) {
        boolean isOfProject = text(json, "scope").equalsIgnoreCase("project");
        String project = text(json, "scopeObjectId");
        if (isOfProject && project.isBlank()) {
            throw Refusal.invalid("scopeObjectId names the project.");
        }
        return new DicomMapping(
                isOfProject ? project : null,
                text(json, "fieldName"),
                type(text(json, "fieldType")),
                tag(text(json, "dicomTag")),
                text(json, "schemaElement"));
    }

    /// @throws Refusal as the other `read`, or when it is not JSON
    static DicomMapping read(String json) {
        try {
            return read(JSON.readTree(json));
        } catch (JacksonException e) {
            throw new Refusal(Refusal.Reason.INVALID, "A mapping is JSON.", e);
        }
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asString("");
    }

    private static Type type(String name) {
        try {
            return Type.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new Refusal(
                    Refusal.Reason.INVALID,
                    "fieldType is string, integer, float, boolean or date.",
                    unknown);
        }
    }

    private static int tag(String text) {
        var tag = TAG.matcher(text);
        if (!tag.matches()) {
            throw Refusal.invalid(
                    "dicomTag is a hexadecimal number of 32 bits at most, such as 0x00101030.");
        }
        return Integer.parseUnsignedInt(tag.group(1), 16);
    }

    /// Made of what it is for: of two mappings of an element for the same there is only the last.
    public long number() {
        String of = element + "\n" + tag + "\n" + (project == null ? "" : project);
        byte[] digest = Digests.of(of.getBytes(StandardCharsets.UTF_8)).sha256().bytes();
        long number = 0;
        for (int i = 0; i < NUMBER_BITS / Byte.SIZE; i++) {
            number = number << Byte.SIZE | Byte.toUnsignedInt(digest[i]);
        }
        return number;
    }

    /// As XNAT reads it.
    public Map<String, Object> toJson() {
        return Map.of(
                "id",
                number(),
                "scope",
                project == null ? "Site" : "Project",
                "scopeObjectId",
                project == null ? "" : project,
                "fieldName",
                field,
                "fieldType",
                type.name().toLowerCase(Locale.ROOT),
                "dicomTag",
                String.format(Locale.ROOT, "0x%08x", tag),
                "schemaElement",
                element);
    }

    String toText() {
        return JSON.writeValueAsString(toJson());
    }

    boolean isFor(@Nullable String projectId, String xsiType) {
        return (project == null || project.equals(projectId)) && element.equals(xsiType);
    }

    /// What a header says, as a value of the field; empty when it is none.
    Optional<String> value(String said) {
        String text = said.strip();
        return switch (type) {
            case STRING -> Optional.of(text.substring(0, Math.min(text.length(), MAX_TEXT)));
            case INTEGER -> Optional.of(text).filter(t -> t.matches("[+-]?[0-9]{1,18}"));
            case FLOAT ->
                    Optional.of(text)
                            .filter(t -> t.matches("[+-]?[0-9.]{1,32}([eE][+-]?[0-9]{1,3})?"));
            case BOOLEAN ->
                    Optional.of(text.toLowerCase(Locale.ROOT))
                            .filter(t -> t.equals("true") || t.equals("false"));
            case DATE -> date(text);
        };
    }

    private static Optional<String> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).toString());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
