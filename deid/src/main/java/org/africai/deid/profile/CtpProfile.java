package org.africai.deid.profile;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.africai.deid.DeidentificationMethod;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.ElementDefinition;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;

/// The Basic Profile of PS3.15 with modified dates, written as a script of CTP's DicomAnonymizer,
/// for sites that send by CTP: a rule for every attribute of the table, and one that looks into
/// every sequence which stays, for CTP leaves sequences whole that no rule names.
///
/// CTP knows no secrets and no shift of its own for each patient: pseudonyms are hashes with a site
/// identifier that has to be kept secret, UIDs are hashes without a secret, and all dates of a site
/// move by the same number of days. What CTP does not know (elements newer than it) stays.
public final class CtpProfile {
    private static final String PSEUDONYM = "@hashptid(@SITEID,PatientID,16)";
    private static final String METHOD = "PS3.15 2025a Basic Profile as a CTP script";
    private static final int FIRST_GROUP = 0x0008;
    private static final int OVERLAYS = 0x60;
    private static final int CURVES = 0x50;

    private CtpProfile() {}

    /// The script.
    ///
    /// @param site what goes into the hashes of patients; to be long and secret
    /// @param days by which dates move; below zero
    /// @param comment for Patient Comments (0010,4000), such as where an archive is to put it; a
    ///   text of CTP, in which `@` begins a call
    /// @throws IllegalArgumentException when dates would not move into the past
    public static String script(String site, int days, String comment) {
        if (days >= 0) {
            throw new IllegalArgumentException("dates move into the past");
        }
        Map<Integer, String> rules = new TreeMap<>(Integer::compareUnsigned);
        Dictionary.all()
                .map(ElementDefinition::pattern)
                .filter(pattern -> pattern.indexOf('x') < 0)
                .forEach(pattern -> add(Integer.parseUnsignedInt(pattern, 16), rules));
        ActionTable.tags().forEach(tag -> add(tag, rules));
        rules.putAll(
                Map.of(
                        Tag.PatientName,
                        "@always()" + PSEUDONYM,
                        Tag.PatientID,
                        "@always()" + PSEUDONYM,
                        Tag.PatientComments,
                        "@always()" + comment,
                        Tag.PatientIdentityRemoved,
                        "@always()YES",
                        Tag.DeidentificationMethod,
                        "@always()" + METHOD,
                        Tag.LongitudinalTemporalInformationModified,
                        "@always()MODIFIED"));
        StringBuilder script = new StringBuilder("<script>\n");
        parameter(script, "SITEID", site);
        parameter(script, "UIDROOT", "2.25");
        parameter(script, "DATEINC", Integer.toString(days));
        rules.forEach((tag, rule) -> element(script, tag, rule));
        for (String removed : new String[] {"privategroups", "overlays", "curves"}) {
            script.append("  <r en=\"T\" t=\"").append(removed).append("\">remove</r>\n");
        }
        return script.append("</script>\n").toString();
    }

    private static void parameter(StringBuilder script, String name, String value) {
        script.append("  <p t=\"").append(name).append("\">").append(escaped(value));
        script.append("</p>\n");
    }

    private static void element(StringBuilder script, int tag, String rule) {
        script.append(String.format(Locale.ROOT, "  <e en=\"T\" t=\"%08X\" n=\"", tag));
        script.append(escaped(Dictionary.keyword(tag))).append("\">");
        script.append(escaped(rule)).append("</e>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void add(int tag, Map<Integer, String> rules) {
        int group = Tag.group(tag);
        boolean isElsewhere =
                group < FIRST_GROUP || group >>> 8 == OVERLAYS || group >>> 8 == CURVES;
        if (isElsewhere || Tag.isPrivate(tag) || Tag.isGroupLength(tag)) {
            return;
        }
        ActionTable.Row row = ActionTable.find(tag);
        Vr vr = Dictionary.vr(tag);
        if (row != null) {
            rules.put(tag, rule(row, vr));
        } else if (vr == Vr.SQ) {
            rules.put(tag, "@process()");
        } else if (vr == Vr.PN) {
            rules.put(tag, "@empty()");
        }
    }

    private static String rule(ActionTable.Row row, Vr vr) {
        if (row.isCleanedBy(DeidentificationMethod.RETAIN_MODIFIED_DATES)) {
            switch (vr) {
                case DA, DT -> {
                    return "@incrementdate(this,@DATEINC)";
                }
                case TM -> {
                    return "@keep()";
                }
                default -> {}
            }
        }
        boolean isSequence = vr == Vr.SQ;
        return switch (row.action()) {
            case X -> "@remove()";
            case X_Z_U -> "@process()";
            case U -> "@hashuid(@UIDROOT,this)";
            // CTP leaves the items of a sequence that is emptied.
            case Z, X_Z -> isSequence ? "@remove()" : "@empty()";
            case D, X_D, Z_D, X_Z_D -> isSequence ? "@remove()" : dummy(vr);
        };
    }

    private static String dummy(Vr vr) {
        return switch (vr.kind()) {
            case TEXT -> vr == Vr.UI ? "@hashuid(@UIDROOT,this)" : Dummies.text(vr);
            case INTEGER, DECIMAL -> "0";
            case BYTES, TAGS, ITEMS -> "@remove()";
        };
    }
}
