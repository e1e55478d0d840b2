package org.africai.deid.ctp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.africai.deid.InvalidScript;

/// A script of CTP's DicomAnonymizer, in either of its forms: XML (`<script>` with `p`, `e`, `k`
/// and `r`) or Java properties (`set.[gggg,eeee]Name=…`). Immutable.
public final class CtpScript {
    /// Longest script that is read, in characters; the longest that CTP ships has some 60,000.
    public static final int MOST_CHARACTERS = 4 << 20;

    private final Map<String, String> parameters;
    private final List<ElementRule> rules;
    private final Set<Integer> keptGroups;
    private final Set<Removal> removals;
    private final boolean keepsSafePrivate;
    private final List<String> problems;

    /// What a script removes wherever no rule says otherwise.
    enum Removal {
        PRIVATE_GROUPS,
        UNSPECIFIED_ELEMENTS,
        OVERLAYS,
        CURVES
    }

    CtpScript(
            Map<String, String> parameters,
            List<ElementRule> rules,
            Set<Integer> keptGroups,
            Set<Removal> removals,
            boolean keepsSafePrivate,
            List<String> problems) {
        this.parameters = Map.copyOf(parameters);
        this.rules = List.copyOf(rules);
        this.keptGroups = Set.copyOf(keptGroups);
        this.removals = Set.copyOf(removals);
        this.keepsSafePrivate = keepsSafePrivate;
        this.problems = List.copyOf(problems);
    }

    /// Reads a script.
    ///
    /// @throws InvalidScript when it is not well-formed, is longer than [#MOST_CHARACTERS], or has
    ///   two rules for one element, of which CTP would take any
    public static CtpScript parse(String text) throws InvalidScript {
        return ScriptReader.read(text);
    }

    /// The values that rules may use, by name.
    public Map<String, String> parameters() {
        return parameters;
    }

    /// The same script with a parameter set to another value.
    public CtpScript withParameter(String name, String value) {
        Map<String, String> changed = new HashMap<>(parameters);
        changed.put(name, value);
        return new CtpScript(changed, rules, keptGroups, removals, keepsSafePrivate, problems);
    }

    /// Number of rules for single elements that are switched on.
    public int size() {
        return rules.size();
    }

    /// What the author cannot have meant, in sentences: functions that do not exist, calls without
    /// an end, elements and parameters that nothing defines. CTP says nothing of them.
    public List<String> problems() {
        Set<String> all = new java.util.LinkedHashSet<>(problems);
        Set<String> labels = new HashSet<>();
        rules.forEach(rule -> labels.add(rule.label().toLowerCase(java.util.Locale.ROOT)));
        for (ElementRule rule : rules) {
            ScriptChecks.check(rule, parameters.keySet(), labels, all);
        }
        return new ArrayList<>(all);
    }

    List<ElementRule> rules() {
        return rules;
    }

    boolean keepsGroup(int group) {
        return keptGroups.contains(group);
    }

    boolean removes(Removal what) {
        return removals.contains(what);
    }

    boolean keepsSafePrivate() {
        return keepsSafePrivate;
    }
}
