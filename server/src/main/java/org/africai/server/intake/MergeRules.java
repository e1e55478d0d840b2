package org.africai.server.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.africai.server.intake.ArchivedTable.ArchivedSession;
import org.africai.server.intake.Waiting.Wishes;

/// When an arriving session may be added to one that is in the archive under its label.
///
/// A session never changes its study, subject or type by what is added to it. Objects that are made
/// from images (contours, reports, segmentations) may follow later, and so may the CT of a PET
/// study. Of another modality nothing is added unless the site allows that.
final class MergeRules {
    /// XNAT's words for a session that is there already.
    static final String EXISTS = "Session already exists, retry with overwrite enabled";

    private static final String PET = "xnat:petSessionData";
    private static final Set<String> ADDITIONS =
            Set.of("xnat:rtSessionData", "xnat:srSessionData", "xnat:otherDicomSessionData");

    private final Ground ground;

    MergeRules(Ground ground) {
        this.ground = ground;
    }

    /// What speaks against adding the session, whatever its sender asks for.
    List<Notice> notices(ArchivedSession there, Waiting arriving) {
        List<Notice> notices = new ArrayList<>();
        if (!there.subject().equalsIgnoreCase(arriving.subject())) {
            notices.add(Notice.fail(Notice.OTHER_SUBJECT, changes("subject")));
        }
        if (there.uid() != null
                && arriving.studyUid() != null
                && !there.uid().equals(arriving.studyUid())) {
            notices.add(
                    Notice.fail(
                            Notice.OTHER_STUDY,
                            changes("UID")
                                    + ": the session in the archive has another Study Instance"
                                    + " UID"));
        }
        if (!isAddition(there.xsiType(), arriving.xsiType()) && preventsCrossModality()) {
            notices.add(
                    Notice.fail(
                            Notice.OTHER_MODALITY,
                            changes("modality")
                                    + ": it is a "
                                    + there.xsiType()
                                    + ", the upload a "
                                    + arriving.xsiType()));
        }
        return notices;
    }

    /// Why the session must not be added, if it must not.
    Optional<String> conflict(ArchivedSession there, Waiting arriving, Wishes wishes) {
        if (wishes.overwrite() == Overwrite.NONE) {
            return Optional.of(EXISTS);
        }
        return notices(there, arriving).stream().map(Notice::message).findFirst();
    }

    private boolean preventsCrossModality() {
        return ground.settings().preventCrossModalityMerge()
                && ground.policies().preventsCrossModality();
    }

    private static boolean isAddition(String there, String arriving) {
        return there.equals(arriving)
                || ADDITIONS.contains(arriving)
                || (there.equals(PET) && arriving.equals("xnat:ctSessionData"));
    }

    private static String changes(String what) {
        return "Invalid modification of session " + what + " via archive process";
    }
}
