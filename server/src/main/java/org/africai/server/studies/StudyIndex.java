package org.africai.server.studies;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.server.db.Changes;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.files.ObjectArrivals;
import org.africai.server.studies.StudyIndexTable.Indexed;
import org.africai.server.studies.StudyIndexTable.Lead;
import org.africai.server.studies.StudyIndexTable.Pending;
import org.africai.store.BlobSource;
import org.africai.store.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the index of studies from the headers of archived objects.
///
/// The transaction that archives an object leaves it pending. Its header is read right afterwards,
/// outside of any transaction, and before whoever sent it is answered; after a crash, and for what
/// was archived before there was an index, [#run] does it. All of it may be done twice and at the
/// same time.
public final class StudyIndex implements ObjectArrivals {
    private static final Logger LOG = LoggerFactory.getLogger(StudyIndex.class);

    /// Headers read for one transaction.
    private static final int OBJECTS_AT_A_TIME = 500;

    /// Objects of one scan for which whoever sent them waits; the job does the others.
    private static final int MAX_AWAITED = 5_000;

    private static final int SCANS_AT_A_TIME = 100;

    private final StudyIndexTable table;
    private final Changes changes;
    private final BlobSource store;

    public StudyIndex(Sql sql, Transactions transactions, BlobSource store) {
        this.table = new StudyIndexTable(sql);
        this.changes = new Changes(transactions);
        this.store = store;
    }

    /// Indexes the scan's objects. What fails stays pending: the objects are archived already.
    @Override
    public void arrived(long scan) {
        try {
            index(scan, MAX_AWAITED);
        } catch (RuntimeException failure) {
            LOG.warn("not indexed yet scan={}", scan, failure);
        }
    }

    /// Indexes everything that is pending. A scan that fails is passed over.
    ///
    /// @return how many objects were indexed
    public long run() {
        long objects = 0;
        List<Long> scans = table.scansToIndex(0, SCANS_AT_A_TIME);
        while (!scans.isEmpty()) {
            for (long scan : scans) {
                objects += indexSafely(scan);
            }
            scans = table.scansToIndex(scans.getLast(), SCANS_AT_A_TIME);
        }
        return objects;
    }

    private long indexSafely(long scan) {
        try {
            return index(scan, Integer.MAX_VALUE);
        } catch (RuntimeException failure) {
            LOG.warn("not indexed yet scan={}", scan, failure);
            return 0;
        }
    }

    private long index(long scan, int most) {
        long done = 0;
        List<Pending> batch;
        do {
            batch = table.pending(scan, OBJECTS_AT_A_TIME);
            indexBatch(scan, batch);
            done += batch.size();
        } while (batch.size() == OBJECTS_AT_A_TIME && done < most);
        return done;
    }

    private void indexBatch(long scan, List<Pending> batch) {
        Map<Pending, IndexedHeader> read = new HashMap<>();
        List<Pending> unreadable = new ArrayList<>();
        for (Pending object : batch) {
            Optional<IndexedHeader> header = header(object);
            header.ifPresentOrElse(found -> read.put(object, found), () -> unreadable.add(object));
        }
        if (!unreadable.isEmpty()) {
            LOG.warn(
                    "objects without a readable header scan={} objects={}",
                    scan,
                    unreadable.size());
        }
        List<Lead> unknown = changes.run(() -> write(scan, batch, read, unreadable));
        for (Lead lead : unknown) {
            header(lead.object()).ifPresent(found -> changes.run(() -> lead(scan, lead, found)));
        }
    }

    private void lead(long scan, Lead lead, IndexedHeader header) {
        if (table.lockScan(scan).isPresent()) {
            table.lead(lead, header.attributes());
        }
    }

    private Optional<IndexedHeader> header(Pending object) {
        try (SeekableByteChannel blob = store.open(object.blob())) {
            return IndexedHeader.read(blob, object.blob().hex());
        } catch (StorageFailure gone) {
            if (gone.kind() == StorageFailure.Kind.MISSING) {
                return Optional.empty();
            }
            throw gone;
        } catch (IOException failure) {
            throw StorageFailure.unreadable(object.blob(), failure);
        }
    }

    /// @return the leading objects whose headers are not among those that were read
    private List<Lead> write(
            long scan,
            List<Pending> batch,
            Map<Pending, IndexedHeader> read,
            List<Pending> unreadable) {
        Optional<Long> session = table.lockScan(scan);
        if (session.isEmpty()) {
            return List.of();
        }
        var keys = new Keys(session.get(), scan);
        List<Indexed> indexed = new ArrayList<>();
        for (Pending object : batch) {
            IndexedHeader header = read.get(object);
            if (header != null) {
                indexed.add(new Indexed(object, keys.series(header), header));
            }
        }
        table.index(indexed);
        table.giveUp(unreadable);
        List<Lead> unknown = new ArrayList<>();
        for (Lead lead : table.leads(scan)) {
            IndexedHeader header = read.get(lead.object());
            if (header != null) {
                table.lead(lead, header.attributes());
            } else if (lead.isNew()) {
                unknown.add(lead);
            }
        }
        return unknown;
    }

    /// Keys of the studies and series of a scan, asked for once each.
    private final class Keys {
        private final long session;
        private final long scan;
        private final Map<String, Long> studies = new HashMap<>();
        private final Map<String, Long> series = new HashMap<>();

        Keys(long session, long scan) {
            this.session = session;
            this.scan = scan;
        }

        long series(IndexedHeader header) {
            return series.computeIfAbsent(
                    header.studyUid() + "/" + header.seriesUid(),
                    _ -> table.series(study(header.studyUid()), scan, header.seriesUid()));
        }

        private long study(String uid) {
            return studies.computeIfAbsent(uid, one -> table.study(session, one));
        }
    }
}
