package org.africai.server.deid;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.africai.deid.Policy;
import org.africai.deid.PrivateDictionary;
import org.africai.deid.Rules;
import org.africai.deid.Secret;
import org.africai.deid.Verdict;
import org.africai.deid.ctp.CtpRules;
import org.africai.deid.ctp.CtpScript;
import org.africai.deid.ctp.IntegerTable;
import org.africai.deid.dicomedit.DicomEditRules;
import org.africai.deid.profile.ConfidentialityProfile;
import org.africai.deid.profile.ProfileRules;

/// One version of a script, ready to be obeyed. Thread-safe.
public final class Script {
    /// How many sessions' rules are held.
    private static final int MOST_REMEMBERED = 64;

    private final long version;
    private final ParsedScript parsed;

    /// Reading the rules of a script anew for each object would cost as much as obeying them.
    private final Map<Labels, Rules> remembered = new ConcurrentHashMap<>();

    /// @param version number of the version, by which objects name it
    Script(long version, ParsedScript parsed) {
        this.version = version;
        this.parsed = parsed;
    }

    /// The number by which objects name it: in (0012,0064), and in their record.
    public long version() {
        return version;
    }

    public Language language() {
        return parsed.language();
    }

    /// What it makes of objects that go to one session.
    ///
    /// @param secret of the project that they go to; the same for the same project
    /// @param integers running numbers of that project
    Rules rules(Labels labels, Secret secret, IntegerTable integers) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        return remembered.computeIfAbsent(labels, _ -> make(labels, secret, integers));
    }

    private Rules make(Labels labels, Secret secret, IntegerTable integers) {
        String code = Long.toString(version);
        return switch (parsed) {
            case ParsedScript.DicomEdit(var script) ->
                    DicomEditRules.of(script, labels.variables())
                            .withSecret(secret)
                            .withRecord(code);
            case ParsedScript.Ctp(CtpScript script) ->
                    Rules.inOrder(
                            List.of(
                                    CtpRules.of(
                                                    told(script, labels),
                                                    Policy.STRICT.withSecret(secret))
                                            .withIntegers(integers),
                                    new VersionNote(code, "CTP DicomAnonymizer Script")));
            case ParsedScript.Profile(var options) ->
                    Rules.inOrder(
                            List.of(
                                    new ProfileRules(
                                            new ConfidentialityProfile(
                                                    options, secret, PrivateDictionary.EMPTY)),
                                    new VersionNote(code, "PS3.15 Profile")));
            case ParsedScript.Unreadable(String why) ->
                    _ -> new Verdict.Rejected("the script cannot be read: " + why);
        };
    }

    /// Its parameters PROJECT, SUBJECT and SESSION are what we know, unless it sets them itself.
    private static CtpScript told(CtpScript script, Labels labels) {
        CtpScript told = script;
        for (Map.Entry<String, String> known : labels.variables().entrySet()) {
            String name = known.getKey().toUpperCase(Locale.ROOT);
            told =
                    script.parameters().containsKey(name)
                            ? told
                            : told.withParameter(name, known.getValue());
        }
        return told;
    }
}
