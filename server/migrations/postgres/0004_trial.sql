-- Until when a way in is on trial that was set up while nothing could be proved, and a session that came in by it. Null: it never was.
-- What stands here already is as good as it was.
alter table sign_ins add column trial bigint;
alter table second_factors add column trial bigint;
alter table passkeys add column trial bigint;
alter table oidc_links add column trial bigint;
alter table sessions add column trial bigint;
