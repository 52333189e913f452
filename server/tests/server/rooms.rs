//! Rooms and what lies under them: two processes over one store, and a damaged snapshot.

use crate::given::{Client, Person, Running, family, found, member, noon, nth, place, sent};
use crate::socket::Socket;
use crate::throwaway::database;
use domain::people::{self, Language, Role};
use domain::protocol::{FromClient, FromServer, Outcome, Sent};
use domain::ruler::Seen;
use domain::shield::{Command as Shield, Kind, Noted};
use domain::{Command, FactId, FamilyId, MemberId, Refusal};
use server::clock::{Clock, new_id};
use server::live::{Fault, Others, Proof, Rooms, SNAPSHOT_VERSION, check};
use server::store::{FamilyRow, Memory, Postgres, SealedEvent, SealedSnapshot, Sqlite, Store};
use server::vault::{Table, Vault};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// As docs/sync.md says.
const IDLE: Duration = Duration::from_mins(10);
const HERE: Duration = Duration::from_secs(25);
const NEARLY: Duration = Duration::from_secs(599);

/// A family that is there, and nothing in it.
async fn nothing() -> (Arc<dyn Store>, Arc<Vault>, FamilyId) {
    nothing_in(Arc::new(Memory::default())).await
}

async fn nothing_in(store: Arc<dyn Store>) -> (Arc<dyn Store>, Arc<Vault>, FamilyId) {
    let vault = Arc::new(Vault::passing().unwrap());
    let id = FamilyId(new_id());
    let key = vault.new_family(id).unwrap();
    let row = FamilyRow { id, key_version: key.version(), sealed_name: vec![] };
    store.create_family(row).await.unwrap();
    (store, vault, id)
}

pub fn speak(n: u64) -> Sent {
    let language = [Language::Da, Language::En][usize::try_from(n % 2).unwrap()];
    sent(Command::People(people::Command::Speak { language }))
}

// [S7]
#[tokio::test]
async fn a_room_that_hears_a_command_was_carried_out_elsewhere_catches_up() {
    let (store, vault, id) = nothing().await;
    let rooms = || {
        let others = Others::new(vault.clone(), Clock::standing(noon()));
        Rooms::new(store.clone(), vault.clone(), Clock::standing(noon()), others)
    };
    let (one, other) = (rooms(), rooms());
    let (mette, ali) = (member("Mette", Role::Professional), member("Ali", Role::Child));
    let (me, child): (MemberId, _) = (mette.id, ali.id);
    one.send(id, me, found(id, mette, ali), Proof::Lacking).await.unwrap();
    let seq = async |rooms: &Rooms| rooms.view(id, me).await.unwrap().unwrap().seq;
    assert_eq!(seq(&one).await, seq(&other).await);
    let said = sent(place(child, "", Seen::Circle));
    let first = one.send(id, me, said.clone(), Proof::Lacking).await.unwrap();
    // The answer was lost; the client came back to the other process.
    let again = other.send(id, me, said, Proof::Lacking).await.unwrap();
    assert_eq!(first, again);
    assert_eq!(first.outcome, Outcome::Done { seq: seq(&other).await });
    assert_eq!(seq(&one).await, seq(&other).await);
}

// [S29]
#[tokio::test]
async fn a_damaged_snapshot_is_passed_over_and_the_log_is_folded() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let mette = family(&server).await;
    mette.does(place(mette.child().await, "det står her endnu", Seen::Circle)).await;
    let before = mette.view().await;
    server.stop().await;
    let server = Running::on_disk(folder.path()).await;
    let damaged = SealedSnapshot { seq: 2, version: SNAPSHOT_VERSION, body: vec![7; 80] };
    server.store.put_snapshot(mette.family, 1, damaged).await.unwrap();
    let (_, fault) =
        check(server.store.clone(), server.parts.vault.clone(), mette.family).await.unwrap();
    assert!(fault == Some(Fault::Snapshot), "it is one that would be read");
    let client = Client { base: server.url(""), ..mette.client.clone() };
    let mette = Person { client, ..mette };
    assert!(mette.view().await == before);
}

/// So many events, and many more than lie between two snapshots.
const MANY: u64 = 2_000;

