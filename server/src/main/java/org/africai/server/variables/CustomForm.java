package org.africai.server.variables;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A form of form.io that asks for custom fields.
///
/// @param builder its definition: `title`, `display`, `settings`, `components`
/// @param order where it stands among others, smaller first; the newest first where equal
/// @param uses where it is used
public record CustomForm(
        UUID uuid, String title, JsonNode builder, int order, String author, List<Use> uses) {
    public CustomForm {
        uses = List.copyOf(uses);
    }

    /// Where a form is used.
    ///
    /// @param key its number
    /// @param dataType for things of which type
    /// @param project ID of the only project; `null` for everywhere
    /// @param refused IDs of the projects that do without it
    public record Use(
            long key,
            String dataType,
            @Nullable String project,
            boolean enabled,
            List<String> refused) {
        public Use {
            refused = List.copyOf(refused);
        }
    }
}
