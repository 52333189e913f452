-- Who has looked. Bodies are sealed with the family's key and hold no names; each hash is over the row and the hash before it.
create table looked (
    family_id blob not null references families (id) on delete cascade,
    number integer not null,
    -- Microseconds since 1970.
    at integer not null,
    body blob not null,
    hash blob not null,
    unique (family_id, number)
) strict;

-- Between which rows a family's chain goes, so that a cut is seen at both of its ends.
create table looked_heads (
    family_id blob not null primary key references families (id) on delete cascade,
    cut integer not null,
    cut_hash blob not null,
    last integer not null,
    last_hash blob not null,
    seal blob not null
) strict;
