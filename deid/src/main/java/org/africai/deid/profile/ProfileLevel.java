package org.africai.deid.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.africai.deid.DeidentificationMethod;
import org.africai.deid.PrivateDictionary;
import org.africai.deid.rewrite.Action;
import org.africai.deid.rewrite.ElementRules;
import org.africai.deid.rewrite.Rejected;
import org.africai.dicom.data.Code;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;

/// A profile's rules for one data set or item.
final class ProfileLevel implements ElementRules {
    private static final String METHOD = "PS3.15 2025a Basic Profile by AFRICAI";
    private static final String WELL_KNOWN = "1.2.840.10008.";

    /// The storage classes of structured reports.
    private static final String REPORTS = "1.2.840.10008.5.1.4.1.1.88.";

    /// Without its data, which always goes, an overlay is nothing.
    private static final int OVERLAYS = 0x6000;

    private final Settings settings;
    private final Dataset data;
    private final boolean isOutermost;

    /// Whether this is inside a content or annotation tree that is cleaned.
    private final boolean isCleaned;

    /// What holds for one object.
    ///
    /// @param patient the Patient ID that the object came with, from which the pseudonym is made
    record Settings(
            ConfidentialityProfile profile, DateShift shift, TextCleaner cleaner, String patient) {}

    private ProfileLevel(Settings settings, Dataset data, boolean isOutermost, boolean isCleaned) {
        this.settings = settings;
        this.data = data;
        this.isOutermost = isOutermost;
        this.isCleaned = isCleaned;
    }

    static ProfileLevel outermost(Settings settings, Dataset data) {
        return new ProfileLevel(settings, data, true, false);
    }

    @Override
    public Action decide(Element element) throws Rejected {
        int tag = element.tag();
        if (Tag.isPrivate(tag)) {
            return isSafe(tag) ? whole(element, isCleaned) : new Action.Remove("private removed");
        }
        if (isOutermost && isStatement(tag)) {
            // Set anew, see additions.
            return Action.KEEP;
        }
        ActionTable.Row row = ActionTable.find(tag);
        return row == null ? unlisted(element) : listed(element, row);
    }

    private static boolean isStatement(int tag) {
        return tag == Tag.PatientIdentityRemoved
                || tag == Tag.DeidentificationMethod
                || tag == Tag.DeidentificationMethodCodeSequence
                || tag == Tag.LongitudinalTemporalInformationModified;
    }

    // ---- attributes that the table does not name

    private Action unlisted(Element element) {
        int tag = element.tag();
        boolean isOverlay = (Tag.group(tag) & 0xFF00) == OVERLAYS;
        if (isOverlay) {
            return new Action.Remove("overlays removed");
        }
        boolean isUnknown = Dictionary.find(tag).isEmpty();
        if (isUnknown) {
            return new Action.Remove("unknown elements removed");
        }
        if (isCleaned && isProse(element)) {
            return cleaned(element, BasicAction.D);
        }
        return element.vr() == Vr.PN && !element.isEmpty()
                ? new Action.Put(Vr.PN, List.of(), name(tag, "emptied"))
                : whole(element, isCleaned);
    }

    private static boolean isProse(Element element) {
        return element.tag() == Tag.TextValue || element.tag() == Tag.UnformattedTextValue;
    }

    /// The element stays; items of a sequence are looked into.
    private Action whole(Element element, boolean inCleaned) {
        return element.vr() == Vr.SQ && !element.isEmpty()
                ? new Action.Descend(item -> new ProfileLevel(settings, item, false, inCleaned))
                : Action.KEEP;
    }

    private boolean isSafe(int tag) {
        if (!settings.profile.has(DeidentificationMethod.RETAIN_SAFE_PRIVATE)) {
            return false;
        }
        if (!Tag.isPrivateCreator(tag)) {
            String creator = data.string(Tag.creatorOf(tag)).orElse("");
            return Tag.element(tag) >= 0x1000
                    && settings.profile
                            .privates()
                            .isSafe(new PrivateDictionary.Key(Tag.group(tag), creator, tag & 0xFF));
        }
        return data.stream()
                .anyMatch(other ->
                        Tag.element(other.tag()) >= 0x1000
                                && Tag.isPrivate(other.tag())
                                && Tag.creatorOf(other.tag()) == tag
                                && isSafe(other.tag()));
    }

