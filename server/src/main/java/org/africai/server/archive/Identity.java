package org.africai.server.archive;

import java.util.Optional;
import org.africai.server.http.Refusal;
import org.africai.server.schema.Item;

/// What a revised document may not say differently, and what it says of its label.
final class Identity {
    private Identity() {}

    /// @throws Refusal when the document names another ID or project than the thing has
    static void keep(Located thing, Item revised) {
        if (revised.field("ID").filter(id -> !id.equals(thing.id())).isPresent()) {
            throw Refusal.invalid("The ID of " + thing.inWords() + " cannot be changed.");
        }
        Optional<String> project =
                revised.field("project")
                        .filter(id -> !id.equalsIgnoreCase(thing.project().id()))
                        .filter(id -> !id.equalsIgnoreCase(thing.asked().id()));
        if (project.isPresent()) {
            throw Refusal.conflict(
                    "Project must be modified through separate URI: PUT …/projects/"
                            + project.get()
                            + "?primary=true.");
        }
    }

    /// The label that a thing shall have in its own project.
    ///
    /// @param own the one it has there
    /// @throws Refusal when it is renamed through a project that it is only shared into
    static String label(Located thing, String own, Item revised) {
        Optional<String> wanted = revised.field("label").map(String::strip);
        if (wanted.isEmpty() || wanted.get().equals(own)) {
            return own;
        }
        if (!thing.isShared()) {
            return new Label(wanted.get()).value();
        }
        if (wanted.get().equals(thing.label())) {
            return own;
        }
        throw Refusal.conflict(
                "The "
                        + thing.inWords()
                        + " is shared into this project; its label can be changed in its own.");
    }
}
