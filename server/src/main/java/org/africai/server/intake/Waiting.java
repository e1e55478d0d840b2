package org.africai.server.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.intake.ImportRequest.Goal;
import org.jspecify.annotations.Nullable;

/// A session that waits in the prearchive.
///
/// @param key its database key
/// @param project where it is to go; absent for one that is unassigned
/// @param timestamp with `folder` the end of its address
/// @param subject the label its subject is to have
/// @param label the label it is to have
/// @param studyUid StudyInstanceUID
/// @param xsiType its data type, empty until it is built
/// @param status where it is on its way
/// @param message why it waits, for the person who looks at it
/// @param byUpload whether its files came in one upload
/// @param wishes what its sender asked for
/// @param remarks what its sender said beside
/// @param uploadedBy the sender's login
public record Waiting(
        long key,
        @Nullable ProjectRef project,
        String timestamp,
        String folder,
        String subject,
        String label,
        @Nullable String studyUid,
        String xsiType,
        Status status,
        String message,
        @Nullable LocalDate date,
        @Nullable LocalTime time,
        boolean byUpload,
        Wishes wishes,
        Remarks remarks,
        String uploadedBy,
        Instant uploadedAt,
        Instant changedAt) {
    /// Where a session is on its way into the archive.
    public enum Status {
        /// Files still come.
        RECEIVING,
        /// Its scans are being told apart; nobody sees it so.
        BUILDING,
        /// It can be archived.
        READY,
        /// It contradicts itself or what is in the archive; a person must decide.
        CONFLICT,
        /// It could not be archived.
        ERROR,
        /// It is on its way.
        ARCHIVING,
        /// It is being given to another project.
        MOVING,
        /// It is being deleted.
        DELETING,
        /// Somebody asked for its scans to be told apart again.
        QUEUED_BUILDING,
        /// Somebody asked for it to be archived.
        QUEUED_ARCHIVING,
        /// Somebody asked for it to be given to another project.
        QUEUED_MOVING,
        /// Somebody asked for it to be deleted.
        QUEUED_DELETING;

        /// Where nobody works on a session or is about to.
        static final Set<Status> AT_REST =
                Collections.unmodifiableSet(EnumSet.of(RECEIVING, READY, CONFLICT, ERROR));

        static Status[] atRest() {
            return AT_REST.toArray(Status[]::new);
        }

        String word() {
            return name();
        }

        static Status named(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /// What a sender asked for, as far as it matters until the session is archived.
    record Wishes(Goal goal, Overwrite overwrite, boolean overwriteFiles, boolean quarantine) {
        /// For objects that come after their session was archived: they are added to it.
        Wishes adding() {
            return overwrite == Overwrite.NONE
                    ? new Wishes(goal, Overwrite.APPEND, overwriteFiles, quarantine)
                    : this;
        }
    }

    /// What a sender says that is kept and shown as sent, in XNAT's words.
    ///
    /// @param source `SOURCE`, what sent it
    /// @param visit `VISIT`, which visit it belongs to
    /// @param protocol `PROTOCOL`, of that visit
    /// @param timezone `TIMEZONE` of its times
    /// @param preventAnon `prevent_anon`, that site-wide scripts shall leave it alone
    /// @param preventAutoCommit `prevent_auto_commit`, that it shall wait for a person
    public record Remarks(
            String source,
            String visit,
            String protocol,
            String timezone,
            boolean preventAnon,
            boolean preventAutoCommit) {
        static final Remarks NONE = new Remarks("", "", "", "", false, false);
    }

    /// The same under other names.
    ///
    /// @param to another project, `null` for its own
    /// @param subject another label for its subject, `null` for the one it has
    /// @param session another label for it, `null` for the one it has
    Waiting named(@Nullable ProjectRef to, @Nullable String subject, @Nullable String session) {
        return new Waiting(
                key,
                to == null ? project : to,
                timestamp,
                folder,
                subject == null ? this.subject : subject,
                session == null ? label : session,
                studyUid,
                xsiType,
                status,
                message,
                date,
                time,
                byUpload,
                wishes,
                remarks,
                uploadedBy,
                uploadedAt,
                changedAt);
    }

    /// The same session with what another has made of its objects.
    Waiting as(Waiting other) {
        return new Waiting(
                other.key(),
                project,
                timestamp,
                folder,
                other.subject(),
                other.label(),
                other.studyUid(),
                other.xsiType(),
                status,
                message,
                other.date(),
                other.time(),
                byUpload,
                wishes,
                remarks,
                uploadedBy,
                uploadedAt,
                changedAt);
    }

    @Nullable Long projectKey() {
        return project == null ? null : project.key();
    }

    /// What its sender asked for of archiving, as the prearchive lists it: `true`, `false`, or
    /// nothing where the project decides.
    public String autoArchive() {
        return switch (wishes.goal()) {
            case ARCHIVE -> "true";
            case PREARCHIVE -> "false";
            case AS_PROJECT_SAYS -> "";
        };
    }

    /// The project's ID, or XNAT's word for none.
    public String projectName() {
        return project == null ? ImportRequest.UNASSIGNED : project.id();
    }

    /// Its address below `/data`.
    public String url() {
        return "/prearchive/projects/" + projectName() + "/" + timestamp + "/" + folder;
    }
}
