package org.africai.deid;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// What was done to an object, or to many: free of patient data, and meant to be kept.
///
/// @param rules how often each rule changed something, items of sequences included; a rule is named
///   by element and effect, such as `(0010,0010) emptied`
/// @param closed how often each leak would have let something through
public record Report(Map<String, Integer> rules, Map<Leak, Integer> closed) {
    /// Nothing was done.
    public static final Report EMPTY = new Report(Map.of(), Map.of());

    public Report {
        rules = Collections.unmodifiableMap(new TreeMap<>(rules));
        closed = closed.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(closed));
    }

    /// Number of changes.
    public int changes() {
        return rules.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Both reports as one.
    public Report plus(Report other) {
        Map<String, Integer> allRules = new TreeMap<>(rules);
        other.rules.forEach((rule, count) -> allRules.merge(rule, count, Integer::sum));
        Map<Leak, Integer> allClosed = new EnumMap<>(Leak.class);
        allClosed.putAll(closed);
        other.closed.forEach((leak, count) -> allClosed.merge(leak, count, Integer::sum));
        return new Report(allRules, allClosed);
    }
}
