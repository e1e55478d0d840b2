package org.africai.server.intake;

import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// Takes in objects that a sender wants to be told of one by one, such as those of STOW-RS.
///
/// They go the way of every upload: a waiting session for each study, which is archived at once
/// where its project wants that, or waits. What is archived already, byte for byte, is not taken in
/// again; an object with other bytes under a UID that the project has in that study fails and
/// leaves the others alone.
public final class Deliveries {
    private final Ground ground;
    private final Door door;
    private final SessionBuilder builder;
    private final Archiver archiver;
    private final Placement placement;
    private final Imports imports;
    private final ArchivedObjectTable archived;

    Deliveries(
            Ground ground,
            Door door,
            SessionBuilder builder,
            Archiver archiver,
            Placement placement,
            Imports imports,
            ArchivedObjectTable archived) {
        this.ground = ground;
        this.door = door;
        this.builder = builder;
        this.archiver = archiver;
        this.placement = placement;
        this.imports = imports;
        this.archived = archived;
    }

    /// Begins a delivery, before a byte of it is read. The caller closes what is returned.
    ///
    /// @param project where it is to go; absent where the objects' headers say
    /// @param study the only study that objects may be of, if there is one
    /// @param expectedBytes how many are announced, 0 when none are
    /// @throws Refusal when the caller may not add to the project, or there is no room
    public Delivery begin(
            Caller caller, @Nullable String project, @Nullable String study, long expectedBytes) {
        ground.access().requireLogin(caller);
        ProjectRef named =
                project == null
                        ? null
                        : ground.locator().project(caller, Right.CREATE, project).project();
        imports.requireRoom(expectedBytes);
        return new Delivery(
                ground, door, builder, archiver, placement, imports, archived, caller, named,
                study);
    }
}
