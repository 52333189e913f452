-- What counts down to the end of a family, so that it is found without reading its log. Times are seconds since 1970.
alter table families add column closed integer;
alter table families add column erase integer;
-- 0 for families from before: their log has to be asked once.
alter table families add column ends_known integer not null default 0;

-- Keys of invitations are forgotten some time after their invitation ends. None stays open for more than 30 days.
alter table invitation_keys add column until integer not null default 0;
update invitation_keys set until = unixepoch() + 30 * 86400;

-- `families.sealed_key` is empty from now on: keys are not kept in this database.
