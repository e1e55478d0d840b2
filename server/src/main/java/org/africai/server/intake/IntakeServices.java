package org.africai.server.intake;

import java.time.Clock;
import org.africai.server.access.Access;
import org.africai.server.accounts.Accounts;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Experiments;
import org.africai.server.archive.Locator;
import org.africai.server.archive.Scans;
import org.africai.server.audit.Audit;
import org.africai.server.config.ConfigCheck;
import org.africai.server.config.Configs;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.deid.DeidServices;
import org.africai.server.files.BlobTable;
import org.africai.server.files.Discards;
import org.africai.server.files.ScanObjects;
import org.africai.server.files.Uploads;
import org.africai.server.schema.TypeRegistry;
import org.africai.server.site.SiteSettings;
import org.africai.server.workflows.Workflows;
import org.africai.store.BlobStore;

/// Intake's services, put together.
///
/// @param imports takes uploads in
/// @param senders takes objects in that come one by one
/// @param deliveries takes in objects that the sender is told of one by one
/// @param prearchive the sessions that wait
/// @param actions what can be done with them
/// @param validation what would become of them
/// @param files their files
/// @param queue does what was asked for and not waited for
/// @param progress how imports get on
/// @param userCache files that were sent ahead
/// @param routings studies that are given to projects before they come
/// @param later imports whose senders do not wait
/// @param dump headers of objects
/// @param idleSessions builds what came object by object
/// @param leftBehind forgets what senders left behind
/// @param recovery to be run once, at start
/// @param mappings which elements of headers become custom fields
/// @param headers fills archived sessions from their objects again
/// @param originals identified objects that projects keep
/// @param release takes objects in that scripts set aside
public record IntakeServices(
        Imports imports,
        ObjectSenders senders,
        Deliveries deliveries,
        Prearchive prearchive,
        PrearchiveActions actions,
        ArchiveValidation validation,
        WaitingFiles files,
        PrearchiveQueue queue,
        Progress progress,
        UserCache userCache,
        StudyRoutings routings,
        LaterImports later,
        DicomDump dump,
        IdleSessionsJob idleSessions,
        LeftBehindJob leftBehind,
        PrearchiveRecovery recovery,
        DicomMappings mappings,
        Headers headers,
        Originals originals,
        QuarantineRelease release) {

    /// Refuses settings of the tools `dicom` and `separatePETMR` that could not be acted on.
    public static final ConfigCheck CONFIG_CHECK = Policies::check;

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
            Archive archive,
            Locator locator,
            Experiments experiments,
            Scans scans,
            BlobTable blobs,
            ScanObjects objects,
            Uploads uploads,
            Accounts accounts,
            Workflows workflows,
            Configs configs,
            SiteSettings site,
            DeidServices deid,
            Discards discards) {}

    public static IntakeServices on(Base base, Others others) {
        Ground ground = ground(base, others);
        var archived = new ArchivedTable(base.sql());
        var values = new FieldValues(base.registry());
        var mappings = new DicomMappings(base.access(), others.configs());
        var builder = new SessionBuilder(ground);
        var door = new Door(ground, others.deid());
        var originals = new Originals(ground, new OriginalTable(base.sql()), others.discards());
        var archiveDoor =
                new ArchiveDoor(ground, others.deid(), door, others.discards(), originals);
        Archiver archiver =
                archiver(ground, others, builder, archiveDoor, archived, values, mappings);
        var progress =
                new Progress(
                        new ProgressTable(base.sql()),
                        base.transactions(),
                        base.settings().progressKept());
        var cache = new UserCache(ground, new UserCacheTable(base.sql()));
        var pipeline = new ObjectPipeline(ground);
        var imports =
                new Imports(
                        ground,
                        builder,
                        archiver,
                        new Placement(ground, builder),
                        archived,
                        new GradualIntake(ground, pipeline, door),
                        progress,
                        xar(base, ground, others),
                        door);
        var prearchive = new Prearchive(ground);
        var mover = new Mover(ground, prearchive, builder);
        var recovery = new PrearchiveRecovery(ground, progress);
        var queue =
                new PrearchiveQueue(ground, builder, archiver, mover, others.accounts(), recovery);
        return new IntakeServices(
                imports,
                new ObjectSenders(ground, pipeline, door, System::nanoTime),
                deliveries(base, ground, door, builder, archiver, imports),
                prearchive,
                new PrearchiveActions(
                        ground, prearchive, builder, archiver, imports, mover, queue, progress),
                new ArchiveValidation(ground, prearchive, archived),
                new WaitingFiles(ground, prearchive, base.registry(), values),
                queue,
                progress,
                cache,
                new StudyRoutings(ground),
                later(base, ground, others, imports, progress),
                new DicomDump(ground, prearchive, new DumpedFileTable(base.sql())),
                new IdleSessionsJob(ground, builder, archiver, imports, others.accounts()),
                new LeftBehindJob(cache, progress, recovery),
                recovery,
                mappings,
                new Headers(ground, others.experiments(), others.scans(), archived, values),
                originals,
                new QuarantineRelease(ground, others.deid().quarantine(), imports));
    }

    private static XarImport xar(Base base, Ground ground, Others others) {
        return new XarImport(
                ground, others.archive(), others.uploads(), others.objects(), base.registry());
    }

    private static LaterImports later(
            Base base, Ground ground, Others others, Imports imports, Progress progress) {
        return new LaterImports(
                ground,
                new ImportOrderTable(base.sql()),
                imports,
                progress,
                others.accounts(),
                others.discards());
    }

    private static Deliveries deliveries(
            Base base,
            Ground ground,
            Door door,
            SessionBuilder builder,
            Archiver archiver,
            Imports imports) {
        return new Deliveries(
                ground,
                door,
                builder,
                archiver,
                new Placement(ground, builder),
                imports,
                new ArchivedObjectTable(base.sql()));
    }

    private static Ground ground(Base base, Others others) {
        return new Ground(
                base.access(),
                others.locator(),
                base.audit(),
                base.transactions(),
                base.sql(),
                base.store(),
                others.blobs(),
                new Policies(others.configs(), others.site(), base.store()),
                base.settings(),
                base.clock());
    }

    private static Archiver archiver(
            Ground ground,
            Others others,
            SessionBuilder builder,
            ArchiveDoor door,
            ArchivedTable archived,
            FieldValues values,
            DicomMappings mappings) {
        var scans =
                new ScanArchiver(
                        ground,
                        others.scans(),
                        others.objects(),
                        others.uploads(),
                        archived,
                        values);
        return new Archiver(
                ground,
                builder,
                door,
                others.experiments(),
                scans,
                archived,
                values,
                new MappedFields(ground, mappings),
                new ArchiveWorkflows(others.workflows(), ground.clock()));
    }
}
