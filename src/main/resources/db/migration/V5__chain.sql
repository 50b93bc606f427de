-- Tamper evidence: each batch carries a hash that chains it to the batch before. And the journal notices that its database is another one.

-- An event's own hash: SHA-256 of its eight fields, a line each, "at" in microseconds since 1970, "data" as PostgreSQL writes jsonb. The first
-- seven hold no line feed, so that no two events have the same lines.
create function journal_leaf(seq bigint, id uuid, stream text, version int, type text, at timestamptz, actor text, data jsonb) returns bytea
    language sql stable parallel safe as $$
    select sha256(convert_to(concat_ws(E'\n', seq, id, stream, version, type, (extract(epoch from at) * 1000000)::bigint, actor, data), 'UTF8'))
$$;

alter table journal add constraint journal_lines check (position(E'\n' in stream || type || actor) = 0) not valid;

-- leaves: the hashes of its events, 32 bytes each, so that the one that was changed can be named. hash: SHA-256 of the hash of the batch before
-- (32 zero bytes before the first) and the leaves.
create table journal_batch (
    last   bigint primary key,
    first  bigint not null,
    leaves bytea  not null,
    hash   bytea  not null
);

create trigger journal_batch_is_append_only before update or delete or truncate on journal_batch
    for each statement execute function journal_is_append_only();

-- origin: the database in which this journal id was given, see journal_identity.
alter table journal_head add column hash bytea not null default decode(repeat('00', 32), 'hex'), add column origin text;

-- What was written before there were batches, in batches of a thousand.
do $$
declare
    head bigint := (select seq from journal_head);
    until bigint := 0;
    chained bytea := (select hash from journal_head);
    its_leaves bytea;
begin
    while until < head loop
        select string_agg(journal_leaf(j.seq, j.id, j.stream, j.version, j.type, j.at, j.actor, j.data), ''::bytea order by j.seq) into its_leaves
        from journal j where j.seq > until and j.seq <= until + 1000;
        chained := sha256(chained || its_leaves);
        insert into journal_batch (last, first, leaves, hash) values (least(until + 1000, head), until + 1, its_leaves, chained);
        until := least(until + 1000, head);
    end loop;
    update journal_head set hash = chained;
end $$;

-- As in V1, and the batch's hash.
create or replace function journal_append(p_append int[], p_id uuid[], p_stream text[], p_version int[], p_type text[], p_at timestamptz[], p_actor text[],
                               p_data text[], out head bigint, out refused int[])
    language plpgsql
    set enable_hashjoin = off
    set enable_mergejoin = off
    set enable_seqscan = off
    set enable_bitmapscan = off
as $$
declare
    inserted bigint;
    before bytea;
    its_leaves bytea;
    chained bytea;
begin
    select h.seq, h.hash into head, before from journal_head h for update;

    select coalesce(array_agg(distinct taken.append), '{}') into refused
    from (select e.append
          from unnest(p_append, p_id) as e(append, id)
          join journal j on j.id = e.id
          union all
          select e.append
          from unnest(p_append, p_stream, p_version) as e(append, stream, version)
          join journal j on j.stream = e.stream and j.version = e.version) as taken;

    with written as (
        insert into journal (seq, id, stream, version, type, at, actor, data)
        select head + row_number() over (order by e.position), e.id, e.stream, e.version, e.type, e.at, e.actor, e.data::jsonb
        from unnest(p_append, p_id, p_stream, p_version, p_type, p_at, p_actor, p_data)
            with ordinality as e(append, id, stream, version, type, at, actor, data, position)
        where e.append <> all (refused)
        returning *)
    select count(*), string_agg(journal_leaf(w.seq, w.id, w.stream, w.version, w.type, w.at, w.actor, w.data), ''::bytea order by w.seq)
    into inserted, its_leaves from written w;

    if inserted > 0 then
        chained := sha256(before || its_leaves);
        insert into journal_batch (last, first, leaves, hash) values (head + inserted, head + 1, its_leaves, chained);
        update journal_head set seq = head + inserted, hash = chained;
        perform pg_notify('journal', '');
    end if;
end $$;

-- The journal's id and head. The id is a new one when this is another database than the one in which it was given: restored from a backup, or a
-- standby that took over, either of which may lack the newest events, so that a seq may then mean something else. PostgreSQL tells: a restored
-- dump has another system identifier, a recovery or promotion another timeline.
create function journal_identity(out journal uuid, out seq bigint) language plpgsql as $$
declare
    here text := (select system_identifier from pg_control_system()) || '/' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8);
begin
    select h.journal, h.seq into journal, seq from journal_head h where h.origin = here;
    if found then return; end if;
    update journal_head h set origin = here, journal = case when h.origin is null then h.journal else gen_random_uuid() end where h.origin is distinct from here;
    select h.journal, h.seq into journal, seq from journal_head h;
end $$;

-- The head, signed, once a period: kept here, published, and to be kept elsewhere.
create table journal_statement (
    period    timestamptz primary key,
    seq       bigint      not null,
    statement text        not null
);

-- Statements are signed with keys of their own.
alter table signing_key add column purpose text not null default 'session';
