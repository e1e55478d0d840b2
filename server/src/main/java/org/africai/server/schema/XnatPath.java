package org.africai.server.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A name by which XNAT's clients address a field, taken apart. It looks like XPath but is only
/// this:
///
/// ```
/// path      = [ type "/" ] step *( "/" step )          xnat:subjectData/demographics/gender
/// step      = [ "@" ] name *( "[" condition "]" )
/// condition = "@xsi:type=" type | index | [ "@" ] name "=" value
/// ```
///
/// A type is a name with a colon in first place. An index counts from 0. A value runs to the next
/// `]`; in single or double quotes it may hold one. What a path means is said by
/// [TypeRegistry#resolve].
///
/// @param type wire name the path begins with
public record XnatPath(@Nullable String type, List<Step> steps) {
    /// Longest path in characters.
    public static final int MAX_LENGTH = 4096;

    /// Most steps of a path.
    public static final int MAX_STEPS = 16;

    /// One step.
    ///
    /// @param name name of an element or attribute
    /// @param xsiType wire name the document must have
    /// @param index position, from 0
    /// @param where values that the document must have, by name
    public record Step(
            String name,
            @Nullable String xsiType,
            @Nullable Integer index,
            Map<String, String> where) {
        public Step {
            where = Map.copyOf(where);
        }

        boolean hasConditions() {
            return xsiType != null || index != null || !where.isEmpty();
        }
    }

    public XnatPath {
        steps = List.copyOf(steps);
    }

    /// Takes a path apart; empty when it does not follow the grammar or is longer than the limits.
    public static Optional<XnatPath> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return new PathParser(text).parse();
    }
}
