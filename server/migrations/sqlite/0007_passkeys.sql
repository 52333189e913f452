-- Passkeys. The key and what its device is called are sealed; a credential is found by its blind index.
create table passkeys (
    -- Names it on a page. It opens nothing.
    id blob not null primary key,
    -- HMAC of the credential's id.
    credential blob not null unique,
    account blob not null,
    sealed blob not null,
    created integer not null,
    used integer not null
) strict;

create index passkeys_by_account on passkeys (account);
