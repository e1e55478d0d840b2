package org.africai.server.intake;

import java.time.Clock;
import org.africai.server.access.Access;
import org.africai.server.archive.Locator;
import org.africai.server.audit.Audit;
import org.africai.server.db.Changes;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.files.BlobTable;
import org.africai.store.BlobStore;

/// What everything in this package stands on.
///
/// @param sessions the sessions that wait
/// @param lists lists of them
/// @param tasks work on them that waits its turn
/// @param series their series
/// @param files their files
/// @param routings studies that are given to projects before they come
/// @param policies what the site and its projects say of arriving data
record Ground(
        Access access,
        Locator locator,
        Audit audit,
        Transactions transactions,
        Changes changes,
        BlobStore store,
        BlobTable blobs,
        PrearchiveTable sessions,
        PrearchiveListTable lists,
        PrearchiveTaskTable tasks,
        SeriesTable series,
        WaitingFileTable files,
        StudyRoutingTable routings,
        Policies policies,
        IntakeSettings settings,
        Clock clock) {
    Ground(
            Access access,
            Locator locator,
            Audit audit,
            Transactions transactions,
            Sql sql,
            BlobStore store,
            BlobTable blobs,
            Policies policies,
            IntakeSettings settings,
            Clock clock) {
        this(
                access,
                locator,
                audit,
                transactions,
                new Changes(transactions),
                store,
                blobs,
                new PrearchiveTable(sql),
                new PrearchiveListTable(sql),
                new PrearchiveTaskTable(sql),
                new SeriesTable(sql),
                new WaitingFileTable(sql),
                new StudyRoutingTable(sql),
                policies,
                settings,
                clock);
    }
}
