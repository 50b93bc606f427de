-- The last event that was accepted by a moment. A search by halves over seq, which has an index: an index over "at" would cost every append.
-- Clocks of nodes differ by little, so that "at" falls back now and then; the answer is right to about as much.
create function journal_seq_at(moment timestamptz) returns bigint language plpgsql stable as $$
declare
    low bigint := 0;
    high bigint := (select seq from journal_head);
    middle bigint;
begin
    while low < high loop
        middle := (low + high + 1) / 2;
        if (select at from journal where seq = middle) <= moment then low := middle; else high := middle - 1; end if;
    end loop;
    return low;
end $$;

-- Pictures of claims, by the hash of what they hold. Outside the journal: they are large, and the journal names them by that hash.
create table attachment (
    sha256 text primary key,
    type text not null,
    content bytea not null,
    at timestamptz not null default now(),
    actor text not null
);

-- Who was given what is marked RED: few among many, and asked for by themselves.
create index journal_access on journal (type, seq) where type = 'access-recorded';
