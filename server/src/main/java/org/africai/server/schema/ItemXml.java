package org.africai.server.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.africai.server.http.Refusal;

/// The XML form of an [Item], as the schemas describe it.
public final class ItemXml {
    private final TypeRegistry registry;

    public ItemXml(TypeRegistry registry) {
        this.registry = registry;
    }

    /// Writes a document: root element of its type, every schema's prefix declared there, no
    /// default namespace. Hidden fields are left out. The writer is not closed.
    ///
    /// @throws IOException when the writer fails
    public void write(Writer out, Item item) throws IOException {
        new ItemXmlWriter(registry, out).document(item);
    }

    /// The XML as text.
    public String toXml(Item item) {
        StringWriter text = new StringWriter();
        try {
            write(text, item);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return text.toString();
    }

    /// Reads a document. The stream is not closed.
    ///
    /// @throws Refusal when it is not safe XML ([SafeXml]), holds something its type does not know,
    ///   or a value that is not one of its field; the message names the line
    /// @throws IOException when the stream cannot be read
    public Item read(InputStream in) throws IOException {
        return read(SafeXml.parse(in));
    }

    /// Reads a document that [SafeXml] has parsed.
    public Item read(XmlElement root) {
        return new ItemXmlReader(registry).document(root);
    }
}
