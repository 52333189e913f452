-- How one comes in without an invitation. Names, passwords' hashes and secrets are sealed with a key out of the master key.
create table sign_ins (
    account blob not null primary key,
    -- Blind index: a name can be looked up, but not read out of the database.
    name_hash blob not null unique,
    sealed_name blob not null,
    sealed_password blob not null
) strict;

-- The second thing besides the password. `last_step` is that of the last code that was used: none works twice.
create table second_factors (
    account blob not null primary key,
    sealed_secret blob not null,
    last_step integer not null
) strict;

-- A code that was used has no row any more.
create table recovery_codes (
    account blob not null,
    hash blob not null,
    unique (account, hash)
) strict;

-- When somebody proved again, on this device, who they are.
alter table sessions add column stepped_up integer;
