package org.africai.server.intake;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.africai.dicom.dict.Tag;
import org.africai.server.access.Caller;
import org.africai.server.deid.Cleaned;
import org.africai.server.deid.DeidServices;
import org.africai.server.deid.Labels;
import org.africai.server.deid.Quarantine;
import org.africai.server.deid.Script;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.server.intake.PrearchiveTable.Said;
import org.africai.server.intake.mapping.Attributes;
import org.africai.server.intake.mapping.HeaderReader;
import org.africai.server.intake.mapping.HeaderReader.Reading;
import org.africai.server.intake.mapping.ObjectHeader;
import org.africai.store.Sha256;
import org.africai.store.Spooled;

/// Where every received object passes, whichever way it came, before any of its bytes become a blob
/// or any of its words a row: the site's script is applied here, to the file in the spool. Where no
/// script is in force nothing happens. Thread-safe.
final class Door {
    private final Ground ground;
    private final DeidServices deid;

    Door(Ground ground, DeidServices deid) {
        this.ground = ground;
        this.deid = deid;
    }

    /// The way in for what one sender sends.
    ///
    /// @param drafts say where objects go, asked anew every few seconds
    /// @param byUpload whether sessions are received whole
    Entrance entrance(ImportRequest request, Supplier<Drafts> drafts, boolean byUpload) {
        return new Entrance(this, request, drafts, byUpload);
    }

    Optional<Script> script() {
        return deid.scripts().site();
    }

    /// Applies a script to a received object.
    ///
    /// @param before where it goes by what it is now
    Passage pass(Script script, Arrived file, ObjectHeader header, Draft before) {
        Long project = before.projectKey();
        Cleaned cleaned = deid.cleaner().clean(script, labels(before), project, file.file().path());
        return switch (cleaned) {
            case Cleaned.Dropped _ -> new Passage.Dropped();
            case Cleaned.SetAside(String reason) -> refused(file, before, script, reason);
            case Cleaned.Changed(Spooled made, String risk) ->
                    changed(script, file, header, before, made, risk);
        };
    }

    private static Labels labels(Draft draft) {
        String project = draft.project() == null ? ImportRequest.UNASSIGNED : draft.project().id();
        return new Labels(project, draft.subject(), draft.label());
    }

    private Passage changed(
            Script script,
            Arrived file,
            ObjectHeader header,
            Draft before,
            Spooled made,
            String risk) {
        if (!(HeaderReader.read(made.path()) instanceof Reading.Understood(ObjectHeader after))) {
            made.close();
            return refused(file, before, script, "what the script left is no DICOM object");
        }
        Draft draft = renamed(before, before.said(), header, after);
        var passed = new Passed(List.of(script.version()), risk, draft);
        return new Passage.Changed(new Received(file.name(), after, made.digests(), passed), made);
    }

    private static Passage refused(Arrived file, Draft draft, Script script, String reason) {
        return new Passage.Refused(
                new Aside(
                        file.file(),
                        true,
                        draft.project(),
                        draft.saidSubject(),
                        draft.saidSession(),
                        script.version(),
                        reason));
    }

    /// The names that nobody has said come from the object as the script left it; where it left
    /// none, they are pseudonyms.
    Draft renamed(Draft before, Said said, ObjectHeader header, ObjectHeader after) {
        Attributes old = header.attributes();
        String subject =
                said.subject()
                        ? before.subject()
                        : Routing.label(after.attributes().text(Tag.PatientName))
                                .orElseGet(() -> pseudonym(before, "subject", patient(old)));
        String session =
                said.session()
                        ? before.label()
                        : Routing.label(after.attributes().text(Tag.PatientID))
                                .orElseGet(() -> pseudonym(before, "session", header.studyUid()));
        return before.renamed(subject, session, after.studyUid());
    }

    private static String patient(Attributes old) {
        return old.text(Tag.PatientID).or(() -> old.text(Tag.PatientName)).orElse("");
    }

    private String pseudonym(Draft draft, String what, String of) {
        return deid.cleaner().pseudonym(draft.projectKey(), what, of);
    }

    /// Makes what cannot be handled durable, in quarantine.
    void setAside(Caller caller, List<Aside> asides) {
        if (asides.isEmpty()) {
            return;
        }
        List<Spooled> files = asides.stream().map(Aside::file).toList();
        ground.store().publish(files);
        ground.changes()
                .run(() -> {
                    Map<Sha256, Long> blobs =
                            ground.blobs()
                                    .insertOrGet(files.stream().map(Spooled::digests).toList());
                    deid.quarantine().add(entries(caller, asides, blobs));
                    return asides.size();
                });
    }

    private static List<Quarantine.Entry> entries(
            Caller caller, List<Aside> asides, Map<Sha256, Long> blobs) {
        List<Quarantine.Entry> entries = new ArrayList<>();
        for (Aside aside : asides) {
            Long blob = blobs.get(aside.file().sha256());
            entries.add(
                    new Quarantine.Entry(
                            aside.project() == null ? null : aside.project().key(),
                            requireNonNull(blob),
                            aside.isObject(),
                            Quarantine.Stage.SITE,
                            aside.version(),
                            aside.reason(),
                            aside.subject(),
                            aside.session(),
                            caller.login()));
        }
        return entries;
    }
}
