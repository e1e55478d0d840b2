package org.africai.server.dicomweb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.africai.server.http.HeaderParameters;
import org.jspecify.annotations.Nullable;

/// A media range of an `Accept` header (RFC 9110 §12.5.1) as DICOMweb writes it (PS3.18 §8.7.4):
/// `multipart/related; type="application/dicom"; transfer-syntax=*`, with quotes or without.
///
/// @param type `multipart/related`, in lower case
/// @param partType `application/dicom`, what the parts are to be; absent when it is not said
/// @param transferSyntax UID or `*`; absent when it is not said
/// @param quality how much it is preferred, 0 to 1
record MediaRange(
        String type, @Nullable String partType, @Nullable String transferSyntax, double quality) {
    private static final int MAX_RANGES = 100;

    static final String ANY = "*/*";
    static final String MULTIPART = "multipart/related";

    /// What is accepted, the most preferred first, as written among equals; anything when the
    /// header says nothing.
    static List<MediaRange> parse(@Nullable String accept) {
        List<MediaRange> ranges = new ArrayList<>();
        for (String range : split(accept == null ? ANY : accept)) {
            if (!range.isBlank() && ranges.size() < MAX_RANGES) {
                ranges.add(one(range.strip()));
            }
        }
        if (ranges.isEmpty()) {
            ranges.add(one(ANY));
        }
        ranges.removeIf(range -> range.quality == 0);
        ranges.sort(Comparator.comparingDouble((MediaRange range) -> -range.quality));
        return ranges;
    }

    /// At commas outside of quotes.
    private static List<String> split(String accept) {
        List<String> ranges = new ArrayList<>();
        boolean isQuoted = false;
        int start = 0;
        for (int i = 0; i < accept.length(); i++) {
            char c = accept.charAt(i);
            if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == ',' && !isQuoted) {
                ranges.add(accept.substring(start, i));
                start = i + 1;
            }
        }
        ranges.add(accept.substring(start));
        return ranges;
    }

    private static MediaRange one(String range) {
        int semicolon = range.indexOf(';');
        String type = (semicolon < 0 ? range : range.substring(0, semicolon)).strip();
        var parameters = HeaderParameters.of(semicolon < 0 ? "" : range.substring(semicolon));
        Optional<String> inner = parameters.get("type");
        Optional<String> syntax =
                parameters.get("transfer-syntax").or(() -> inner.flatMap(MediaRange::syntaxWithin));
        return new MediaRange(
                type.toLowerCase(Locale.ROOT),
                inner.map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                        .orElse(null),
                syntax.orElse(null),
                parameters.get("q").map(MediaRange::weight).orElse(1.0));
    }

    /// Some write `type="application/octet-stream; transfer-syntax=*"`.
    private static Optional<String> syntaxWithin(String type) {
        int semicolon = type.indexOf(';');
        return semicolon < 0
                ? Optional.empty()
                : HeaderParameters.of(type.substring(semicolon)).get("transfer-syntax");
    }

    private static double weight(String text) {
        return text.matches("[01](\\.\\d{1,3})?") ? Math.min(Double.parseDouble(text), 1) : 1;
    }

    boolean isAny() {
        return type.equals(ANY) || type.equals("*");
    }

    /// Whether an answer of this single type is accepted.
    boolean takes(String single) {
        return isAny()
                || type.equals(single)
                || type.equals(single.substring(0, single.indexOf('/')) + "/*");
    }

    /// Whether a multipart answer with parts of this type is accepted.
    boolean takesParts(String part) {
        boolean isMultipart = isAny() || type.equals(MULTIPART) || type.equals("multipart/*");
        return isMultipart
                && (partType == null
                        || partType.equals(ANY)
                        || partType.equals(part)
                        || partType.equals(part.substring(0, part.indexOf('/')) + "/*"));
    }

    /// Whether objects of this transfer syntax are accepted. Who says nothing gets what there is.
    boolean takesSyntax(String uid) {
        return transferSyntax == null || transferSyntax.equals("*") || transferSyntax.equals(uid);
    }
}
