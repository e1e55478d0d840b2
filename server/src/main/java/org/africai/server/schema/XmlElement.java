package org.africai.server.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/// One element of a small XML document that was read whole by [SafeXml].
///
/// @param name namespace and local name
/// @param attributes by name, namespace declarations excluded
/// @param namespaces prefix to namespace, as in scope at this element
/// @param children child elements in document order
/// @param text all character data directly within it; white space before a comment, which is
///   layout, left out
/// @param line where its start tag ends, from 1
public record XmlElement(
        QName name,
        Map<QName, String> attributes,
        Map<String, String> namespaces,
        List<XmlElement> children,
        String text,
        int line) {

    /// Its name without the namespace.
    public String localName() {
        return name.getLocalPart();
    }

    /// The value of an attribute that is in no namespace.
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(new QName(name)));
    }

    /// The child elements of that name in this element's namespace.
    public List<XmlElement> children(String name) {
        QName wanted = new QName(this.name.getNamespaceURI(), name);
        return children.stream().filter(c -> c.name.equals(wanted)).toList();
    }

    /// The first of [#children].
    public Optional<XmlElement> child(String name) {
        return children(name).stream().findFirst();
    }
}
