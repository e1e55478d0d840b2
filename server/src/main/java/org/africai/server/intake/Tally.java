package org.africai.server.intake;

import java.util.ArrayList;
import java.util.List;

/// How many of the files of an upload became what. Not for use by several threads at once.
final class Tally {
    /// How many leftovers are named.
    private static final int MAX_NAMED = 1_000;

    private long stored;
    private long duplicates;
    private long conflicts;
    private long leftovers;
    private long ignored;
    private final List<String> named = new ArrayList<>();

    void count(Intake outcome) {
        switch (outcome) {
            case Intake.Stored _ -> stored++;
            case Intake.Duplicate _ -> duplicates++;
            case Intake.Conflict _ -> conflicts++;
            case Intake.Leftover(String name) -> {
                leftovers++;
                name(name);
            }
            case Intake.Ignored(String name) -> {
                ignored++;
                name(name);
            }
        }
    }

    private void name(String name) {
        if (named.size() < MAX_NAMED) {
            named.add(name);
        }
    }

    ImportAnswer.Counts counts() {
        return new ImportAnswer.Counts(stored, duplicates, conflicts, leftovers, ignored, named);
    }
}
