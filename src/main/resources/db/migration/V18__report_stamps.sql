-- What a time-stamp service (RFC 3161) answered about an official report: beside the report, by the same hash, as it came. A row without an answer is one that was asked for in vain.
create table report_stamp (
    sha256     text        primary key references official_report (sha256),
    answer     bytea,
    stamped_at timestamptz,
    stamped_by text,
    tries      int         not null default 0,
    check ((answer is null) = (stamped_at is null) and (answer is null) = (stamped_by is null))
);

-- One row: whose turn it is to ask the service, and how the last ones went. A node takes its turn by moving free_at on; one that dies leaves it to others then.
create table stamp_turn (
    one           boolean     primary key default true check (one),
    free_at       timestamptz not null default now(),
    failures      int         not null default 0,
    failing_since timestamptz,
    failure       text
);

insert into stamp_turn default values;