    // ---- attributes of the table

    private Action listed(Element element, ActionTable.Row row) throws Rejected {
        if (isKept(row) && !isShifted(element, row)) {
            return whole(element, isCleaned);
        }
        if (isShifted(element, row)) {
            return shifted(element, row.action());
        }
        if (isTreeCleaned(element, row)) {
            return whole(element, true);
        }
        return isTextCleaned(element, row)
                ? cleaned(element, row.action())
                : basic(element, row.action());
    }

    private boolean isKept(ActionTable.Row row) {
        return settings.profile.options().stream().anyMatch(row::isKeptBy);
    }

    private boolean isShifted(Element element, ActionTable.Row row) {
        boolean isTemporal =
                switch (element.vr()) {
                    case DA, DT, TM -> true;
                    default -> false;
                };
        return isTemporal
                && settings.profile.has(DeidentificationMethod.RETAIN_MODIFIED_DATES)
                && row.isCleanedBy(DeidentificationMethod.RETAIN_MODIFIED_DATES);
    }

    private Action shifted(Element element, BasicAction otherwise) throws Rejected {
        if (element.isEmpty()) {
            return Action.KEEP;
        }
        List<String> values = settings.shift.shift(element.strings(), element.vr());
        return values.isEmpty()
                ? basic(element, otherwise)
                : new Action.Put(element.vr(), values, name(element.tag(), "shifted"));
    }

    /// Sequences whose items are cleaned rather than removed.
    private boolean isTreeCleaned(Element element, ActionTable.Row row) {
        boolean isTree =
                element.vr() == Vr.SQ
                        && (cleans(row, DeidentificationMethod.CLEAN_STRUCTURED_CONTENT)
                                || cleans(row, DeidentificationMethod.CLEAN_GRAPHICS)
                                || cleans(row, DeidentificationMethod.CLEAN_DESCRIPTORS));
        return isTree && !element.isEmpty();
    }

    private boolean cleans(ActionTable.Row row, DeidentificationMethod option) {
        return settings.profile.has(option) && row.isCleanedBy(option);
    }

    private boolean isTextCleaned(Element element, ActionTable.Row row) {
        boolean isText =
                switch (element.vr()) {
                    case LO, LT, SH, ST, UC, UT -> true;
                    default -> false;
                };
        return isText
                && (cleans(row, DeidentificationMethod.CLEAN_DESCRIPTORS)
                        || cleans(row, DeidentificationMethod.RETAIN_PATIENT_CHARACTERISTICS));
    }

    private Action cleaned(Element element, BasicAction otherwise) {
        List<String> before = element.strings();
        List<String> after = before.stream().map(settings.cleaner::clean).toList();
        if (after.equals(before)) {
            return Action.KEEP;
        }
        boolean isNothingLeft = after.stream().allMatch(String::isBlank);
        return isNothingLeft
                ? basicText(element, otherwise)
                : new Action.Put(element.vr(), after, name(element.tag(), "cleaned"));
    }

    private Action basicText(Element element, BasicAction otherwise) {
        return otherwise == BasicAction.X
                ? new Action.Remove(name(element.tag(), "removed"))
                : Dummies.put(element, name(element.tag(), "replaced"));
    }

    private Action basic(Element element, BasicAction action) throws Rejected {
        int tag = element.tag();
        boolean isSequence = element.vr() == Vr.SQ;
        return switch (action) {
            case X -> new Action.Remove(name(tag, "removed"));
            case Z, X_Z -> zero(element);
            case D, Z_D -> dummy(element);
            case X_D -> isSequence ? new Action.Remove(name(tag, "removed")) : dummy(element);
            case X_Z_D -> isSequence ? sequenceOfProcedure(element) : dummy(element);
            case U -> replacedUids(element);
            case X_Z_U -> whole(element, isCleaned);
        };
    }

