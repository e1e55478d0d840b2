package org.africai.deid.ctp;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.africai.deid.Leak;
import org.africai.deid.Policy;
import org.africai.deid.PrivateDictionary;
import org.africai.deid.Rules;
import org.africai.deid.Verdict;
import org.africai.deid.rewrite.Rejected;
import org.africai.deid.rewrite.Rewriter;
import org.africai.deid.rewrite.Tally;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomFile;
import org.jspecify.annotations.Nullable;

/// Applies a script of CTP's DicomAnonymizer, as CTP does or without its leaks.
///
/// All rules see the values that the object came with, never what another rule made of them; only
/// the numbers of `@integer` depend on what came before.
public final class CtpRules implements Rules {
    private final CtpScript script;
    private final Policy policy;
    private final LookupTable lookup;
    private final IntegerTable integers;
    private final PrivateDictionary privates;
    private final Clock clock;
    private final Map<Integer, ElementRule> byTag = new HashMap<>();
    private final List<ElementRule> privateRules = new ArrayList<>();
    private final Map<Integer, ElementRule> insertions = new HashMap<>();

    private CtpRules(
            CtpScript script,
            Policy policy,
            LookupTable lookup,
            IntegerTable integers,
            PrivateDictionary privates,
            Clock clock) {
        this.script = script;
        this.policy = policy;
        this.lookup = lookup;
        this.integers = integers;
        this.privates = privates;
        this.clock = clock;
        script.rules().forEach(this::place);
    }

    private void place(ElementRule rule) {
        switch (rule.target()) {
            case Address.Step.Known known -> {
                byTag.put(known.tag(), rule);
                if (mayInsert(known.tag(), rule)) {
                    insertions.put(known.tag(), rule);
                }
                if (Tag.isPrivate(known.tag())) {
                    privateRules.add(rule);
                }
            }
            case Address.Step.OfCreator _ -> privateRules.add(rule);
            case Address.Step.Label _ -> {}
        }
    }

    /// Whether a rule makes its element when it is absent.
    static boolean mayInsert(int tag, ElementRule rule) {
        return rule.template().isAlways() || tag == Tag.DeidentificationMethodCodeSequence;
    }

    /// A script under a policy, without tables.
    public static CtpRules of(CtpScript script, Policy policy) {
        return new CtpRules(
                script,
                policy,
                LookupTable.EMPTY,
                IntegerTable.inMemory(),
                PrivateDictionary.EMPTY,
                Clock.system(ZoneId.systemDefault()));
    }

    /// The same with a table for `@lookup`.
    public CtpRules withLookup(LookupTable table) {
        return new CtpRules(script, policy, table, integers, privates, clock);
    }

    /// The same with a table for `@integer`.
    public CtpRules withIntegers(IntegerTable table) {
        return new CtpRules(script, policy, lookup, table, privates, clock);
    }

    /// The same with knowledge of private elements, for `keep safeprivateelements` and for the VR
    /// of private values.
    public CtpRules withPrivates(PrivateDictionary dictionary) {
        return new CtpRules(script, policy, lookup, integers, dictionary, clock);
    }

    /// The same with another clock for `@date` and `@time`.
    public CtpRules withClock(Clock other) {
        return new CtpRules(script, policy, lookup, integers, privates, other);
    }

    @Override
    public Verdict judge(DicomFile file) {
        Tally tally = new Tally();
        Dataset root = policy.isCompatible() ? withCharacterSet(file.dataset()) : file.dataset();
        CtpRun run = new CtpRun(this, file, root, tally);
        try {
            Rewriter rewriter = new Rewriter(tally, !policy.isCompatible());
            Dataset after = rewriter.rewrite(root, Level.outermost(run));
            return new Verdict.Accepted(after, file.transferSyntax(), tally.report());
        } catch (Skipped _) {
            return policy.closes(Leak.SKIP)
                    ? new Verdict.Rejected("the script skips this object")
                    : new Verdict.Passed();
        } catch (Rejected rejected) {
            return new Verdict.Rejected(rejected.reason());
        }
    }

    /// CTP takes text without a declared character set for Latin-1 and declares it so.
    private static Dataset withCharacterSet(Dataset dataset) {
        return dataset.contains(Tag.SpecificCharacterSet)
                ? dataset
                : dataset.with(Tag.SpecificCharacterSet, "ISO_IR 100");
    }

    CtpScript script() {
        return script;
    }

    Policy policy() {
        return policy;
    }

    LookupTable lookup() {
        return lookup;
    }

    IntegerTable integers() {
        return integers;
    }

    PrivateDictionary privates() {
        return privates;
    }

    Clock clock() {
        return clock;
    }

    /// Rules for private elements, by tag or by creator.
    List<ElementRule> privateRules() {
        return privateRules;
    }

    /// Rules that make their element when it is absent, but for those by creator.
    Map<Integer, ElementRule> insertions() {
        return insertions;
    }

    @Nullable ElementRule publicRule(int tag) {
        return byTag.get(tag);
    }
}
