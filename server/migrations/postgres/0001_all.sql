-- Everything, as the SQLite files have it after their 0010. What the tables are for stands there; times are seconds since 1970
-- where nothing else is said. `rowid` is SQLite's own: here it is a column, so that both order alike.
create table families (
    id uuid not null primary key,
    key_version bigint not null,
    sealed_name bytea not null,
    closed bigint,
    erase bigint,
    ends_known bigint not null default 0
);

create table events (
    family_id uuid not null references families (id) on delete cascade,
    seq bigint not null,
    version bigint not null,
    body bytea not null,
    primary key (family_id, seq)
);

create table receipts (
    family_id uuid not null references families (id) on delete cascade,
    command_id uuid not null,
    answer bytea not null,
    primary key (family_id, command_id)
);

create table snapshots (
    family_id uuid not null primary key references families (id) on delete cascade,
    seq bigint not null,
    version bigint not null,
    body bytea not null
);

create table sessions (
    token_hash bytea not null primary key,
    id uuid not null unique,
    account uuid not null,
    level text not null,
    device text not null,
    created bigint not null,
    seen bigint not null,
    expires bigint not null,
    stepped_up bigint
);

create index sessions_by_account on sessions (account);

create table seats (
    rowid bigint generated always as identity,
    account uuid not null,
    family_id uuid not null references families (id) on delete cascade,
    member uuid not null,
    created bigint not null,
    primary key (account, family_id),
    unique (family_id, member)
);

create table invitation_keys (
    hash bytea not null primary key,
    family_id uuid not null references families (id) on delete cascade,
    invitation uuid not null,
    until bigint not null
);

create index invitation_keys_by_family on invitation_keys (family_id);

create table looked (
    family_id uuid not null references families (id) on delete cascade,
    number bigint not null,
    -- Microseconds.
    at bigint not null,
    body bytea not null,
    hash bytea not null,
    primary key (family_id, number)
);

create table looked_heads (
    family_id uuid not null primary key references families (id) on delete cascade,
    cut bigint not null,
    cut_hash bytea not null,
    last bigint not null,
    last_hash bytea not null,
    seal bytea not null
);

create table oidc_links (
    rowid bigint generated always as identity,
    subject bytea not null primary key,
    account uuid not null,
    provider text not null,
    created bigint not null
);

create index oidc_links_by_account on oidc_links (account);

create table passkeys (
    rowid bigint generated always as identity,
    id uuid not null primary key,
    credential bytea not null unique,
    account uuid not null,
    sealed bytea not null,
    created bigint not null,
    used bigint not null
);

create index passkeys_by_account on passkeys (account);

create table sign_ins (
    account uuid not null primary key,
    name_hash bytea not null unique,
    sealed_name bytea not null,
    sealed_password bytea not null
);

create table second_factors (
    account uuid not null primary key,
    sealed_secret bytea not null,
    last_step bigint not null
);

create table recovery_codes (
    account uuid not null,
    hash bytea not null,
    primary key (account, hash)
);

-- What waits for one browser to come back, at whichever process. Sealed, and gone after ten minutes.
create table shelf (
    word bytea not null primary key,
    browser bytea not null,
    sealed bytea not null,
    since bigint not null
);

create index shelf_by_since on shelf (since);
