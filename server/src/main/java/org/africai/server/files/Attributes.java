package org.africai.server.files;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// What a client says of a resource or a file. An absent value was not said, and changes nothing.
///
/// @param format `NIFTI`, `DICOM` …
/// @param content what is in it: `RAW`, `SEGMENTATION` …
/// @param description free text
/// @param tags words, or `name=value`
public record Attributes(
        @Nullable String format,
        @Nullable String content,
        @Nullable String description,
        @Nullable List<String> tags) {
    /// Nothing was said.
    public static final Attributes NONE = new Attributes(null, null, null, null);

    private static final int MAX_LENGTH = 4_000;

    /// @throws Refusal when a value is longer than 4 000 characters or holds a NUL
    public Attributes {
        check(format, "format");
        check(content, "content");
        check(description, "description");
        if (tags != null) {
            tags = List.copyOf(tags);
            check(String.join(",", tags), "list of tags");
        }
    }

    /// @param tags separated by commas
    public static Attributes of(
            Optional<String> format,
            Optional<String> content,
            Optional<String> description,
            Optional<String> tags) {
        return new Attributes(
                format.orElse(null),
                content.orElse(null),
                description.orElse(null),
                tags.map(Attributes::split).orElse(null));
    }

    private static List<String> split(String tags) {
        return Arrays.stream(tags.split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    private static void check(@Nullable String value, String what) {
        if (value == null) {
            return;
        }
        if (value.length() > MAX_LENGTH) {
            throw Refusal.invalid("The " + what + " is longer than " + MAX_LENGTH + " characters.");
        }
        if (value.indexOf('\0') >= 0) {
            throw Refusal.invalid("The " + what + " holds a NUL character.");
        }
    }

    String formatOrEmpty() {
        return format == null ? "" : format;
    }

    String contentOrEmpty() {
        return content == null ? "" : content;
    }

    String descriptionOrEmpty() {
        return description == null ? "" : description;
    }

    String[] tagsOrEmpty() {
        return tags == null ? new String[0] : tags.toArray(String[]::new);
    }

    Attributes withContent(String other) {
        return new Attributes(format, other, description, tags);
    }
}
