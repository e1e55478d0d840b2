-- People: rights over the data of all projects, requests for and invitations to projects,
-- favourites, and a record of changes that nobody can rewrite.

-- How far an account's rights reach beyond its roles in projects. `read` is XNAT's group
-- ALL_DATA_ACCESS, `all` its ALL_DATA_ADMIN; neither administers the site.
alter table account
    add column data_reach    text not null default 'roles'
                             check (data_reach in ('roles', 'read', 'all')),
    add column never_expires boolean not null default false;  -- XNAT's role non_expiring

-- XNAT calls both of them PARs. A request is asked by its account and answered by an owner of the
-- project; an invitation is given by an owner and answered by its account or, when it is to an
-- e-mail address that no account has, by whoever has its code. Of the code only the SHA-256 is
-- kept. What is answered stays as a record.
create table access_request (
    key         bigint generated always as identity primary key,  -- XNAT's par_id
    project_key bigint not null references project on delete cascade,
    kind        text not null check (kind in ('request', 'invitation')),
    role        text not null check (role in ('owner', 'member', 'collaborator')),
    account_key bigint references account on delete cascade,  -- absent: only an address is known
    email       text not null default '',
    code_hash   bytea unique,
    created_at  timestamptz not null default now(),
    created_by  text not null,
    approved    boolean,                     -- absent: not answered yet
    answered_at timestamptz,
    answered_by text,
    check (account_key is not null or email <> ''),
    check ((approved is null) = (answered_at is null))
);
create index access_request_project on access_request (project_key);
create index access_request_account on access_request (account_key);
create unique index access_request_open on access_request (project_key, kind, account_key)
    where approved is null and account_key is not null;
create unique index access_request_open_address on access_request (project_key, lower(email))
    where approved is null and account_key is null;

create table favorite_project (
    account_key bigint not null references account on delete cascade,
    project_key bigint not null references project on delete cascade,
    created_at  timestamptz not null default now(),
    primary key (account_key, project_key)
);
create index favorite_project_project on favorite_project (project_key);

-- Investigators, told apart by name. The documents of projects hold copies of them.
create table investigator (
    key         bigint generated always as identity primary key,  -- xnat_investigatordata_id
    title       text not null default '',
    first_name  text not null default '',
    last_name   text not null default '',
    institution text not null default '',
    department  text not null default '',
    email       text not null default '',
    phone       text not null default '',
    created_at  timestamptz not null default now(),
    created_by  text not null
);
create unique index investigator_name on investigator (lower(first_name), lower(last_name));
insert into investigator (title, first_name, last_name, institution, department, email, phone,
                          created_by)
select coalesce(f ->> 'title', ''), coalesce(f ->> 'firstname', ''), coalesce(f ->> 'lastname', ''),
       coalesce(f ->> 'institution', ''), coalesce(f ->> 'department', ''),
       coalesce(f ->> 'email', ''), coalesce(f ->> 'phone', ''), 'system'
  from project p
 cross join (values ('PI'), ('investigators/investigator')) as w (path)
 cross join lateral jsonb_array_elements(p.item #> array['children', w.path]) as i
 cross join lateral (select i -> 'fields' as f) as fields
 where f ->> 'firstname' is not null or f ->> 'lastname' is not null
    on conflict do nothing;

-- The audit is only ever added to, whoever asks. `tx` is the number of the transaction of the
-- deed, by which earlier versions find who replaced them; rows from before this migration have
-- none. `event` and `reason` are what the client said about its change.
alter table audit
    add column tx     bigint,
    add column event  text not null default '',
    add column reason text not null default '',
    add column comment text not null default '';
alter table audit
    alter column tx set default cast(cast(pg_current_xact_id() as text) as bigint);
create index audit_thing on audit (kind, id text_pattern_ops, n);

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
    raise exception 'rows of the audit are only ever added'
        using errcode = 'integrity_constraint_violation';
end
$$;
create trigger audit_is_append_only
    before update or delete or truncate on audit
    for each statement execute function refuse_change_of_audit();

-- What a thing was before each change of it, kept as long as the thing itself.
create table earlier_version (
    n        bigint generated always as identity primary key,
    kind     text not null,
    key      bigint not null,
    began_at timestamptz not null,
    ended_at timestamptz not null,
    tx       bigint not null,
    was      jsonb not null                  -- the row
);
create index earlier_version_thing on earlier_version (kind, key, n);

-- The table's name is the kind. A change of nothing but the time of the change is none.
create function keep_earlier_version() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        delete from earlier_version where kind = tg_table_name and key = old.key;
        return old;
    end if;
    if to_jsonb(old) - 'changed_at' <> to_jsonb(new) - 'changed_at' then
        insert into earlier_version (kind, key, began_at, ended_at, tx, was)
        values (tg_table_name, old.key, old.changed_at, now(),
                cast(cast(pg_current_xact_id() as text) as bigint), to_jsonb(old));
    end if;
    return new;
end
$$;
create trigger keep_earlier_version after update or delete on project
    for each row execute function keep_earlier_version();
create trigger keep_earlier_version after update or delete on subject
    for each row execute function keep_earlier_version();
create trigger keep_earlier_version after update or delete on experiment
    for each row execute function keep_earlier_version();
create trigger keep_earlier_version after update or delete on scan
    for each row execute function keep_earlier_version();
