package org.africai.server.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.africai.server.db.Sql;
import org.africai.store.Digests;
import org.africai.store.Sha256;

/// Whether a whole archive is consistent: what must hold after any crash, whoever was sending what.
///
/// Blobs are looked at as files, not through the server that is being judged. One that was found
/// good is not read again by the same check.
final class ArchiveCheck {
    private final Sql sql;
    private final Path blobs;
    private final Set<Sha256> good;

    /// @param store the folder of the blob store
    /// @param good blobs that were found good before; added to
    ArchiveCheck(Sql sql, Path store, Set<Sha256> good) {
        this.sql = sql;
        this.blobs = store.resolve("blobs");
        this.good = good;
    }

    /// Everything that is wrong, in words; empty when all is well.
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        rowsWithoutBytes(problems);
        unsettledSessions(problems);
        doubles(problems);
        wrongCounts(problems);
        return problems;
    }

    /// No row points at nothing, and every blob that a row names has the bytes of its name.
    private void rowsWithoutBytes(List<String> problems) {
        sql.of("select sha256, md5, size from blob")
                .each(row -> {
                    Sha256 name = Sha256.of(row.bytes("sha256"));
                    if (!good.contains(name) && !isWhole(name)) {
                        problems.add("blob " + name + " is missing or damaged");
                    }
                    good.add(name);
                });
    }

    boolean isWhole(Sha256 name) {
        Path file = blobs.resolve(name.hex().substring(0, 2)).resolve(name.hex());
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Digests.of(in).sha256().equals(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every session is in one state that it can leave without help.
    private void unsettledSessions(List<String> problems) {
        list(
                problems,
                "waiting session",
                """
                select timestamp || '/' || folder || ' is ' || status as what
                  from prearchive_session
                 where status in ('BUILDING', 'ARCHIVING', 'MOVING', 'DELETING')
                    or status = 'RECEIVING' and by_upload\
                """);
        list(
                problems,
                "archived session without scans",
                """
                select e.label as what
                  from experiment e
                 where e.uid is not null
                   and not exists (select 1 from scan c where c.session_key = e.key)\
                """);
        list(
                problems,
                "object that is no file of its scan",
                """
                select i.sop_uid as what
                  from instance i
                  join file f on f.key = i.file_key
                  join resource r on r.key = f.resource_key
                 where r.scan_key is distinct from i.scan_key\
                """);
    }

    /// Nothing is there twice.
    private void doubles(List<String> problems) {
        list(
                problems,
                "object twice in a scan",
                """
                select sop_uid as what
                  from instance
                 group by scan_key, sop_uid
                having count(*) > 1\
                """);
        list(
                problems,
                "series twice in a session",
                """
                select uid as what
                  from scan
                 where uid is not null
                 group by session_key, uid
                having count(*) > 1\
                """);
        list(
                problems,
                "subject twice in a project",
                """
                select max(label) as what
                  from subject
                 group by project_key, lower(label)
                having count(*) > 1\
                """);
    }

    /// What is counted is what there is.
    private void wrongCounts(List<String> problems) {
        list(
                problems,
                "miscounted resource",
                """
                select r.label || ' says ' || r.file_count || ' files, ' || r.file_size
                       || ' bytes and has ' || count(f.key) || ', ' || coalesce(sum(b.size), 0)
                       as what
                  from resource r
                  left join file f on f.resource_key = r.key
                  left join blob b on b.key = f.blob_key
                 group by r.key
                having r.file_count <> count(f.key)
                    or r.file_size <> coalesce(sum(b.size), 0)\
                """);
        list(
                problems,
                "scan with wrong frames",
                """
                select c.id || ' says ' || c.frames || ' and has ' || count(i.file_key) as what
                  from scan c
                  join instance i on i.scan_key = c.key
                 group by c.key
                having c.frames <> sum(coalesce(greatest(i.frames, 1), 1))\
                """);
    }

    private void list(List<String> problems, String kind, String statement) {
        sql.of(statement).list(row -> problems.add(kind + ": " + row.text("what")));
    }

    /// A set to remember good blobs in, for several checks of one archive.
    static Set<Sha256> nothingYet() {
        return new HashSet<>();
    }
}
