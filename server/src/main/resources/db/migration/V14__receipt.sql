-- MD5 is no longer computed while DICOM objects are received: it cost as much as all else that their
-- bytes need, and only file listings and catalogues tell it. It is absent until somebody asks, or until
-- the job that looks for such blobs has come by.
alter table blob alter column md5 drop not null;
create index blob_without_md5 on blob (key) where md5 is null;

-- Adds objects to a session that waits for more of them, as one statement of one round trip: the case
-- that scanners make thousands of times, objects of series that are known, none of them there yet.
-- Where anything is otherwise nothing is added, and the caller goes the long way.
--
-- A function, because its statements see what others have committed while it waited for the session:
-- with one snapshot for all, an object that was added meanwhile would not be noticed.
--
-- The arrays are of one length, an object at each place; no two objects have the same bytes.
create function take_objects(
    to_session bigint, of_study text, of_label text, of_subject text, of_project bigint,
    of_series bigint[], paths text[], sha256s bytea[], md5s bytea[], crc32s bigint[], sizes bigint[],
    sop_uids text[], sop_classes text[], syntaxes text[], numbers text[], frame_counts text[])
    returns boolean language plpgsql as $$
begin
    update prearchive_session
       set status = 'RECEIVING', by_upload = false, message = '', changed_at = now()
     where key = to_session
       and study_uid = of_study
       and label = of_label
       and subject = of_subject
       and project_key is not distinct from of_project
       and (status = 'RECEIVING' and not by_upload or status in ('READY', 'CONFLICT', 'ERROR'));
    if not found
       or (select count(*) from prearchive_series s
            where s.key = any(of_series) and s.session_key = to_session)
          <> (select count(distinct n) from unnest(of_series) n)
       or exists (select 1 from prearchive_file f
                   where f.series_key = any(of_series) and f.sop_uid = any(sop_uids))
       or exists (select 1 from prearchive_file f
                   where f.session_key = to_session and f.series_key = any(of_series)
                     and f.resource = 'DICOM' and f.path = any(paths)) then
        return false;
    end if;
    with put as (
        insert into blob as b (sha256, md5, crc32, size)
        select n.sha256, n.md5, n.crc32, n.size
          from unnest(sha256s, md5s, crc32s, sizes) as n (sha256, md5, crc32, size)
         order by n.sha256
        on conflict (sha256)
        do update set created_at = now(), damaged_at = null, md5 = coalesce(b.md5, excluded.md5)
        returning b.key, b.sha256)
    insert into prearchive_file
           (session_key, series_key, resource, path, blob_key, sop_uid, sop_class,
            transfer_syntax, number, frames)
    select to_session, n.series, 'DICOM', n.path, put.key, n.sop_uid, n.sop_class, n.syntax,
           cast(n.number as integer), cast(n.frames as integer)
      from unnest(of_series, paths, sha256s, sop_uids, sop_classes, syntaxes, numbers, frame_counts)
        as n (series, path, sha256, sop_uid, sop_class, syntax, number, frames)
      join put on put.sha256 = n.sha256;
    return true;
end
$$;
