-- Searches that are kept: as documents, to be run again, and as rows, to be looked at page by page.

create table stored_search (
    key               bigint generated always as identity primary key,
    id                text not null,
    project_key       bigint references project on delete cascade,  -- absent: the site's
    owner_key         bigint references account on delete cascade,  -- absent: the server's own
    root              text not null,         -- the data type of what is found
    brief_description text not null,
    description       text not null,
    document          text not null,         -- XML, as it is given back
    created_at        timestamptz not null default now(),
    changed_at        timestamptz not null default now(),
    unique nulls not distinct (project_key, id)
);
create index stored_search_owner on stored_search (owner_key);

-- Who may use a search of the site besides its owner; nobody named: everybody who has logged in.
create table stored_search_user (
    search_key bigint not null references stored_search on delete cascade,
    login      text not null,                -- in lower case
    primary key (search_key, login)
);

-- What a search found, kept for a day for the one who searched. Not worth surviving a crash: both
-- tables are then empty, and clients search again.
create unlogged table found_set (
    id          text primary key,
    login       text not null,
    root        text not null,
    columns     jsonb not null,
    created_at  timestamptz not null default now()
);
create index found_set_login on found_set (login, created_at);

create unlogged table found_row (
    set_id text not null references found_set on delete cascade,
    n      bigint not null,
    cells  text[] not null,
    primary key (set_id, n)
);
