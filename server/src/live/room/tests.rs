use super::*;
use crate::clock::new_id;
use crate::store::{FamilyRow, Memory, Store};
use crate::vault::Vault;
use chrono::DateTime;
use domain::people::Command as People;
use domain::{Command, CommandId, FamilyId, InvitationId};
use tokio::task::yield_now;

/// A room of a new family, and what it stands on.
async fn room(keeper: Keeper) -> (Room, Arc<dyn Store>, FamilyId) {
    let store: Arc<dyn Store> = Arc::new(Memory::default());
    let vault = Arc::new(Vault::passing().expect("a key"));
    let id = FamilyId(new_id());
    let key = vault.new_family(id).expect("a key");
    let row = FamilyRow { id, key_version: key.version(), sealed_name: vec![] };
    store.create_family(row).await.expect("a new family");
    let log = Log::open(store.clone(), vault.clone(), id).await.ok().flatten().expect("a log");
    let clock = Clock::standing(DateTime::from_timestamp(1_800_000_000, 0).expect("a moment"));
    let others = Others::new(vault, clock.clone());
    let shown = Arc::new(AtomicU64::new(0));
    let room = Room::open(log, clock, others, keeper, shown).await;
    (room.expect("an empty room"), store, id)
}

/// A store that was put back to an earlier day under a running server. (Without its mend this test never ends.)
#[tokio::test]
async fn a_room_that_is_ahead_of_its_store_says_so() {
    let (mut room, ..) = room(Keeper::default()).await;
    room.seq = 5;
    let command = Command::People(People::Revoke { id: InvitationId(new_id()) });
    let sent = Sent { id: CommandId(new_id()), command };
    let answer = room.carry_out(MemberId(new_id()).into(), &sent, Proof::Lacking).await;
    assert!(matches!(answer, Err(LogError::Behind { now: 0, room: 5 })));
}

/// As much as a snapshot is kept for has happened, and the turn is another's.
#[tokio::test]
async fn a_room_that_waits_for_its_turn_keeps_its_snapshot_when_it_closes() {
    let keeper = Keeper::default();
    let (other, ..) = room(keeper.clone()).await;
    assert!(keeper.begin(&other.log, &other.fold, 1), "nobody had it");
    let (mut room, store, id) = room(keeper.clone()).await;
    assert!(!keeper.begin(&room.log, &room.fold, EVERY), "one at a time");
    let kept = async || store.snapshot(id).await.expect("a store").map(|it| it.seq);
    room.close();
    let turn = keeper.turn().await;
    assert_eq!(kept().await, None, "nothing happened yet");
    room.seq = EVERY;
    room.close();
    yield_now().await;
    assert_eq!(kept().await, None, "nobody waits for it");
    drop(turn);
    drop(keeper.turn().await);
    assert_eq!(kept().await, Some(EVERY));
}
