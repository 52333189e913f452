-- What waits for one browser to come back, at whichever process. Sealed, and gone after ten minutes. Times are seconds since 1970.
create table shelf (
    -- SHA-256 of what it is and of a word that only the browser and perhaps a house know.
    word blob not null primary key,
    browser blob not null,
    sealed blob not null,
    since integer not null
) strict;

create index shelf_by_since on shelf (since);
