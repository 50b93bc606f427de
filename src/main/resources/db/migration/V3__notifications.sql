-- What goes outward: to whom, what, and whether it got there. Filled from the journal exactly once, sent at least once.

create table notification_address (
    account text primary key,
    email   text not null
);

-- One row: up to where the journal was looked through for what has to be told.
create table notification_head (
    one boolean primary key default true check (one),
    seq bigint  not null
);

-- What happened before this hub could tell anybody is not told now.
insert into notification_head select true, seq from journal_head;

create table notification (
    number     bigint      generated always as identity primary key,
    id         uuid        not null default gen_random_uuid(),
    seq        bigint      not null,
    channel    text        not null check (channel in ('email', 'webhook')),
    target     text        not null,
    subject    text        not null,
    body       text        not null,
    made_at    timestamptz not null default now(),
    next_at    timestamptz not null default now(),
    attempts   int         not null default 0,
    sent_at    timestamptz,
    last_error text,
    unique (seq, channel, target)
);

create index notification_waiting on notification (next_at) where sent_at is null;

-- The few events that are told, found without going through all the others.
create index journal_told on journal (seq) where type in ('escalation-raised', 'escalation-stepped-up', 'escalation-handed-over');

-- How a reporter can be reached, when it was volunteered. Beside the journal, which is append-only: this is erased.
create table reporter_contact (
    report   uuid        primary key,
    contact  text        not null,
    erase_at timestamptz not null
);
