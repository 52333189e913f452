//! How accounts are opened: names, second factors, recovery codes, proving it again.

use chrono::{DateTime, TimeDelta, Utc};
use server::auth::level::Level;
use server::clock::new_id;
use server::store::{
    AccountId, OidcLink, Passkey, Seat, SecondFactor, Session, SessionId, SignIn, Store, StoreError,
};
use std::sync::Arc;

type S = Arc<dyn Store>;

const NOW: DateTime<Utc> = DateTime::from_timestamp(1_800_000_000, 0).unwrap();

fn sign_in(account: AccountId, name: u8) -> SignIn {
    SignIn {
        account,
        name_hash: [name; 32],
        sealed_name: vec![name],
        sealed_password: vec![name, 1],
        created: NOW,
        trial: None,
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
    let second =
        SecondFactor { account, sealed_secret: vec![7], last_step: 9, created: NOW, trial: None };
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
    let second = |account| SecondFactor {
        account,
        sealed_secret: vec![7],
        last_step: 0,
        created: NOW,
        trial: None,
    };
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
    let now = NOW;
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
            trial: None,
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

pub async fn a_password_is_hashed_anew_only_where_it_is_the_same_still(store: S) {
    let (amina, before) = (AccountId(new_id()), sign_in(AccountId(new_id()), 2));
    let before = SignIn { account: amina, ..before };
    store.put_sign_in(before.clone()).await.unwrap();
    store.rehash(&before, vec![7]).await.unwrap();
    let now = SignIn { sealed_password: vec![7], ..before.clone() };
    assert!(store.sign_in(amina).await.unwrap() == Some(now.clone()));
    // Another password was chosen since it was read.
    store.rehash(&before, vec![8]).await.unwrap();
    assert!(store.sign_in(amina).await.unwrap() == Some(now));
}

pub async fn an_account_without_a_seat_ends_with_all_its_ways_and_sessions(store: S) {
    let now = NOW;
    let family = super::family(&store).await;
    let (amina, mette) = (AccountId(new_id()), AccountId(new_id()));
    let member = domain::MemberId(new_id());
    for (number, account) in [(1, amina), (2, mette)] {
        store.put_sign_in(sign_in(account, number)).await.unwrap();
        let second = SecondFactor {
            account,
            sealed_secret: vec![7],
            last_step: 0,
            created: NOW,
            trial: None,
        };
        store.put_second(second, &[[1; 32]]).await.unwrap();
        let (credential, sealed) = ([number; 32], Vec::new());
        let (created, used) = (now, now);
        let passkey =
            Passkey { id: new_id(), credential, account, sealed, created, used, trial: None };
        store.put_passkey(passkey).await.unwrap();
        let (subject, provider) = ([number; 32], "borger".to_owned());
        store
            .put_oidc(OidcLink { subject, account, provider, created, trial: None })
            .await
            .unwrap();
        for device in [0, 10] {
            let session = Session {
                token_hash: [number + device; 32],
                id: SessionId(new_id()),
                account,
                level: Level::Low,
                device: String::new(),
                created,
                seen: now,
                expires: now + TimeDelta::days(1),
                stepped_up: None,
                handed_over: None,
                trial: None,
            };
            store.put_session(session).await.unwrap();
        }
    }
    let ways = async |account| {
        let words = store.sign_in(account).await.unwrap().is_some();
        let second = store.second(account).await.unwrap().is_some();
        let paper = store.recovery_left(account).await.unwrap() == 1;
        let passkey = store.passkeys(account).await.unwrap().len() == 1;
        let house = store.oidc_of(account).await.unwrap().len() == 1;
        let devices = store.sessions(account).await.unwrap().len() == 2;
        [words, second, paper, passkey, house, devices]
    };
    store.create_seat(Seat { account: amina, family, member, created: now }).await.unwrap();
    assert!(store.end_account(amina).await.unwrap().is_none(), "she sits in a family");
    assert_eq!(ways(amina).await, [true; 6], "nothing was changed");
    store.delete_seat(family, member).await.unwrap();
    let mut ended = store.end_account(amina).await.unwrap().expect("she sits nowhere");
    ended.sort_unstable();
    assert_eq!(ended, [[1; 32], [11; 32]]);
    assert_eq!(ways(amina).await, [false; 6]);
    assert_eq!(ways(mette).await, [true; 6], "another's stay");
    assert_eq!(
        store.end_account(amina).await.unwrap(),
        Some(Vec::new()),
        "once more is no mistake"
    );
}

/// An account with every way, each of this trial, and two sessions.
async fn with_all(store: &S, number: u8, trial: Option<DateTime<Utc>>) -> AccountId {
    let (account, now) = (AccountId(new_id()), NOW);
    store.put_sign_in(SignIn { trial, ..sign_in(account, number) }).await.unwrap();
    let second =
        SecondFactor { account, sealed_secret: vec![7], last_step: 0, created: NOW, trial };
    store.put_second(second, &[[1; 32]]).await.unwrap();
    let (credential, sealed) = ([number; 32], Vec::new());
    let passkey =
        Passkey { id: new_id(), credential, account, sealed, created: now, used: now, trial };
    store.put_passkey(passkey.clone()).await.unwrap();
    let (subject, provider) = ([number; 32], "borger".to_owned());
    let link = OidcLink { subject, account, provider, created: now, trial };
    store.put_oidc(link.clone()).await.unwrap();
    assert!(store.passkeys(account).await.unwrap() == [passkey]);
    assert!(store.oidc_of(account).await.unwrap() == [link]);
    assert!(store.sign_in(account).await.unwrap().unwrap().trial == trial);
    assert!(store.second(account).await.unwrap().unwrap().trial == trial);
    for (device, trial) in [(0, None), (10, trial)] {
        let session = Session {
            token_hash: [number + device; 32],
            id: SessionId(new_id()),
            account,
            level: Level::Low,
            device: String::new(),
            created: now,
            seen: now,
            expires: now + TimeDelta::days(90),
            stepped_up: None,
            handed_over: None,
            trial,
        };
        store.put_session(session.clone()).await.unwrap();
        assert!(store.session([number + device; 32]).await.unwrap() == Some(session));
    }
    account
}

pub async fn what_is_on_trial_is_taken_away_with_the_sessions_that_came_in_by_it(store: S) {
    let now = NOW;
    let until = now + TimeDelta::days(7);
    let amina = with_all(&store, 1, Some(until)).await;
    let others = [(2, Some(until)), (3, None), (4, Some(now))];
    let ways = async |account| {
        let words = store.sign_in(account).await.unwrap().is_some();
        let second = store.second(account).await.unwrap().is_some();
        let paper = store.recovery_left(account).await.unwrap() == 1;
        let passkey = store.passkeys(account).await.unwrap().len() == 1;
        let house = store.oidc_of(account).await.unwrap().len() == 1;
        [words, second, paper, passkey, house]
    };
    for (number, trial) in others {
        let other = with_all(&store, number, trial).await;
        // Another's stay; and so do those that never were, or are over it.
        let whose = if number == 2 { amina } else { other };
        let ended = store.end_trials(whose, now - TimeDelta::seconds(1), now).await;
        let ended = ended.unwrap();
        assert_eq!(ended, if number == 2 { vec![[11; 32]] } else { vec![] }, "{number}");
        assert_eq!(ways(other).await, [true; 5], "{number}");
        assert_eq!(store.sessions(other).await.unwrap().len(), 2, "{number}");
    }
    assert_eq!(ways(amina).await, [false; 5]);
    let left: Vec<_> = store.sessions(amina).await.unwrap();
    assert!(left.len() == 1 && left[0].token_hash == [1; 32], "who was in before stays in");
    // What somebody said to be their own stays; not who came in.
    let eva = with_all(&store, 5, Some(until)).await;
    assert_eq!(store.end_trials(eva, now, now).await.unwrap(), [[15; 32]]);
    assert_eq!(ways(eva).await, [true; 5]);
}

pub async fn a_trial_is_made_shorter_and_never_longer_and_where_there_is_none_none_begins(
    store: S,
) {
    let (until, sooner) = (NOW + TimeDelta::days(30), NOW + TimeDelta::days(7));
    let all = async |account, hashes: [u8; 2]| {
        let mut all = vec![store.sign_in(account).await.unwrap().unwrap().trial];
        all.push(store.second(account).await.unwrap().unwrap().trial);
        all.extend(store.passkeys(account).await.unwrap().iter().map(|it| it.trial));
        all.extend(store.oidc_of(account).await.unwrap().iter().map(|it| it.trial));
        for hash in hashes {
            all.push(store.session([hash; 32]).await.unwrap().unwrap().trial);
        }
        all
    };
    let on = |trial| [[trial; 4].as_slice(), &[None, trial]].concat();
    let amina = with_all(&store, 1, Some(until)).await;
    let eva = with_all(&store, 2, Some(until)).await;
    let mette = with_all(&store, 3, None).await;
    for bound in [sooner, until] {
        store.shorten_trials(amina, bound).await.unwrap();
        store.shorten_trials(mette, bound).await.unwrap();
        assert_eq!(all(amina, [1, 11]).await, on(Some(sooner)));
        assert_eq!(all(mette, [3, 13]).await, on(None));
    }
    assert_eq!(all(eva, [2, 12]).await, on(Some(until)), "another's stay");
}
