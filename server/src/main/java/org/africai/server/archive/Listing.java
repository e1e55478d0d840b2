package org.africai.server.archive;

import java.util.List;
import java.util.Set;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// A list as a client asks for it.
///
/// @param of what is listed
/// @param columns short names and paths as the client spells them; `DEFAULT` stands for the usual
///   ones; empty for these alone
/// @param xsiType the data type wanted, which may be a family of types; `null` for the usual ones
/// @param filters conditions that all hold; those on names that mean nothing are passed over
/// @param orders what rows are sorted by, first one first; otherwise by age
/// @param page which rows
/// @param recentDays only what was made in the last days; `null` for all
public record Listing(
        Of of,
        List<String> columns,
        @Nullable String xsiType,
        List<Filter> filters,
        List<Order> orders,
        Page page,
        @Nullable Integer recentDays) {
    private static final int MAX_COLUMNS = 500;

    public Listing {
        columns = List.copyOf(columns);
        filters = List.copyOf(filters);
        orders = List.copyOf(orders);
        if (columns.size() > MAX_COLUMNS) {
            throw Refusal.invalid("A list has at most " + MAX_COLUMNS + " columns.");
        }
    }

    /// What is listed.
    public sealed interface Of {
        /// The projects that the caller may know of.
        ///
        /// @param stakes where there are any, only projects in which the caller has one of them
        record Projects(Set<ProjectStake> stakes) implements Of {
            public Projects {
                stakes = Set.copyOf(stakes);
            }

            /// All of them.
            public Projects() {
                this(Set.of());
            }
        }

        /// The subjects of a project, or all that the caller reads.
        record Subjects(@Nullable String project) implements Of {}

        /// The experiments of a subject, of a project, or all that the caller reads; without
        /// assessors unless their type is asked for.
        record Experiments(@Nullable String project, @Nullable String subject) implements Of {}

        record Scans(Address.OfExperiment session) implements Of {}

        /// The scans of all sessions of a project, or of all that the caller reads.
        record AllScans(@Nullable String project) implements Of {}

        record Assessors(Address.OfExperiment session) implements Of {}

        record Reconstructions(Address.OfExperiment session) implements Of {}
    }

    /// A condition on a column.
    ///
    /// @param value values separated by commas, one of which must match: `*` and `%` stand for any
    ///   text, `a-b` for a range of numbers or dates, `NULL` for no value
    public record Filter(String name, String value) {}

    public record Order(String name, boolean descending) {}

    /// @param offset how many rows are passed over
    /// @param limit how many rows there are at most; `null` for no limit
    public record Page(long offset, @Nullable Long limit) {
        public static final Page ALL = new Page(0, null);
    }
}
