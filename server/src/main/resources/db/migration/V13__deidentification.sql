-- De-identification at the door: what scripts made of objects, and what they set aside.

-- Which names of a waiting session its sender has given; others come from its objects, and change
-- with them. And who has looked at what may still show a patient.
alter table prearchive_session
    add column subject_said boolean not null default false,
    add column label_said   boolean not null default false,
    add column reviewed_by  text not null default '';

-- More objects have to be looked at anew.
create function forget_review() returns trigger language plpgsql as $$
begin
    new.reviewed_by := '';
    return new;
end
$$;
create trigger prearchive_session_review
    before update on prearchive_session
    for each row when (new.status = 'RECEIVING' and old.reviewed_by <> '')
    execute function forget_review();

-- The versions of scripts (config_version.key) that an object has been through, in their order.
alter table prearchive_file
    add column scripts bigint[] not null default '{}',
    add column risk    text not null default '';   -- signs of burned-in identity, by commas
alter table instance
    add column scripts bigint[] not null default '{}';

-- The key that pseudonyms are made with. Without it nobody can tell who is who; it never changes.
create table deid_secret (
    key         bigint generated always as identity primary key,
    project_key bigint references project on delete cascade,  -- absent: the site's
    secret      bytea not null,
    unique nulls not distinct (project_key)
);

-- Running numbers that stand for values (CTP's @integer). Of the values there are keyed digests.
create table deid_number (
    key         bigint generated always as identity primary key,
    project_key bigint references project on delete cascade,
    type        text not null,
    digest      bytea not null,
    number      integer not null,
    unique nulls not distinct (project_key, type, digest)
);

-- What a script could not handle: kept as it came, for an owner to decide. `subject` and `session`
-- are its labels where its sender said them; else they would name the patient.
create table quarantined_object (
    key         bigint generated always as identity primary key,
    project_key bigint references project on delete cascade,  -- absent: unassigned
    blob_key    bigint not null references blob,
    is_object   boolean not null,            -- else a file that is no DICOM
    stage       text not null check (stage in ('site', 'project')),
    version     bigint not null,             -- of the script
    reason      text not null,
    subject     text not null,
    session     text not null,
    sent_by     text not null,
    at          timestamptz not null default now(),
    unique nulls not distinct (project_key, blob_key, version)
);
create index quarantined_object_blob on quarantined_object (blob_key);

-- Identified originals that a project's owner wants kept apart from the archive.
create table kept_original (
    key         bigint generated always as identity primary key,
    project_key bigint not null references project on delete cascade,
    blob_key    bigint not null references blob,
    experiment  text not null,               -- accession ID of the session made of it
    version     bigint not null,
    kept_at     timestamptz not null default now(),
    unique (project_key, blob_key, experiment)
);
create index kept_original_blob on kept_original (blob_key);

-- Blobs that are to go at once, not only when the sweep of orphans comes round. By digest: the row
-- of the blob goes first.
create table discarded_blob (
    sha256 bytea primary key,
    at     timestamptz not null default now()
);
