-- Who logged in by way of the issuer: so that the hub's session ends when the issuer says that theirs did.
create table issuer_session (
    session    text        primary key,
    subject    text        not null,
    sid        text,
    account    text        not null,
    expires_at timestamptz not null
);
create index issuer_session_subject on issuer_session (subject);
create index issuer_session_sid on issuer_session (sid) where sid is not null;

-- How each node is doing, said by itself every few seconds; for whoever runs the hub. Nothing depends on it.
create unlogged table node_status (
    node    text        primary key,
    seen_at timestamptz not null default now(),
    status  jsonb       not null
);

-- The one change that the journal allows: personal data in the words of an event are erased, when somebody has a right to that. What was erased is named by an event of its own
-- (text-erased); the hash of what stood there stays in its batch, so that everything else can still be checked.
create or replace function journal_is_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and tg_table_name = 'journal' and current_setting('tafelzicht.erasing', true) = 'on' then return null; end if;
    raise exception 'the journal is append-only: a correction is a new event';
end $$;
