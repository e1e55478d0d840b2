package org.africai.deid.ctp;

import java.util.ArrayList;
import java.util.List;
import org.africai.deid.DeidentificationMethod;
import org.africai.deid.rewrite.Action;
import org.africai.deid.rewrite.Rejected;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;

/// The rule for De-identification Method Code Sequence (0012,0064): codes divided by slashes, which
/// are added to those that are there.
final class MethodCodes {
    private static final String NAME = Tag.toString(Tag.DeidentificationMethodCodeSequence);

    private MethodCodes() {}

    static Action action(Level level, ElementRule rule, List<Dataset> present) throws Rejected {
        String source = rule.template().source().strip();
        if (source.isEmpty() || source.equals("@keep()")) {
            return Action.KEEP;
        }
        if (source.equals("@remove()")) {
            return level.data.contains(Tag.DeidentificationMethodCodeSequence)
                    ? new Action.Remove(NAME + " removed")
                    : Action.KEEP;
        }
        return new Action.PutItems(items(codes(level, rule), present), NAME + " replaced");
    }

    private static String codes(Level level, ElementRule rule) throws Rejected {
        try {
            return new Evaluation(level, Tag.DeidentificationMethodCodeSequence)
                    .evaluate(rule.template())
                    .strip();
        } catch (Failed failed) {
            throw new Rejected(NAME + ": " + failed.reason());
        }
    }

    private static List<Dataset> items(String codes, List<Dataset> present) {
        List<Dataset> items = new ArrayList<>(present);
        for (String part : codes.split("/")) {
            String code = part.strip();
            if (code.equalsIgnoreCase("reset")) {
                items.clear();
            } else {
                items.add(item(code));
            }
        }
        return items;
    }

    private static Dataset item(String code) {
        String meaning = DeidentificationMethod.meanings().get(code);
        return Dataset.builder()
                .put(Tag.CodeValue, Vr.SH, code)
                .put(Tag.CodingSchemeDesignator, Vr.SH, meaning == null ? "UNKNOWN" : "DCM")
                .put(Tag.CodeMeaning, Vr.LO, meaning == null ? "UNKNOWN" : meaning)
                .build();
    }
}
