-- What a sender says of a session beside its names, in XNAT's words; shown while it waits.
alter table prearchive_session
    add column source              text not null default '',
    add column visit               text not null default '',
    add column protocol            text not null default '',
    add column timezone            text not null default '',
    add column prevent_anon        boolean not null default false,
    add column prevent_auto_commit boolean not null default false;

-- Work on waiting sessions that somebody asked for and did not wait for. The session is QUEUED_…
-- until a server takes it up, and the row stays until the work is done: after a kill it is taken up
-- again. `attempts` keeps work that brings the server down from being tried for ever.
create table prearchive_task (
    session_key bigint primary key references prearchive_session on delete cascade,
    work        text not null check (work in ('BUILDING', 'ARCHIVING', 'MOVING', 'DELETING')),
    parameters  jsonb not null default '{}',
    login       text not null,
    attempts    integer not null default 0,
    queued_at   timestamptz not null default now()
);
create index prearchive_task_queue on prearchive_task (queued_at, session_key);

-- What became of a waiting session, for the person who looks at it.
create table prearchive_log (
    key         bigint generated always as identity primary key,
    session_key bigint not null references prearchive_session on delete cascade,
    at          timestamptz not null default now(),
    entry       text not null
);
create index prearchive_log_session on prearchive_log (session_key, key);

-- Files that somebody sent ahead, to be imported later: XNAT's user cache. Swept after a while.
create table user_cache_resource (
    key         bigint generated always as identity primary key,
    account_key bigint not null references account on delete cascade,
    name        text not null,
    changed_at  timestamptz not null default now(),
    unique (account_key, name)
);
create index user_cache_resource_age on user_cache_resource (changed_at);

create table user_cache_file (
    key          bigint generated always as identity primary key,
    resource_key bigint not null references user_cache_resource on delete cascade,
    path         text collate "C" not null,
    blob_key     bigint not null references blob,
    created_at   timestamptz not null default now(),
    unique (resource_key, path)
);
create index user_cache_file_blob on user_cache_file (blob_key);

-- How an import gets on, under the word that its sender gave it (http-session-listener=). Told to
-- that account alone; swept after a while.
create table progress (
    key         bigint generated always as identity primary key,
    account_key bigint not null references account on delete cascade,
    id          text not null,
    changed_at  timestamptz not null default now(),
    unique (account_key, id)
);
create index progress_age on progress (changed_at);

create table progress_message (
    key          bigint generated always as identity primary key,
    progress_key bigint not null references progress on delete cascade,
    at           timestamptz not null default now(),
    stage        text not null check (stage in ('PROCESSING', 'WARNING', 'COMPLETED', 'FAILED')),
    message      text not null
);
create index progress_message_of on progress_message (progress_key, key);
