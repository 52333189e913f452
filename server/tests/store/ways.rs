//! The ways in.

use chrono::{DateTime, TimeDelta};
use server::clock::new_id;
use server::store::{AccountId, OidcLink, Passkey, Store, StoreError};
use std::sync::Arc;

type S = Arc<dyn Store>;

pub async fn somebody_of_another_house_leads_to_one_account(store: S) {
    let created = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    let (amina, mette) = (AccountId(new_id()), AccountId(new_id()));
    let link = |number: u8, account, house: &str| OidcLink {
        subject: [number; 32],
        account,
        provider: house.to_owned(),
        created,
        trial: None,
    };
    let first = link(1, amina, "kommune");
    assert_eq!(store.put_oidc(first.clone()).await.unwrap(), amina);
    assert_eq!(store.put_oidc(link(1, mette, "kommune")).await.unwrap(), amina);
    let second = link(2, amina, "borger");
    assert_eq!(store.put_oidc(second.clone()).await.unwrap(), amina);
    assert!(store.oidc([1; 32]).await.unwrap() == Some(first.clone()));
    assert!(store.oidc([3; 32]).await.unwrap().is_none());
    assert!(store.oidc_of(amina).await.unwrap() == [first.clone(), second.clone()]);
    store.delete_oidc(mette, "kommune").await.unwrap();
    assert!(store.oidc_of(amina).await.unwrap() == [first, second.clone()], "another's stays");
    store.delete_oidc(amina, "kommune").await.unwrap();
    assert!(store.oidc_of(amina).await.unwrap() == [second]);
    assert!(store.oidc_of(mette).await.unwrap().is_empty());
}

pub async fn a_passkey_is_one_accounts_and_only_its_owner_deletes_it(store: S) {
    let created = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    let (amina, mette) = (AccountId(new_id()), AccountId(new_id()));
    let passkey = |credential: u8, account| Passkey {
        id: new_id(),
        credential: [credential; 32],
        account,
        sealed: vec![credential],
        created,
        used: created,
        trial: None,
    };
    let mut first = passkey(1, amina);
    let second = passkey(2, amina);
    store.put_passkey(first.clone()).await.unwrap();
    store.put_passkey(second.clone()).await.unwrap();
    assert!(matches!(store.put_passkey(passkey(1, mette)).await, Err(StoreError::Taken)));
    let used = created + TimeDelta::days(1);
    store.use_passkey(first.id, vec![7], used).await.unwrap();
    (first.sealed, first.used) = (vec![7], used);
    assert!(store.passkey([1; 32]).await.unwrap() == Some(first.clone()));
    assert!(store.passkeys(amina).await.unwrap() == [first.clone(), second.clone()]);
    assert!(store.passkeys(mette).await.unwrap().is_empty());
    store.delete_passkey(mette, first.id).await.unwrap();
    assert_eq!(store.passkeys(amina).await.unwrap().len(), 2);
    store.delete_passkey(amina, first.id).await.unwrap();
    assert!(store.passkeys(amina).await.unwrap() == [second]);
}