    /// Type 2 in reports, type 3 or not without items in images.
    private Action sequenceOfProcedure(Element element) {
        boolean isReport = data.string(Tag.SOPClassUID).orElse("").startsWith(REPORTS);
        return isReport ? zero(element) : new Action.Remove(name(element.tag(), "removed"));
    }

    private Action zero(Element element) {
        int tag = element.tag();
        if (tag == Tag.PatientName && isOutermost) {
            return new Action.Put(Vr.PN, List.of(pseudonym()), name(tag, "replaced"));
        }
        if (element.isEmpty()) {
            return Action.KEEP;
        }
        return element.vr() == Vr.SQ
                ? new Action.PutItems(List.of(), name(tag, "emptied"))
                : new Action.Put(element.vr(), List.of(), name(tag, "emptied"));
    }

    private Action dummy(Element element) throws Rejected {
        int tag = element.tag();
        if (tag == Tag.PatientID) {
            return new Action.Put(Vr.LO, List.of(pseudonym()), name(tag, "replaced"));
        }
        if (element.vr() == Vr.UI) {
            return replacedUids(element);
        }
        return Dummies.put(element, name(tag, "replaced"));
    }

    /// The name that the project knows the patient by.
    private String pseudonym() {
        String digits = settings.profile.secret().number("patient", settings.patient).toString();
        return "P" + digits.substring(0, Math.min(12, digits.length()));
    }

    private Action replacedUids(Element element) {
        if (element.isEmpty()) {
            return Action.KEEP;
        }
        List<String> values = element.strings().stream().map(this::replaced).toList();
        return values.equals(element.strings())
                ? Action.KEEP
                : new Action.Put(Vr.UI, values, name(element.tag(), "replaced"));
    }

    private String replaced(String uid) {
        return uid.isEmpty() || uid.startsWith(WELL_KNOWN)
                ? uid
                : settings.profile.secret().uid(uid).value();
    }

    private static String name(int tag, String effect) {
        return Tag.toString(tag) + " " + effect;
    }

    // ---- what the object says of its de-identification

    @Override
    public Map<Integer, Action> additions() {
        Map<Integer, Action> additions = new LinkedHashMap<>();
        if (!isOutermost) {
            return additions;
        }
        add(additions, Tag.PatientIdentityRemoved, Vr.CS, "YES");
        add(additions, Tag.DeidentificationMethod, Vr.LO, METHOD);
        List<Dataset> codes = new ArrayList<>();
        settings.profile.claims().forEach(one -> codes.add(one.asCode().toItem()));
        if (hasCleanPixels()) {
            codes.add(DeidentificationMethod.CLEAN_PIXEL_DATA.asCode().toItem());
        }
        additions.put(
                Tag.DeidentificationMethodCodeSequence,
                new Action.PutItems(codes, "method stated"));
        add(additions, Tag.LongitudinalTemporalInformationModified, Vr.CS, temporal());
        if (!data.contains(Tag.PatientID)) {
            add(additions, Tag.PatientID, Vr.LO, pseudonym());
        }
        return additions;
    }

    /// Whether rules before said that they cleaned the pixels.
    private boolean hasCleanPixels() {
        Code claim = DeidentificationMethod.CLEAN_PIXEL_DATA.asCode();
        return data.string(Tag.BurnedInAnnotation).filter("NO"::equals).isPresent()
                && data.codes(Tag.DeidentificationMethodCodeSequence).stream()
                        .anyMatch(claim::isSameAs);
    }

    private static void add(Map<Integer, Action> additions, int tag, Vr vr, String value) {
        additions.put(tag, new Action.Put(vr, List.of(value), "method stated"));
    }

    private String temporal() {
        if (settings.profile.has(DeidentificationMethod.RETAIN_FULL_DATES)) {
            return "UNMODIFIED";
        }
        return settings.profile.has(DeidentificationMethod.RETAIN_MODIFIED_DATES)
                ? "MODIFIED"
                : "REMOVED";
    }
}
