-- Studies that are to go to a project whatever their objects say (XNAT's /data/routing): said before
-- the study comes, and asked at its first object.
create table study_routing (
    study_uid   text        primary key check (length(study_uid) between 1 and 64),
    project_key bigint      not null references project on delete cascade,
    login       text        not null,
    created_at  timestamptz not null default now(),
    accessed_at timestamptz not null default now()
);
create index study_routing_project on study_routing (project_key);

-- Whether scans get the type that scans of their description usually have in the project.
alter table project add column scan_type_mapping boolean not null default true;

-- Imports that were answered before they were done: what was sent is a blob, what was asked is in
-- `parameters`. A row goes when its import is done, well or not; one that is there at the server's
-- start was interrupted and is begun again.
create table import_order (
    key         bigint      generated always as identity primary key,
    account_key bigint      not null references account on delete cascade,
    listener    text        not null,
    blob_key    bigint      not null references blob,
    name        text        not null,
    parameters  jsonb       not null,
    attempts    integer     not null default 0,
    taken_at    timestamptz,
    created_at  timestamptz not null default now()
);
create index import_order_blob on import_order (blob_key);
create index import_order_account on import_order (account_key);
