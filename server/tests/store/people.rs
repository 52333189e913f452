//! Sessions, seats and the keys of invitations.

use super::family;
use super::looked::Plain;
use chrono::{DateTime, TimeDelta};
use domain::{CommandId, FamilyId, InvitationId, MemberId};
use server::auth::level::Level;
use server::clock::new_id;
use server::store::{
    AccountId, Append, Appended, InvitationKey, OidcLink, Passkey, Receipt, SealedEvent, Seat,
    SecondFactor, Session, SessionId, SignIn, Store, StoreError, Vacates,
};
use std::sync::Arc;

type S = Arc<dyn Store>;

pub async fn a_session_is_found_by_its_hash_until_it_ends(store: S) {
    let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    let account = AccountId(new_id());
    let (device, expires) = ("Android".to_owned(), now + TimeDelta::days(1));
    let (id, level, created, seen) = (SessionId(new_id()), Level::Low, now, now);
    let token_hash = [1; 32];
    let session = Session {
        token_hash,
        id,
        account,
        level,
        device,
        created,
        seen,
        expires,
        stepped_up: None,
        handed_over: None,
        trial: None,
    };
    store.put_session(session.clone()).await.unwrap();
    assert!(store.session([1; 32]).await.unwrap() == Some(session.clone()));
    assert!(store.session([2; 32]).await.unwrap().is_none());
    let later = now + TimeDelta::hours(2);
    store.touch_session([1; 32], later, later + TimeDelta::days(1)).await.unwrap();
    let touched = store.session([1; 32]).await.unwrap().unwrap();
    assert_eq!(
        (touched.created, touched.seen, touched.expires),
        (now, later, later + TimeDelta::days(1))
    );
    store.delete_session([1; 32]).await.unwrap();
    assert!(store.session([1; 32]).await.unwrap().is_none());
}

pub async fn sessions_that_ran_out_are_deleted_and_the_others_stay(store: S) {
    let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    let account = AccountId(new_id());
    for (number, days) in [(1, -1), (2, 0), (3, 1)] {
        let (device, expires) = ("Android".to_owned(), now + TimeDelta::days(days));
        let (created, seen) = (now - TimeDelta::days(90), now - TimeDelta::days(90));
        let token_hash = [number; 32];
        let (id, level) = (SessionId(new_id()), Level::Low);
        let session = Session {
            token_hash,
            id,
            account,
            level,
            device,
            created,
            seen,
            expires,
            stepped_up: None,
            handed_over: None,
            trial: None,
        };
        store.put_session(session).await.unwrap();
    }
    store.delete_expired_sessions(now).await.unwrap();
    for (number, stays) in [(1, false), (2, false), (3, true)] {
        assert_eq!(store.session([number; 32]).await.unwrap().is_some(), stays, "{number}");
    }
}

pub async fn an_accounts_sessions_are_listed_and_no_others(store: S) {
    let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    let (amina, mette) = (AccountId(new_id()), AccountId(new_id()));
    let begins = async |number: u8, account, hours| {
        let (id, level, created) = (SessionId(new_id()), Level::Low, now + TimeDelta::hours(hours));
        let (device, expires) = ("Android".to_owned(), now + TimeDelta::days(1));
        let token_hash = [number; 32];
        let seen = created;
        let session = Session {
            token_hash,
            id,
            account,
            level,
            device,
            created,
            seen,
            expires,
            stepped_up: None,
            handed_over: None,
            trial: None,
        };
        store.put_session(session.clone()).await.unwrap();
        session
    };
    let first = begins(1, amina, 0).await;
    let second = begins(2, amina, 1).await;
    let other = begins(3, mette, 2).await;
    assert!(store.sessions(amina).await.unwrap() == [second.clone(), first]);
    store.delete_session([1; 32]).await.unwrap();
    assert!(store.sessions(amina).await.unwrap() == [second]);
    assert!(store.sessions(mette).await.unwrap() == [other]);
}

fn seat(account: AccountId, family: FamilyId) -> Seat {
    let created = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    Seat { account, family, member: MemberId(new_id()), created }
}

pub async fn a_seat_that_is_taken_away_can_be_given_anew(store: S) {
    let (family, account) = (family(&store).await, AccountId(new_id()));
    let created = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    let seat = Seat { account, family, member: MemberId(new_id()), created };
    store.create_seat(seat).await.unwrap();
    store.delete_seat(family, MemberId(new_id())).await.unwrap();
    assert!(store.seat(account, family).await.unwrap() == Some(seat));
    store.delete_seat(family, seat.member).await.unwrap();
    assert!(store.seat(account, family).await.unwrap().is_none());
    let again = Seat { member: MemberId(new_id()), ..seat };
    store.create_seat(again).await.unwrap();
    assert!(store.seat(account, family).await.unwrap() == Some(again));
}

