-- How bad what is told is, so that what is critical never waits for other mail; null in rows of earlier versions, which do not wait either.
alter table notification add column severity text;
-- The row in whose mail this one was told, when one mail told of several.
alter table notification add column told_in bigint;
-- When somebody may get the next mail that is no alarm.
create table notification_pace (
    target  text        primary key,
    free_at timestamptz not null
);
