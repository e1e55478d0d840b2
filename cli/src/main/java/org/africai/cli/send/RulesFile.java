package org.africai.cli.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.africai.deid.DeidentificationMethod;
import org.africai.deid.InvalidScript;
import org.africai.deid.Policy;
import org.africai.deid.Rules;
import org.africai.deid.Secret;
import org.africai.deid.Verdict;
import org.africai.deid.ctp.CtpRules;
import org.africai.deid.ctp.CtpScript;
import org.africai.deid.ctp.LookupTable;
import org.africai.deid.dicomedit.DicomEditRules;
import org.africai.deid.dicomedit.DicomEditScript;
import org.africai.deid.filter.FilterExpression;
import org.africai.deid.pixel.BurnedInRisk;
import org.africai.deid.pixel.PixelRules;
import org.africai.deid.pixel.PixelScript;
import org.africai.deid.profile.ConfidentialityProfile;
import org.africai.deid.profile.ProfileRules;
import org.africai.dicom.io.DicomFile;
import org.jspecify.annotations.Nullable;

/// The rules that the owner chose, read and checked.
///
/// @param rules all of them, in their order
/// @param digest of everything that results are made of: when it changes, they change
/// @param problems what the author of a script cannot have meant
/// @param namesSessions whether the archive is told what to call subjects and sessions, because no
///   script has said
record RulesFile(Rules rules, String digest, List<String> problems, boolean namesSessions) {
    /// Longest file of rules, in bytes.
    static final long MOST_BYTES = 16L << 20;

    RulesFile {
        problems = List.copyOf(problems);
    }

    /// Where the rules come from.
    ///
    /// @param script of CTP or DicomEdit; absent for a profile of PS3.15
    /// @param lookup CTP's table of replacements
    /// @param pixels CTP's script of areas to be blanked
    /// @param filter CTP's expression for what may go at all
    /// @param isResearch whether more is kept than the Basic Profile keeps
    /// @param hasPlainHashes whether CTP's hashes are made as CTP does, without the secret
    /// @param acceptsPixels whether objects go whose pixels may show who the patient is
    record Choice(
            @Nullable Path script,
            @Nullable Path lookup,
            @Nullable Path pixels,
            @Nullable Path filter,
            boolean isResearch,
            boolean hasPlainHashes,
            boolean acceptsPixels) {}

    /// @param project what scripts of DicomEdit call `project`
    /// @throws BadUse when a file cannot be read, or says nothing that can be done
    static RulesFile of(Choice choice, byte[] secret, String project) throws IOException {
        List<String> made = new ArrayList<>(List.of("rules1", Digest.of(secret), project));
        List<String> problems = new ArrayList<>();
        List<Rules> all = new ArrayList<>();
        try {
            if (choice.filter() != null) {
                FilterExpression filter = FilterExpression.parse(text(choice.filter(), made));
                all.add(file -> filter.test(file) ? new Verdict.Passed() : filtered());
            }
            if (choice.pixels() != null) {
                all.add(new PixelRules(PixelScript.parse(text(choice.pixels(), made)), true));
            } else if (!choice.acceptsPixels()) {
                all.add(RulesFile::looked);
            }
            all.add(main(choice, secret, project, made, problems));
        } catch (InvalidScript wrong) {
            throw new BadUse("the script cannot be used: " + wrong.getMessage(), wrong);
        }
        made.add(choice.isResearch() + " " + choice.hasPlainHashes());
        String digest =
                Digest.of(
                        String.join("\0", made).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new RulesFile(Rules.inOrder(all), digest, problems, choice.script() == null);
    }

    private static Rules main(
            Choice choice, byte[] key, String project, List<String> made, List<String> problems)
            throws IOException, InvalidScript {
        Secret secret = new Secret(key);
        if (choice.script() == null) {
            if (choice.lookup() != null) {
                throw new BadUse("--lookup is for a script: say --script");
            }
            return new ProfileRules(
                    choice.isResearch()
                            ? ConfidentialityProfile.research(secret)
                            : ConfidentialityProfile.basic(secret)
                                    .with(DeidentificationMethod.RETAIN_MODIFIED_DATES));
        }
        String script = text(choice.script(), made);
        LookupTable table =
                choice.lookup() == null
                        ? LookupTable.EMPTY
                        : LookupTable.parse(text(choice.lookup(), made));
        if (isDicomEdit(script)) {
            Map<String, String> variables = new HashMap<>(Map.of("project", project));
            return DicomEditRules.of(DicomEditScript.parse(script), variables).withLookup(table);
        }
        CtpScript ctp = CtpScript.parse(script);
        problems.addAll(ctp.problems());
        Policy policy = choice.hasPlainHashes() ? Policy.STRICT : Policy.STRICT.withSecret(secret);
        return CtpRules.of(ctp, policy).withLookup(table);
    }

    private static boolean isDicomEdit(String script) {
        return script.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .findFirst()
                .filter(line -> line.startsWith("version"))
                .isPresent();
    }

    private static Verdict filtered() {
        return new Verdict.Rejected("the filter does not let it through");
    }

    private static Verdict looked(DicomFile file) {
        BurnedInRisk risk = BurnedInRisk.of(file.dataset());
        if (risk.level() != BurnedInRisk.Level.HIGH) {
            return new Verdict.Passed();
        }
        String signs =
                String.join(
                        ", ",
                        risk.signs().stream()
                                .filter(sign -> sign.level() == BurnedInRisk.Level.HIGH)
                                .map(sign ->
                                        sign.name()
                                                .toLowerCase(java.util.Locale.ROOT)
                                                .replace('_', ' '))
                                .sorted()
                                .toList());
        return new Verdict.Rejected(
                "what it shows may tell who the patient is ("
                        + signs
                        + "): look at it; --pixels"
                        + " blanks areas, --accept-pixels sends it as it is");
    }

    private static String text(Path file, List<String> made) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BadUse("there is no file " + file);
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new BadUse(file + " is longer than " + MOST_BYTES + " bytes");
        }
        try {
            String text = Files.readString(file);
            made.add(Digest.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            return text;
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new BadUse(file + " is no text in UTF-8", e);
        }
    }
}
