-- DICOM receivers: an application entity title on a port, and what becomes of that which comes there.
-- `project` is its ID: when it is deleted the receiver takes nothing, rather than routing by headers.
-- `destinations` are the application entities that objects may be sent to: [{title, host, port, tls}].
create table dicom_receiver (
    key                  bigint generated always as identity primary key,
    ae_title             text not null,
    port                 integer not null check (port between 1 and 65535),
    identifier           text not null,
    enabled              boolean not null,
    custom_processing    boolean not null,
    direct_archive       boolean not null,
    anonymization        boolean not null,
    whitelist_enabled    boolean not null,
    whitelist            text[] not null,
    routing_enabled      boolean not null,
    project_routing      text not null,
    subject_routing      text not null,
    session_routing      text not null,
    project              text,               -- absent: routed by headers
    login                text,               -- absent: the site's receivedFileUser
    identity_required    boolean not null,
    query_enabled        boolean not null,
    destinations         jsonb not null,
    created_at           timestamptz not null,
    changed_at           timestamptz not null,
    unique (ae_title, port)
);
