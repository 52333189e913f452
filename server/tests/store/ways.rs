//! The ways in.

use chrono::DateTime;
use server::clock::new_id;
use server::store::{AccountId, OidcLink, Store};
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
    };
    let first = link(1, amina, "kommune");
    assert_eq!(store.put_oidc(first.clone()).await.unwrap(), amina);
    assert_eq!(store.put_oidc(link(1, mette, "kommune")).await.unwrap(), amina);
    let second = link(2, amina, "borger");
    assert_eq!(store.put_oidc(second.clone()).await.unwrap(), amina);
    assert!(store.oidc([1; 32]).await.unwrap() == Some(first.clone()));
    assert!(store.oidc([3; 32]).await.unwrap().is_none());
    assert!(store.oidc_of(amina).await.unwrap() == [first, second]);
    assert!(store.oidc_of(mette).await.unwrap().is_empty());
}
