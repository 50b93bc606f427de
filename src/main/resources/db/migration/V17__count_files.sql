-- Count files by the SHA-256 of what they hold, packed with gzip: beside the journal, whose events name them, in the same database, so that one back-up has both.
create table count_file (
    sha256      text        primary key,
    bytes       bigint      not null,
    content     bytea       not null,
    actor       text        not null,
    received_at timestamptz not null default now()
);
-- Packed twice, it would only take longer.
alter table count_file alter column content set storage external;

-- Official reports as they were published, likewise.
create table official_report (
    sha256      text        primary key,
    content     bytea       not null,
    actor       text        not null,
    received_at timestamptz not null default now()
);
alter table official_report alter column content set storage external;
