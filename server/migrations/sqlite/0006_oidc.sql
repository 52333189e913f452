-- Who comes in from another house. Blind index: whoever steals the file learns neither who it is nor at which house.
create table oidc_links (
    -- HMAC of issuer and subject.
    subject blob not null primary key,
    account blob not null,
    -- The house's id in our configuration, so that a person is told which ways lead to their account.
    provider text not null,
    created integer not null
) strict;

create index oidc_links_by_account on oidc_links (account);
