-- An erasure can only be one: each event has a second hash, its seal, over all that is not words.

-- words: where in the data stand the words that somebody wrote, as JSON pointers with a space between; '' where there are none; null for what earlier versions wrote. PostgreSQL can't know: the hub says it, and it is sealed.
-- salt: goes into the event's first hash, so that the hash of a short word gives it away to nobody who guesses; erased with the words.
alter table journal add column words text, add column salt uuid;

-- seals: a hash for each event as leaves, over its masked data and its words, the same as its leaf where it has none; null in batches that nodes of earlier versions wrote, whose hash is made as in V5.
-- Otherwise hash is SHA-256 of the hash before, a byte 1, and SHA-256 of leaves and seals: who knows only the latter can follow the chain.
alter table journal_batch add column seals bytea;

-- sealed_from: from here on every event has a seal, as no node of an earlier version was left.
alter table journal_head add column sealed_from bigint;

create function journal_seal(seq bigint, id uuid, stream text, version int, type text, at timestamptz, actor text, masked jsonb, words text) returns bytea
    language sql stable parallel safe as $$
    select sha256(convert_to(concat_ws(E'\n', seq, id, stream, version, type, (extract(epoch from at) * 1000000)::bigint, actor, masked, nullif(words, '')), 'UTF8'))
$$;

create function journal_salted(seq bigint, id uuid, stream text, version int, type text, at timestamptz, actor text, data jsonb, salt uuid) returns bytea
    language sql stable parallel safe as $$
    select sha256(convert_to(concat_ws(E'\n', seq, id, stream, version, type, (extract(epoch from at) * 1000000)::bigint, actor, data, salt), 'UTF8'))
$$;

-- As in V10, with seals. p_masked is the data with its words masked, null where there are none.
create function journal_append(p_append int[], p_id uuid[], p_stream text[], p_version int[], p_type text[], p_at timestamptz[], p_actor text[],
                               p_data text[], p_said uuid[], p_words text[], p_masked text[], out head bigint, out refused int[])
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
    its_seals bytea;
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

    with given as (
        select head + row_number() over (order by e.position) as seq, e.id, e.stream, e.version, e.type, e.at, e.actor, e.data::jsonb as data, e.said, coalesce(e.words, '') as words,
               case when e.words <> '' then gen_random_uuid() end as salt, e.masked::jsonb as masked
        from unnest(p_append, p_id, p_stream, p_version, p_type, p_at, p_actor, p_data, p_said, p_words, p_masked)
            with ordinality as e(append, id, stream, version, type, at, actor, data, said, words, masked, position)
        where e.append <> all (refused)),
    written as (
        insert into journal (seq, id, stream, version, type, at, actor, data, said, words, salt)
        select g.seq, g.id, g.stream, g.version, g.type, g.at, g.actor, g.data, g.said, g.words, g.salt from given g
        returning seq)
    select (select count(*) from written),
           string_agg(g.leaf, ''::bytea order by g.seq),
           string_agg(case when g.words = '' then g.leaf else journal_seal(g.seq, g.id, g.stream, g.version, g.type, g.at, g.actor, g.masked, g.words) end, ''::bytea order by g.seq)
    into inserted, its_leaves, its_seals
    from (select *, journal_salted(seq, id, stream, version, type, at, actor, data, salt) as leaf from given offset 0) g; -- offset: reckoned once

    if inserted > 0 then
        chained := sha256(before || '\x01'::bytea || sha256(its_leaves || its_seals));
        insert into journal_batch (last, first, leaves, seals, hash) values (head + inserted, head + 1, its_leaves, its_seals, chained);
        update journal_head set seq = head + inserted, hash = chained;
        perform pg_notify('journal', '');
    end if;
end $$;

-- A chain does not go back to events without a seal: nodes of earlier versions, and whoever would like to write as they did, are refused once none was left.
alter function journal_append(int[], uuid[], text[], int[], text[], timestamptz[], text[], text[], uuid[]) rename to journal_append_unsealed;

create function journal_append(p_append int[], p_id uuid[], p_stream text[], p_version int[], p_type text[], p_at timestamptz[], p_actor text[],
                               p_data text[], p_said uuid[], out head bigint, out refused int[]) language plpgsql as $$
begin
    if (select h.sealed_from is not null from journal_head h) then
        raise exception 'the events of this journal are sealed; a node of an earlier version can''t write to it any more' using errcode = 'object_not_in_prerequisite_state';
    end if;
    select a.head, a.refused into head, refused from journal_append_unsealed(p_append, p_id, p_stream, p_version, p_type, p_at, p_actor, p_data, p_said) a;
end $$;

-- Nodes say up to which format of the journal they read, and so that they seal; those of earlier versions say nothing, and read the first.
alter table node_status add column format int;

-- Restores, and standbys that took over: what the journal was called before, and how far it reached. Statements about the lost rest are told from forgeries by it; it is signed with every later statement.
create table journal_restore (
    number   bigint      generated always as identity primary key,
    previous uuid        not null,
    journal  uuid        not null,
    seq      bigint      not null,
    at       timestamptz not null default now()
);

create trigger journal_restore_is_append_only before update or delete or truncate on journal_restore
    for each statement execute function journal_is_append_only();

-- As in V5, and writes it down.
create or replace function journal_identity(out journal uuid, out seq bigint) language plpgsql as $$
declare
    here text := (select system_identifier from pg_control_system()) || '/' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8);
    before uuid;
begin
    select h.journal, h.seq into journal, seq from journal_head h where h.origin = here;
    if found then return; end if;
    select h.journal into before from journal_head h for update;
    update journal_head h set origin = here, journal = case when h.origin is null then h.journal else gen_random_uuid() end where h.origin is distinct from here;
    select h.journal, h.seq into journal, seq from journal_head h;
    if journal <> before then insert into journal_restore (previous, journal, seq) values (before, journal_identity.journal, journal_identity.seq); end if;
end $$;
