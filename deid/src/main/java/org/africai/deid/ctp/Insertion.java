package org.africai.deid.ctp;

import java.util.List;
import org.africai.deid.rewrite.Action;
import org.africai.deid.rewrite.Rejected;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;

/// An element that a rule makes because the object lacks it.
final class Insertion {
    private static final String REQUIRED_SEQUENCE = "@always()@require()";

    private final Level level;
    private final int tag;
    private final ElementRule rule;

    Insertion(Level level, int tag, ElementRule rule) {
        this.level = level;
        this.tag = tag;
        this.rule = rule;
    }

    Action action() throws Rejected {
        RuleResult.refuseDoubtful(level, tag, rule);
        Vr vr = vr();
        String source = rule.template().source().strip();
        if (!rule.template().isAlways() || (vr == Vr.SQ && !source.startsWith(REQUIRED_SEQUENCE))) {
            return tag == Tag.DeidentificationMethodCodeSequence
                    ? MethodCodes.action(level, rule, List.of())
                    : Action.KEEP;
        }
        return vr == Vr.SQ ? new Action.PutItems(List.of(), name()) : value(vr);
    }

    private Action value(Vr vr) throws Rejected {
        String result;
        try {
            result = new Evaluation(level, tag).evaluate(rule.template());
        } catch (Failed failed) {
            throw new Rejected(Tag.toString(tag) + ": " + failed.reason());
        }
        if (result.equals("@keep()") || result.equals("@remove()")) {
            return Action.KEEP;
        }
        boolean isEmpty =
                result.isBlank() || result.startsWith("@blank(") || result.equals("@empty()");
        Vr fitting = RuleResult.vr(level, tag, vr, result);
        if (!isEmpty) {
            return RuleResult.put(level, tag, fitting, result, name());
        }
        boolean isBlank = vr == Vr.PN && level.run.isCompatible();
        return new Action.Put(fitting, isBlank ? List.of(" ") : List.of(), name());
    }

    private String name() {
        return Tag.toString(tag) + " added";
    }

    private Vr vr() {
        Vr vr = Dictionary.vr(tag);
        return vr == Vr.UN || Dictionary.isAmbiguous(tag) ? Vr.SH : vr;
    }
}
