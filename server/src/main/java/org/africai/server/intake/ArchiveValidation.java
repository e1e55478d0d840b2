package org.africai.server.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Address;
import org.africai.server.archive.Label;
import org.africai.server.archive.Located;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.http.Refusal;
import org.africai.server.intake.ArchivedTable.ArchivedScan;
import org.africai.server.intake.ArchivedTable.ArchivedSession;
import org.africai.server.intake.Prearchive.Place;
import org.africai.server.intake.SeriesTable.Built;
import org.africai.server.intake.Waiting.Status;
import org.jspecify.annotations.Nullable;

/// Says what would become of a waiting session if it were archived now, and changes nothing.
public final class ArchiveValidation {
    private final Ground ground;
    private final Prearchive prearchive;
    private final ArchivedTable archived;
    private final MergeRules rules;

    ArchiveValidation(Ground ground, Prearchive prearchive, ArchivedTable archived) {
        this.ground = ground;
        this.prearchive = prearchive;
        this.archived = archived;
        this.rules = new MergeRules(ground);
    }

    /// @return what its archiver should know, the worst last; empty when nothing speaks against it
    /// @throws Refusal when the session is not there, or the caller may not archive it
    public List<Notice> validate(Caller caller, Place place, ArchiveOrder order) {
        Waiting found = prearchive.find(caller, place);
        ProjectRef project =
                order.project() == null
                        ? found.project()
                        : prearchive.project(caller, Right.CREATE, order.project());
        Waiting session = found.named(project, order.subject(), order.session());
        List<Notice> notices = new ArrayList<>();
        own(session, notices);
        if (project == null) {
            notices.add(Notice.fail(Notice.NO_PROJECT, "unable to identify destination project"));
        } else if (isLabel(session.label()) && isLabel(session.subject())) {
            against(caller, session, project, notices);
        }
        notices.sort((a, b) -> a.type().compareTo(b.type()));
        return notices;
    }

    /// What the session alone says.
    private void own(Waiting session, List<Notice> notices) {
        if (!isLabel(session.label())) {
            notices.add(Notice.fail(Notice.NO_LABEL, "unable to identify the session's label"));
        }
        if (!isLabel(session.subject())) {
            notices.add(Notice.fail(Notice.NO_SUBJECT, "unable to identify the subject's label"));
        }
        if (!Status.AT_REST.contains(session.status())) {
            notices.add(
                    Notice.conflict(
                            Notice.UNDER_WAY,
                            "Operation already in progress on this prearchive entry."));
        }
        List<String> differing = ground.files().differing(session.key());
        if (!differing.isEmpty()) {
            notices.add(Notice.conflict(Notice.OBJECT_THERE, SessionBuilder.message(differing)));
        }
        long leftovers = ground.files().leftovers(session.key());
        if (leftovers > 0) {
            notices.add(
                    Notice.warn(Notice.NO_DICOM, "Session has " + leftovers + " non-DICOM files"));
        }
    }

    private static boolean isLabel(String label) {
        try {
            return !new Label(label).value().isEmpty();
        } catch (Refusal illegal) {
            return false;
        }
    }

    /// What the archive says to it.
    private void against(Caller caller, Waiting session, ProjectRef project, List<Notice> notices) {
        List<Built> series = ground.series().summaries(session.key());
        if (series.isEmpty()) {
            notices.add(Notice.fail(Notice.EMPTY, "Empty sessions cannot be archived."));
        }
        if (archived.subject(project.key(), session.subject()).isEmpty()) {
            notices.add(
                    Notice.warn(
                            Notice.NEW_SUBJECT,
                            "A new subject '" + session.subject() + "' will be created."));
        }
        var address = new Address.OfExperiment(project.id(), null, session.label());
        Optional<Located> there = ground.locator().seek(caller, Right.READ, address);
        if (there.isEmpty()) {
            return;
        }
        if (Archiver.isOther(there.get())) {
            notices.add(
                    Notice.fail(
                            Notice.OTHER_EXPERIMENT,
                            "The label is another experiment's in this project."));
            return;
        }
        notices.add(Notice.conflict(Notice.EXISTS, MergeRules.EXISTS));
        archived.session(there.get().key())
                .ifPresent(known -> merging(known, session, series, notices));
    }

    private void merging(
            ArchivedSession known, Waiting session, List<Built> series, List<Notice> notices) {
        notices.addAll(rules.notices(known, session));
        List<ArchivedScan> scans = archived.scans(known.key());
        for (Built one : series) {
            scan(one, scans, notices);
        }
        long objects = archived.objectsThere(known.key(), session.key());
        if (objects > 0) {
            notices.add(
                    Notice.conflict(
                            Notice.OBJECT_THERE,
                            "The session in the archive has "
                                    + objects
                                    + " of the objects already."));
        }
    }

    private static void scan(Built series, List<ArchivedScan> scans, List<Notice> notices) {
        String uid = series.summary().uid();
        @Nullable ArchivedScan sameNumber = find(scans, scan -> scan.id().equals(series.id()));
        @Nullable ArchivedScan sameUid = find(scans, scan -> uid.equals(scan.uid()));
        String already = "Session already contains a scan (";
        if (sameUid != null && sameUid.equals(sameNumber)) {
            notices.add(
                    Notice.conflict(
                            Notice.SCAN_THERE,
                            already + sameUid.id() + ") with the same UID and number."));
        } else if (sameUid != null) {
            notices.add(
                    Notice.conflict(
                            Notice.SCAN_RENUMBERED,
                            already
                                    + sameUid.id()
                                    + ") with the same UID, but a different number."));
        } else if (sameNumber != null) {
            notices.add(
                    Notice.conflict(
                            Notice.SCAN_NUMBER_TAKEN,
                            already
                                    + sameNumber.id()
                                    + ") with the same number, but a different UID. The new scan"
                                    + " will get another number."));
        }
    }

    private static @Nullable ArchivedScan find(
            List<ArchivedScan> scans, java.util.function.Predicate<ArchivedScan> wanted) {
        return scans.stream().filter(wanted).findFirst().orElse(null);
    }
}
