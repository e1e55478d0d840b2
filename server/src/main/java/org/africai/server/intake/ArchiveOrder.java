package org.africai.server.intake;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.server.archive.Submission.Assignment;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Destination.Names;
import org.jspecify.annotations.Nullable;

/// What whoever archives a waiting session says.
///
/// @param project another project for it, `null` for the one it waits for
/// @param subject another label for its subject
/// @param session another label for it
/// @param overwrite what may happen to what is in the archive
/// @param overwriteFiles whether objects that are there already may be replaced when appending
/// @param quarantine whether the session is quarantined once archived; `null` for what its sender
///   said
/// @param triggersPipelines whether pipelines shall run on it (`triggerPipelines`), of which there
///   are none: that is noted
/// @param fields values for fields of the session and of its scans, by XNAT's paths
public record ArchiveOrder(
        @Nullable String project,
        @Nullable String subject,
        @Nullable String session,
        Overwrite overwrite,
        boolean overwriteFiles,
        @Nullable Boolean quarantine,
        boolean triggersPipelines,
        List<Assignment> fields) {
    /// Most fields of one order.
    static final int MAX_FIELDS = 1_000;

    /// As the session is, to be added to nothing.
    public static final ArchiveOrder PLAIN =
            new ArchiveOrder(null, null, null, Overwrite.NONE, false, null, false, List.of());

    public ArchiveOrder {
        fields = List.copyOf(fields);
    }

    /// Reads what was sent, name by name. The session's label is what `session`, else a field
    /// `label`, else `EXPT_LABEL` or `label` says; its subject's what `subject`, else `SUBJECT_ID`,
    /// else a field `subject_ID` says.
    ///
    /// @param sent names and values in the order they were sent
    /// @throws Refusal when something makes no sense
    public static ArchiveOrder of(List<Assignment> sent) {
        var read = new Sent(sent);
        Names dest = read.first("dest").map(ArchiveOrder::destination).orElse(Names.NONE);
        return new ArchiveOrder(
                read.field("project")
                        .or(() -> Optional.ofNullable(dest.project()))
                        .or(() -> read.first("project"))
                        .orElse(null),
                read.first("subject")
                        .or(() -> read.first("SUBJECT_ID"))
                        .or(() -> read.field("subject_ID"))
                        .or(() -> Optional.ofNullable(dest.subject()))
                        .orElse(null),
                read.first("session")
                        .or(() -> read.field("label"))
                        .or(() -> read.first("EXPT_LABEL"))
                        .or(() -> read.first("label"))
                        .or(() -> Optional.ofNullable(dest.session()))
                        .orElse(null),
                Overwrite.named(read.first("overwrite").orElse("")),
                read.first("overwrite_files").filter(ArchiveOrder::isYes).isPresent(),
                read.first("quarantine").map(ArchiveOrder::isYes).orElse(null),
                read.first("triggerPipelines").filter(ArchiveOrder::isYes).isPresent(),
                read.fields());
    }

    private static boolean isYes(String value) {
        return !value.equalsIgnoreCase("false") && !value.equals("0");
    }

    private static Names destination(String dest) {
        if (Destination.parse(dest) instanceof Destination.Archive(Names names, String id)
                && id == null) {
            return names;
        }
        throw Refusal.invalid("dest names no place in the archive.");
    }

    /// The same for the project that the session waits for.
    public ArchiveOrder withinProject() {
        return new ArchiveOrder(
                null,
                subject,
                session,
                overwrite,
                overwriteFiles,
                quarantine,
                triggersPipelines,
                fields);
    }

    /// As the session is, with a word on pipelines.
    static ArchiveOrder plain(boolean triggersPipelines) {
        return new ArchiveOrder(
                null, null, null, Overwrite.NONE, false, null, triggersPipelines, List.of());
    }

    /// Names and values as they were sent.
    private record Sent(List<Assignment> all) {
        private static final Pattern FIELD = Pattern.compile("\\w+:\\w+/(.+)");
        private static final Set<String> NAMES = Set.of("project", "label", "subject_id", "id");

        Optional<String> first(String name) {
            return all.stream()
                    .filter(one -> one.path().equals(name))
                    .map(one -> one.value().strip())
                    .filter(value -> !value.isEmpty())
                    .findFirst();
        }

        /// The value of the session's field of this name.
        Optional<String> field(String name) {
            return all.stream()
                    .filter(one -> within(one).filter(name::equalsIgnoreCase).isPresent())
                    .map(one -> one.value().strip())
                    .filter(value -> !value.isEmpty())
                    .findFirst();
        }

        List<Assignment> fields() {
            List<Assignment> fields =
                    all.stream()
                            .filter(one ->
                                    within(one)
                                            .filter(path ->
                                                    !NAMES.contains(path.toLowerCase(Locale.ROOT)))
                                            .isPresent())
                            .toList();
            if (fields.size() > MAX_FIELDS) {
                throw Refusal.invalid("Name " + MAX_FIELDS + " fields at most.");
            }
            return fields;
        }

        private static Optional<String> within(Assignment one) {
            Matcher path = FIELD.matcher(one.path());
            return path.matches() ? Optional.of(path.group(1)) : Optional.empty();
        }
    }
}