fn session(account: AccountId, hash: u8) -> Session {
    let created = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    Session {
        token_hash: [hash; 32],
        id: SessionId(new_id()),
        account,
        level: Level::Low,
        device: "Android".to_owned(),
        created,
        seen: created,
        expires: created + TimeDelta::days(1),
        stepped_up: None,
        handed_over: None,
        trial: None,
    }
}

pub async fn a_newcomer_gets_seat_and_session_or_neither(store: S) {
    let (family, amina, eva) = (family(&store).await, AccountId(new_id()), AccountId(new_id()));
    let first = seat(amina, family);
    store.seat_newcomer(first, session(amina, 1)).await.unwrap();
    assert!(store.seat(amina, family).await.unwrap() == Some(first));
    assert!(store.session([1; 32]).await.unwrap().is_some());
    // The seat is somebody's; the token is.
    let taken = Seat { account: eva, ..first };
    let no_seat = store.seat_newcomer(taken, session(eva, 2)).await;
    let no_session = store.seat_newcomer(seat(eva, family), session(eva, 1)).await;
    for refused in [no_seat, no_session] {
        assert!(matches!(refused, Err(StoreError::Taken)));
    }
    assert!(store.seats(eva).await.unwrap().is_empty());
    assert!(store.sessions(eva).await.unwrap().is_empty());
    let nowhere = store.seat_newcomer(seat(eva, FamilyId(new_id())), session(eva, 2)).await;
    assert!(matches!(nowhere, Err(StoreError::NoFamily)));
    assert!(store.session([2; 32]).await.unwrap().is_none());
}

pub async fn a_session_takes_the_place_of_another_or_nothing_happens(store: S) {
    let amina = AccountId(new_id());
    let (one, two, three) = (session(amina, 1), session(amina, 2), session(amina, 3));
    store.put_session(one).await.unwrap();
    assert!(store.replace_session([1; 32], two.clone()).await.unwrap());
    assert!(store.sessions(amina).await.unwrap() == [two.clone()]);
    assert!(!store.replace_session([1; 32], three).await.unwrap(), "it has its successor");
    assert!(store.sessions(amina).await.unwrap() == [two]);
}

pub async fn a_seat_is_one_accounts_and_one_members(store: S) {
    let (one, two) = (family(&store).await, family(&store).await);
    let (amina, mette) = (AccountId(new_id()), AccountId(new_id()));
    let first = seat(amina, one);
    store.create_seat(first).await.unwrap();
    let same_account = seat(amina, one);
    assert!(matches!(store.create_seat(same_account).await, Err(StoreError::Taken)));
    let same_member = Seat { account: mette, ..first };
    assert!(matches!(store.create_seat(same_member).await, Err(StoreError::Taken)));
    let nowhere = seat(mette, FamilyId(new_id()));
    assert!(matches!(store.create_seat(nowhere).await, Err(StoreError::NoFamily)));
    let second = seat(amina, two);
    store.create_seat(second).await.unwrap();
    assert_eq!(store.seats(amina).await.unwrap(), [first, second]);
    assert!(store.seats(mette).await.unwrap().is_empty());
    assert_eq!(store.seat(amina, one).await.unwrap(), Some(first));
    assert_eq!(store.seat(mette, one).await.unwrap(), None);
    assert_eq!(store.seat_of_member(one, first.member).await.unwrap(), Some(first));
    assert_eq!(store.seat_of_member(two, first.member).await.unwrap(), None);
}

pub async fn a_key_opens_one_invitation(store: S) {
    let family = family(&store).await;
    let until = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    let key = InvitationKey { hash: [3; 32], family, invitation: InvitationId(new_id()), until };
    assert!(store.put_invitation_key(key).await.unwrap());
    assert!(store.put_invitation_key(key).await.unwrap(), "showing it again is harmless");
    let other = InvitationKey { invitation: InvitationId(new_id()), ..key };
    assert!(!store.put_invitation_key(other).await.unwrap());
    assert_eq!(store.invitation_key([3; 32]).await.unwrap(), Some(key));
    assert_eq!(store.invitation_key([4; 32]).await.unwrap(), None);
    store.forget_invitation_keys(until).await.unwrap();
    assert_eq!(store.invitation_key([3; 32]).await.unwrap(), Some(key));
    store.forget_invitation_keys(until + TimeDelta::seconds(1)).await.unwrap();
    assert_eq!(store.invitation_key([3; 32]).await.unwrap(), None);
}

fn vacating(seat: Seat, expected: u64) -> Append {
    Append {
        family: seat.family,
        expected,
        events: vec![SealedEvent { seq: expected + 1, version: 1, body: vec![1] }],
        receipts: vec![Receipt { command: CommandId(new_id()), answer: vec![1] }],
        chain: Arc::new(Plain(1)),
        ends: None,
        vacates: Some(Vacates { member: seat.member, even_own: false, at: seat.created }),
    }
}

