package org.africai.server.intake;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.africai.server.archive.Label;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Destination.Names;
import org.africai.server.intake.Destination.Spot;
import org.africai.server.intake.Waiting.Remarks;
import org.jspecify.annotations.Nullable;

/// What the sender of an upload asks for.
///
/// @param handler how the upload is taken apart
/// @param names what the sender calls project, subject and session; they win over the headers
/// @param experiment the accession ID of the archived session to add to, in place of names
/// @param goal where the sender wants it to end
/// @param spot which waiting session to add to, if the sender named one
/// @param overwrite what may happen to a session that is there already
/// @param overwriteFiles whether objects that are there already may be replaced when appending
/// @param ignoreUnparsable whether files that are no DICOM are passed over by the handlers that
///   refuse them
/// @param rename whether every file gets a name of our making
/// @param quarantine whether the session is quarantined once archived
/// @param commits whether nothing more will come for the session (`action=commit`)
/// @param triggersPipelines whether pipelines shall run on what is archived at once
/// @param remarks what the sender says beside
/// @param listener the sender's word for the import, to ask how it gets on
public record ImportRequest(
        Handler handler,
        Names names,
        @Nullable String experiment,
        Goal goal,
        @Nullable Spot spot,
        Overwrite overwrite,
        boolean overwriteFiles,
        boolean ignoreUnparsable,
        boolean rename,
        boolean quarantine,
        boolean commits,
        boolean triggersPipelines,
        Remarks remarks,
        @Nullable String listener) {
    /// Where an upload is to end.
    enum Goal {
        ARCHIVE,
        PREARCHIVE,
        /// Where the project's setting says.
        AS_PROJECT_SAYS
    }

    /// Longest of the things that a sender says beside, in characters.
    static final int MAX_REMARK = 255;

    /// XNAT's name for what belongs to no project.
    static final String UNASSIGNED = "Unassigned";

    private static final Pattern YES = Pattern.compile("(?i)true|t|1|yes");

    /// Reads the request's parameters.
    ///
    /// @param parameter the value of a parameter, if it was sent
    /// @throws Refusal when one of them makes no sense
    public static ImportRequest of(Function<String, Optional<String>> parameter) {
        var sent = new Sent(parameter);
        Destination destination =
                sent.first("dest")
                        .<Destination>map(Destination::parse)
                        .orElse(new Destination.Unsaid());
        return new ImportRequest(
                handler(sent),
                sent.names(destination),
                destination instanceof Destination.Archive(var _, String id) ? id : null,
                goal(sent, destination),
                destination instanceof Destination.Prearchive(var _, var at) ? at : null,
                Overwrite.named(sent.first("overwrite").orElse("")),
                sent.isYes("overwrite_files"),
                sent.isYes("Ignore-Unparsable"),
                sent.isYes("rename"),
                sent.isYes("quarantine"),
                sent.first("action").filter("commit"::equalsIgnoreCase).isPresent(),
                sent.isYes("triggerPipelines"),
                sent.remarks(),
                sent.first("http-session-listener").orElse(null));
    }

    /// Whether the sender says that it is to end in the archive.
    public boolean endsInArchive() {
        return goal == Goal.ARCHIVE;
    }

    /// @throws Refusal when a subject or session could not have the name that the sender gives it,
    ///   or an import its word
    void requireLabels() {
        Progress.requireWord(listener);
        for (String name : new @Nullable String[] {names.subject(), names.session()}) {
            if (name != null) {
                var _ = new Label(name); // which refuses what cannot be one
            }
        }
    }

    /// The same request, handled otherwise.
    public ImportRequest with(Handler other) {
        return with(other, names, experiment);
    }

    /// The same request for what has these names.
    ImportRequest with(Names found) {
        return with(handler, found, null);
    }

    /// The same request, which does not keep scripts from its objects.
    ImportRequest anonymized() {
        return with(
                handler,
                names,
                experiment,
                new Remarks(
                        remarks.source(),
                        remarks.visit(),
                        remarks.protocol(),
                        remarks.timezone(),
                        false,
                        remarks.preventAutoCommit()));
    }

    private ImportRequest with(Handler other, Names found, @Nullable String id) {
        return with(other, found, id, remarks);
    }

    private ImportRequest with(Handler other, Names found, @Nullable String id, Remarks said) {
        return new ImportRequest(
                other,
                found,
                id,
                goal,
                spot,
                overwrite,
                overwriteFiles,
                ignoreUnparsable,
                rename,
                quarantine,
                commits,
                triggersPipelines,
                said,
                listener);
    }

    private static Handler handler(Sent sent) {
        String word = sent.first("import-handler").orElse(Handler.SI.word());
        return Handler.named(word)
                .orElseThrow(() ->
                        Refusal.invalid(
                                "There is no import-handler '"
                                        + word
                                        + "'; there are SI, DICOM-zip, gradual-DICOM, inbox and XAR."));
    }

    private static Goal goal(Sent sent, Destination destination) {
        return switch (destination) {
            case Destination.Archive _ -> Goal.ARCHIVE;
            case Destination.Prearchive _ -> Goal.PREARCHIVE;
            case Destination.Unsaid _ -> sent.wish();
        };
    }

    private record Sent(Function<String, Optional<String>> parameter) {
        Optional<String> first(String... names) {
            for (String name : names) {
                Optional<String> value =
                        parameter.apply(name).map(String::strip).filter(v -> !v.isEmpty());
                if (value.isPresent()) {
                    return value;
                }
            }
            return Optional.empty();
        }

        boolean isYes(String name) {
            return first(name).filter(v -> YES.matcher(v).matches()).isPresent();
        }

        /// `auto-archive` and the like, for those who name no destination.
        Goal wish() {
            return first("auto-archive", "AA", "direct-archive")
                    .map(v -> YES.matcher(v).matches())
                    .or(() -> first("prearchive_code").map(code -> !code.equals("0")))
                    .map(archive -> archive ? Goal.ARCHIVE : Goal.PREARCHIVE)
                    .orElse(Goal.AS_PROJECT_SAYS);
        }

        Remarks remarks() {
            return new Remarks(
                    remark("SOURCE"),
                    remark("VISIT"),
                    remark("PROTOCOL"),
                    remark("TIMEZONE"),
                    isYes("prevent_anon"),
                    isYes("prevent_auto_commit"));
        }

        private String remark(String name) {
            String remark = first(name).orElse("");
            if (remark.length() > MAX_REMARK) {
                throw Refusal.invalid(name + " has " + MAX_REMARK + " characters at most.");
            }
            return remark;
        }

        Names names(Destination destination) {
            Names path =
                    switch (destination) {
                        case Destination.Archive(Names names, var _) -> names;
                        case Destination.Prearchive(Names names, var _) -> names;
                        case Destination.Unsaid _ -> Names.NONE;
                    };
            return new Names(
                    agreed(path.project(), first("project", "PROJECT_ID"), "project"),
                    agreed(path.subject(), first("subject", "SUBJECT_ID"), "subject"),
                    agreed(path.session(), first("session", "EXPT_LABEL", "label"), "session"));
        }

        private static @Nullable String agreed(
                @Nullable String inPath, Optional<String> sent, String what) {
            if (inPath != null && sent.isPresent() && !sent.get().equals(inPath)) {
                throw Refusal.invalid(
                        "dest names the "
                                + what
                                + " '"
                                + inPath
                                + "', the parameters name '"
                                + sent.get()
                                + "'.");
            }
            return inPath != null ? inPath : sent.orElse(null);
        }
    }
}
