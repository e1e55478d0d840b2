package org.africai.server.archive;

import java.util.List;
import java.util.regex.Pattern;
import org.africai.server.http.Refusal;
import org.africai.server.schema.Item;
import org.africai.server.schema.TypeRegistry;

/// What a document may say of where the files of a resource are. Nothing is read from there; files
/// are uploaded. A document that means files which it does not bring is refused, as in XNAT, so
/// that nobody takes them for archived.
final class ResourceUris {
    private static final String RESOURCE = "xnat:resource";
    private static final Pattern ABSOLUTE = Pattern.compile("/.*|[A-Za-z][A-Za-z0-9+.-]*:.*");

    /// Addresses that this archive writes into documents, so that these can be put back.
    private static final Pattern OWN =
            Pattern.compile("(?:/data)?(?:/archive)?/(?:projects|subjects|experiments)/.*");

    private ResourceUris() {}

    /// @throws Refusal when a resource in the document, or in what is nested in it, has a URI to
    ///   somewhere outside of the archive; one with white space or a `..` was refused when it was
    ///   read
    static void check(TypeRegistry registry, Item document) {
        if (registry.find(document.xsiType()).filter(type -> type.isA(RESOURCE)).isPresent()) {
            document.field("URI").ifPresent(ResourceUris::check);
        }
        document.children().values().stream()
                .flatMap(List::stream)
                .forEach(nested -> check(registry, nested));
    }

    private static void check(String uri) {
        if (ABSOLUTE.matcher(uri).matches() && !OWN.matcher(uri).matches()) {
            throw Refusal.invalid("The URI of a resource is outside of the archive.");
        }
    }
}
