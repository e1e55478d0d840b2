package org.africai.server.site;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.africai.server.http.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A property of the site that the server knows: its name as XNAT spells it, who may read it, and
/// the value it has until an administrator sets another.
///
/// @param initial that value, as JSON
/// @param reader gives the value that JSON stands for, and refuses what stands for none
public record SiteProperty<T>(
        String name, Audience audience, JsonNode initial, Function<JsonNode, T> reader) {

    /// @throws Refusal when `value` is none that this property can have
    void require(JsonNode value) {
        Objects.requireNonNull(reader.apply(value));
    }

    static SiteProperty<String> text(String name, Audience audience, String initial) {
        return new SiteProperty<>(name, audience, json(initial), node -> text(name, node));
    }

    /// A text that matches a pattern as a whole.
    ///
    /// @param rule what is said to who gives another
    static SiteProperty<String> text(
            String name, Audience audience, String initial, Pattern pattern, String rule) {
        return new SiteProperty<>(
                name,
                audience,
                json(initial),
                node -> {
                    String text = text(name, node);
                    if (!pattern.matcher(text).matches()) {
                        throw Refusal.invalid("The site property " + name + " is " + rule + ".");
                    }
                    return text;
                });
    }

    static SiteProperty<Boolean> flag(String name, Audience audience, boolean initial) {
        return new SiteProperty<>(
                name,
                audience,
                JsonNodeFactory.instance.booleanNode(initial),
                node -> flag(name, node));
    }

    /// A length of time as XNAT writes it: `15 minutes`.
    static SiteProperty<Duration> duration(String name, Audience audience, String initial) {
        return new SiteProperty<>(
                name,
                audience,
                json(initial),
                node -> SpokenDuration.parse(name, text(name, node)));
    }

    /// A whole number, as a number or, as XNAT's pages send it, as a text.
    static SiteProperty<Long> number(
            String name, Audience audience, long initial, long least, long most) {
        return new SiteProperty<>(
                name,
                audience,
                JsonNodeFactory.instance.numberNode(initial),
                node -> number(name, node, least, most));
    }

    private static JsonNode json(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    private static String text(String name, JsonNode node) {
        if (!node.isString()) {
            throw Refusal.invalid("The site property " + name + " is a text.");
        }
        return node.stringValue();
    }

    /// XNAT's clients send `true` and `"true"`.
    private static boolean flag(String name, JsonNode node) {
        String word = node.isString() ? node.stringValue() : node.toString();
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.invalid("The site property " + name + " is true or false.");
        };
    }

    private static long number(String name, JsonNode node, long least, long most) {
        String text = node.isString() ? node.stringValue() : node.toString();
        if (!text.matches("[0-9]{1,18}")
                || Long.parseLong(text) < least
                || Long.parseLong(text) > most) {
            throw Refusal.invalid(
                    "The site property %s is a whole number from %s to %s."
                            .formatted(name, least, most));
        }
        return Long.parseLong(text);
    }
}