/// What lies before the snapshot is made unreadable: whoever read one event of it would fail.
// [S29]
#[tokio::test]
async fn a_room_is_opened_without_reading_what_lies_before_the_snapshot() {
    let (store, vault, id) = nothing().await;
    let rooms = || {
        let others = Others::new(vault.clone(), Clock::standing(noon()));
        Rooms::new(store.clone(), vault.clone(), Clock::standing(noon()), others)
    };
    let (mette, ali) = (member("Mette", Role::Professional), member("Ali", Role::Child));
    let (me, first) = (mette.id, rooms());
    first.send(id, me, found(id, mette, ali), Proof::Lacking).await.unwrap();
    for n in 2..=MANY {
        let answer = first.send(id, me, speak(n), Proof::Lacking).await.unwrap();
        assert_eq!(answer.outcome, Outcome::Done { seq: nth(n) });
    }
    let kept = loop {
        match store.snapshot(id).await.unwrap() {
            Some(kept) if kept.seq + 200 > MANY => break kept,
            _ => tokio::task::yield_now().await,
        }
    };
    let before = first.view(id, me).await.unwrap().unwrap();
    let torn = |it: SealedEvent| match it.seq {
        seq if seq <= kept.seq => SealedEvent { body: vec![0; 40], ..it },
        _ => it,
    };
    let events: Vec<_> = store.events(id, 0).await.unwrap().into_iter().map(torn).collect();
    let tail = events.iter().filter(|it| it.seq > kept.seq).count();
    assert!(tail < 200, "{tail} events are read beside the snapshot, of {}", events.len());
    store.reseal(id, events.into_iter().map(|it| (it, None)).collect(), None).await.unwrap();
    assert!(rooms().view(id, me).await.unwrap().unwrap() == before);
    let (_, fault) = check(store.clone(), vault.clone(), id).await.unwrap();
    assert!(fault == Some(Fault::Event { after: 0 }), "the rest cannot be read");
}

/// It opens and can be read, and is how the family stood one event before.
#[tokio::test]
async fn a_check_finds_a_snapshot_that_is_not_what_the_events_give() {
    let (folder, database) = (tempfile::tempdir().unwrap(), database().await);
    let file = Sqlite::open(&folder.path().join("test.db")).await.unwrap();
    finds_another_snapshot(Arc::new(file)).await;
    finds_another_snapshot(Arc::new(Postgres::open(&database.url).await.unwrap())).await;
}

async fn finds_another_snapshot(store: Arc<dyn Store>) {
    let (store, vault, id) = nothing_in(store).await;
    let others = Others::new(vault.clone(), Clock::standing(noon()));
    let rooms = Rooms::new(store.clone(), vault.clone(), Clock::standing(noon()), others);
    let (mette, ali) = (member("Mette", Role::Professional), member("Ali", Role::Child));
    let me = mette.id;
    rooms.send(id, me, found(id, mette, ali), Proof::Lacking).await.unwrap();
    let mut n = 1;
    let kept = loop {
        n += 1;
        rooms.send(id, me, speak(n), Proof::Lacking).await.unwrap();
        match store.snapshot(id).await.unwrap() {
            Some(kept) => break kept,
            None => tokio::task::yield_now().await,
        }
    };
    let fault = async || check(store.clone(), vault.clone(), id).await.unwrap().1;
    assert_eq!(fault().await, None);
    let key = vault.family(id, 1).unwrap();
    let plain = key.open(Table::Snapshots, kept.seq, &kept.body).unwrap();
    let seq = kept.seq + 1;
    let body = key.seal(Table::Snapshots, seq, &plain).unwrap();
    rooms.send(id, me, speak(n + 1), Proof::Lacking).await.unwrap();
    let late = SealedSnapshot { seq, body, ..kept };
    store.put_snapshot(id, 1, late).await.unwrap();
    assert_eq!(fault().await, Some(Fault::Snapshot));
}

// [S30]
#[tokio::test]
async fn a_room_that_nobody_is_in_is_given_back_and_opens_again() {
    let (store, vault, id) = nothing().await;
    let clock = Clock::standing(noon());
    let others = Others::new(vault.clone(), Clock::standing(noon()));
    let rooms = Rooms::new(store, vault, clock.clone(), others);
    let (mette, ali) = (member("Mette", Role::Professional), member("Ali", Role::Child));
    let me = mette.id;
    rooms.send(id, me, found(id, mette, ali), Proof::Lacking).await.unwrap();
    clock.goes_by(NEARLY);
    rooms.view(id, me).await.unwrap();
    clock.goes_by(NEARLY);
    assert_eq!(rooms.count(), 1, "somebody asked meanwhile");
    clock.goes_by(IDLE);
    while rooms.count() > 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(rooms.view(id, me).await.unwrap().unwrap().seq, nth(1));
}

