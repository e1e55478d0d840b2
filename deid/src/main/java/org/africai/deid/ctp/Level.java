package org.africai.deid.ctp;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.africai.deid.Leak;
import org.africai.deid.PrivateDictionary;
import org.africai.deid.ctp.CtpScript.Removal;
import org.africai.deid.rewrite.Action;
import org.africai.deid.rewrite.ElementRules;
import org.africai.deid.rewrite.Rejected;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.jspecify.annotations.Nullable;

/// The rules of a script for one data set or item of an object.
final class Level implements ElementRules {
    private static final int OVERLAYS = 0x6000;
    private static final int CURVES = 0x5000;
    private static final int IMAGE_DESCRIPTION = 0x0028;
    private static final int PIXELS = 0x7FE0;

    final CtpRun run;
    final @Nullable Level parent;
    final Dataset data;

    /// Whether this is an item of a sequence that CTP would keep whole: rules and removals hold,
    /// but what no rule names stays.
    private final boolean isKept;

    private Level(CtpRun run, @Nullable Level parent, Dataset data, boolean isKept) {
        this.run = run;
        this.parent = parent;
        this.data = data;
        this.isKept = isKept;
    }

    static Level outermost(CtpRun run) {
        return new Level(run, null, run.root, false);
    }

    boolean isOutermost() {
        return parent == null;
    }

    boolean isInsideKept() {
        return isKept;
    }

    // ---- elements that are there

    @Override
    public Action decide(Element element) throws Rejected {
        Action action =
                isBehindPixelData(element.tag()) ? behindPixelData(element) : ordinary(element);
        if (isKept && !(action instanceof Action.Keep) && !(action instanceof Action.Descend)) {
            run.tally.closed(Leak.KEPT_SEQUENCE);
        }
        return action;
    }

    private Action ordinary(Element element) throws Rejected {
        int tag = element.tag();
        ElementRule rule = run.rule(tag);
        boolean isOverlay = (Tag.group(tag) & 0xFF00) == OVERLAYS;
        if (rule == null) {
            String removal = removal(element, isOverlay);
            if (removal != null) {
                return new Action.Remove(removal);
            }
        }
        if (isOverlay && run.rules.script().removes(Removal.OVERLAYS)) {
            return new Action.Remove("overlays removed");
        }
        if (isCurve(tag) && removesCurves()) {
            run.tally.closed(Leak.CURVES);
            return new Action.Remove("curves removed");
        }
        return rule == null ? unnamed(element) : new RuleResult(this, element, rule).action();
    }

    private boolean removesCurves() {
        return run.rules.script().removes(Removal.CURVES) && run.closes(Leak.CURVES);
    }

    private static boolean isCurve(int tag) {
        return (Tag.group(tag) & 0xFF00) == CURVES;
    }

    /// Why an element without a rule goes, or null.
    private @Nullable String removal(Element element, boolean isOverlay) {
        CtpScript script = run.rules.script();
        int tag = element.tag();
        boolean privately = Tag.isPrivate(tag) && script.removes(Removal.PRIVATE_GROUPS);
        boolean unspecified = !isKept && script.removes(Removal.UNSPECIFIED_ELEMENTS);
        if ((!privately && !unspecified) || isKeptByGroup(element, isOverlay)) {
            return null;
        }
        if (!privately && isNeeded(tag)) {
            return null;
        }
        return privately ? "private elements removed" : "unspecified elements removed";
    }

    private boolean isKeptByGroup(Element element, boolean isOverlay) {
        CtpScript script = run.rules.script();
        int tag = element.tag();
        int group = Tag.group(tag);
        boolean isRemovedPrivate = Tag.isPrivate(tag) && script.removes(Removal.PRIVATE_GROUPS);
        if (isTextOfImageGroup(element)) {
            run.tally.closed(Leak.IMAGE_GROUP_TEXT);
            return false;
        }
        return script.keepsGroup(group)
                || (script.keepsSafePrivate() && isSafe(tag))
                || tag == Tag.SOPClassUID
                || tag == Tag.SOPInstanceUID
                || tag == Tag.StudyInstanceUID
                || group == IMAGE_DESCRIPTION
                || group == PIXELS
                || (isOverlay && !script.removes(Removal.OVERLAYS) && !isRemovedPrivate)
                || (isCurve(tag) && !script.removes(Removal.CURVES) && !isRemovedPrivate);
    }

    private boolean isSafe(int tag) {
        if (!Tag.isPrivate(tag)) {
            return false;
        }
        if (Tag.element(tag) < 0x100) {
            return true;
        }
        PrivateDictionary.Entry known = run.known(tag, data);
        return known != null && known.isSafe();
    }

    /// Comments and other free text in the group of the image's description.
    private boolean isTextOfImageGroup(Element element) {
        return run.closes(Leak.IMAGE_GROUP_TEXT)
                && !isKept
                && Tag.group(element.tag()) == IMAGE_DESCRIPTION
                && run.rules.script().removes(Removal.UNSPECIFIED_ELEMENTS)
                && switch (element.vr()) {
                    case LT, ST, UT, UC, PN, UR, LO -> true;
                    default -> false;
                };
    }

