package org.africai.server.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The header lines of one part of a multipart body.
///
/// @param fields by their names in lower case; of a repeated one the first
public record PartHead(Map<String, String> fields) {
    public PartHead {
        fields = Map.copyOf(fields);
    }

    /// @param block the lines in UTF-8, each ended by CR LF
    /// @throws Refusal when a line has no colon
    static PartHead parse(byte[] block) {
        Map<String, String> fields = new HashMap<>();
        String text = new String(block, StandardCharsets.UTF_8);
        for (String line : text.split("\r\n")) {
            if (!line.isBlank()) {
                int colon = line.indexOf(':');
                if (colon < 0) {
                    throw Refusal.invalid("A part of the multipart body has a malformed header.");
                }
                fields.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new PartHead(fields);
    }

    /// The form field's name; empty when the part has none.
    public Optional<String> name() {
        return disposition("name");
    }

    /// The name of the file that the part holds; empty when it is a plain field.
    public Optional<String> fileName() {
        return disposition("filename");
    }

    public Optional<String> contentType() {
        return Optional.ofNullable(fields.get("content-type"));
    }

    private Optional<String> disposition(String parameter) {
        return Optional.ofNullable(fields.get("content-disposition"))
                .flatMap(value -> HeaderParameters.of(value).get(parameter));
    }
}
