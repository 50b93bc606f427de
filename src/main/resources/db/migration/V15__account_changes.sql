-- Who made or changed whose account, and when: by whichever way, also by hand. Never the password, only that there is another one.
create table account_change (
    number         bigint      generated always as identity primary key,
    at             timestamptz not null default now(),
    by             text        not null,
    name           text        not null,
    change         text        not null,
    roles          text[]      not null,
    municipalities text[]      not null,
    station        text,
    clearance      text        not null,
    organisation   text        not null,
    password       boolean     not null
);
create index account_change_name on account_change (name, number);

create trigger account_change_is_append_only before update or delete or truncate on account_change
    for each statement execute function journal_is_append_only();

-- by: what the command says in tafelzicht.actor, otherwise the role in the database, which is how a change by hand can be told.
create function account_changed() returns trigger language plpgsql as $$
declare
    a account := case tg_op when 'DELETE' then old else new end;
begin
    insert into account_change (by, name, change, roles, municipalities, station, clearance, organisation, password)
    values (coalesce(nullif(current_setting('tafelzicht.actor', true), ''), 'database role ' || session_user), a.name, case tg_op when 'INSERT' then 'added' when 'UPDATE' then 'changed' else 'removed' end,
            a.roles, a.municipalities, a.station, a.clearance, a.organisation, tg_op = 'INSERT' or tg_op = 'UPDATE' and old.password_hash <> new.password_hash);
    return null;
end $$;

create trigger account_changed after insert or update or delete on account for each row execute function account_changed();
