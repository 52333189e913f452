//! Several commands at one door: a room takes what came together and writes it at once, or each by itself.

use crate::given::{found, member, noon, place, sent};
use crate::rooms::speak;
use crate::throwaway::database;
use domain::people::Role;
use domain::protocol::{Answer, Outcome, Sent, Snapshot};
use domain::ruler::{self, Seen};
use domain::{Command, FamilyId, MemberId, Refusal};
use server::clock::{Clock, new_id};
use server::live::{Others, Proof, Rooms, check};
use server::store::{FamilyRow, Memory, Postgres, Sqlite, Store};
use server::vault::Vault;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::task::JoinSet;

/// Crowds that come to each of two processes.
const CROWDS: usize = 12;
/// Commands of one crowd, without what is sent again.
const EACH: usize = 9;

/// Two processes over one store, and a family.
struct Town {
    store: Arc<dyn Store>,
    vault: Arc<Vault>,
    rooms: [Rooms; 2],
    family: FamilyId,
    me: MemberId,
    child: MemberId,
}

impl Town {
    async fn new(stores: [Arc<dyn Store>; 2]) -> Self {
        let vault = Arc::new(Vault::passing().unwrap());
        let clock = Clock::standing(noon());
        let rooms = stores.clone().map(|store| {
            let others = Others::new(vault.clone(), clock.clone());
            Rooms::new(store, vault.clone(), clock.clone(), others)
        });
        let [store, _] = stores;
        let (mette, ali) = (member("Mette", Role::Professional), member("Ali", Role::Child));
        let (family, me, child) = (FamilyId(new_id()), mette.id, ali.id);
        let key_version = vault.new_family(family).unwrap().version();
        store
            .create_family(FamilyRow { id: family, key_version, sealed_name: vec![] })
            .await
            .unwrap();
        rooms[0].send(family, me, found(family, mette, ali), Proof::Lacking).await.unwrap();
        Self { store, vault, rooms, family, me, child }
    }

    /// Most that may come to one door: what is done, what is refused, what comes twice, and what is written by itself.
    fn crowd(&self, number: usize) -> Vec<Sent> {
        let command = |n: usize| match (number + n) % 9 {
            4 => sent(place(MemberId(new_id()), "et fremmed barn", Seen::Circle)),
            7 => speak(number as u64),
            _ => sent(place(self.child, &format!("{number}.{n}"), Seen::Circle)),
        };
        let mut all: Vec<_> = (0..EACH).map(command).collect();
        // One is sent again beside itself; of every third crowd nothing is, so that it is written as one.
        if !number.is_multiple_of(3) {
            all.insert(number % EACH, all[(number * 7) % EACH].clone());
        }
        all
    }

    async fn view(&self, rooms: &Rooms) -> Snapshot {
        rooms.view(self.family, self.me).await.unwrap().unwrap()
    }
}

/// Whatever of it is written together: each is done once, or refused, is answered the same by everybody whenever it is asked again, and
/// both processes see the same.
async fn of_a_crowd_each_is_done_once(stores: [Arc<dyn Store>; 2]) {
    let town = Arc::new(Town::new(stores).await);
    let mut answers = BTreeMap::new();
    let mut all = Vec::new();
    for number in 0..CROWDS {
        let mut coming = JoinSet::new();
        for (place, rooms) in town.rooms.iter().enumerate() {
            for sent in town.crowd(2 * number + place) {
                all.push(sent.clone());
                let (town, rooms) = (town.clone(), rooms.clone());
                coming.spawn(async move {
                    let proof = Proof::Lacking;
                    rooms.send(town.family, town.me, sent, proof).await.unwrap()
                });
            }
        }
        for Answer { id, outcome } in coming.join_all().await {
            assert_eq!(*answers.entry(id).or_insert(outcome), outcome, "one answer for each");
        }
    }
    let refused = |it: &&Outcome| matches!(it, Outcome::Refused { refusal: Refusal::Unknown });
    assert!(answers.values().filter(refused).count() >= CROWDS, "a stranger is placed by nobody");
    for rooms in &town.rooms {
        for sent in &all {
            let again =
                rooms.send(town.family, town.me, sent.clone(), Proof::Lacking).await.unwrap();
            assert_eq!(is_done(&again.outcome), is_done(&answers[&sent.id]));
        }
    }
    let [one, other] = [town.view(&town.rooms[0]).await, town.view(&town.rooms[1]).await];
    assert!(one == other);
    let seen = serde_json::to_string(&one).unwrap();
    for (sent, note) in all.iter().filter_map(|it| Some((it, note(it)?))) {
        let times = usize::from(is_done(&answers[&sent.id]));
        assert_eq!(seen.matches(&format!("\"{note}\"")).count(), times, "{note}");
    }
    let (_, fault) = check(town.store.clone(), town.vault.clone(), town.family).await.unwrap();
    assert_eq!(fault, None);
}

const fn is_done(it: &Outcome) -> bool {
    matches!(it, Outcome::Done { .. })
}

/// What was written beside a placement.
fn note(it: &Sent) -> Option<&str> {
    match &it.command {
        Command::Ruler(ruler::Command::Place { because, .. }) => Some(because),
        _ => None,
    }
}

// [S7]
#[tokio::test]
async fn of_a_crowd_each_is_done_once_in_memory() {
    let store: Arc<dyn Store> = Arc::new(Memory::default());
    of_a_crowd_each_is_done_once([store.clone(), store]).await;
}

// [S7]
#[tokio::test]
async fn of_a_crowd_each_is_done_once_in_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("crowd.db");
    let open = async || Arc::new(Sqlite::open(&path).await.unwrap());
    of_a_crowd_each_is_done_once([open().await, open().await]).await;
}

// [S7]
#[tokio::test]
async fn of_a_crowd_each_is_done_once_in_postgres() {
    let database = database().await;
    let open = async || Arc::new(Postgres::open(&database.url).await.unwrap());
    of_a_crowd_each_is_done_once([open().await, open().await]).await;
}
