package org.africai.deid.rewrite;

import java.util.HashMap;
import java.util.Map;
import org.africai.deid.Leak;
import org.africai.deid.Report;

/// Counts what is done to one object.
public final class Tally {
    private final Map<String, Integer> rules = new HashMap<>();
    private final Map<Leak, Integer> closed = new HashMap<>();

    public void count(String rule) {
        rules.merge(rule, 1, Integer::sum);
    }

    public void closed(Leak leak) {
        closed.merge(leak, 1, Integer::sum);
    }

    public Report report() {
        return new Report(rules, closed);
    }
}
