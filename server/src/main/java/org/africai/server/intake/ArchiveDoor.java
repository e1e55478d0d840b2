package org.africai.server.intake;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.deid.DeidServices;
import org.africai.server.deid.Quarantine;
import org.africai.server.deid.Script;
import org.africai.server.files.Discards;
import org.africai.server.http.Refusal;
import org.africai.server.intake.PrearchiveTable.Said;
import org.africai.store.Sha256;

/// What a waiting session passes before it is archived: its project's script, and a look for what
/// may still show who the patient is.
///
/// The script's results go into a session of their own, which nobody sees and which is archived in
/// the other's place; what waits stays as it came until then. So an attempt that fails, or that the
/// server's end interrupts, leaves nothing, and the next one begins with the same originals: no
/// object goes through a version twice.
final class ArchiveDoor {
    private final Ground ground;
    private final DeidServices deid;
    private final Door door;
    private final Discards discards;
    private final Originals originals;

    ArchiveDoor(
            Ground ground, DeidServices deid, Door door, Discards discards, Originals originals) {
        this.ground = ground;
        this.deid = deid;
        this.door = door;
        this.discards = discards;
        this.originals = originals;
    }

    /// Makes a session ready that is being archived.
    ///
    /// @param waiting under the names that it is to have
    /// @param order which may have named it
    /// @throws Refusal when nothing passes, or somebody must look at it first
    Prepared prepare(Caller caller, Waiting waiting, ProjectRef project, ArchiveOrder order) {
        Optional<Script> script = deid.scripts().ofProject(project.key());
        if (script.isEmpty()) {
            if (door.script().isPresent()) {
                requireReviewed(waiting, waiting.key(), project);
            }
            return Prepared.AS_IT_IS;
        }
        Prepared prepared =
                new SessionCleaning(ground, deid, door, caller, waiting, script.get(), order).run();
        try {
            requireReviewed(waiting, requireNonNull(prepared.cleaned()), project);
        } catch (RuntimeException refusal) {
            abandon(prepared, refusal);
            throw refusal;
        }
        return prepared;
    }

    private void requireReviewed(Waiting waiting, long objects, ProjectRef project) {
        List<String> risks = ground.files().risks(objects);
        if (!risks.isEmpty()
                && deid.scripts().holdsBurnedIn(project.key())
                && ground.sessions().reviewedBy(waiting.key()).isEmpty()) {
            throw Refusal.conflict(
                    "Held for review, since its pixels or texts may show who the patient is ("
                            + String.join(", ", risks)
                            + "). Look at it, then say that it may pass: PUT"
                            + " /xapi/anonymize/review/projects/"
                            + waiting.projectName()
                            + "/"
                            + waiting.timestamp()
                            + "/"
                            + waiting.folder());
        }
    }

    /// Forgets what was made ready, after a failure.
    void abandon(Prepared prepared, RuntimeException failure) {
        if (prepared.cleaned() == null) {
            return;
        }
        try {
            ground.sessions().delete(prepared.cleaned());
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    /// Settles what becomes of the originals, in the transaction that archives what was made of
    /// them: those that the script cannot handle go to quarantine, the others are kept apart or
    /// destroyed, as the project wants.
    ///
    /// @param waiting the session that has them
    /// @param experiment accession ID of the session in the archive
    void settle(
            Caller caller,
            Waiting waiting,
            ProjectRef project,
            Prepared prepared,
            String experiment) {
        if (prepared.cleaned() == null) {
            return;
        }
        setAside(caller, waiting, project, prepared);
        if (deid.scripts().keepsOriginals(project.key())) {
            originals.keep(waiting.key(), project.key(), experiment, prepared.version());
        }
        discards.discard(ground.files().objects(waiting.key()));
    }

    private void setAside(Caller caller, Waiting waiting, ProjectRef project, Prepared prepared) {
        Map<Sha256, Long> blobs =
                ground.blobs()
                        .insertOrGet(
                                prepared.asides().stream()
                                        .map(aside -> aside.file().digests())
                                        .toList());
        Said said = ground.sessions().said(waiting.key());
        List<Quarantine.Entry> entries = new ArrayList<>();
        for (Prepared.Refused aside : prepared.asides()) {
            entries.add(
                    new Quarantine.Entry(
                            project.key(),
                            requireNonNull(blobs.get(aside.file().digests().sha256())),
                            aside.file().object() != null,
                            Quarantine.Stage.PROJECT,
                            prepared.version(),
                            aside.reason(),
                            said.subject() ? waiting.subject() : "",
                            said.session() ? waiting.label() : "",
                            caller.login()));
        }
        deid.quarantine().add(entries);
    }
}
