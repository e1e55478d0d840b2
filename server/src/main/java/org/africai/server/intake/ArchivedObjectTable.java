package org.africai.server.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.africai.server.db.Sql;
import org.africai.server.files.ScanObject;
import org.africai.store.Sha256;

/// Objects that the archive has already, by their UIDs.
final class ArchivedObjectTable {
    private final Sql sql;

    ArchivedObjectTable(Sql sql) {
        this.sql = sql;
    }

    /// The bytes that the project has under these UIDs in sessions of the study.
    Map<String, Sha256> bytes(long project, String study, Collection<String> sopUids) {
        Map<String, Sha256> bytes = new HashMap<>();
        sql.of(
                        """
                        select i.sop_uid, b.sha256
                          from instance i
                          join scan c on c.key = i.scan_key
                          join experiment e on e.key = c.session_key
                          join file f on f.key = i.file_key
                          join blob b on b.key = f.blob_key
                         where i.sop64 = any(:sop64s)
                           and i.sop_uid = any(:uids)
                           and e.project_key = :project
                           and e.uid = :study
                         order by i.file_key desc\
                        """)
                .bind("sop64s", sopUids.stream().mapToLong(ScanObject::sop64).toArray())
                .bind("uids", sopUids.toArray(String[]::new))
                .bind("project", project)
                .bind("study", study)
                .each(row -> bytes.put(row.text("sop_uid"), Sha256.of(row.bytes("sha256"))));
        return bytes;
    }
}
