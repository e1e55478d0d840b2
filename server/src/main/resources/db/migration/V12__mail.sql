-- Mail, and the codes in it.
--
-- A mail is a row that is written in the transaction of what it tells of, so that nothing is told
-- that was rolled back and nothing is forgotten when the server ends. Whoever sends it first puts
-- `next_at` into the future, so that no other server sends it meanwhile; it is deleted when it is
-- sent or given up.
create table mail (
    key        bigint generated always as identity primary key,
    recipient  text not null,
    subject    text not null,
    body       text not null,
    created_at timestamptz not null,
    attempts   integer not null default 0,
    next_at    timestamptz not null
);
create index mail_next on mail (next_at);

-- What proves that somebody reads the mail of an account: used once, and only its SHA-256 is kept.
create table account_code (
    code_hash   bytea primary key,
    account_key bigint not null references account on delete cascade,
    purpose     text not null check (purpose in ('verify', 'password')),
    created_at  timestamptz not null,
    expires_at  timestamptz not null
);
create index account_code_account on account_code (account_key);
create index account_code_expires on account_code (expires_at);
