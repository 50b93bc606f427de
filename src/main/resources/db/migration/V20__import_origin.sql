-- Where the hub itself fetched a file of stations that waits for a word; null for one that was sent.
alter table import_preview add column url text;
alter table import_preview add column fetched_at timestamptz;
