-- A session gets an id that may be shown on a page, which its token's hash may not, and says how strongly it was begun.
create table sessions_named (
    -- SHA-256 of the token; the token itself is only on the person's device.
    token_hash blob not null primary key,
    id blob not null unique,
    account blob not null,
    level text not null,
    device text not null,
    created integer not null,
    seen integer not null,
    expires integer not null
) strict;

-- Whoever is signed in stays so, though no longer than 400 days in all.
insert into sessions_named (token_hash, id, account, level, device, created, seen, expires)
select token_hash, randomblob(16), account, 'low', device, created, seen, min(expires, created + 400 * 86400) from sessions;

drop table sessions;
alter table sessions_named rename to sessions;
create index sessions_by_account on sessions (account);
