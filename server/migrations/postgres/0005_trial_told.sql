-- When a password or an app was set up, for whoever is told of it; passkeys and houses have it already. It was not kept before: of one
-- on trial it was seven days before its end. Of others it is asked nowhere.
alter table sign_ins add column created bigint not null default 0;
alter table second_factors add column created bigint not null default 0;
update sign_ins set created = trial - 604800 where trial is not null;
update second_factors set created = trial - 604800 where trial is not null;
