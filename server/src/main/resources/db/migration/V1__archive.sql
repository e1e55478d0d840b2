-- The archive's ground: accounts, XNAT's project > subject > experiment > scan, resources and
-- files, and the blobs that hold their bytes.
--
-- Conventions. `key` is ours and never leaves the server (but for resource.key, which XNAT's
-- clients know as xnat_abstractresource_id); `id` is XNAT's identifier; `label` is what people
-- call a thing inside its project. Fields that every list shows are columns; all other fields of a
-- data type live in `item`, the JSON form of the document that XNAT's clients read, without
-- repeating what a column holds. Custom variables live in `variables`, name to value.
-- UIDs and digests use the "C" collation: they are compared, never sorted for people.

create table account (
    key           bigint generated always as identity primary key,
    login         text not null,
    password_hash text,                      -- absent: cannot log in with a password
    first_name    text not null default '',
    last_name     text not null default '',
    email         text not null default '',
    site_admin    boolean not null default false,
    enabled       boolean not null default true,
    verified      boolean not null default true,
    created_at    timestamptz not null default now(),
    changed_at    timestamptz not null default now(),
    logged_in_at  timestamptz
);
create unique index account_login on account (lower(login));

-- A name and secret that stand for an account for a while. Only the secret's SHA-256 is kept.
create table alias_token (
    alias       text primary key,            -- UUID-shaped: that is how xnatpy knows a token
    secret_hash bytea not null,
    account_key bigint not null references account on delete cascade,
    created_at  timestamptz not null default now(),
    expires_at  timestamptz not null
);
create index alias_token_account on alias_token (account_key);
create index alias_token_expiry on alias_token (expires_at);

-- A login is what a JSESSIONID stands for. Only the identifier's SHA-256 is kept, so that a copy
-- of the database opens no session. A guest's login has no account.
create table login (
    id_hash     bytea primary key,
    account_key bigint references account on delete cascade,
    alias       text references alias_token on delete cascade,  -- it was opened with, and ends with
    created_at  timestamptz not null default now(),
    used_at     timestamptz not null default now()
);
create index login_account on login (account_key);
create index login_alias on login (alias) where alias is not null;
create index login_used on login (used_at);

create table project (
    key             bigint generated always as identity primary key,
    id              text not null,
    secondary_id    text,                    -- XNAT's "running title"
    name            text not null,           -- XNAT's "project title"
    description     text not null default '',
    keywords        text not null default '',
    accessibility   text not null default 'private'
                    check (accessibility in ('private', 'protected', 'public')),
    prearchive_code integer not null default 4,
    quarantine_code integer not null default 0,
    current_arc     text not null default 'arc001',
    item            jsonb not null default '{}',
    variables       jsonb not null default '{}',
    created_at      timestamptz not null default now(),
    created_by      text not null,
    changed_at      timestamptz not null default now()
);

-- XNAT compares ID, title, running title and aliases of all projects with each other, without
-- regard to case, and never lets the ID of a deleted project be used again. One table holds every
-- name in use or retired, so that its primary key decides, also between two concurrent requests.
create table project_name (
    name        text primary key,            -- in lower case
    project_key bigint references project on delete set null,  -- absent: retired
    kind        text not null check (kind in ('id', 'name', 'secondary_id', 'alias')),
    spelling    text not null                -- as its owner wrote it
);
create index project_name_project on project_name (project_key);

create table membership (
    project_key bigint not null references project on delete cascade,
    account_key bigint not null references account on delete cascade,
    role        text not null check (role in ('owner', 'member', 'collaborator')),
    primary key (project_key, account_key)
);
create index membership_account on membership (account_key);

create sequence subject_accession;
create sequence experiment_accession;

create table subject (
    key         bigint generated always as identity primary key,
    id          text not null unique,
    project_key bigint not null references project on delete cascade,
    label       text not null,
    item        jsonb not null default '{}',
    variables   jsonb not null default '{}',
    created_at  timestamptz not null default now(),
    created_by  text not null,
    changed_at  timestamptz not null default now(),
    unique (project_key, label)
);
create index subject_variables on subject using gin (variables jsonb_path_ops);

