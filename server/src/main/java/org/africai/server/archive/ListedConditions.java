package org.africai.server.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.archive.Inquiry.Comparison;
import org.africai.server.archive.Inquiry.Condition;
import org.africai.server.archive.Inquiry.Condition.Compared;
import org.africai.server.http.Refusal;

/// Makes SQL of a search's conditions.
///
/// A condition on things of which a row may have several holds when one of them meets it; those of
/// one set are met by the same one.
final class ListedConditions {
    /// Most comparisons of a search; many of one column with `=`, joined by OR, are one.
    static final int MAX_COMPARISONS = 1_000;

    private static final String AND = " and ";
    private static final String OR = " or ";

    private final ListedColumns columns;
    private final ListedComparisons comparisons;
    private int count;

    ListedConditions(ListedColumns columns, ListingParameters parameters) {
        this.columns = columns;
        this.comparisons = new ListedComparisons(parameters);
    }

    /// @throws Refusal when a column is unknown or cannot be compared with its value
    String sql(Condition condition) {
        return switch (condition) {
            case Condition.All(var all) -> joined(all, AND, "true");
            case Condition.Any(var any) -> joined(any, OR, "false");
            case Compared one -> joined(List.of(one), AND, "true");
        };
    }

    private String joined(List<Condition> conditions, String word, String none) {
        List<String> parts = new ArrayList<>();
        Map<String, List<String>> alternatives = new LinkedHashMap<>();
        Map<ListedColumns.Reach, List<Compared>> several = new LinkedHashMap<>();
        for (Condition condition : conditions) {
            if (!(condition instanceof Compared one)) {
                parts.add(sql(condition));
                continue;
            }
            var reach = columns.reach(one.name());
            if (reach.isPresent() && one.comparison() == Comparison.ABSENT) {
                var present = new Compared(one.name(), Comparison.PRESENT, "");
                parts.add("not " + met(reach.get(), List.of(present), word));
            } else if (reach.isPresent()) {
                several.computeIfAbsent(reach.get(), _ -> new ArrayList<>()).add(one);
            } else if (word.equals(OR) && ListedComparisons.isPlainEquality(one)) {
                alternatives.computeIfAbsent(one.name(), _ -> new ArrayList<>()).add(one.value());
            } else {
                parts.add(compared(column(one), one));
            }
        }
        alternatives.forEach((name, values) -> parts.add(anyOf(name, values)));
        several.forEach((reach, all) -> parts.add(met(reach, all, word)));
        return parts.isEmpty() ? none : "(" + String.join(word, parts) + ")";
    }

    private String anyOf(String name, List<String> values) {
        countOne();
        return comparisons.anyOf(columns.find(name).orElseThrow(() -> unknown(name)), values);
    }

    private String met(ListedColumns.Reach reach, List<Compared> all, String word) {
        ListedColumns.Entered entered = columns.enter(reach);
        List<String> parts = new ArrayList<>();
        for (Compared one : all) {
            ListedColumn column =
                    columns.within(entered, one.name()).orElseThrow(() -> unknown(one.name()));
            parts.add(compared(column, one));
        }
        return entered.any("(" + String.join(word, parts) + ")");
    }

    private ListedColumn column(Compared one) {
        return columns.find(one.name()).orElseThrow(() -> unknown(one.name()));
    }

    private String compared(ListedColumn column, Compared one) {
        countOne();
        return comparisons.condition(column, one.comparison(), one.value());
    }

    private void countOne() {
        if (++count > MAX_COMPARISONS) {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE,
                    "A search makes at most " + MAX_COMPARISONS + " comparisons.");
        }
    }

    private static Refusal unknown(String name) {
        String shown = name.length() > 200 ? name.substring(0, 200) + "…" : name;
        return new Refusal(
                Refusal.Reason.UNPROCESSABLE,
                "There is no field '" + shown + "' that this search could compare.");
    }
}
