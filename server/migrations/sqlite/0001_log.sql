-- The log of every family. Bodies are sealed with the family's key; without its row here a family is unreadable.
create table families (
    id blob not null primary key,
    key_version integer not null,
    sealed_key blob not null,
    sealed_name blob not null
) strict;

create table events (
    family_id blob not null references families (id) on delete cascade,
    seq integer not null,
    version integer not null,
    body blob not null,
    unique (family_id, seq)
) strict;

-- What a command was answered, so that sending it twice is harmless.
create table receipts (
    family_id blob not null references families (id) on delete cascade,
    command_id blob not null,
    answer blob not null,
    unique (family_id, command_id)
) strict;

-- The latest only: it saves folding, it is never the truth.
create table snapshots (
    family_id blob not null primary key references families (id) on delete cascade,
    seq integer not null,
    version integer not null,
    body blob not null
) strict;
