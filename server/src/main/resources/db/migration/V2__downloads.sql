-- What somebody has asked to download and fetches in a second step. Kept for a week.
create table download_request (
    id          text primary key,
    account_key bigint references account on delete cascade,  -- absent: a guest's
    wish        jsonb not null,
    created_at  timestamptz not null default now()
);
create index download_request_account on download_request (account_key, created_at);
