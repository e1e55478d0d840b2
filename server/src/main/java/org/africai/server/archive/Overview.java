package org.africai.server.archive;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.africai.server.access.Access;
import org.africai.server.access.Accessibility;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.jspecify.annotations.Nullable;

/// What a visitor sees first: the projects there are for them, and what came in lately. Numbers
/// tell only of what the caller may read.
public final class Overview {
    private final Access access;
    private final OverviewTable table;

    public Overview(Access access, OverviewTable table) {
        this.access = access;
        this.table = table;
    }

    /// A project as a list of projects shows it.
    ///
    /// @param contents absent when the caller may know of the project but not read it
    public record ProjectCard(
            String id,
            String name,
            String description,
            Accessibility accessibility,
            @Nullable Contents contents) {}

    /// How much a project holds, what is shared into it included.
    public record Contents(long subjects, long sessions) {}

    /// A session as a list of new ones shows it.
    ///
    /// @param project the ID of its project
    /// @param date when it was acquired, if known
    public record SessionCard(
            String id,
            String label,
            String project,
            @Nullable String modality,
            @Nullable LocalDate date,
            Instant archivedAt) {}

    /// The projects that the caller may know of, by name.
    ///
    /// @param limit how many at most
    public List<ProjectCard> projects(Caller caller, int limit) {
        return table.projects(
                access.scope(caller, Right.SEE), access.scope(caller, Right.READ), limit);
    }

    /// How many projects the caller may know of.
    public long projectCount(Caller caller) {
        return table.projectCount(access.scope(caller, Right.SEE));
    }

    /// The newest imaging sessions that the caller may read, newest first.
    ///
    /// @param limit how many at most
    public List<SessionCard> recentSessions(Caller caller, int limit) {
        return table.recentSessions(access.scope(caller, Right.READ), limit);
    }
}