create table subject_share (
    subject_key bigint not null references subject on delete cascade,
    project_key bigint not null references project on delete cascade,
    label       text not null,
    created_at  timestamptz not null default now(),
    primary key (subject_key, project_key),
    unique (project_key, label)
);

-- Everything XNAT calls an experiment: imaging sessions, other subject assessors, image assessors
-- (which hang on a session) and experiments of a project.
create table experiment (
    key             bigint generated always as identity primary key,
    id              text not null unique,
    project_key     bigint not null references project on delete cascade,
    subject_key     bigint references subject on delete cascade,
    session_key     bigint references experiment on delete cascade,  -- an image assessor's session
    xsi_type        text not null,
    label           text not null,
    date            date,
    time            time,
    uid             text collate "C",        -- StudyInstanceUID
    modality        text,
    status          text not null default 'active'
                    check (status in ('active', 'quarantine', 'locked', 'obsolete')),
    item            jsonb not null default '{}',
    variables       jsonb not null default '{}',
    created_at      timestamptz not null default now(),
    created_by      text not null,
    changed_at      timestamptz not null default now(),
    unique (project_key, label)
);
create index experiment_subject on experiment (subject_key);
create index experiment_session on experiment (session_key) where session_key is not null;
create index experiment_uid on experiment (uid) where uid is not null;
create index experiment_newest on experiment (project_key, date desc, key desc);
create index experiment_type on experiment (project_key, xsi_type);
create index experiment_variables on experiment using gin (variables jsonb_path_ops);

create table experiment_share (
    experiment_key bigint not null references experiment on delete cascade,
    project_key    bigint not null references project on delete cascade,
    label          text not null,
    created_at     timestamptz not null default now(),
    primary key (experiment_key, project_key),
    unique (project_key, label)
);

create table scan (
    key                bigint generated always as identity primary key,  -- xnat_imagescandata_id
    session_key        bigint not null references experiment on delete cascade,
    id                 text not null,
    xsi_type           text not null,
    type               text,
    quality            text,
    series_description text,
    modality           text,
    uid                text collate "C",     -- SeriesInstanceUID
    frames             integer,
    item               jsonb not null default '{}',
    variables          jsonb not null default '{}',
    created_at         timestamptz not null default now(),
    created_by         text not null,
    changed_at         timestamptz not null default now(),
    unique (session_key, id)
);
create index scan_uid on scan (uid) where uid is not null;

create table reconstruction (
    key            bigint generated always as identity primary key,
    session_key    bigint not null references experiment on delete cascade,
    id             text not null,
    type           text,
    base_scan_type text,
    item           jsonb not null default '{}',
    created_at     timestamptz not null default now(),
    created_by     text not null,
    unique (session_key, id)
);

-- Bytes that are durable in the blob store. A row is made only after its blob is (never before),
-- and a blob that no row of `file` or `prearchive_file` names is an orphan to be swept.
create table blob (
    key         bigint generated always as identity primary key,
    sha256      bytea not null unique,
    md5         bytea not null,
    crc32       bigint not null,
    size        bigint not null,
    created_at  timestamptz not null default now(),  -- when it was last published
    verified_at timestamptz,
    damaged_at  timestamptz                  -- set by the scrub; a damaged blob is never served
);

create table resource (
    key                bigint generated always as identity primary key,
    project_key        bigint references project on delete cascade,
    subject_key        bigint references subject on delete cascade,
    experiment_key     bigint references experiment on delete cascade,
    scan_key           bigint references scan on delete cascade,
    reconstruction_key bigint references reconstruction on delete cascade,
    side               text not null default 'resources'
                       check (side in ('resources', 'in', 'out')),
    label              text not null,
    xsi_type           text not null default 'xnat:resourceCatalog',
    format             text not null default '',
    content            text not null default '',
    description        text not null default '',
    tags               text[] not null default '{}',
    note               text not null default '',
    file_count         integer not null default 0,
    file_size          bigint not null default 0,
    created_at         timestamptz not null default now(),
    created_by         text not null,
    changed_at         timestamptz not null default now(),
    check (num_nonnulls(project_key, subject_key, experiment_key, scan_key, reconstruction_key) = 1)
);
create unique index resource_of_project on resource (project_key, label)
    where project_key is not null;
