package org.africai.server.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.files.BlobTable;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.store.Digests;
import org.africai.store.Md5;
import org.africai.store.Sha256;
import org.jspecify.annotations.Nullable;

/// The files of waiting sessions.
final class WaitingFileTable {
    private final Sql sql;

    WaitingFileTable(Sql sql) {
        this.sql = sql;
    }

    /// A file to be added.
    ///
    /// @param series absent for one that belongs to the session
    /// @param object absent for one that is no DICOM
    record NewFile(
            @Nullable Long series,
            String resource,
            String path,
            long blob,
            @Nullable ObjectIds object,
            boolean differs,
            List<Long> scripts,
            String risk) {
        /// One that no script has seen.
        NewFile(
                @Nullable Long series,
                String resource,
                String path,
                long blob,
                @Nullable ObjectIds object,
                boolean differs) {
            this(series, resource, path, blob, object, differs, List.of(), "");
        }
    }

    /// What the instance row of an object is made of.
    record ObjectIds(
            String sopUid,
            String sopClass,
            String transferSyntax,
            @Nullable Integer number,
            @Nullable Integer frames) {}

    /// A file that is there.
    ///
    /// @param scripts versions of the scripts that it has been through
    record WaitingFile(
            long key,
            @Nullable Long series,
            String resource,
            String path,
            Digests digests,
            @Nullable ObjectIds object,
            List<Long> scripts) {}

    void insert(long session, Collection<NewFile> files) {
        if (files.isEmpty()) {
            return;
        }
        List<NewFile> rows = new ArrayList<>(files);
        sql.of(
                        """
                        insert into prearchive_file
                               (session_key, series_key, resource, path, blob_key, sop_uid,
                                sop_class, transfer_syntax, number, frames, differs, scripts,
                                risk)
                        select :session, cast(n.series as bigint), n.resource, n.path, n.blob,
                               n.sop_uid, n.sop_class, n.syntax, cast(n.number as integer),
                               cast(n.frames as integer), n.differs = 't',
                               cast(n.scripts as bigint[]), n.risk
                          from unnest(cast(:series as text[]), :resources, :paths, :blobs,
                                      :sopUids, :sopClasses, :syntaxes, :numbers, :frames,
                                      :differ, :scripts, :risks)
                            as n(series, resource, path, blob, sop_uid, sop_class, syntax, number,
                                 frames, differs, scripts, risk)\
                        """)
                .bind("session", session)
                .bind("series", texts(rows, f -> text(f.series())))
                .bind("resources", texts(rows, NewFile::resource))
                .bind("paths", texts(rows, NewFile::path))
                .bind("blobs", rows.stream().mapToLong(NewFile::blob).toArray())
                .bind("sopUids", objects(rows, ObjectIds::sopUid))
                .bind("sopClasses", objects(rows, ObjectIds::sopClass))
                .bind("syntaxes", objects(rows, ObjectIds::transferSyntax))
                .bind("numbers", objects(rows, o -> text(o.number())))
                .bind("frames", objects(rows, o -> text(o.frames())))
                .bind("differ", texts(rows, f -> f.differs() ? "t" : "f"))
                .bind("scripts", texts(rows, f -> array(f.scripts())))
                .bind("risks", texts(rows, NewFile::risk))
                .update();
    }

    /// An object of a series that is known.
    ///
    /// @param path what its file is to be called
    record NewObject(long series, String path, Digests digests, ObjectIds ids) {}

    /// Adds objects to a session that is what its draft says, in one statement: blobs, files, and
    /// the session's status. Nothing is added when the session is not open to single objects any
    /// more, or has one of these objects or of these names.
    ///
    /// @param objects no two with the same bytes, UID or name
    /// @return whether they were added
    boolean take(long session, Draft draft, List<NewObject> objects) {
        return sql.of(
                        """
                        select take_objects(
                                   :session, :study, :label, :subject, cast(:project as bigint),
                                   :series, :paths, cast(:sha256s as bytea[]),
                                   cast(:md5s as bytea[]), :crc32s, :sizes, :sopUids, :sopClasses,
                                   :syntaxes, :numbers, :frames) as taken\
                        """)
                .bind("session", session)
                .bind("study", draft.studyUid())
                .bind("label", draft.label())
                .bind("subject", draft.subject())
                .bind("project", draft.projectKey())
                .bind("series", objects.stream().mapToLong(NewObject::series).toArray())
                .bind("paths", texts(objects, NewObject::path))
                .bind("sha256s", bytes(objects, o -> o.digests().sha256().bytes()))
                .bind("md5s", bytes(objects, WaitingFileTable::md5))
                .bind("crc32s", longs(objects, d -> Integer.toUnsignedLong(d.crc32())))
                .bind("sizes", longs(objects, Digests::size))
                .bind("sopUids", texts(objects, o -> o.ids().sopUid()))
                .bind("sopClasses", texts(objects, o -> o.ids().sopClass()))
                .bind("syntaxes", texts(objects, o -> o.ids().transferSyntax()))
                .bind("numbers", texts(objects, o -> text(o.ids().number())))
                .bind("frames", texts(objects, o -> text(o.ids().frames())))
                .only(row -> row.flag("taken"));
    }

