//! Rooms and what lies under them: two processes over one store, and a damaged snapshot.

use crate::given::{Client, Person, Running, family, found, member, noon, place, sent};
use domain::people::Role;
use domain::protocol::Outcome;
use domain::ruler::Seen;
use domain::{FamilyId, MemberId};
use server::clock::{Clock, new_id};
use server::live::{Others, Rooms};
use server::store::{FamilyRow, Memory, SealedSnapshot, Store};
use server::vault::Vault;
use std::sync::Arc;

#[tokio::test]
async fn a_room_that_hears_a_command_was_carried_out_elsewhere_catches_up() {
    let store: Arc<dyn Store> = Arc::new(Memory::default());
    let vault = Arc::new(Vault::passing().unwrap());
    let id = FamilyId(new_id());
    let key = vault.new_family(id).unwrap();
    let row = FamilyRow { id, key_version: key.version(), sealed_name: vec![] };
    store.create_family(row).await.unwrap();
    let rooms = || {
        let others = Others::new(vault.clone());
        Rooms::new(store.clone(), vault.clone(), Clock::standing(noon()), others)
    };
    let (one, other) = (rooms(), rooms());
    let (mette, ali) = (member("Mette", Role::Professional), member("Ali", Role::Child));
    let (me, child): (MemberId, _) = (mette.id, ali.id);
    one.send(id, me, found(id, mette, ali)).await.unwrap();
    let seq = async |rooms: &Rooms| rooms.view(id, me).await.unwrap().unwrap().seq;
    assert_eq!(seq(&one).await, seq(&other).await);
    let said = sent(place(child, "", Seen::Circle));
    let first = one.send(id, me, said.clone()).await.unwrap();
    // The answer was lost; the client came back to the other process.
    let again = other.send(id, me, said).await.unwrap();
    assert_eq!(first, again);
    assert_eq!(first.outcome, Outcome::Done { seq: seq(&other).await });
    assert_eq!(seq(&one).await, seq(&other).await);
}

#[tokio::test]
async fn a_damaged_snapshot_is_passed_over_and_the_log_is_folded() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::on_disk(folder.path()).await;
    let mette = family(&server).await;
    mette.does(place(mette.child().await, "det står her endnu", Seen::Circle)).await;
    let before = mette.view().await;
    server.stop().await;
    let server = Running::on_disk(folder.path()).await;
    let damaged = SealedSnapshot { seq: 2, version: 2, body: vec![7; 80] };
    server.store.put_snapshot(mette.family, damaged).await.unwrap();
    let client = Client { base: server.url(""), ..mette.client.clone() };
    let mette = Person { client, ..mette };
    assert!(mette.view().await == before);
}