create unique index resource_of_subject on resource (subject_key, label)
    where subject_key is not null;
create unique index resource_of_experiment on resource (experiment_key, side, label)
    where experiment_key is not null;
create unique index resource_of_scan on resource (scan_key, label)
    where scan_key is not null;
create unique index resource_of_reconstruction on resource (reconstruction_key, side, label)
    where reconstruction_key is not null;

create table file (
    key          bigint generated always as identity primary key,
    resource_key bigint not null references resource on delete cascade,
    path         text collate "C" not null,  -- relative, parts joined by '/'
    blob_key     bigint not null references blob,
    format       text not null default '',
    content      text not null default '',
    description  text not null default '',
    tags         text[] not null default '{}',
    created_at   timestamptz not null default now(),
    created_by   text not null,
    unique (resource_key, path)
);
create index file_blob on file (blob_key);

-- The DICOM objects among the files. `sop64` is the first eight bytes of the SOPInstanceUID's
-- SHA-256: a fifth of the index that the UID itself would need; queries compare the UID as well.
create table instance (
    file_key        bigint primary key references file on delete cascade,
    scan_key        bigint not null references scan on delete cascade,
    sop_uid         text collate "C" not null,
    sop64           bigint not null,
    sop_class       text collate "C" not null,
    transfer_syntax text collate "C" not null,
    number          integer,
    frames          integer
);
create index instance_of_scan on instance (scan_key, sop64);
create index instance_uid on instance (sop64);

-- Sessions that have arrived and are not archived yet. `timestamp` and `folder` make the URL.
-- The files of an upload that is still being received are in a session of their own, which nobody
-- sees, and which is dropped when the upload fails or the server stops; those of a sender that
-- sends object by object are in one that stays.
create table prearchive_session (
    key           bigint generated always as identity primary key,
    project_key   bigint references project on delete cascade,    -- absent: unassigned
    timestamp     text not null,
    folder        text not null,
    subject       text not null default '',
    label         text not null default '',
    study_uid     text collate "C",
    xsi_type      text not null default '',  -- once built
    status        text not null,
    message       text not null default '',  -- why it is in CONFLICT or ERROR
    date          date,
    time          time,
    by_upload     boolean not null,          -- received whole, not object by object
    goal          text not null,             -- what the sender asked for, and the next three
    overwrite     text not null default 'none',
    overwrite_files boolean not null default false,
    quarantine    boolean not null default false,
    uploaded_by   text not null,
    uploaded_at   timestamptz not null default now(),
    changed_at    timestamptz not null default now()
);
create unique index prearchive_session_url
    on prearchive_session (coalesce(project_key, 0), timestamp, folder);
create index prearchive_session_study on prearchive_session (study_uid);

-- A series of such a session. `attributes` are its leading object's (the one with the lowest
-- number), by tag; `scan` and `xsi_type` are there once the session is built.
create table prearchive_series (
    key           bigint generated always as identity primary key,
    session_key   bigint not null references prearchive_session on delete cascade,
    uid           text collate "C" not null,
    lead_number   integer,
    attributes    jsonb not null,
    scan          text,
    xsi_type      text,
    unique (session_key, uid)
);

create table prearchive_file (
    key             bigint generated always as identity primary key,
    session_key     bigint not null references prearchive_session on delete cascade,
    series_key      bigint references prearchive_series on delete cascade,  -- absent: the session's
    resource        text not null,
    path            text not null,
    blob_key        bigint not null references blob,
    sop_uid         text collate "C",
    sop_class       text collate "C",
    transfer_syntax text collate "C",
    number          integer,
    frames          integer,
    differs         boolean not null default false,  -- from an earlier object with the same UID
    created_at      timestamptz not null default now(),
    unique nulls not distinct (session_key, series_key, resource, path)
);
create index prearchive_file_object on prearchive_file (series_key, sop_uid);
create index prearchive_file_blob on prearchive_file (blob_key);

create table site_setting (
    name  text primary key,
    value jsonb not null
);

create table audit (
    n           bigint generated always as identity primary key,
    at          timestamptz not null,
    login       text not null,
    action      text not null,
    kind        text not null,
    id          text not null,
    project_key bigint                       -- no reference: the record outlives the project
);
create index audit_project on audit (project_key, n);
