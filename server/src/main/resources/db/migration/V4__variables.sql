-- Custom variables: what projects define about them, and values of any shape beside the documents.

-- The definitions in the documents of projects, once more, to be asked at every write of a value:
-- project.item -> studyProtocol -> definitions/definition -> fields/field. Written with the
-- document, in the same transaction.
create table variable_definition (
    project_key     bigint not null references project on delete cascade,
    data_type       text not null,           -- also of its subtypes
    set_id          text not null,
    name            text not null,
    datatype        text not null
                    check (datatype in ('string', 'integer', 'float', 'boolean', 'date')),
    required        boolean not null,
    possible_values text[] not null,
    primary key (project_key, data_type, set_id, name)
);

-- What is in the documents already. A datatype that is none of ours was never checked; it counts as
-- text, as it did.
insert into variable_definition
select p.key,
       coalesce(s.item -> 'fields' ->> 'data-type', o.item -> 'fields' ->> 'data-type'),
       coalesce(s.item -> 'fields' ->> 'ID', 'default'),
       f.item -> 'fields' ->> 'name',
       case lower(f.item -> 'fields' ->> 'datatype')
            when 'integer' then 'integer' when 'int' then 'integer'
            when 'float' then 'float' when 'double' then 'float'
            when 'boolean' then 'boolean'
            when 'date' then 'date'
            else 'string' end,
       coalesce(f.item -> 'fields' ->> 'required', '') in ('true', '1'),
       array(select v #>> '{}'
               from jsonb_path_query(
                        f.item,
                        '$.children."possibleValues/possibleValue"[*].fields.possibleValue') v)
  from project p
 cross join jsonb_path_query(p.item, '$.children.studyProtocol[*]') o (item)
 cross join jsonb_path_query(o.item, '$.children."definitions/definition"[*]') s (item)
 cross join jsonb_path_query(s.item, '$.children."fields/field"[*]') f (item)
 where f.item -> 'fields' ->> 'name' is not null
   and coalesce(s.item -> 'fields' ->> 'data-type', o.item -> 'fields' ->> 'data-type') is not null
   and coalesce(f.item -> 'fields' ->> 'type', '') <> 'standard'
    on conflict do nothing;

-- XNAT's custom fields: JSON of any shape, by name.
alter table project add column custom_fields jsonb not null default '{}';
alter table subject add column custom_fields jsonb not null default '{}';
alter table experiment add column custom_fields jsonb not null default '{}';
alter table scan add column custom_fields jsonb not null default '{}';

-- Lists are by project, in the order in which things were made: so their first rows are found
-- without sorting the others.
create index subject_listed on subject (project_key, key);
create index experiment_listed on experiment (project_key, key);

-- XNAT's custom forms: how clients ask for custom fields. Their values are in `custom_fields`,
-- under the form's UUID.
create table custom_form (
    uuid          uuid primary key,
    title         text not null,
    builder       jsonb not null,            -- form.io's definition
    display_order integer not null default 0,
    created_by    text not null,
    created_at    timestamptz not null default now()
);

-- Where a form is used: for things of a data type, in one project or everywhere.
create table custom_form_use (
    key         bigint generated always as identity primary key,
    form        uuid not null references custom_form on delete cascade,
    data_type   text not null,
    project_key bigint references project on delete cascade,  -- absent: everywhere
    enabled     boolean not null default true,
    unique nulls not distinct (form, data_type, project_key)
);
create index custom_form_use_project on custom_form_use (project_key);

-- Projects that do without a form that is used everywhere.
create table custom_form_refusal (
    use_key     bigint not null references custom_form_use on delete cascade,
    project_key bigint not null references project on delete cascade,
    primary key (use_key, project_key)
);
create index custom_form_refusal_project on custom_form_refusal (project_key);
