package org.africai.deid.profile;

import java.util.Optional;
import org.africai.deid.DeidentificationMethod;
import org.africai.deid.Rules;
import org.africai.deid.Verdict;
import org.africai.deid.rewrite.Rejected;
import org.africai.deid.rewrite.Rewriter;
import org.africai.deid.rewrite.Tally;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomFile;

/// Applies a confidentiality profile. The result says which profile it meets (PS3.15 §E.1.1) only
/// after it was checked against the table once more, by code that shares nothing with the rules.
///
/// Objects that say of themselves that patient data is burned into their pixels are rejected, and
/// so are encapsulated documents, which cannot be cleaned.
public final class ProfileRules implements Rules {
    private final ConfidentialityProfile profile;

    public ProfileRules(ConfidentialityProfile profile) {
        this.profile = profile;
    }

    @Override
    public Verdict judge(DicomFile file) {
        Dataset before = file.dataset();
        if (before.contains(Tag.EncapsulatedDocument)) {
            return new Verdict.Rejected("an encapsulated document cannot be cleaned");
        }
        if (before.string(Tag.BurnedInAnnotation).filter("YES"::equals).isPresent()) {
            return new Verdict.Rejected("the object says that its pixels show patient data");
        }
        Tally tally = new Tally();
        try {
            Dataset after = new Rewriter(tally, true).rewrite(before, rules(before));
            Optional<String> violation = new ProfileCheck(profile, before).violation(after);
            return violation.isPresent()
                    ? new Verdict.Rejected("the result does not meet PS3.15: " + violation.get())
                    : new Verdict.Accepted(after, file.transferSyntax(), tally.report());
        } catch (Rejected rejected) {
            return new Verdict.Rejected(rejected.reason());
        }
    }

    private ProfileLevel rules(Dataset before) {
        String patient = before.string(Tag.PatientID).orElse("");
        DateShift shift = DateShift.of(profile.secret(), patient);
        TextCleaner cleaner =
                profile.has(DeidentificationMethod.CLEAN_DESCRIPTORS)
                                || profile.has(DeidentificationMethod.CLEAN_STRUCTURED_CONTENT)
                                || profile.has(DeidentificationMethod.CLEAN_GRAPHICS)
                                || profile.has(
                                        DeidentificationMethod.RETAIN_PATIENT_CHARACTERISTICS)
                        ? TextCleaner.of(before)
                        : TextCleaner.NONE;
        return ProfileLevel.outermost(
                new ProfileLevel.Settings(profile, shift, cleaner, patient), before);
    }
}
