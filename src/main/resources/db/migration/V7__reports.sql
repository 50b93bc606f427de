-- The list of all reports. The picture holds those that are a matter of now; this holds every one, so that what waits above the limit, was dismissed or is long over is listed
-- and searched page by page and takes no memory. Each row is written in the transaction of the event that it follows from, by whatever version of the hub, and says nothing that
-- the journal does not: report_list_of_journal says what it should be, and verify-journal compares.

create table report_list (
    id           text        primary key collate "C",
    submitted    bigint      not null,
    changed      bigint      not null,
    at           timestamptz not null,
    kind         text        not null,
    municipality text,
    station      text,
    source       text        not null,
    state        text        not null,
    incident     text,
    over_limit   boolean     not null,
    current      boolean     not null,
    words        tsvector    not null
);

-- Last changed first, as the lists are read; what waits above the limit, by place and kind; and what somebody looks for by its words.
create unique index report_list_changed on report_list (changed desc);
create index report_list_waiting on report_list (municipality, kind, changed desc) where over_limit and not current and state = 'new';
create index report_list_place on report_list (municipality, changed desc);
create index report_list_station on report_list (station, changed desc) where station is not null;
create index report_list_incident on report_list (incident) where incident is not null;
create index report_list_words on report_list using gin (words) with (fastupdate = on);

-- How many there are, by who they are from: the public's have a limit.
create table report_total (
    source  text   primary key,
    reports bigint not null
) with (fillfactor = 10);

-- What somebody wrote in it, to search by.
create function report_words(type text, data jsonb) returns tsvector language sql immutable parallel safe as $$
    select to_tsvector('simple', case type when 'report-submitted' then concat_ws(' ', data #>> '{content,text}', data #>> '{content,placeText}') when 'report-added' then data ->> 'text' else '' end)
$$;

create function report_listed() returns trigger language plpgsql as $$
declare
    its_id text := substr(new.stream, 8);
    c jsonb;
begin
    if new.type = 'report-submitted' then
        c := new.data -> 'content';
        insert into report_list (id, submitted, changed, at, kind, municipality, station, source, state, incident, over_limit, current, words)
        values (its_id, new.seq, new.seq, new.at, c ->> 'kind', c #>> '{municipality,code}', c ->> 'station', c ->> 'source', 'new', null,
                coalesce((c ->> 'overLimit')::boolean, false), not coalesce((c ->> 'stored')::boolean, false), report_words(new.type, new.data));
        insert into report_total as t (source, reports) values (c ->> 'source', 1) on conflict (source) do update set reports = t.reports + 1;
        return null;
    end if;
    update report_list r set
        changed = new.seq,
        kind = case when new.type = 'report-recategorised' then coalesce(new.data ->> 'kind', r.kind) else r.kind end,
        state = case new.type when 'report-linked' then 'linked' when 'report-unlinked' then 'new' when 'report-dismissed' then 'dismissed' when 'report-restored' then 'new' else r.state end,
        incident = case new.type when 'report-linked' then new.data ->> 'incident' when 'report-unlinked' then null when 'report-dismissed' then null when 'report-restored' then null else r.incident end,
        over_limit = r.over_limit and new.type <> 'report-returned',
        current = case new.type when 'report-left' then false when 'report-returned' then true else r.current end,
        words = case when new.type = 'report-added' then r.words || report_words(new.type, new.data) else r.words end
    where r.id = its_id;
    return null;
end $$;

create trigger report_listed after insert on journal for each row when (new.type like 'report-%') execute function report_listed();

-- Words that were erased from the journal are not found here either.
create function report_words_erased() returns trigger language plpgsql as $$
begin
    update report_list r set words = (select to_tsvector('simple', coalesce(string_agg(w, ' ' order by version), ''))
        from (select j.version, case j.type when 'report-submitted' then concat_ws(' ', j.data #>> '{content,text}', j.data #>> '{content,placeText}') else j.data ->> 'text' end as w
              from journal j where j.stream = new.stream and j.type in ('report-submitted', 'report-added')) as texts)
    where r.id = substr(new.stream, 8);
    return null;
end $$;

create trigger report_words_erased after update on journal for each row when (new.type in ('report-submitted', 'report-added')) execute function report_words_erased();

-- What the list should be, from the journal alone.
create view report_list_of_journal as
select substr(s.stream, 8) as id, s.seq as submitted, last.seq as changed, s.at,
       coalesce(kind.data ->> 'kind', s.data #>> '{content,kind}') as kind,
       s.data #>> '{content,municipality,code}' as municipality, s.data #>> '{content,station}' as station, s.data #>> '{content,source}' as source,
       case triage.type when 'report-linked' then 'linked' when 'report-dismissed' then 'dismissed' else 'new' end as state,
       case triage.type when 'report-linked' then triage.data ->> 'incident' end as incident,
       coalesce((s.data #>> '{content,overLimit}')::boolean, false) and back.seq is null as over_limit,
       case whether.type when 'report-left' then false when 'report-returned' then true else not coalesce((s.data #>> '{content,stored}')::boolean, false) end as current
from journal s
join lateral (select j.seq from journal j where j.stream = s.stream and j.type like 'report-%' order by j.version desc limit 1) as last on true
left join lateral (select j.data from journal j where j.stream = s.stream and j.type = 'report-recategorised' and j.data ->> 'kind' is not null order by j.version desc limit 1) as kind on true
left join lateral (select j.type, j.data from journal j where j.stream = s.stream and j.type in ('report-linked', 'report-unlinked', 'report-dismissed', 'report-restored') order by j.version desc limit 1) as triage on true
left join lateral (select j.type from journal j where j.stream = s.stream and j.type in ('report-left', 'report-returned') order by j.version desc limit 1) as whether on true
left join lateral (select j.seq from journal j where j.stream = s.stream and j.type = 'report-returned' order by j.version desc limit 1) as back on true
where s.type = 'report-submitted';

-- Makes the list anew from the journal. Called for what was reported before there was one; it can be at any time.
create function report_list_rebuild() returns void language plpgsql as $$
begin
    delete from report_list;
    insert into report_list (id, submitted, changed, at, kind, municipality, station, source, state, incident, over_limit, current, words)
    select l.id, l.submitted, l.changed, l.at, l.kind, l.municipality, l.station, l.source, l.state, l.incident, l.over_limit, l.current,
           (select to_tsvector('simple', coalesce(string_agg(case j.type when 'report-submitted' then concat_ws(' ', j.data #>> '{content,text}', j.data #>> '{content,placeText}') else j.data ->> 'text' end, ' ' order by j.version), ''))
            from journal j where j.stream = 'report/' || l.id and j.type in ('report-submitted', 'report-added'))
    from report_list_of_journal l;
    delete from report_total;
    insert into report_total (source, reports) select source, count(*) from report_list group by source;
end $$;

select report_list_rebuild();

-- Ids of reports of which list and journal do not agree.
create function report_list_differences() returns table (id text) language sql stable as $$
    select d.id from (
        (select id, submitted, changed, at, kind, municipality, station, source, state, incident, over_limit, current from report_list
         except select id, submitted, changed, at, kind, municipality, station, source, state, incident, over_limit, current from report_list_of_journal)
        union
        (select id, submitted, changed, at, kind, municipality, station, source, state, incident, over_limit, current from report_list_of_journal
         except select id, submitted, changed, at, kind, municipality, station, source, state, incident, over_limit, current from report_list)) as d
    group by d.id order by d.id limit 100
$$;
