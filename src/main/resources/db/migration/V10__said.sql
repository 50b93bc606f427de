-- Of what a client said under an idempotency key, beside the event that came of it: a fingerprint, so that the key with other content is told from the same said twice. Null for what no
-- client said under a key, and for all that earlier versions wrote. Erased with the words.
alter table journal add column said uuid;

-- As in V5, and the fingerprints.
create function journal_append(p_append int[], p_id uuid[], p_stream text[], p_version int[], p_type text[], p_at timestamptz[], p_actor text[],
                               p_data text[], p_said uuid[], out head bigint, out refused int[])
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
        insert into journal (seq, id, stream, version, type, at, actor, data, said)
        select head + row_number() over (order by e.position), e.id, e.stream, e.version, e.type, e.at, e.actor, e.data::jsonb, e.said
        from unnest(p_append, p_id, p_stream, p_version, p_type, p_at, p_actor, p_data, p_said)
            with ordinality as e(append, id, stream, version, type, at, actor, data, said, position)
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

-- Nodes of earlier versions call it so.
create or replace function journal_append(p_append int[], p_id uuid[], p_stream text[], p_version int[], p_type text[], p_at timestamptz[], p_actor text[],
                               p_data text[], out head bigint, out refused int[]) language sql as $$
    select a.head, a.refused from journal_append(p_append, p_id, p_stream, p_version, p_type, p_at, p_actor, p_data, null::uuid[]) a
$$;
