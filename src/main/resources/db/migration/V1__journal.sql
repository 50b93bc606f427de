-- The journal: the only truth of the hub. Append-only, numbered without gaps in the order of commit.

create table journal (
    seq     bigint      primary key,
    id      uuid        not null unique,
    stream  text        not null collate "C",
    version int         not null check (version > 0),
    type    text        not null,
    at      timestamptz not null,
    actor   text        not null,
    data    jsonb       not null,
    unique (stream, version)
);

-- One row: the last number given out. Every append locks it, so that numbers are given in the order of commit.
create table journal_head (
    one     boolean primary key default true check (one),
    journal uuid    not null default gen_random_uuid(),
    seq     bigint  not null
) with (fillfactor = 10);

insert into journal_head (seq) values (0);

create function journal_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the journal is append-only: a correction is a new event';
end $$;

create trigger journal_is_append_only before update or delete or truncate on journal
    for each statement execute function journal_is_append_only();

-- Appends a batch. Events with the same p_append stand or fall together; an append is refused when one of its ids or one of its
-- (stream, version) is taken, and then only that append. Answers the head before the batch and which appends were refused; the events of the
-- others have the numbers after the head, in their order.
--
-- The lock is a statement of its own: each statement of the function sees anew, so that the check sees what the lock's last holder committed.
-- The settings pin index probes: a plan that was cached while the table was empty would scan it for ever after. The two probes are joins, not
-- "exists … or exists …", which PostgreSQL may answer by hashing the whole table whatever the settings say.
create function journal_append(p_append int[], p_id uuid[], p_stream text[], p_version int[], p_type text[], p_at timestamptz[], p_actor text[],
                               p_data text[], out head bigint, out refused int[])
    language plpgsql
    set enable_hashjoin = off
    set enable_mergejoin = off
    set enable_seqscan = off
    set enable_bitmapscan = off
as $$
declare
    inserted bigint;
begin
    select h.seq into head from journal_head h for update;

    select coalesce(array_agg(distinct taken.append), '{}') into refused
    from (select e.append
          from unnest(p_append, p_id) as e(append, id)
          join journal j on j.id = e.id
          union all
          select e.append
          from unnest(p_append, p_stream, p_version) as e(append, stream, version)
          join journal j on j.stream = e.stream and j.version = e.version) as taken;

    insert into journal (seq, id, stream, version, type, at, actor, data)
    select head + row_number() over (order by e.position), e.id, e.stream, e.version, e.type, e.at, e.actor, e.data::jsonb
    from unnest(p_append, p_id, p_stream, p_version, p_type, p_at, p_actor, p_data)
        with ordinality as e(append, id, stream, version, type, at, actor, data, position)
    where e.append <> all (refused);

    get diagnostics inserted = row_count;
    if inserted > 0 then
        update journal_head set seq = head + inserted;
        perform pg_notify('journal', '');
    end if;
end $$;
