//! A snapshot that hangs: somebody holds its row in PostgreSQL, and lets nobody else write it.

use crate::given::{found, member, noon};
use crate::rooms::speak;
use crate::throwaway::{Database, database};
use domain::people::Role;
use domain::protocol::Outcome;
use domain::{FamilyId, MemberId};
use server::clock::{Clock, new_id};
use server::live::{Others, Proof, Rooms};
use server::store::{FamilyRow, Postgres, Store};
use server::vault::Vault;
use sqlx::{Connection, PgConnection};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::task::yield_now;
use tokio::time::timeout;

/// As docs/sync.md says.
const EACH: u64 = 200;
const IDLE: Duration = Duration::from_mins(10);
/// Less than PostgreSQL waits for a lock.
const SOON: Duration = Duration::from_secs(2);

/// The rooms of a process over a PostgreSQL.
struct House {
    database: Database,
    store: Arc<dyn Store>,
    rooms: Rooms,
    clock: Clock,
    vault: Arc<Vault>,
}

/// A family with somebody who changes one thing to and fro.
struct Place {
    family: FamilyId,
    me: MemberId,
    said: AtomicU64,
}

impl House {
    async fn new() -> Self {
        let database = database().await;
        let store: Arc<dyn Store> = Arc::new(Postgres::open(&database.url).await.unwrap());
        let (vault, clock) = (Arc::new(Vault::passing().unwrap()), Clock::standing(noon()));
        let others = Others::new(vault.clone(), clock.clone());
        let rooms = Rooms::new(store.clone(), vault.clone(), clock.clone(), others);
        Self { database, store, rooms, clock, vault }
    }

    /// With a snapshot.
    async fn family(&self) -> Place {
        let (mette, ali) = (member("Mette", Role::Professional), member("Ali", Role::Child));
        let (id, me) = (FamilyId(new_id()), mette.id);
        let key_version = self.vault.new_family(id).unwrap().version();
        self.store.create_family(FamilyRow { id, key_version, sealed_name: vec![] }).await.unwrap();
        self.rooms.send(id, me, found(id, mette, ali), Proof::Lacking).await.unwrap();
        let place = Place { family: id, me, said: AtomicU64::new(1) };
        self.writes(&place, EACH).await;
        self.writes_until_kept(&place, 0).await;
        place
    }

    /// Each is answered soon.
    async fn writes(&self, place: &Place, commands: u64) {
        for _ in 0..commands {
            let n = place.said.fetch_add(1, Ordering::Relaxed);
            let sent = self.rooms.send(place.family, place.me, speak(n), Proof::Lacking);
            let answer = timeout(SOON, sent).await.expect("nobody waits for a snapshot").unwrap();
            assert!(matches!(answer.outcome, Outcome::Done { .. }));
        }
    }

    async fn kept(&self, place: &Place) -> u64 {
        self.store.snapshot(place.family).await.unwrap().map_or(0, |it| it.seq)
    }

    async fn writes_until_kept(&self, place: &Place, before: u64) {
        while self.kept(place).await <= before {
            self.writes(place, 1).await;
        }
    }

    /// Until all rooms are given back.
    async fn nobody(&self) {
        while self.rooms.count() > 0 {
            yield_now().await;
        }
    }

    async fn by_hand(&self) -> PgConnection {
        PgConnection::connect(&self.database.url).await.unwrap()
    }

    /// How many wait for a lock in this database.
    async fn waiting(&self, by_hand: &mut PgConnection) -> i64 {
        let sql = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        sqlx::query_scalar(sql).fetch_one(by_hand).await.unwrap()
    }
}

/// Three families: of one the snapshot hangs; one closes meanwhile, and its snapshot hangs too; one goes on as if nothing were.
// [S29] [S30]
#[tokio::test]
async fn a_snapshot_that_hangs_holds_back_no_command_and_no_other_room_for_long() {
    let house = House::new().await;
    let [hangs, closes, other] = [house.family().await, house.family().await, house.family().await];
    let (mut looking, mut holding) = (house.by_hand().await, house.by_hand().await);
    let mut held = holding.begin().await.unwrap();
    for place in [&hangs, &closes] {
        sqlx::query("select from snapshots where family_id = $1 for update")
            .bind(place.family.0)
            .execute(&mut *held)
            .await
            .unwrap();
    }
    let before = [house.kept(&hangs).await, house.kept(&closes).await, house.kept(&other).await];
    house.writes(&hangs, EACH).await;
    while house.waiting(&mut looking).await == 0 {
        house.writes(&hangs, 1).await;
    }
    house.writes(&closes, EACH + 1).await;
    assert_eq!(house.rooms.count(), 3);
    house.clock.goes_by(IDLE);
    timeout(SOON, house.nobody()).await.expect("a room that closes waits for no snapshot");
    house.writes(&closes, 1).await;
    house.writes(&hangs, 1).await;

    // The store gives the first up, and the second; then it is the third's turn.
    house.writes_until_kept(&other, before[2]).await;
    let after = [house.kept(&hangs).await, house.kept(&closes).await];
    assert_eq!(after, before[..2], "all the while the rows were held");
    assert_eq!(house.waiting(&mut looking).await, 0, "what was given up keeps no connection");
    held.rollback().await.unwrap();
    house.writes(&hangs, EACH).await;
    house.writes_until_kept(&hangs, before[0]).await;
}
