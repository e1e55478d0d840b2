package org.africai.deid.ctp;

import java.util.Arrays;
import java.util.List;
import org.africai.deid.Leak;
import org.africai.deid.PrivateDictionary;
import org.africai.deid.rewrite.Action;
import org.africai.deid.rewrite.Rejected;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.jspecify.annotations.Nullable;

/// What a rule makes of an element that is there.
final class RuleResult {
    private static final int MOST_BLANKS = 55;
    private static final int LONGEST_LO = 64;
    private static final String BLANK = "@blank(";

    private final Level level;
    private final Element element;
    private final ElementRule rule;
    private final int tag;
    private boolean isProcessed;

    RuleResult(Level level, Element element, ElementRule rule) {
        this.level = level;
        this.element = element;
        this.rule = rule;
        this.tag = element.tag();
    }

    Action action() throws Rejected {
        refuseDoubtful(level, tag, rule);
        if (tag == Tag.DeidentificationMethodCodeSequence) {
            return MethodCodes.action(level, rule, element.items());
        }
        String result;
        try {
            result = text();
        } catch (Failed failed) {
            return failed(failed);
        }
        if (result.contains("@remove()")) {
            return new Action.Remove(name("removed"));
        }
        if (result.equals("@keep()")) {
            return kept();
        }
        if (result.startsWith(BLANK)) {
            return blank(result);
        }
        return result.isEmpty() || result.equals("@empty()") ? empty() : replaced(result);
    }

    /// What the script's author cannot have meant is not obeyed.
    static void refuseDoubtful(Level level, int tag, ElementRule rule) throws Rejected {
        if (rule.isDoubtful() && level.run.closes(Leak.UNKNOWN_FUNCTION)) {
            throw new Rejected("the rule for " + Tag.toString(tag) + " cannot be understood");
        }
    }

    private String text() throws Failed, Rejected {
        String constant = rule.constant();
        if (constant != null) {
            return constant;
        }
        Evaluation evaluation = new Evaluation(level, tag);
        String result = evaluation.evaluate(rule.template()).strip();
        isProcessed = evaluation.isProcessed();
        return result;
    }

    /// In an item that CTP would not have looked into, an element whose replacement is not known
    /// goes; elsewhere the object is rejected.
    private Action failed(Failed failed) throws Rejected {
        if (!level.isInsideKept()) {
            throw new Rejected(Tag.toString(tag) + ": " + failed.reason());
        }
        return new Action.Remove(name("removed"));
    }

    private String name(String effect) {
        return Tag.toString(tag) + " " + effect;
    }

    private Action kept() {
        if (element.vr() == Vr.SQ && isProcessed) {
            return level.processed(element);
        }
        return level.run.closes(Leak.KEPT_SEQUENCE) ? level.insideKept(element) : Action.KEEP;
    }

    private Action blank(String result) throws Rejected {
        int end = result.indexOf(')');
        String digits =
                end < 0 ? "" : result.substring(BLANK.length(), end).replaceAll("[^0-9]", "");
        int count = digits.length() > 2 ? MOST_BLANKS : Integer.parseInt("0" + digits);
        return element.vr() == Vr.SQ ? empty() : replaced(" ".repeat(Math.min(count, MOST_BLANKS)));
    }

    private Action empty() {
        Vr vr = vr("");
        if (vr == Vr.SQ) {
            return emptySequence();
        }
        // CTP's person names hold a blank when they are empty.
        boolean isBlank = vr == Vr.PN && level.run.isCompatible();
        return new Action.Put(vr, isBlank ? List.of(" ") : List.of(), name("emptied"));
    }

    private Action emptySequence() {
        if (!level.run.closes(Leak.EMPTIED_SEQUENCE)) {
            return Action.KEEP;
        }
        if (!element.isEmpty()) {
            level.run.tally.closed(Leak.EMPTIED_SEQUENCE);
        }
        return new Action.PutItems(List.of(), name("emptied"));
    }

    private Action replaced(String text) throws Rejected {
        return put(level, tag, vr(text), text, name("replaced"));
    }

    /// Sets a text, or what the policy says when the VR does not allow it.
    static Action put(Level level, int tag, Vr vr, String text, String name) throws Rejected {
        List<String> values = Arrays.asList(text.split("\\\\"));
        CtpRun run = level.run;
        if (run.isCompatible()) {
            return OldValues.accepts(vr, values)
                    ? new Action.Put(vr, OldValues.stored(vr, values), name)
                    : Action.KEEP;
        }
        if (NewValues.accepts(vr, values)) {
            return new Action.Put(vr, values, name);
        }
        List<String> shorter = NewValues.cut(vr, values);
        if (run.closes(Leak.ILLEGAL_VALUE) && NewValues.accepts(vr, shorter)) {
            run.tally.closed(Leak.ILLEGAL_VALUE);
            return new Action.Put(vr, shorter, name);
        }
        run.tally.closed(Leak.REJECTED_VALUE);
        return vr == Vr.SQ
                ? new Action.PutItems(List.of(), name)
                : new Action.Put(vr, List.of(), name);
    }

    /// The VR that a new value has: the one of the element, of private elements the known one, or
    /// that of a text.
    private Vr vr(String text) {
        return vr(level, tag, element.vr(), text);
    }

    static Vr vr(Level level, int tag, Vr present, String text) {
        if (!Tag.isPrivate(tag)) {
            return present;
        }
        if (Tag.element(tag) < 0x100) {
            return Vr.LO;
        }
        PrivateDictionary.@Nullable Entry known = known(level, tag);
        if (known != null) {
            return known.vr();
        }
        if (!level.run.isCompatible() && (present.isText() || present == Vr.SQ)) {
            return present;
        }
        return text.length() <= LONGEST_LO ? Vr.LO : Vr.LT;
    }

    private static PrivateDictionary.@Nullable Entry known(Level level, int tag) {
        Dataset data = level.data;
        return level.run.known(tag, data);
    }
}