    private static byte @Nullable [] md5(NewObject object) {
        Md5 known = object.digests().md5();
        return known == null ? null : known.bytes();
    }

    private static byte[] @Nullable [] bytes(
            List<NewObject> objects, Function<NewObject, byte @Nullable []> value) {
        return objects.stream().map(value).toArray(byte[][]::new);
    }

    private static long[] longs(List<NewObject> objects, ToLongFunction<Digests> value) {
        return objects.stream().map(NewObject::digests).mapToLong(value).toArray();
    }

    /// The objects of a series that have one of these UIDs or lie under one of these paths.
    List<WaitingFile> like(long series, Collection<String> sopUids, Collection<String> paths) {
        return sql.of(
                        """
                        select f.key, f.series_key, f.resource, f.path, b.sha256, b.md5,
                               b.crc32, b.size, f.sop_uid, f.sop_class, f.transfer_syntax,
                               f.number, f.frames, cast(f.scripts as text[]) as scripts
                          from prearchive_file f
                          join blob b on b.key = f.blob_key
                         where f.series_key = :series
                           and (f.sop_uid = any(:sopUids) or f.path = any(:paths))\
                        """)
                .bind("series", series)
                .bind("sopUids", sopUids.toArray(String[]::new))
                .bind("paths", paths.toArray(String[]::new))
                .list(WaitingFileTable::file);
    }

    /// Which of these paths a resource of the session has already.
    List<String> taken(long session, String resource, Collection<String> paths) {
        return sql.of(
                        """
                        select path
                          from prearchive_file
                         where session_key = :session
                           and series_key is null
                           and resource = :resource
                           and path = any(:paths)\
                        """)
                .bind("session", session)
                .bind("resource", resource)
                .bind("paths", paths.toArray(String[]::new))
                .list(row -> row.text("path"));
    }

    /// Hands the files of a session, or of one of its series, to the reader. Of several objects
    /// with one UID it is the last that came.
    ///
    /// @param series absent for the files that belong to the session itself
    void each(long session, @Nullable Long series, Consumer<WaitingFile> reader) {
        sql.of(
                        """
                        select f.key, f.series_key, f.resource, f.path, b.sha256, b.md5,
                               b.crc32, b.size, f.sop_uid, f.sop_class, f.transfer_syntax,
                               f.number, f.frames, cast(f.scripts as text[]) as scripts
                          from prearchive_file f
                          join blob b on b.key = f.blob_key
                         where f.session_key = :session
                           and f.series_key is not distinct from cast(:series as bigint)
                           and not exists (select 1
                                             from prearchive_file later
                                            where later.series_key = f.series_key
                                              and later.sop_uid = f.sop_uid
                                              and later.key > f.key)
                         order by f.key\
                        """)
                .bind("session", session)
                .bind("series", series)
                .each(row -> reader.accept(file(row)));
    }

    /// Files of a session in the order they came, objects and others, also those that later ones of
    /// the same UID have taken the place of.
    ///
    /// @param after key of the last file that is known
    List<WaitingFile> page(long session, long after, int limit) {
        return sql.of(
                        """
                        select f.key, f.series_key, f.resource, f.path, b.sha256, b.md5,
                               b.crc32, b.size, f.sop_uid, f.sop_class, f.transfer_syntax,
                               f.number, f.frames, cast(f.scripts as text[]) as scripts
                          from prearchive_file f
                          join blob b on b.key = f.blob_key
                         where f.session_key = :session and f.key > :after
                         order by f.key
                         limit :limit\
                        """)
                .bind("session", session)
                .bind("after", after)
                .bind("limit", limit)
                .list(WaitingFileTable::file);
    }

    /// The bytes of a session's objects.
    List<Sha256> objects(long session) {
        return sql.of(
                        """
                        select distinct b.sha256
                          from prearchive_file f
                          join blob b on b.key = f.blob_key
                         where f.session_key = :session and f.series_key is not null\
                        """)
                .bind("session", session)
                .list(row -> Sha256.of(row.bytes("sha256")));
    }

    /// The different signs of the session's objects that they may show who the patient is.
    List<String> risks(long session) {
        return sql.of(
                        """
                        select distinct sign
                          from prearchive_file f
                         cross join unnest(string_to_array(f.risk, ',')) as sign
                         where f.session_key = :session and f.risk <> ''
                         order by sign\
                        """)
                .bind("session", session)
                .list(row -> row.text("sign"));
    }

