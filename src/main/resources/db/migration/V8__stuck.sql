-- Why a node does not follow the journal any more, in words. A column of its own: older nodes read the status strictly.
alter table node_status add column stuck text;
