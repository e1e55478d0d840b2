package org.africai.server.archive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.africai.server.http.Refusal;
import org.africai.server.schema.Item;

/// One of the names by which a project is told from all others: ID, title, running title, aliases.
/// They are compared without regard to case and across kinds.
///
/// @param spelling as its owner wrote it
record ProjectName(Kind kind, String spelling) {
    enum Kind {
        ID("Project Id"),
        NAME("Project Title"),
        SECONDARY_ID("Running Title"),
        ALIAS("Alias");

        private final String inWords;

        Kind(String inWords) {
            this.inWords = inWords;
        }
    }

    /// How the prearchive calls what waits for no project.
    private static final String NO_PROJECT = "unassigned";

    static final String ALIASES = "aliases/alias";

    private static final int MAX_ALIASES = 100;

    String lowerCase() {
        return spelling.toLowerCase(Locale.ROOT);
    }

    /// All names in a project's document. A title that is the same as the ID counts once.
    ///
    /// @throws Refusal when an alias is the same as the project's own ID or title, or one of them
    ///   is the word that stands for no project
    static List<ProjectName> of(Item document) {
        Map<String, ProjectName> names = new LinkedHashMap<>();
        document.field("ID").ifPresent(id -> add(names, new ProjectName(Kind.ID, id)));
        document.field("name").ifPresent(name -> add(names, new ProjectName(Kind.NAME, name)));
        document.field("secondary_ID")
                .ifPresent(title -> add(names, new ProjectName(Kind.SECONDARY_ID, title)));
        List<String> aliases = aliases(document);
        if (aliases.size() > MAX_ALIASES) {
            throw Refusal.invalid("A project has at most " + MAX_ALIASES + " aliases.");
        }
        for (String alias : aliases) {
            var name = new ProjectName(Kind.ALIAS, new ProjectId(alias).value());
            ProjectName same = names.putIfAbsent(name.lowerCase(), name);
            if (same != null && same.kind() != Kind.ALIAS) {
                throw Refusal.conflict(
                        "The alias '" + alias + "' is the project's own " + same.kind.inWords);
            }
        }
        requireFree(names);
        return List.copyOf(names.values());
    }

    private static void requireFree(Map<String, ProjectName> names) {
        ProjectName none = names.get(NO_PROJECT);
        if (none != null) {
            throw none.taken();
        }
    }

    private static void add(Map<String, ProjectName> names, ProjectName name) {
        names.putIfAbsent(name.lowerCase(), name);
    }

    static List<String> aliases(Item document) {
        return document.children(ALIASES).stream()
                .flatMap(alias -> alias.field("alias").stream())
                .map(String::strip)
                .toList();
    }

    /// XNAT's words for a name that another project has.
    Refusal taken() {
        return Refusal.conflict(
                "Invalid " + kind.inWords + ": '" + spelling + "' is already being used.");
    }
}
