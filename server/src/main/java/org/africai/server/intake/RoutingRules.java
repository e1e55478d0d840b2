package org.africai.server.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.africai.server.config.ConfigName;
import org.africai.server.config.ConfigVersion;
import org.africai.server.config.Configs;
import org.africai.server.http.Refusal;
import org.africai.server.intake.mapping.Attributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Routing rules: the site's, settings of the tool `dicom`: `projectRules`, `subjectRules` and
/// `sessionRules`; or those of a DICOM receiver. One rule a line. What they find comes before what
/// XNAT looks at by itself; the first rule of several that matches counts, for a project the first
/// whose project takes the object.
///
/// @param project candidates for the project
/// @param subject candidates for the subject's label
/// @param session candidates for the session's label
public record RoutingRules(
        List<RoutingRule> project, List<RoutingRule> subject, List<RoutingRule> session) {
    public static final RoutingRules NONE = new RoutingRules(List.of(), List.of(), List.of());

    private static final Logger LOG = LoggerFactory.getLogger(RoutingRules.class);
    private static final String TOOL = "dicom";
    private static final String PROJECT = "projectRules";
    private static final String SUBJECT = "subjectRules";
    private static final String SESSION = "sessionRules";
    private static final List<String> PATHS = List.of(PROJECT, SUBJECT, SESSION);

    /// Most rules of one kind.
    private static final int MAX_RULES = 100;

    public RoutingRules {
        project = List.copyOf(project);
        subject = List.copyOf(subject);
        session = List.copyOf(session);
    }

    /// Rules as their author wrote them.
    public record Texts(String project, String subject, String session) {
        public static final Texts NONE = new Texts("", "", "");
    }

    /// @throws Refusal when a line is no rule
    public static RoutingRules parse(Texts texts) {
        return new RoutingRules(
                parse(texts.project()), parse(texts.subject()), parse(texts.session()));
    }

    /// These, and behind them the others.
    RoutingRules then(RoutingRules others) {
        return new RoutingRules(
                joined(project, others.project),
                joined(subject, others.subject),
                joined(session, others.session));
    }

    private static List<RoutingRule> joined(List<RoutingRule> some, List<RoutingRule> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /// Those of the site that are in force.
    static RoutingRules of(Configs configs) {
        return new RoutingRules(
                read(configs, PROJECT), read(configs, SUBJECT), read(configs, SESSION));
    }

    /// A text that is no list of rules, from before they were checked, routes nothing.
    private static List<RoutingRule> read(Configs configs, String path) {
        Optional<ConfigVersion> found = configs.inForce(null, new ConfigName(TOOL, path));
        try {
            return found.map(setting -> parse(setting.contents())).orElse(List.of());
        } catch (Refusal unreadable) {
            LOG.warn("routing rules are not readable and left out path={}", path);
            return List.of();
        }
    }

    private static List<RoutingRule> parse(String text) {
        List<RoutingRule> rules = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                rules.add(RoutingRule.parse(line));
            }
        }
        if (rules.size() > MAX_RULES) {
            throw Refusal.invalid("There are " + MAX_RULES + " routing rules of a kind at most.");
        }
        return rules;
    }

    /// Refuses contents of a setting that are to be routing rules and are none.
    ///
    /// @param isSite whether the setting is the site's
    static void check(boolean isSite, ConfigName name, String contents) {
        if (isSite && name.tool().equals(TOOL) && PATHS.contains(name.path())) {
            var _ = parse(contents);
        }
    }

    boolean isEmpty() {
        return project.isEmpty() && subject.isEmpty() && session.isEmpty();
    }

    /// The tags that the rules look at.
    int[] tags() {
        return Stream.of(project, subject, session)
                .flatMap(List::stream)
                .mapToInt(RoutingRule::tag)
                .distinct()
                .toArray();
    }

    /// What the rules find in an object, the first rule's value first.
    static Stream<String> values(List<RoutingRule> rules, Attributes object) {
        return rules.stream().flatMap(rule -> value(rule, object).stream());
    }

    private static Optional<String> value(RoutingRule rule, Attributes object) {
        return object.text(rule.tag()).flatMap(rule::apply);
    }
}
