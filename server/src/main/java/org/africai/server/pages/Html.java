package org.africai.server.pages;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes an HTML document from start to end. Whatever is given as text or as an attribute's value
/// is escaped: there is no other way in. Elements are closed in the order they were opened, or the
/// writer refuses.
///
/// ```java
/// html.open("a", "href", address).text(name).close("a");
/// ```
final class Html {
    private final StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /// Opens an element.
    ///
    /// @param attributes names and values in turn; a value `""` leaves the name alone, as in
    ///   `required`
    Html open(String element, String... attributes) {
        start(element, attributes);
        open.push(element);
        return this;
    }

    /// An element that has no content and no end tag, such as `input`.
    Html single(String element, String... attributes) {
        start(element, attributes);
        return this;
    }

    /// An element with nothing but text in it.
    Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /// @throws IllegalStateException when another element is open
    Html close(String element) {
        String innermost = open.pop();
        if (!innermost.equals(element)) {
            throw new IllegalStateException("<" + innermost + "> is open, not <" + element + ">");
        }
        out.append("</").append(element).append('>');
        if (open.size() < 3) {
            out.append('\n');
        }
        return this;
    }

    /// A comment, which only programs read.
    Html comment(String text) {
        out.append("<!-- ").append(text.replace("--", "- -")).append(" -->\n");
        return this;
    }

    /// The document, once every element is closed.
    String document() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("<" + open.peek() + "> is still open");
        }
        return out.toString();
    }

    private void start(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]);
            if (!attributes[i + 1].isEmpty()) {
                out.append("=\"").append(escaped(attributes[i + 1])).append('"');
            }
        }
        out.append('>');
    }

    static String escaped(String text) {
        var safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n', '\t' -> safe.append(c);
                default -> safe.append(Character.isISOControl(c) ? '\uFFFD' : c);
            }
        }
        return safe.toString();
    }
}
