//! How accounts are opened: names, second factors, recovery codes, proving it again.

use chrono::{DateTime, TimeDelta};
use server::auth::level::Level;
use server::clock::new_id;
use server::store::{AccountId, SecondFactor, Session, SessionId, SignIn, Store, StoreError};
use std::sync::Arc;

type S = Arc<dyn Store>;

fn sign_in(account: AccountId, name: u8) -> SignIn {
    SignIn {
        account,
        name_hash: [name; 32],
        sealed_name: vec![name],
        sealed_password: vec![name, 1],
    }
}

pub async fn a_name_is_one_accounts_and_is_found_by_its_hash(store: S) {
    let (amina, mette) = (AccountId(new_id()), AccountId(new_id()));
    assert!(store.sign_in(amina).await.unwrap().is_none());
    store.put_sign_in(sign_in(amina, 1)).await.unwrap();
    let taken = store.put_sign_in(sign_in(mette, 1)).await;
    assert!(matches!(taken, Err(StoreError::Taken)));
    assert!(store.sign_in(mette).await.unwrap().is_none());
    assert!(store.sign_in_by_name([1; 32]).await.unwrap() == Some(sign_in(amina, 1)));
    // A new name and password take the place of the old ones, and the old name is free.
    store.put_sign_in(sign_in(amina, 2)).await.unwrap();
    assert!(store.sign_in(amina).await.unwrap() == Some(sign_in(amina, 2)));
    assert!(store.sign_in_by_name([1; 32]).await.unwrap().is_none());
    store.put_sign_in(sign_in(mette, 1)).await.unwrap();
    let moved = store.put_sign_in(sign_in(mette, 2)).await;
    assert!(matches!(moved, Err(StoreError::Taken)));
    assert!(store.sign_in(mette).await.unwrap() == Some(sign_in(mette, 1)), "nothing was changed");
}

pub async fn a_step_of_a_second_factor_is_used_once(store: S) {
    let account = AccountId(new_id());
    assert!(!store.use_step(account, 10).await.unwrap(), "there is none");
    let second = SecondFactor { account, sealed_secret: vec![7], last_step: 9 };
    store.put_second(second.clone(), &[]).await.unwrap();
    assert!(!store.use_step(account, 9).await.unwrap());
    assert!(store.use_step(account, 10).await.unwrap());
    assert!(!store.use_step(account, 10).await.unwrap());
    assert!(!store.use_step(account, 8).await.unwrap());
    assert!(store.use_step(account, 12).await.unwrap());
    let kept = store.second(account).await.unwrap();
    assert!(kept == Some(SecondFactor { last_step: 12, ..second }));
    // Of many at the same moment one is first.
    let all = (0..8).map(|_| store.use_step(account, 13));
    let used = futures_util::future::join_all(all).await;
    assert_eq!(used.into_iter().filter(|it| *it.as_ref().unwrap()).count(), 1);
}

pub async fn a_recovery_code_is_used_once_and_by_its_account_only(store: S) {
    let (amina, mette) = (AccountId(new_id()), AccountId(new_id()));
    let second = |account| SecondFactor { account, sealed_secret: vec![7], last_step: 0 };
    store.put_second(second(amina), &[[1; 32], [2; 32], [3; 32]]).await.unwrap();
    store.put_second(second(mette), &[[1; 32]]).await.unwrap();
    assert_eq!(store.recovery_left(amina).await.unwrap(), 3);
    assert!(!store.use_recovery(mette, [2; 32]).await.unwrap());
    assert!(store.use_recovery(amina, [1; 32]).await.unwrap());
    assert!(!store.use_recovery(amina, [1; 32]).await.unwrap());
    assert_eq!(store.recovery_left(amina).await.unwrap(), 2);
    assert_eq!(store.recovery_left(mette).await.unwrap(), 1, "another's is untouched");
    store.put_recovery(amina, &[[9; 32]]).await.unwrap();
    assert!(!store.use_recovery(amina, [2; 32]).await.unwrap(), "the old ones are good no more");
    store.put_second(second(amina), &[[8; 32]]).await.unwrap();
    assert!(!store.use_recovery(amina, [9; 32]).await.unwrap());
    assert!(store.use_recovery(amina, [8; 32]).await.unwrap());
    assert_eq!(store.recovery_left(amina).await.unwrap(), 0);
}

pub async fn a_session_remembers_when_it_was_proved_again(store: S) {
    let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    let (account, level, device) = (AccountId(new_id()), Level::Strong, String::new());
    let (created, seen, expires) = (now, now, now + TimeDelta::days(1));
    for (number, stepped_up) in [(1, None), (2, Some(now))] {
        let (token_hash, id, device) = ([number; 32], SessionId(new_id()), device.clone());
        let session = Session {
            token_hash,
            id,
            account,
            level,
            device,
            created,
            seen,
            expires,
            stepped_up,
            handed_over: None,
        };
        store.put_session(session.clone()).await.unwrap();
        assert!(store.session(token_hash).await.unwrap() == Some(session));
    }
    let later = now + TimeDelta::hours(1);
    store.step_up_session([1; 32], later).await.unwrap();
    let proved = async |number| store.session([number; 32]).await.unwrap().unwrap().stepped_up;
    assert_eq!((proved(1).await, proved(2).await), (Some(later), Some(now)));
    // A screen that went round the table may have been in any hand.
    store.hand_over_session([1; 32], Some(vec![1])).await.unwrap();
    store.hand_over_session([1; 32], None).await.unwrap();
    assert_eq!((proved(1).await, proved(2).await), (None, Some(now)));
}
