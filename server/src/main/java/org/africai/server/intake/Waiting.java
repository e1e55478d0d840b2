package org.africai.server.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
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
        ARCHIVING;

        String word() {
            return name();
        }

        static Status named(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /// What a sender asked for, as far as it matters until the session is archived.
    record Wishes(Goal goal, Overwrite overwrite, boolean overwriteFiles, boolean quarantine) {}

    /// The project's ID, or XNAT's word for none.
    public String projectName() {
        return project == null ? ImportRequest.UNASSIGNED : project.id();
    }

    /// Its address below `/data`.
    public String url() {
        return "/prearchive/projects/" + projectName() + "/" + timestamp + "/" + folder;
    }
}
