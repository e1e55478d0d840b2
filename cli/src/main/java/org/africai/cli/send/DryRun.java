package org.africai.cli.send;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.africai.cli.Console;
import org.africai.deid.Outcome;
import org.africai.deid.Preview;
import org.africai.deid.Report;
import org.africai.dicom.io.InvalidDicom;

/// Shows what would be sent and what the rules would change, on this machine only.
final class DryRun {
    private final Console console;
    private final Anonymiser anonymiser;
    private final int previews;

    /// @param previews of how many files all changes are shown, with their values
    DryRun(Console console, Anonymiser anonymiser, int previews) {
        this.console = console;
        this.anonymiser = anonymiser;
        this.previews = previews;
    }

    /// @return whether everything would go
    boolean run(Scan scan) throws IOException {
        Map<String, Integer> studies = new LinkedHashMap<>();
        Map<String, Integer> reasons = new TreeMap<>();
        Report report = Report.EMPTY;
        long bytes = 0;
        int shown = 0;
        for (Source source : scan.images()) {
            studies.merge(source.study(), 1, Integer::sum);
            bytes += source.bytes();
            if (shown < previews) {
                show(source);
                shown++;
            }
            switch (anonymiser.judge(source)) {
                case Outcome.Quarantined(String reason) -> {
                    reasons.merge(reason, 1, Integer::sum);
                    console.say("would be set aside: " + source.place() + ": " + reason);
                }
                case Outcome.Changed(Report one) -> report = report.plus(one);
                case Outcome.Unchanged _ -> {}
            }
        }
        report.rules().forEach((rule, times) -> console.say(times + " × " + rule));
        report.closed()
                .forEach((leak, times) ->
                        console.say(times + " × kept from leaking: " + leak.description()));
        int aside = reasons.values().stream().mapToInt(Integer::intValue).sum();
        console.say(
                (scan.images().size() - aside)
                        + " of "
                        + scan.images().size()
                        + " images of "
                        + studies.size()
                        + " studies would be sent ("
                        + Progress.bytes(bytes)
                        + "); nothing was");
        return aside == 0;
    }

    private void show(Source source) throws IOException {
        console.say("what would change in " + source.place() + ":");
        try {
            for (Preview.Change change : anonymiser.preview(source).changes()) {
                String line = "  " + change.path() + " " + change.before();
                console.say(
                        switch (change.kind()) {
                            case REMOVED -> line + " → removed";
                            case ADDED -> "  " + change.path() + " added: " + change.after();
                            case CHANGED -> line + " → " + change.after();
                        });
            }
        } catch (InvalidDicom broken) {
            console.say("  not readable as DICOM: " + broken.reason());
        }
    }
}
