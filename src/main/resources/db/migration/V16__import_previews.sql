-- Files of stations that were shown to somebody and wait for a word: any node takes it. Nothing here is of the journal; what nobody confirms goes by itself.
create table import_preview (
    id          uuid        primary key,
    actor       text        not null,
    made_at     timestamptz not null default now(),
    expires_at  timestamptz not null,
    format      text        not null,
    date        date,
    sha256      text        not null,
    bytes       bigint      not null,
    content     bytea       not null,
    register    text        not null,
    withdrawals text        not null
);
create index import_preview_expires on import_preview (expires_at);

-- The history of imports, newest first.
create index journal_imports on journal (type, seq) where type in ('import-started', 'import-reversed');
