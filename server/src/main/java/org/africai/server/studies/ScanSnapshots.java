package org.africai.server.studies;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.africai.dicom.io.InvalidDicom;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Address;
import org.africai.server.archive.Located;
import org.africai.server.archive.Locator;
import org.africai.server.db.Changes;
import org.africai.server.db.DatabaseDown;
import org.africai.server.db.Sql;
import org.africai.server.files.Attributes;
import org.africai.server.files.Destination;
import org.africai.server.files.Resources;
import org.africai.server.files.Uploaded;
import org.africai.server.files.Uploads;
import org.africai.server.http.Refusal;
import org.africai.server.studies.ScanSnapshotTable.Due;
import org.africai.server.studies.Snapshots.Gif;
import org.africai.server.studies.Snapshots.Grid;
import org.africai.server.studies.Snapshots.Size;
import org.africai.store.BlobStore;
import org.africai.store.EntryName;
import org.africai.store.Spooled;
import org.africai.store.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts pictures of scans into the archive, where XNAT's clients look for them: two GIFs in the
/// scan's resource `SNAPSHOTS`, with the contents `ORIGINAL` and `THUMBNAIL`.
///
/// A scan that has the resource is left alone, whoever made it, and so is one that has nothing to
/// show until it changes. All of it may be done twice and by several servers at the same time: the
/// resource and its files appear in one transaction, or not at all.
public final class ScanSnapshots {
    /// What XNAT calls the resource.
    public static final String LABEL = "SNAPSHOTS";

    private static final Logger LOG = LoggerFactory.getLogger(ScanSnapshots.class);

    /// Names in use for it; a scan that has one of them has its pictures.
    private static final List<String> LABELS = List.of(LABEL, "SNAPSHOT");

    private static final Attributes RESOURCE = new Attributes("GIF", LABEL, null, null);
    private static final int SCANS_AT_A_TIME = 20;
    private static final long LARGEST_GIF_BYTES = 64L << 20;

    private final Locator locator;
    private final Snapshots snapshots;
    private final ScanSnapshotTable table;
    private final Resources resources;
    private final Uploads uploads;
    private final BlobStore store;
    private final Changes changes;

    public ScanSnapshots(
            Locator locator,
            Snapshots snapshots,
            Sql sql,
            Resources resources,
            Uploads uploads,
            BlobStore store,
            Changes changes) {
        this.locator = locator;
        this.snapshots = snapshots;
        this.table = new ScanSnapshotTable(sql);
        this.resources = resources;
        this.uploads = uploads;
        this.store = store;
        this.changes = changes;
    }

    /// Sees to all scans that are due. When the disk is full, the database is away or others keep
    /// the server busy, all wait for the next time.
    ///
    /// @param quiet how long they must be unchanged
    /// @return how many scans got pictures
    /// @throws StorageFailure when the disk is full
    /// @throws Refusal when too many pictures are being made
    public long run(Duration quiet) {
        long made = 0;
        List<Due> due = table.due(quiet, SCANS_AT_A_TIME);
        while (!due.isEmpty()) {
            for (Due one : due) {
                made += isMadeSafely(one) ? 1 : 0;
            }
            due = table.due(quiet, SCANS_AT_A_TIME);
        }
        return made;
    }

    private boolean isMadeSafely(Due due) {
        try {
            return isMade(due);
        } catch (InvalidDicom broken) {
            return isWithout(due, String.valueOf(broken.getMessage()));
        } catch (IOException failure) {
            return isLeft(due, failure);
        } catch (RuntimeException failure) {
            if (isPassing(failure)) {
                throw failure;
            }
            return isLeft(due, failure);
        }
    }

    /// Whether the scan has nothing to do with it: a full disk, no database, too much to do.
    private static boolean isPassing(RuntimeException failure) {
        return switch (failure) {
            case StorageFailure storage ->
                    storage.kind() == StorageFailure.Kind.NO_SPACE
                            || storage.kind() == StorageFailure.Kind.STOPPED;
            case Refusal refusal -> refusal.reason() == Refusal.Reason.BUSY;
            default -> DatabaseDown.in(failure).isPresent();
        };
    }

    private boolean isLeft(Due due, Exception failure) {
        LOG.warn("no snapshots were made session={} scan={}", due.session(), due.scan(), failure);
        changes.run(() -> table.done(due));
        return false;
    }

    private boolean isMade(Due due) throws IOException {
        if (table.hasResource(due.scan(), LABELS)) {
            changes.run(() -> table.done(due));
            return false;
        }
        var address =
                new Address.OfScan(new Address.OfExperiment(null, null, due.session()), due.id());
        Located scan = locator.find(Caller.SYSTEM, Right.READ, address);
        Snapshots.Drawn original = snapshots.draw(scan, Size.SNAPSHOT, Grid.ONE);
        Snapshots.Drawn thumbnail = snapshots.draw(scan, Size.THUMBNAIL, Grid.ONE);
        if (original instanceof Gif large && thumbnail instanceof Gif small) {
            return isKept(due, address, large, small);
        }
        return isWithout(
                due, original instanceof Snapshots.Nothing(String why) ? why : "no thumbnail");
    }

    private boolean isWithout(Due due, String why) {
        LOG.info(
                "scan without snapshots session={} scan={} reason=\"{}\"",
                due.session(),
                due.scan(),
                why);
        changes.run(() -> table.done(due));
        return false;
    }

    /// The bytes are durable before they are named.
    private boolean isKept(Due due, Address.OfScan scan, Gif original, Gif thumbnail)
            throws IOException {
        try (Spooled large = spooled(original);
                Spooled small = spooled(thumbnail)) {
            store.publish(List.of(large, small));
            changes.run(() -> {
                var to = new Destination(scan, null, LABEL);
                var _ = resources.create(Caller.SYSTEM, to, RESOURCE);
                attach(to, "ORIGINAL", original, large);
                attach(to, "THUMBNAIL", thumbnail, small);
                table.done(due);
            });
            return true;
        } catch (Refusal refusal) {
            if (refusal.reason() != Refusal.Reason.CONFLICT) {
                throw refusal;
            }
            changes.run(() -> table.done(due)); // somebody has just made it
            return false;
        }
    }

    private Spooled spooled(Gif gif) throws IOException {
        var bytes = new ByteArrayInputStream(gif.bytes().array());
        return store.spool().receive(bytes, LARGEST_GIF_BYTES);
    }

    private void attach(Destination to, String content, Gif gif, Spooled file) {
        var name = EntryName.parse(gif.name().replaceAll("[^A-Za-z0-9._-]", "_"));
        Uploaded uploaded =
                uploads.attach(
                        Caller.SYSTEM,
                        to,
                        new Attributes("GIF", content, null, null),
                        Map.of(name, file.digests()));
        if (!(uploaded instanceof Uploaded.Stored)) {
            throw new IllegalStateException("a new resource has a file already");
        }
    }
}
