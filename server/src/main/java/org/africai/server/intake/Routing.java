package org.africai.server.intake;

import static org.africai.dicom.dict.Tag.*;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.intake.Destination.Names;
import org.africai.server.intake.PrearchiveTable.Said;
import org.africai.server.intake.mapping.AttributeReader;
import org.africai.server.intake.mapping.Attributes;
import org.jspecify.annotations.Nullable;

/// Finds the project, subject and session that an object belongs to.
///
/// What the sender said wins; then, for the project, what somebody said of the study before it came
/// ([StudyRoutings]); then the site's [RoutingRules]. Else tokens such as `Project:P Subject:S
/// Session:E` count, in PatientComments, StudyComments and AdditionalPatientHistory in this order;
/// then, for the project, the whole of StudyDescription, of AccessionNumber and of what CTP writes
/// into its private group 0013; for the subject PatientName and for the session PatientID. Of the
/// candidates for a project the first counts that names one where the sender may add data.
final class Routing {
    /// The label of a session whose object says nothing of it.
    static final String NO_LABEL = "dicom_upload";

    private static final int[] TOKEN_TAGS = {
        PatientComments, StudyComments, AdditionalPatientHistory
    };
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?<=^|[\\s,;])(project|subject|session|aa)\\s*:\\s*([\\w-]*)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_IN_A_LABEL = Pattern.compile("[^\\w-]");

    private Routing() {}

    /// Where an object goes.
    ///
    /// @param project absent when no project was found: the object waits unassigned
    /// @param autoArchive what its `AA:` token says, if there is one
    record Route(
            @Nullable ProjectRef project,
            String subject,
            String session,
            @Nullable Boolean autoArchive) {}

    /// What is known of an object.
    ///
    /// @param object what every header is read for
    /// @param rules the site's
    /// @param ruled what its header has for the rules
    record Looked(Attributes object, RoutingRules rules, Attributes ruled) {
        /// An object of a site without rules.
        static Looked plain(Attributes object) {
            return new Looked(object, RoutingRules.NONE, Attributes.NONE);
        }

        private Stream<String> values(List<RoutingRule> some) {
            return RoutingRules.values(some, ruled);
        }

        private Optional<String> first(List<RoutingRule> some) {
            return values(some).findFirst();
        }
    }

    /// The attributes that decide where an object goes where no rules do.
    static IntStream relevantTags() {
        return IntStream.concat(
                IntStream.of(TOKEN_TAGS),
                IntStream.of(
                        StudyDescription,
                        AccessionNumber,
                        PatientName,
                        PatientID,
                        AttributeReader.CTP_PROJECT));
    }

    /// @param sent what the sender said, except for the project
    /// @param project the project that the sender named, if any
    /// @param open the project of that ID or alias, if the sender may add data to it
    static Route route(
            Names sent,
            @Nullable ProjectRef project,
            Looked looked,
            Function<String, Optional<ProjectRef>> open) {
        Attributes object = looked.object();
        String session =
                Optional.ofNullable(sent.session())
                        .or(() -> label(looked.first(looked.rules().session())))
                        .or(() -> label(token(object, "session")))
                        .or(() -> label(object.text(PatientID)))
                        .orElse(NO_LABEL);
        String subject =
                Optional.ofNullable(sent.subject())
                        .or(() -> label(looked.first(looked.rules().subject())))
                        .or(() -> label(token(object, "subject")))
                        .or(() -> label(object.text(PatientName)))
                        .orElse(session);
        return new Route(
                project != null ? project : project(looked, open),
                subject,
                session,
                autoArchive(object));
    }

    /// Which names do not come from what a script is expected to change: the sender, a rule or a
    /// token in the object gave them.
    static Said said(Names sent, Looked looked) {
        Attributes object = looked.object();
        return new Said(
                sent.subject() != null
                        || label(looked.first(looked.rules().subject())).isPresent()
                        || label(token(object, "subject")).isPresent(),
                sent.session() != null
                        || label(looked.first(looked.rules().session())).isPresent()
                        || label(token(object, "session")).isPresent());
    }

    private static @Nullable ProjectRef project(
            Looked looked, Function<String, Optional<ProjectRef>> open) {
        Attributes object = looked.object();
        return Stream.of(
                        looked.values(looked.rules().project())
                                .map(value -> NOT_IN_A_LABEL.matcher(value).replaceAll("_")),
                        tokens(object, "project"),
                        IntStream.of(StudyDescription, AccessionNumber, AttributeReader.CTP_PROJECT)
                                .mapToObj(tag -> object.text(tag))
                                .flatMap(Optional::stream))
                .flatMap(values -> values)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(open)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Boolean autoArchive(Attributes object) {
        return token(object, "aa")
                .map(word -> word.toLowerCase(Locale.ROOT))
                .map(word ->
                        switch (word) {
                            case "true", "t" -> Boolean.TRUE;
                            default -> Boolean.FALSE;
                        })
                .orElse(null);
    }

    private static Optional<String> token(Attributes object, String key) {
        return tokens(object, key).filter(value -> !value.isEmpty()).findFirst();
    }

    private static Stream<String> tokens(Attributes object, String key) {
        return Arrays.stream(TOKEN_TAGS)
                .mapToObj(tag -> object.text(tag))
                .flatMap(Optional::stream)
                .flatMap(text -> tokensIn(text, key).stream());
    }

    private static List<String> tokensIn(String text, String key) {
        Matcher found = TOKEN.matcher(text);
        return found.results()
                .filter(token -> token.group(1).equalsIgnoreCase(key))
                .map(token -> token.group(2))
                .toList();
    }

    /// A header's value as a label: `_` for what a label may not hold.
    static Optional<String> label(Optional<String> value) {
        return value.map(String::strip)
                .map(text -> NOT_IN_A_LABEL.matcher(text).replaceAll("_"))
                .filter(text -> !text.isEmpty());
    }
}
