-- Wishes for storage commitment that have not been reported on (PS3.4 Annex J). They are taken on one
-- association and told of on another, when all objects are archived or cannot be any more; a restart
-- forgets none. `calling` is the title of who asked: the report goes to the receiver's destination of
-- that name. `due_at` is when somebody looks next; a server that has taken it up moves it.
create table dicom_commitment (
    key             bigint generated always as identity primary key,
    receiver_key    bigint not null references dicom_receiver on delete cascade,
    login           text not null,
    calling         text not null,
    transaction_uid text not null,
    sop_classes     text[] not null,
    sop_uids        text[] not null,
    created_at      timestamptz not null,
    due_at          timestamptz not null,
    unique (receiver_key, calling, transaction_uid),
    check (cardinality(sop_classes) = cardinality(sop_uids))
);
create index dicom_commitment_due on dicom_commitment (due_at);

-- The revision of the series for which the snapshots of its scan were made, or tried, or found: as
-- `pictured`. What was archived before gets them, too.
alter table dicom_series add column snapped bigint not null default -1;
create index dicom_series_unsnapped on dicom_series (changed_at) where snapped <> revision;
