-- Who may come in. Times are seconds since 1970.
create table sessions (
    -- SHA-256 of the token; the token itself is only on the person's device.
    token_hash blob not null primary key,
    account blob not null,
    device text not null,
    created integer not null,
    seen integer not null,
    expires integer not null
) strict;

create index sessions_by_account on sessions (account);

create table seats (
    account blob not null,
    family_id blob not null references families (id) on delete cascade,
    member blob not null,
    created integer not null,
    unique (account, family_id),
    unique (family_id, member)
) strict;

-- Blind index: a link or code can be looked up, but not read out of the database.
create table invitation_keys (
    hash blob not null primary key,
    family_id blob not null references families (id) on delete cascade,
    invitation blob not null
) strict;
