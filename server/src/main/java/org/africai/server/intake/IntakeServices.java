package org.africai.server.intake;

import java.time.Clock;
import org.africai.server.access.Access;
import org.africai.server.accounts.Accounts;
import org.africai.server.archive.Experiments;
import org.africai.server.archive.Locator;
import org.africai.server.archive.Scans;
import org.africai.server.audit.Audit;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.files.BlobTable;
import org.africai.server.files.ScanObjects;
import org.africai.server.files.Uploads;
import org.africai.server.schema.TypeRegistry;
import org.africai.store.BlobStore;

/// Intake's services, put together.
///
/// @param imports takes uploads in
/// @param prearchive the sessions that wait
/// @param idleSessions builds what came object by object
/// @param recovery to be run once, at start
/// @param headers fills archived sessions from their objects again
public record IntakeServices(
        Imports imports,
        Prearchive prearchive,
        IdleSessionsJob idleSessions,
        PrearchiveRecovery recovery,
        Headers headers) {

    /// What intake needs of the ground.
    public record Base(
            Access access,
            Audit audit,
            Sql sql,
            Transactions transactions,
            TypeRegistry registry,
            BlobStore store,
            Clock clock,
            IntakeSettings settings) {}

    /// What intake needs of other features.
    public record Others(
            Locator locator,
            Experiments experiments,
            Scans scans,
            BlobTable blobs,
            ScanObjects objects,
            Uploads uploads,
            Accounts accounts) {}

    public static IntakeServices on(Base base, Others others) {
        var ground =
                new Ground(
                        base.access(),
                        others.locator(),
                        base.audit(),
                        base.transactions(),
                        base.sql(),
                        base.store(),
                        others.blobs(),
                        base.settings(),
                        base.clock());
        var archived = new ArchivedTable(base.sql());
        var values = new FieldValues(base.registry());
        var scans =
                new ScanArchiver(
                        ground,
                        others.scans(),
                        others.objects(),
                        others.uploads(),
                        archived,
                        values);
        var archiver = new Archiver(ground, others.experiments(), scans, archived, values);
        var builder = new SessionBuilder(ground);
        var imports =
                new Imports(
                        ground,
                        builder,
                        archiver,
                        new Placement(ground, builder),
                        archived,
                        new GradualIntake(ground));
        return new IntakeServices(
                imports,
                new Prearchive(ground, builder, archiver),
                new IdleSessionsJob(ground, builder, archiver, imports, others.accounts()),
                new PrearchiveRecovery(ground),
                new Headers(ground, others.experiments(), others.scans(), archived, values));
    }
}
