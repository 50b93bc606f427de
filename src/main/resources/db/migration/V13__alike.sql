-- What nodes of one hub have to be alike in: their settings by name (large ones as fingerprints), and how far each one's clock is ahead of the database's. Columns of their own: older nodes read the status strictly.
alter table node_status add column settings jsonb;
alter table node_status add column clock_ahead_millis bigint;
