-- How a municipality can be reached on the day, as its newest file of stations says. It may name a person: never in the journal, and erased on request.
create table municipality_contact (
    municipality text        primary key,
    contact      text        not null,
    said_by      text        not null,
    said_at      timestamptz not null default now()
);
