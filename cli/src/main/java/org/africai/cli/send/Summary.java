package org.africai.cli.send;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.africai.cli.Exit;
import org.africai.deid.Report;

/// What became of everything. Holds no patient data: files are numbers, and their names stay in the
/// work folder.
///
/// @param target where it went
/// @param studies how many there are
/// @param counts how many files became what
/// @param bytes sent and acknowledged
/// @param aside which files were set aside here, with the reason
/// @param refused which files the archive refused, with the reason
/// @param changed which files were changed after they were sent
/// @param waiting sessions that wait for a person in the archive, with the reason
/// @param others files that are no images
/// @param missing files that a DICOMDIR names and that are not there
/// @param problems ZIPs and the like that could not be looked into
/// @param rules how often each rule changed something in this run
/// @param isComparing whether the archive can be asked what it has
record Summary(
        String target,
        String project,
        int studies,
        Counts counts,
        long bytes,
        Map<Integer, String> aside,
        Map<Integer, String> refused,
        List<Integer> changed,
        List<String> waiting,
        int others,
        int missing,
        int problems,
        Report rules,
        boolean isComparing) {
    /// @param verified acknowledged, and found in the archive as it keeps them
    /// @param acknowledged acknowledged only
    /// @param left not sent yet
    record Counts(int files, int verified, int acknowledged, int left) {}

    Summary {
        aside = new TreeMap<>(aside);
        refused = new TreeMap<>(refused);
        changed = List.copyOf(changed);
        waiting = List.copyOf(waiting);
    }

    static Summary of(
            Target target,
            String project,
            Ledger ledger,
            Scan scan,
            List<String> waiting,
            Report rules,
            boolean isComparing) {
        Map<Integer, String> aside = new TreeMap<>();
        Map<Integer, String> refused = new TreeMap<>();
        List<Integer> changed = new ArrayList<>();
        int verified = 0;
        int acknowledged = 0;
        int left = 0;
        long bytes = 0;
        List<Source> sources = ledger.sources();
        for (Source source : sources) {
            switch (ledger.state(source.number())) {
                case State.Found _, State.Ready _ -> left++;
                case State.Sent(var _, long sent, var _) -> {
                    acknowledged++;
                    bytes += sent;
                }
                case State.Verified(long sent, var _) -> {
                    verified++;
                    bytes += sent;
                }
                case State.Quarantined(String reason) -> aside.put(source.number(), reason);
                case State.Refused(String reason) -> refused.put(source.number(), reason);
                case State.Changed _ -> changed.add(source.number());
            }
        }
        return new Summary(
                target.toString(),
                project,
                (int) sources.stream().map(Source::study).distinct().count(),
                new Counts(sources.size(), verified, acknowledged, left),
                bytes,
                aside,
                refused,
                changed,
                waiting,
                scan.others().size(),
                scan.missing().size(),
                scan.problems().size(),
                rules,
                isComparing);
    }

    /// What the command ends with when nothing stopped it.
    Exit exit() {
        if (counts.left() > 0) {
            return Exit.UNREACHABLE;
        }
        if (isComparing && counts.acknowledged() > 0) {
            return Exit.UNVERIFIED;
        }
        boolean isIncomplete =
                !aside.isEmpty()
                        || !refused.isEmpty()
                        || !changed.isEmpty()
                        || missing > 0
                        || problems > 0;
        return isIncomplete ? Exit.INCOMPLETE : Exit.DONE;
    }

    /// For a terminal.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                counts.files()
                        + " files of "
                        + studies
                        + " studies: "
                        + counts.verified()
                        + " arrived and were compared, "
                        + counts.acknowledged()
                        + " acknowledged only, "
                        + aside.size()
                        + " set aside, "
                        + refused.size()
                        + " refused by the archive, "
                        + changed.size()
                        + " changed since they were sent, "
                        + counts.left()
                        + " not sent yet");
        if (!isComparing && counts.acknowledged() > 0) {
            lines.add("DICOM acknowledges each file; what is kept cannot be compared that way");
        }
        waiting.forEach(one -> lines.add("waits in the archive for a person: " + one));
        return lines;
    }
}
