-- Groups that projects have of their own beside owners, members and collaborators. What their
-- members may do is said for each data type: `xnat:mrSessionData read`, one for each right.
create table user_group (
    key          bigint generated always as identity primary key,  -- xdat_usergroup_id
    project_key  bigint not null references project on delete cascade,
    id           text not null,
    display_name text not null,
    grants       text[] not null default '{}',
    created_at   timestamptz not null default now(),
    created_by   text not null,
    unique (project_key, key)
);
create unique index user_group_id on user_group (lower(id));
create unique index user_group_name on user_group (project_key, lower(display_name));

-- A user of a project has a role or is in one of its own groups; who was in a group that is
-- deleted is no user any more.
alter table membership alter column role drop not null;
alter table membership add column group_key bigint;
alter table membership
    add check (num_nonnulls(role, group_key) = 1),
    add foreign key (project_key, group_key)
        references user_group (project_key, key) on delete cascade;
create index membership_group on membership (group_key) where group_key is not null;

-- The audit in parts by month, so that what is old can be put away without touching what is new.
-- What is there becomes the first part. Nothing looks for a row by its number alone.
alter table audit rename to audit_before;
alter table audit_before alter column n drop identity;
alter table audit_before drop constraint audit_pkey;
alter index audit_project rename to audit_before_project;
alter index audit_thing rename to audit_before_thing;

create table audit (
    n           bigint generated always as identity,
    at          timestamptz not null,
    login       text not null,
    action      text not null,
    kind        text not null,
    id          text not null,
    project_key bigint,
    tx          bigint default cast(cast(pg_current_xact_id() as text) as bigint),
    event       text not null default '',
    reason      text not null default '',
    comment     text not null default ''
) partition by range (at);
create index audit_project on audit (project_key, n);
create index audit_thing on audit (kind, id text_pattern_ops, n);
select setval(pg_get_serial_sequence('audit', 'n'), greatest(max(n), 1), max(n) is not null)
  from audit_before;
create trigger audit_is_append_only
    before update or delete or truncate on audit
    for each statement execute function refuse_change_of_audit();

do $$
declare
    next_month timestamptz := date_trunc('month', now(), 'UTC') + interval '1 month';
    latest timestamptz := (select max(at) from audit_before);
begin
    if latest >= next_month then             -- clocks were wrong
        next_month := date_trunc('month', latest, 'UTC') + interval '1 month';
    end if;
    execute format(
        'alter table audit attach partition audit_before for values from (minvalue) to (%L)',
        next_month);
end
$$;

-- What no month was made for, so that nothing that is done fails for want of a place for its
-- record.
create table audit_other partition of audit default;
create trigger audit_is_append_only
    before update or delete or truncate on audit_other
    for each statement execute function refuse_change_of_audit();

-- Makes the part of each month from the first that has none to the one that `until` is in, and
-- returns how many were made.
create function make_audit_months(until timestamptz) returns integer language plpgsql as $$
declare
    made integer := 0;
    month timestamptz;
    part text;
begin
    lock table audit in share update exclusive mode;
    select max((regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \(''([^'']+)''\)'))[1]
               ::timestamptz)
      into month
      from pg_inherits i
      join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'audit'::regclass;
    while month <= until loop
        part := 'audit_' || to_char(month at time zone 'UTC', 'YYYY_MM');
        execute format('create table %I partition of audit for values from (%L) to (%L)',
                       part, month, (month at time zone 'UTC' + interval '1 month')
                                        at time zone 'UTC');
        execute format('create trigger audit_is_append_only'
                       ' before update or delete or truncate on %I'
                       ' for each statement execute function refuse_change_of_audit()', part);
        month := (month at time zone 'UTC' + interval '1 month') at time zone 'UTC';
        made := made + 1;
    end loop;
    return made;
end
$$;
select make_audit_months(now() + interval '2 years');

-- Of a thing that is changed without end, the newest thousand versions are kept.
create or replace function keep_earlier_version() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        delete from earlier_version where kind = tg_table_name and key = old.key;
        return old;
    end if;
    if to_jsonb(old) - 'changed_at' <> to_jsonb(new) - 'changed_at' then
        insert into earlier_version (kind, key, began_at, ended_at, tx, was)
        values (tg_table_name, old.key, old.changed_at, now(),
                cast(cast(pg_current_xact_id() as text) as bigint), to_jsonb(old));
        delete from earlier_version
         where kind = tg_table_name and key = old.key
           and n <= (select n from earlier_version
                      where kind = tg_table_name and key = old.key
                      order by n desc
                     offset 1000 limit 1);
    end if;
    return new;
end
$$;
