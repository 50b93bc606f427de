-- When the hub looks again where an official report was published, and since when it was not there. Where that is, stands in the journal alone.
create table report_look (
    count         text        not null,
    sha256        text        not null,
    next_at       timestamptz not null default now(),
    missing_since timestamptz,
    primary key (count, sha256)
);
create index report_look_due on report_look (next_at);

-- One row: when a node may look next; whoever moves it on does.
create table look_turn (
    one     boolean     primary key default true check (one),
    free_at timestamptz not null default now()
);

insert into look_turn default values;
