package org.africai.server.archive;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.server.access.Scope;
import org.africai.server.schema.Shortcuts;
import org.jspecify.annotations.Nullable;

/// Where a list comes from: tables, the columns they give, and the rows the caller may see.
///
/// @param title what the rows are
/// @param shortcuts the short names of columns
/// @param defaults the columns that are shown when none are asked for
/// @param parts the tables, that of the things listed first; of the others each row has one
/// @param branches tables of which each row may have several rows
/// @param from SQL from `from` on; `{own}` and `{shared}` stand for the order of the project's own
///   things and of those shared into it
/// @param where SQL conditions that always hold
/// @param usually SQL conditions that hold unless assessors are asked for by their type
/// @param key SQL that the rows are sorted by in the end, the alias of the things listed first
/// @param projects the projects in whose view the rows are
/// @param parameters what `from` and `where` bind
record ListedSource(
        String title,
        Shortcuts shortcuts,
        List<String> defaults,
        List<ListedPart> parts,
        List<ListedBranch> branches,
        String from,
        List<String> where,
        List<String> usually,
        String key,
        Scope projects,
        Map<String, @Nullable Object> parameters) {
    ListedSource {
        defaults = List.copyOf(defaults);
        parts = List.copyOf(parts);
        branches = List.copyOf(branches);
        where = List.copyOf(where);
        usually = List.copyOf(usually);
    }

    /// The table of the things listed.
    ListedPart own() {
        return parts.getFirst();
    }

    Optional<ListedColumn> given(String name) {
        return own().given(name);
    }

    /// SQL from `from` on, where rows are sorted by label or by age.
    ///
    /// @param order the order by label, or `null`
    String from(Listing.@Nullable Order order) {
        String alias = key.substring(0, key.indexOf('.'));
        if (order == null) {
            return from.replace("{own}", key).replace("{shared}", key);
        }
        String label = ".label" + (order.descending() ? " desc, " : ", ");
        return from.replace("{own}", alias + label + key).replace("{shared}", "h" + label + key);
    }

    ListedSource withParts(List<ListedPart> others) {
        return new ListedSource(
                title,
                shortcuts,
                defaults,
                others,
                branches,
                from,
                where,
                usually,
                key,
                projects,
                parameters);
    }
}
