-- Whether the sessions of an account ended because somebody ended them ('ended'), or because its rights changed (null, as for all that earlier versions wrote).
alter table revocation add column why text check (why = 'ended');
