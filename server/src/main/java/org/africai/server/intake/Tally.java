package org.africai.server.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How many of the files of an upload became what. Not for use by several threads at once.
final class Tally {
    /// How many leftovers are named.
    private static final int MAX_NAMED = 1_000;

    private long stored;
    private long duplicates;
    private long conflicts;
    private long leftovers;
    private long ignored;
    private long setAside;
    private long dropped;
    private String reason = "";
    private final List<String> named = new ArrayList<>();

    void count(Intake outcome) {
        switch (outcome) {
            case Intake.Stored _ -> stored++;
            case Intake.Duplicate _ -> duplicates++;
            case Intake.Conflict _ -> conflicts++;
            case Intake.SetAside(String why) -> {
                setAside++;
                reason = why;
            }
            case Intake.Dropped _ -> dropped++;
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

    /// What to tell a sender of whom nothing is left.
    Optional<String> nothingLeft() {
        if (setAside == 0 && dropped == 0) {
            return Optional.empty();
        }
        return Optional.of(
                "De-identification let nothing through: "
                        + setAside
                        + " files were set aside"
                        + (reason.isEmpty() ? "" : " (the last because: " + reason + ")")
                        + ", "
                        + dropped
                        + " were not wanted.");
    }

    ImportAnswer.Counts counts() {
        return new ImportAnswer.Counts(
                stored, duplicates, conflicts, leftovers, ignored, setAside, named);
    }
}
