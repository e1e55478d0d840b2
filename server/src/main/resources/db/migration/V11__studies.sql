-- An index of what DICOM headers say, to be queried by QIDO-RS and C-FIND.
--
-- It is made from the archived bytes alone, after they are archived: what a sender's header said
-- before it was de-identified is never in it. An object is "pending" from the moment its row is
-- made, in the transaction that archives it, until its header has been read; that is how nothing
-- is forgotten when the server dies in between, and how what was archived before this migration is
-- found. Counts and leading attributes are kept by triggers when a transaction ends, so that no way
-- of deleting, moving or replacing files can forget them.

-- `attributes` is a DICOM JSON object (PS3.18 Annex F) of the patient's and the study's attributes
-- as the first of its series says them; the columns behind it are read from it.
create table dicom_study (
    key              bigint generated always as identity primary key,
    session_key      bigint not null references experiment on delete cascade,
    uid              text collate "C" not null,
    attributes       jsonb not null default '{}',
    modalities       text[] not null default '{}',
    series           integer not null default 0,
    instances        integer not null default 0,
    date             text collate "C" generated always as (attributes #>> '{00080020,Value,0}') stored,
    accession_number text collate "C" generated always as (attributes #>> '{00080050,Value,0}') stored,
    patient_id       text collate "C" generated always as (attributes #>> '{00100020,Value,0}') stored,
    patient_name     text collate "C" generated always as (
                         rtrim(coalesce(attributes #>> '{00100010,Value,0,Alphabetic}', '') || '='
                               || coalesce(attributes #>> '{00100010,Value,0,Ideographic}', '') || '='
                               || coalesce(attributes #>> '{00100010,Value,0,Phonetic}', ''), '='))
                     stored,
    unique (session_key, uid)
);
create index dicom_study_uid on dicom_study (uid, key);
create index dicom_study_newest on dicom_study (date desc nulls last, key desc);
create index dicom_study_patient_name on dicom_study (upper(patient_name) text_pattern_ops);
create index dicom_study_patient_id on dicom_study (patient_id text_pattern_ops);
create index dicom_study_accession on dicom_study (accession_number text_pattern_ops);

-- A series of a study as far as one scan holds it. `attributes` are the patient's, the study's and
-- the series' as its leading object (the one with the lowest number) says them; without a leading
-- object they are to be read again. `revision` counts the changes of its objects; `described` and
-- `pictured` are the revisions for which metadata and a thumbnail were made, or tried.
create table dicom_series (
    key           bigint generated always as identity primary key,
    study_key     bigint not null references dicom_study on delete cascade,
    scan_key      bigint not null references scan on delete cascade,
    uid           text collate "C" not null,
    attributes    jsonb not null default '{}',
    instances     integer not null default 0,
    revision      bigint not null default 0,
    described     bigint not null default -1,
    pictured      bigint not null default -1,
    changed_at    timestamptz not null default now(),
    lead_file_key bigint,
    modality      text collate "C" generated always as (attributes #>> '{00080060,Value,0}') stored,
    unique (scan_key, study_key, uid)
);
create index dicom_series_study on dicom_series (study_key);
create index dicom_series_uid on dicom_series (uid, key);
create index dicom_series_leaderless on dicom_series (scan_key) where lead_file_key is null;
create index dicom_series_undescribed on dicom_series (changed_at) where described <> revision;
create index dicom_series_unpictured on dicom_series (changed_at) where pictured <> revision;

-- The metadata of a series' objects (an array of DICOM JSON, compressed by gzip), as it was at a
-- revision of the series. Made after archiving; where it is not of the present revision, the answer
-- is made from the files.
create table dicom_metadata (
    series_key bigint primary key references dicom_series on delete cascade,
    revision   bigint not null,
    document   bytea not null
);
alter table dicom_metadata alter column document set storage external;

-- A small picture of a series, likewise.
create table dicom_thumbnail (
    series_key bigint primary key references dicom_series on delete cascade,
    revision   bigint not null,
    sop_uid    text collate "C" not null,    -- of the object that it shows
    jpeg       bytea not null
);
alter table dicom_thumbnail alter column jpeg set storage external;

alter table instance
    add column header_read    boolean not null default false,
    add column series_key     bigint,        -- absent: not read yet, or no object of a series
    add column rows           integer,
    add column columns        integer,
    add column bits_allocated integer;
create index instance_pending on instance (scan_key)
    where not header_read;

-- Other bytes: another header.
create function file_bytes_changed() returns trigger language plpgsql as $$
begin
    update instance set header_read = false where file_key = new.key;
    return null;
end
$$;
create trigger file_bytes_changed after update of blob_key on file
    for each row when (old.blob_key is distinct from new.blob_key)
    execute function file_bytes_changed();

-- Counts a series again, once in a transaction: these triggers are deferred to its end, when all
-- objects are as they will be. The row is locked first, so that the count, a statement of its own,
-- sees what those who held the lock before have committed.
create function count_dicom_series(series bigint) returns void language plpgsql as $$
declare
    counted text := coalesce(current_setting('africai.counted_series', true), '');
    mark    text := ',' || series || ',';
begin
    if series is null or strpos(counted, mark) > 0 then
        return;
    end if;
    perform set_config('africai.counted_series', counted || mark, true);
    perform 1 from dicom_series where key = series for update;
    update dicom_series s
       set instances = (select count(*) from instance i
                         where i.scan_key = s.scan_key and i.series_key = s.key),
           revision = s.revision + 1,
           changed_at = now(),
           lead_file_key = (select i.file_key from instance i
                             where i.file_key = s.lead_file_key and i.series_key = s.key)
     where s.key = series;
    delete from dicom_series where key = series and instances = 0;
end
$$;
create function instance_series_changed() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        perform count_dicom_series(old.series_key);
    end if;
    if tg_op <> 'DELETE' then
        perform count_dicom_series(new.series_key);
    end if;
    return null;
end
$$;
create constraint trigger instance_added after insert on instance
    deferrable initially deferred for each row
    when (new.series_key is not null) execute function instance_series_changed();
create constraint trigger instance_removed after delete on instance
    deferrable initially deferred for each row
    when (old.series_key is not null) execute function instance_series_changed();
create constraint trigger instance_changed after update of series_key, header_read on instance
    deferrable initially deferred for each row
    when (old.series_key is distinct from new.series_key or old.header_read <> new.header_read)
    execute function instance_series_changed();

create function count_dicom_study(study bigint) returns void language plpgsql as $$
begin
    perform 1 from dicom_study where key = study for update;
    update dicom_study st
       set series = (select count(*) from dicom_series s where s.study_key = st.key),
           instances = (select coalesce(sum(s.instances), 0) from dicom_series s
                         where s.study_key = st.key),
           modalities = array(select distinct s.modality from dicom_series s
                               where s.study_key = st.key and s.modality is not null
                               order by 1),
           attributes = coalesce((select s.attributes from dicom_series s
                                   where s.study_key = st.key order by s.key limit 1), '{}')
     where st.key = study;
    delete from dicom_study where key = study and series = 0;
end
$$;
create function dicom_series_changed() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        perform count_dicom_study(old.study_key);
    end if;
    if tg_op <> 'DELETE' and (tg_op = 'INSERT' or new.study_key <> old.study_key) then
        perform count_dicom_study(new.study_key);
    end if;
    return null;
end
$$;
create constraint trigger dicom_series_changed
    after insert or delete or update of attributes, instances, study_key on dicom_series
    deferrable initially deferred for each row execute function dicom_series_changed();