    /// As [#each], several files at a time.
    void eachBatch(
            long session, @Nullable Long series, int size, Consumer<List<WaitingFile>> reader) {
        List<WaitingFile> batch = new ArrayList<>();
        each(
                session,
                series,
                file -> {
                    batch.add(file);
                    if (batch.size() == size) {
                        reader.accept(List.copyOf(batch));
                        batch.clear();
                    }
                });
        if (!batch.isEmpty()) {
            reader.accept(List.copyOf(batch));
        }
    }

    /// Locks the rows of all blobs that the session's files name, in the order of their digests as
    /// everybody locks them, so that two transactions that need the same ones never wait for each
    /// other.
    void holdBlobs(long session) {
        sql.of(
                        """
                        select key
                          from blob
                         where key in (select blob_key
                                         from prearchive_file
                                        where session_key = :session)
                         order by sha256
                           for no key update\
                        """)
                .bind("session", session)
                .each(_ -> {});
    }

    /// The objects that differ from an earlier one with the same UID.
    List<String> differing(long session) {
        return sql.of(
                        """
                        select sop_uid
                          from prearchive_file
                         where session_key = :session and differs
                         order by key
                         limit 20\
                        """)
                .bind("session", session)
                .list(row -> row.text("sop_uid"));
    }

    /// Files of one resource, counted.
    record Counted(String resource, long files, long bytes) {}

    /// The resources of a session, or of one of its series. Of several objects with one UID the
    /// last counts.
    ///
    /// @param series absent for the session's own
    List<Counted> resources(long session, @Nullable Long series) {
        return sql.of(
                        """
                        select f.resource, count(*) as files, sum(b.size) as bytes
                          from prearchive_file f
                          join blob b on b.key = f.blob_key
                         where f.session_key = :session
                           and f.series_key is not distinct from cast(:series as bigint)
                           and not exists (select 1
                                             from prearchive_file later
                                            where later.series_key = f.series_key
                                              and later.sop_uid = f.sop_uid
                                              and later.key > f.key)
                         group by f.resource
                         order by f.resource\
                        """)
                .bind("session", session)
                .bind("series", series)
                .list(row ->
                        new Counted(
                                row.text("resource"), row.number("files"), row.number("bytes")));
    }

    /// The digests of one file.
    ///
    /// @param series absent for one that belongs to the session itself
    Optional<Digests> find(long session, @Nullable Long series, String resource, String path) {
        return sql.of(
                        """
                        select b.sha256, b.md5, b.crc32, b.size
                          from prearchive_file f
                          join blob b on b.key = f.blob_key
                         where f.session_key = :session
                           and f.series_key is not distinct from cast(:series as bigint)
                           and f.resource = :resource
                           and f.path = :path\
                        """)
                .bind("session", session)
                .bind("series", series)
                .bind("resource", resource)
                .bind("path", path)
                .one(BlobTable::digests);
    }

    /// How many files of the session are no objects.
    long leftovers(long session) {
        return sql.of(
                        """
                        select count(*) as files
                          from prearchive_file
                         where session_key = :session and series_key is null\
                        """)
                .bind("session", session)
                .only(row -> row.number("files"));
    }

    /// Hands all files of a series over to a session as part of a series of it, but for those that
    /// it has already.
    void move(long key, long session, @Nullable Long series, String path, boolean differs) {
        sql.of(
                        """
                        update prearchive_file
                           set session_key = :session, series_key = :series, path = :path,
                               differs = :differs
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("session", session)
                .bind("series", series)
                .bind("path", path)
                .bind("differs", differs)
                .update();
    }

    /// Hands the files of a series over together with it.
    void moveWithSeries(long series, long session) {
        sql.of("update prearchive_file set session_key = :session where series_key = :series")
                .bind("series", series)
                .bind("session", session)
                .update();
    }

    private static WaitingFile file(Row row) {
        String sopUid = row.textOrNull("sop_uid");
        return new WaitingFile(
                row.number("key"),
                row.numberOrNull("series_key"),
                row.text("resource"),
                row.text("path"),
                BlobTable.digests(row),
                sopUid == null
                        ? null
                        : new ObjectIds(
                                sopUid,
                                row.text("sop_class"),
                                row.text("transfer_syntax"),
                                integer(row, "number"),
                                integer(row, "frames")),
                row.texts("scripts").stream().map(Long::valueOf).toList());
    }

    private static @Nullable Integer integer(Row row, String column) {
        Long value = row.numberOrNull(column);
        return value == null ? null : Math.toIntExact(value);
    }

    private static String array(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static @Nullable String text(@Nullable Number value) {
        return value == null ? null : value.toString();
    }

    private static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private static @Nullable String[] objects(
            List<NewFile> rows, Function<ObjectIds, @Nullable String> value) {
        return texts(rows, f -> f.object() == null ? null : value.apply(f.object()));
    }
}