pub async fn a_seat_is_vacated_with_the_log_and_whoever_sat_there_is_signed_out(store: S) {
    let (here, there) = (family(&store).await, family(&store).await);
    let (amina, bodil) = (AccountId(new_id()), AccountId(new_id()));
    let (one, two) = (seat(amina, here), seat(bodil, here));
    let elsewhere = seat(bodil, there);
    for seat in [one, two, elsewhere] {
        store.create_seat(seat).await.unwrap();
    }
    store.put_session(session(amina, 1)).await.unwrap();
    store.put_session(session(bodil, 2)).await.unwrap();
    let moved = store.append(vacating(one, 7)).await.unwrap();
    assert_eq!(moved, Appended::Moved { now: 0 });
    assert!(store.seat(amina, here).await.unwrap().is_some(), "nothing was written");
    assert!(store.session([1; 32]).await.unwrap().is_some());
    assert_eq!(store.append(vacating(one, 0)).await.unwrap(), Appended::Done);
    assert!(store.seat(amina, here).await.unwrap().is_none());
    assert!(store.session([1; 32]).await.unwrap().is_none());
    assert!(store.seat(bodil, here).await.unwrap().is_some(), "another's stays");
    assert_eq!(store.append(vacating(two, 1)).await.unwrap(), Appended::Done);
    assert!(store.seat(bodil, here).await.unwrap().is_none());
    assert!(store.session([2; 32]).await.unwrap().is_some(), "she sits elsewhere too");
    assert!(store.seat(bodil, there).await.unwrap() == Some(elsewhere));
    assert_eq!(store.append(vacating(one, 2)).await.unwrap(), Appended::Done, "and nobody there");
}

pub async fn a_seat_of_somebody_with_a_way_of_their_own_is_not_vacated(store: S) {
    let (here, amina) = (family(&store).await, AccountId(new_id()));
    let seat = seat(amina, here);
    store.create_seat(seat).await.unwrap();
    store.put_session(session(amina, 1)).await.unwrap();
    let (subject, provider, created) = ([1; 32], "borger".to_owned(), seat.created);
    store
        .put_oidc(OidcLink { subject, account: amina, provider, created, trial: None })
        .await
        .unwrap();
    assert_eq!(store.append(vacating(seat, 0)).await.unwrap(), Appended::Theirs);
    assert!(store.events(here, 0).await.unwrap().is_empty());
    assert!(store.session([1; 32]).await.unwrap().is_some());
    assert!(store.seat(amina, here).await.unwrap() == Some(seat));
    // But a child's, whom nobody could take out otherwise.
    let child = Vacates { member: seat.member, even_own: true, at: seat.created };
    let append = Append { vacates: Some(child), ..vacating(seat, 0) };
    assert_eq!(store.append(append).await.unwrap(), Appended::Done);
    assert!(store.seat(amina, here).await.unwrap().is_none());
    assert!(store.session([1; 32]).await.unwrap().is_none());
}

pub async fn a_way_on_trial_keeps_no_seat(store: S) {
    for way in 0..4 {
        let (here, account) = (family(&store).await, AccountId(new_id()));
        let seat = seat(account, here);
        store.create_seat(seat).await.unwrap();
        let until = seat.created + TimeDelta::days(1);
        let trial = Some(until);
        let (id, hash) = (new_id(), [40 + way; 32]);
        let (created, used, sealed) = (seat.created, seat.created, vec![]);
        let (provider, sealed_secret) = ("borger".to_owned(), vec![]);
        match way {
            0 => {
                let (sealed_name, sealed_password) = (vec![], vec![]);
                let name_hash = hash;
                let words =
                    SignIn { account, name_hash, sealed_name, sealed_password, created, trial };
                store.put_sign_in(words).await.unwrap();
            }
            1 => {
                let second = SecondFactor { account, sealed_secret, last_step: 0, created, trial };
                store.put_second(second, &[]).await.unwrap();
            }
            2 => {
                let credential = hash;
                let passkey = Passkey { id, credential, account, sealed, created, used, trial };
                store.put_passkey(passkey).await.unwrap();
            }
            _ => {
                let link = OidcLink { subject: hash, account, provider, created, trial };
                assert_eq!(store.put_oidc(link).await.unwrap(), account);
            }
        }
        let later = Vacates { member: seat.member, even_own: false, at: until };
        let append = Append { vacates: Some(later), ..vacating(seat, 0) };
        assert_eq!(store.append(append).await.unwrap(), Appended::Theirs, "{way}, when it is over");
        assert_eq!(store.append(vacating(seat, 0)).await.unwrap(), Appended::Done, "{way}");
    }
}
