package org.africai.deid.profile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.africai.deid.DeidentificationMethod;
import org.africai.deid.PrivateDictionary;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.jspecify.annotations.Nullable;

/// Looks at a result with nothing but the table and the object as it came: no attribute that had to
/// go is there, and none that had to change has a value that it had.
final class ProfileCheck {
    private static final String WELL_KNOWN = "1.2.840.10008.";

    private final ConfidentialityProfile profile;

    /// The values that each attribute had, wherever it stood.
    private final Map<Integer, Set<String>> original = new HashMap<>();

    ProfileCheck(ConfidentialityProfile profile, Dataset before) {
        this.profile = profile;
        remember(before);
    }

    private void remember(Dataset dataset) {
        for (Element element : dataset) {
            if (element.vr() == Vr.SQ) {
                element.items().forEach(this::remember);
            } else if (ActionTable.find(element.tag()) != null) {
                original.computeIfAbsent(element.tag(), _ -> new HashSet<>())
                        .addAll(element.strings());
            }
        }
    }

    /// What is wrong, as an element and a reason; empty when nothing is.
    Optional<String> violation(Dataset after) {
        boolean isStated =
                after.string(Tag.PatientIdentityRemoved).filter("YES"::equals).isPresent()
                        && !after.sequence(Tag.DeidentificationMethodCodeSequence).isEmpty()
                        && after.contains(Tag.LongitudinalTemporalInformationModified);
        return isStated ? inside(after) : Optional.of("it does not say what was done");
    }

    private Optional<String> inside(Dataset dataset) {
        for (Element element : dataset) {
            String wrong = wrong(element, dataset);
            if (wrong != null) {
                return Optional.of(Tag.toString(element.tag()) + " " + wrong);
            }
            for (Dataset item : element.items()) {
                Optional<String> below = inside(item);
                if (below.isPresent()) {
                    return below;
                }
            }
        }
        return Optional.empty();
    }

    private @Nullable String wrong(Element element, Dataset holder) {
        int tag = element.tag();
        if (Tag.isPrivate(tag)) {
            return isRetainedPrivate(tag, holder) ? null : "is private";
        }
        if (Dictionary.find(tag).isEmpty()) {
            return "is not known";
        }
        ActionTable.Row row = ActionTable.find(tag);
        if (row == null || element.isEmpty() || isExcepted(row)) {
            return null;
        }
        return switch (row.action()) {
            case X -> "is there";
            case U, X_Z_U -> keepsUid(element) ? "keeps an identifier" : null;
            case Z, D, X_Z, X_D, Z_D, X_Z_D -> keepsValue(element) ? "keeps its value" : null;
        };
    }

    private boolean isExcepted(ActionTable.Row row) {
        return profile.options().stream()
                .anyMatch(option -> row.isKeptBy(option) || row.isCleanedBy(option));
    }

    private boolean isRetainedPrivate(int tag, Dataset holder) {
        if (!profile.options().contains(DeidentificationMethod.RETAIN_SAFE_PRIVATE)) {
            return false;
        }
        if (Tag.isPrivateCreator(tag)) {
            return true;
        }
        String creator = holder.string(Tag.creatorOf(tag)).orElse("");
        PrivateDictionary.Key key =
                new PrivateDictionary.Key(Tag.group(tag), creator, Tag.element(tag) & 0xFF);
        return profile.privates().isSafe(key);
    }

    private boolean keepsUid(Element element) {
        return element.strings().stream()
                .anyMatch(uid -> !uid.startsWith(WELL_KNOWN) && had(element.tag(), uid));
    }

    private boolean keepsValue(Element element) {
        List<String> values = element.strings();
        return values.stream()
                .anyMatch(value ->
                        !value.isEmpty()
                                && had(element.tag(), value)
                                && !Dummies.isDummy(element.vr(), value));
    }

    private boolean had(int tag, String value) {
        Set<String> values = original.get(tag);
        return values != null && values.contains(value);
    }
}
