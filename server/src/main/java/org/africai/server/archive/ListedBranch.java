package org.africai.server.archive;

import java.util.function.Function;

/// Things of which each row of a list may have several: the sessions of a subject, the assessors of
/// a session. A column of them shows the newest one's; a condition holds when one of them meets it.
///
/// @param base the data type whose fields, and whose subtypes' fields, they have
/// @param part their table under an alias
/// @param from the table and what it takes to find those of one row, from `from` to `where`, with
///   `{x}` for the alias: those that the project sees in whose view the row is
/// @param newest SQL that sorts them, the one to be shown first
record ListedBranch(String base, Function<String, ListedPart> part, String from, String newest) {

    /// The table to be joined for columns: the newest one or nothing.
    ///
    /// @param ofType SQL that holds for the data types asked for
    String join(String alias, String ofType) {
        return """
        left join lateral (select {x}.* {from} and {type} order by {newest} limit 1) {x} on true\
        """
                .replace("{from}", from)
                .replace("{type}", ofType)
                .replace("{newest}", newest)
                .replace("{x}", alias);
    }

    /// The condition that one of them meets another condition.
    String any(String alias, String ofType, String condition) {
        return "exists (select 1 "
                + from.replace("{x}", alias)
                + " and "
                + ofType
                + " and "
                + condition
                + ")";
    }
}