/// A room that somebody is in is not given back with the others.
// [S30] [S36]
#[tokio::test]
async fn of_five_hundred_rooms_only_the_one_that_somebody_is_in_stays_open() {
    const ROOMS: usize = 500;
    let server = Running::start().await;
    let (rooms, mette) = (&server.parts.rooms, family(&server).await);
    let mut socket = Socket::enter(&mette, 0).await;
    socket.snapshot().await;
    for _ in 1..ROOMS {
        let (founder, ali) = (member("Mette", Role::Guardian), member("Ali", Role::Child));
        let (id, me) = (FamilyId(new_id()), founder.id);
        let key = server.parts.vault.new_family(id).unwrap();
        let row = FamilyRow { id, key_version: key.version(), sealed_name: vec![] };
        server.store.create_family(row).await.unwrap();
        rooms.send(id, me, found(id, founder, ali), Proof::Lacking).await.unwrap();
    }
    assert_eq!(rooms.count(), ROOMS);
    // All the while somebody is there, and says so when asked.
    let mut gone = Duration::ZERO;
    while gone <= IDLE {
        server.clock.goes_by(HERE);
        gone += HERE;
        socket.until(|it| matches!(it, FromServer::Here {}).then_some(())).await;
        socket.say(&FromClient::Knock {}).await;
        socket.until(|it| matches!(it, FromServer::Here {}).then_some(())).await;
    }
    let given_back = async {
        while rooms.count() > 1 {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_mins(1), given_back).await.expect("nobody is in them");
    mette.does(place(mette.child().await, "vi ses", Seen::Circle)).await;
    socket.news().await;
}

/// Here nobody is known yet from whom the address is kept: that was written by another process a moment ago.
#[tokio::test]
async fn whether_a_proof_is_needed_is_asked_of_what_is_decided_on() {
    let (store, vault, id) = nothing().await;
    let rooms = || {
        let others = Others::new(vault.clone(), Clock::standing(noon()));
        Rooms::new(store.clone(), vault.clone(), Clock::standing(noon()), others)
    };
    let (amina, ali) = (member("Amina", Role::Guardian), member("Ali", Role::Child));
    let (me, child, address) = (amina.id, ali.id, FactId(new_id()));
    let keeps = |changes: bool, kept: &[MemberId]| {
        let from = Noted { text: "Kanarievej 12".into(), ..Noted::default() };
        sent(Command::Shield(Shield::Set {
            id: address,
            about: me,
            kind: Kind::Address,
            text: "Kanarievej 12".into(),
            words: Vec::new(),
            known_to: BTreeSet::new(),
            kept_from: kept.iter().copied().collect(),
            dialogue: None,
            from: changes.then(|| from.into()),
        }))
    };
    let (here, there) = (rooms(), rooms());
    let done = async |rooms: &Rooms, sent, proof| {
        let answer = rooms.send(id, me, sent, proof).await.unwrap();
        match answer.outcome {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused { refusal } => Err(refusal),
        }
    };
    done(&here, found(id, amina, ali), Proof::Lacking).await.unwrap();
    done(&here, keeps(false, &[]), Proof::Lacking).await.unwrap();
    done(&there, keeps(true, &[child]), Proof::Lacking).await.unwrap();
    let removes = sent(Command::Shield(Shield::Remove { id: address }));
    let refused = done(&here, removes.clone(), Proof::Lacking).await;
    assert_eq!(refused, Err(Refusal::ProveFirst));
    assert_eq!(store.events(id, 0).await.unwrap().len(), 3);
    assert_eq!(
        done(&here, removes, Proof::Given).await,
        Ok(()),
        "no receipt says that it was refused"
    );
}

/// [S7] The answer was lost, and by now the proof is old: it is told what became of it, and does it no second time.
#[tokio::test]
async fn what_was_done_with_a_proof_is_answered_again_without_one() {
    let (store, vault, id) = nothing().await;
    let rooms = || {
        let others = Others::new(vault.clone(), Clock::standing(noon()));
        Rooms::new(store.clone(), vault.clone(), Clock::standing(noon()), others)
    };
    let (amina, ali) = (member("Amina", Role::Guardian), member("Ali", Role::Child));
    let me = amina.id;
    let here = rooms();
    let founds = found(id, amina, ali);
    here.send(id, me, founds, Proof::Lacking).await.unwrap();
    let name = "Familien ved åen".to_owned();
    let erases = sent(Command::People(people::Command::Erase { name }));
    let refused = here.send(id, me, erases.clone(), Proof::Lacking).await.unwrap();
    assert_eq!(refused.outcome, Outcome::Refused { refusal: Refusal::ProveFirst });
    let done = here.send(id, me, erases.clone(), Proof::Given).await.unwrap();
    assert!(matches!(done.outcome, Outcome::Done { .. }));
    let wrote = store.events(id, 0).await.unwrap().len();
    // The same process, and one that was started since.
    for rooms in [&here, &rooms()] {
        let again = rooms.send(id, me, erases.clone(), Proof::Lacking).await.unwrap();
        assert_eq!(again.outcome, done.outcome);
    }
    assert_eq!(store.events(id, 0).await.unwrap().len(), wrote);
}