    /// What the removal of unspecified elements must leave for the object to be of use.
    private boolean isNeeded(int tag) {
        if (tag == Tag.SeriesInstanceUID && isOutermost() && run.closes(Leak.SERIES_REMOVED)) {
            run.tally.closed(Leak.SERIES_REMOVED);
            return true;
        }
        if (tag == Tag.SpecificCharacterSet && run.closes(Leak.CHARACTER_SET_REMOVED)) {
            run.tally.closed(Leak.CHARACTER_SET_REMOVED);
            return true;
        }
        return false;
    }

    private Action unnamed(Element element) {
        return run.closes(Leak.KEPT_SEQUENCE) ? insideKept(element) : Action.KEEP;
    }

    /// The items of a sequence that CTP would keep whole.
    Action insideKept(Element element) {
        return element.vr() == Vr.SQ && !element.isEmpty()
                ? new Action.Descend(item -> new Level(run, this, item, true))
                : Action.KEEP;
    }

    /// The items of a sequence with `@process()`.
    Action processed(Element element) {
        return new Action.Descend(item -> new Level(run, this, item, isKept));
    }

    // ---- elements behind the pixel data

    private boolean isBehindPixelData(int tag) {
        return isOutermost() && Tag.compare(tag, Tag.PixelData) >= 0;
    }

    private Action behindPixelData(Element element) throws Rejected {
        int tag = element.tag();
        if (Tag.compare(tag, Tag.DigitalSignaturesSequence) >= 0) {
            return new Action.Remove("signatures and padding removed");
        }
        if (run.closes(Leak.BEHIND_PIXEL_DATA)) {
            return tag == Tag.PixelData && run.rule(tag) == null ? Action.KEEP : ordinary(element);
        }
        return tag == Tag.PixelData ? Action.KEEP : asCtp(element);
    }

    /// CTP only drops or copies here.
    private Action asCtp(Element element) {
        CtpScript script = run.rules.script();
        int tag = element.tag();
        boolean isPrivate = Tag.isPrivate(tag) && script.removes(Removal.PRIVATE_GROUPS);
        if (isPrivate && !(script.keepsSafePrivate() && isSafe(tag))) {
            return new Action.Remove("private elements removed");
        }
        ElementRule rule = run.rule(tag);
        boolean isCreator = Tag.isPrivate(tag) && Tag.element(tag) < 0x100;
        boolean isUnspecified =
                rule == null && script.removes(Removal.UNSPECIFIED_ELEMENTS) && !isCreator;
        boolean isRemoved = rule != null && rule.template().source().startsWith("@remove()");
        return isUnspecified || isRemoved
                ? new Action.Remove(Tag.toString(tag) + " removed")
                : Action.KEEP;
    }

    // ---- elements that are not there

    @Override
    public Map<Integer, Action> additions() throws Rejected {
        Map<Integer, Action> additions = new HashMap<>();
        if (!isOutermost()) {
            return additions;
        }
        for (Map.Entry<Integer, ElementRule> entry : run.insertions().entrySet()) {
            int tag = entry.getKey();
            if (!data.contains(tag)) {
                additions.put(tag, new Insertion(this, tag, entry.getValue()).action());
            }
        }
        return additions;
    }

    // ---- values

    /// The value of an element, null when it is absent or no text.
    @Nullable String value(Address address, int thisTag) {
        if (address.isThis()) {
            return data.element(thisTag).map(element -> text(element, data)).orElse(null);
        }
        if (address.steps().isEmpty()) {
            return null;
        }
        Dataset holder = address.isRooted() ? run.root : data;
        Element element = null;
        for (Address.Step step : address.steps()) {
            if (element != null) {
                if (element.items().isEmpty()) {
                    return null;
                }
                holder = element.items().getFirst();
            }
            OptionalInt tag = tag(step, holder);
            if (tag.isEmpty()) {
                return null;
            }
            element = source(tag.getAsInt(), holder).element(tag.getAsInt()).orElse(null);
            if (element == null) {
                return null;
            }
        }
        return element == null ? null : text(element, holder);
    }

    private @Nullable String text(Element element, Dataset holder) {
        return ValueText.of(element, holder, run);
    }

    /// Elements below group 0008 are those of the file meta information.
    private Dataset source(int tag, Dataset holder) {
        return Tag.group(tag) < 0x0008 ? run.file.meta() : holder;
    }

    /// The tag that one step names in a data set; empty when it names none.
    OptionalInt tag(Address.Step step, Dataset holder) {
        return switch (step) {
            case Address.Step.Known known ->
                    known.isOldName() || !run.isCompatible()
                            ? OptionalInt.of(known.tag())
                            : OptionalInt.empty();
            case Address.Step.OfCreator one -> CtpRun.tagOf(one, holder);
            case Address.Step.Label(String name) -> run.labelled(name);
        };
    }

    /// The tag that an argument names in this data set, without a path; `this` when it is empty.
    OptionalInt tag(Address address, int thisTag) {
        if (address.isThis() || address.text().isEmpty()) {
            return OptionalInt.of(thisTag);
        }
        return address.steps().size() == 1
                ? tag(address.steps().getFirst(), data)
                : OptionalInt.empty();
    }

    /// The data set above, nominally the outermost one; CTP takes the one directly above.
    Level root() {
        if (run.isCompatible() || parent == null) {
            return parent == null ? this : parent;
        }
        return parent.root();
    }
}
