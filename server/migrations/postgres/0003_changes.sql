-- The changes are bound into the chain of who has looked. What was written before stays unbound: the head says from where on it binds.
-- SHA-256 of the body as it was first written, and, where it was sealed anew under another key, what says that it is the same event.
alter table events add column digest bytea;
alter table events add column witness bytea;

-- After which change it binds, the newest change, and the hash over all from there to here. Null until the first change.
alter table looked_heads add column changes_from bigint;
alter table looked_heads add column changes_last bigint;
alter table looked_heads add column changes_hash bytea;
