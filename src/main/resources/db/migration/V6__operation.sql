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
