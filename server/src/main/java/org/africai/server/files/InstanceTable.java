package org.africai.server.files;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.store.EntryName;
import org.africai.store.Sha256;
import org.jspecify.annotations.Nullable;

/// Rows of DICOM objects.
public final class InstanceTable {
    private final Sql sql;
    private final Transactions transactions;
    private final ObjectArrivals arrivals;

    /// @param arrivals is told of scans that got objects
    public InstanceTable(Sql sql, Transactions transactions, ObjectArrivals arrivals) {
        this.sql = sql;
        this.transactions = transactions;
        this.arrivals = arrivals;
    }

    /// Lets one transaction at a time add objects to the scan.
    void lockScan(long scan) {
        boolean there =
                sql.of("select key from scan where key = :scan for update")
                        .bind("scan", scan)
                        .any();
        if (!there) {
            throw new IllegalStateException("no scan with key " + scan);
        }
    }

    /// An object that a scan has.
    ///
    /// @param file key of its file
    /// @param resource number of the resource that has the file
    /// @param path what the file is called
    record Known(long file, long resource, EntryName path, Sha256 sha256, long size) {}

    /// The objects of the scan with these UIDs, by UID.
    Map<String, Known> known(long scan, Collection<String> sopUids) {
        Map<String, Known> known = new HashMap<>();
        sql.of(
                        """
                        select i.sop_uid, f.key, f.resource_key, f.path, b.sha256, b.size
                          from instance i
                          join file f on f.key = i.file_key
                          join blob b on b.key = f.blob_key
                         where i.scan_key = :scan
                           and i.sop64 = any(:sop64s)
                           and i.sop_uid = any(:uids)\
                        """)
                .bind("scan", scan)
                .bind("sop64s", sopUids.stream().mapToLong(ScanObject::sop64).toArray())
                .bind("uids", sopUids.toArray(String[]::new))
                .list(row -> known.put(row.text("sop_uid"), known(row)));
        return known;
    }

    private static Known known(Row row) {
        return new Known(
                row.number("key"),
                row.number("resource_key"),
                new EntryName(row.text("path")),
                Sha256.of(row.bytes("sha256")),
                row.number("size"));
    }

    /// Notes which objects the files of the scan are. Their headers are yet to be indexed.
    ///
    /// @param files objects by the key of their file
    void insert(long scan, Map<Long, ScanObject> files) {
        sql.batch(
                """
                insert into instance
                       (file_key, scan_key, sop_uid, sop64, sop_class, transfer_syntax, number,
                        frames, scripts)
                values (:file, :scan, :uid, :sop64, :class, :syntax, cast(:number as integer),
                        cast(:frames as integer), cast(:scripts as bigint[]))
                on conflict (file_key)
                do update set sop_uid = excluded.sop_uid, sop64 = excluded.sop64,
                              sop_class = excluded.sop_class,
                              transfer_syntax = excluded.transfer_syntax,
                              number = excluded.number, frames = excluded.frames,
                              scripts = excluded.scripts, header_read = false\
                """,
                files.entrySet().stream()
                        .map(file -> parameters(scan, file.getKey(), file.getValue()))
                        .toList());
        if (!files.isEmpty()) {
            transactions.afterCommit(() -> arrivals.arrived(scan));
        }
    }

    private static String array(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static Map<String, @Nullable Object> parameters(
            long scan, long file, ScanObject object) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("file", file);
        row.put("scan", scan);
        row.put("uid", object.sopInstanceUid());
        row.put("sop64", ScanObject.sop64(object.sopInstanceUid()));
        row.put("class", object.sopClassUid());
        row.put("syntax", object.transferSyntaxUid());
        row.put("number", object.number());
        row.put("frames", object.frames());
        row.put("scripts", array(object.scripts()));
        return row;
    }
}
