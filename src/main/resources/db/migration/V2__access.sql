-- Who may log in, with which keys sessions are signed, and which sessions ended before their time. None of it is content.

create table account (
    name          text        primary key,
    password_hash text        not null,
    roles         text[]      not null,
    municipalities text[]     not null,
    station       text,
    clearance     text        not null default 'GREEN',
    organisation  text        not null default ''
);

create table signing_key (
    kid         text        primary key,
    private_key text        not null,
    public_key  text        not null,
    made_at     timestamptz not null default now()
);

create table revocation (
    number     bigint      generated always as identity primary key,
    session    text,
    account    text,
    before     timestamptz not null default now(),
    expires_at timestamptz not null,
    check ((session is null) <> (account is null))
);

create table live_ticket (
    ticket     text        primary key,
    token      text        not null,
    expires_at timestamptz not null
);
