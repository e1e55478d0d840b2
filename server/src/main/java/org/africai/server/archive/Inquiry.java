package org.africai.server.archive;

import java.util.List;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// A list as a search asks for it: with columns it names itself, and conditions joined at will.
///
/// All names of columns are paths that begin with a data type (`xnat:subjectData/label`): that of
/// the things listed, of what they belong to, or of what belongs to them. After the type may also
/// stand a name that only lists have (`xnat:subjectData/insert_date`), or XNAT's name for a custom
/// variable in any case (`XNAT_SUBJECTDATA_FIELD_MAP=age`).
///
/// @param of what is listed: projects, subjects, experiments or scans
/// @param root the data type of the things listed, which may be a family of types
/// @param condition what must hold; `null` for nothing
/// @param orders what rows are sorted by, first one first; otherwise by age
public record Inquiry(
        Listing.Of of,
        String root,
        List<Column> columns,
        @Nullable Condition condition,
        List<Listing.Order> orders,
        Listing.Page page) {
    private static final int MAX_COLUMNS = 500;

    public Inquiry {
        columns = List.copyOf(columns);
        orders = List.copyOf(orders);
        if (columns.size() > MAX_COLUMNS) {
            throw Refusal.invalid("A search has at most " + MAX_COLUMNS + " columns.");
        }
    }

    /// @param header what the column is called in the answer
    /// @param name what it shows; a name that means nothing shows nothing
    public record Column(String header, String name) {}

    /// What must hold for a row.
    public sealed interface Condition {
        record All(List<Condition> conditions) implements Condition {
            public All {
                conditions = List.copyOf(conditions);
            }
        }

        record Any(List<Condition> conditions) implements Condition {
            public Any {
                conditions = List.copyOf(conditions);
            }
        }

        /// @param value what the column is compared with; without meaning for [Comparison#ABSENT]
        ///   and [Comparison#PRESENT]
        record Compared(String name, Comparison comparison, String value) implements Condition {}
    }

    /// How a column is compared. An absent value is only ever [#ABSENT]: it is neither equal nor
    /// unequal to anything. Texts are compared without regard to case.
    public enum Comparison {
        EQUAL,
        NOT_EQUAL,
        LESS,
        AT_MOST,
        MORE,
        AT_LEAST,
        /// `*` and `%` stand for any text.
        LIKE,
        NOT_LIKE,
        /// One of several values, joined by commas.
        IN,
        NOT_IN,
        /// `x and y`, both included.
        BETWEEN,
        ABSENT,
        PRESENT
    }
}
