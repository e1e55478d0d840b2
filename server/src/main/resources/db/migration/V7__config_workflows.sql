-- Settings of tools, for the site and for projects, and pieces of work that clients tell of.

-- Each change of a setting is a new version. The highest version is the one in force.
create table config_version (
    key         bigint generated always as identity primary key,
    project_key bigint references project on delete cascade,  -- absent: the site's
    tool        text not null,
    path        text not null,
    version     integer not null,
    status      text not null check (status in ('enabled', 'disabled')),
    unversioned boolean not null default false,  -- it was written over the version before
    contents    text not null,
    reason      text not null default '',
    created_at  timestamptz not null default now(),
    created_by  text not null,
    unique nulls not distinct (project_key, tool, path, version)
);

-- XNAT's wrk:workflowData. One is told from the others by object, pipeline and time of launch.
create table workflow (
    key         bigint generated always as identity primary key,  -- wrk_workflowdata_id
    project_key bigint not null references project on delete cascade,  -- of the object
    object_id   text not null,
    pipeline    text not null,
    launched_at text collate "C" not null,   -- as XML Schema writes it: it is part of the name
    status      text not null default '',
    item        jsonb not null,
    created_at  timestamptz not null default now(),
    created_by  text not null,
    changed_at  timestamptz not null default now(),
    unique (object_id, pipeline, launched_at)
);
create index workflow_project on workflow (project_key, key);
