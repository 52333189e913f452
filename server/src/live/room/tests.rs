use super::*;
use crate::clock::new_id;
use crate::live::ask::Asked;
use crate::live::check;
use crate::live::here::MOST_WAITING;
use crate::rotation::rotate;
use crate::store::{FamilyRow, Memory, Sqlite, Store};
use crate::vault::{Table, Vault};
use chrono::DateTime;
use domain::consent::{Command as Consent, Heard, Section};
use domain::people::{self, Command as People, Role};
use domain::protocol::Answer;
use domain::{Command, CommandId, FamilyId, InvitationId, PlacementId, ruler};
use std::collections::BTreeSet;
use tokio::sync::oneshot;
use tokio::task::yield_now;

/// A room of a new family, and what it stands on.
async fn room(keeper: Keeper) -> (Room, Arc<dyn Store>, FamilyId) {
    let store: Arc<dyn Store> = Arc::new(Memory::default());
    let (room, id) = room_in(&store, &Arc::new(Vault::passing().expect("a key")), keeper).await;
    (room, store, id)
}

/// The same in a store that is there.
async fn room_in(store: &Arc<dyn Store>, vault: &Arc<Vault>, keeper: Keeper) -> (Room, FamilyId) {
    let id = FamilyId(new_id());
    let key = vault.new_family(id).expect("a key");
    let sealed_name = key.seal(Table::FamilyNames, 0, b"Familien").expect("a sealed name");
    let row = FamilyRow { id, key_version: key.version(), sealed_name };
    store.create_family(row).await.expect("a new family");
    let log = Log::open(store.clone(), vault.clone(), id).await.ok().flatten().expect("a log");
    let clock = Clock::standing(DateTime::from_timestamp(1_800_000_000, 0).expect("a moment"));
    let others = Others::new(vault.clone(), clock.clone());
    let shown = Arc::new(AtomicU64::new(0));
    let room = Room::open(log, clock, others, keeper, shown).await;
    (room.expect("an empty room"), id)
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
// [S29]
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

/// When its turn comes one family has another key, another none any more, and of the third there is nothing left at all.
// [S29]
#[tokio::test]
async fn a_snapshot_that_waited_is_sealed_with_the_key_that_there_is_by_then() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = Sqlite::open(&folder.path().join("test.db")).await.expect("a database");
    let (store, vault) = (Arc::new(file), Vault::open(folder.path(), None).expect("keys"));
    let (store, vault): (Arc<dyn Store>, _) = (store, Arc::new(vault));
    let (keeper, mut rooms) = (Keeper::default(), Vec::new());
    for _ in 0..3 {
        let (mut room, id) = room_in(&store, &vault, keeper.clone()).await;
        founded(&mut room, id).await;
        rooms.push(room);
    }
    let [rekeyed, erased, gone] = [0, 1, 2].map(|at: usize| rooms[at].log.family());
    let turn = keeper.turn().await;
    for room in &rooms {
        keeper.begin_last(&room.log, &room.fold, room.seq);
    }
    yield_now().await;
    assert!(rotate(store.as_ref(), &vault, rekeyed).await.expect("a new key"));
    for id in [erased, gone] {
        vault.erase(id, rooms[0].clock.now()).expect("it is erased");
    }
    store.erase_family(gone).await.expect("a store");
    drop(turn);
    drop(keeper.turn().await);
    let kept = async |id| store.snapshot(id).await.expect("a store");
    let snapshot = kept(rekeyed).await.expect("its turn has come");
    let key = vault.family(rekeyed, 2).expect("the new key");
    assert!(key.is_of_this_version(Table::Snapshots, snapshot.seq, &snapshot.body));
    for id in [erased, gone] {
        assert!(kept(id).await.is_none());
    }
    for (id, events) in [(rekeyed, 1), (erased, 0), (gone, 0)] {
        let found = check(store.clone(), vault.clone(), id).await.expect("a store");
        assert_eq!(found, (events, None));
    }
}

fn placed(child: MemberId) -> Sent {
    command(Command::Ruler(ruler::Command::Place {
        id: PlacementId(new_id()),
        child,
        setting: ruler::Setting::School,
        level: ruler::Level::ALL[1],
        on: DateTime::from_timestamp(1_800_000_000, 0).expect("a moment").date_naive(),
        because: String::new(),
        works: String::new(),
        one_up: String::new(),
        seen: ruler::Seen::Circle,
    }))
}

fn command(command: Command) -> Sent {
    Sent { id: CommandId(new_id()), command }
}

/// Somebody, and their child, in a family that they founded.
async fn founded(room: &mut Room, family: FamilyId) -> (MemberId, MemberId) {
    let member = |role| people::Member {
        id: MemberId(new_id()),
        name: "Mette".to_owned(),
        role,
        title: String::new(),
        born: None,
        language: people::Language::Da,
        joined: false,
    };
    let (founder, child) = (member(Role::Professional), member(Role::Child));
    let (me, of) = (founder.id, child.id);
    let (name, note, children) = ("Familien".to_owned(), String::new(), vec![child]);
    let command = Command::People(People::Found { family, name, note, founder, children });
    let sent = Sent { id: CommandId(new_id()), command };
    let outcome = room.carry_out(me.into(), &sent, Proof::Lacking).await;
    assert!(matches!(outcome, Ok(Outcome::Done { seq: 1 })));
    (me, of)
}

/// The same room in another process.
async fn elsewhere(room: &Room) -> Room {
    let log = room.log.anew().await.expect("the same log");
    let (clock, others, keeper) = (room.clock.clone(), room.others.clone(), Keeper::default());
    Room::open(log, clock, others, keeper, Arc::default()).await.expect("an open room")
}

fn ask(by: MemberId, sent: &Sent) -> (Ask, oneshot::Receiver<Result<Answer, LogError>>) {
    let (reply, answer) = oneshot::channel();
    let (actor, sent, proof) = (by.into(), sent.clone(), Proof::Lacking);
    (Ask::Do(Asked { actor, sent, proof, reply }), answer)
}

/// Lets them come together; the places in the log where each was written.
async fn come(room: &mut Room, by: MemberId, all: &[Sent]) -> Vec<u64> {
    let (asks, answers): (Vec<_>, Vec<_>) = all.iter().map(|sent| ask(by, sent)).unzip();
    room.answer(asks.into_iter()).await;
    let (mut seqs, store) = (Vec::new(), room.log.store.clone());
    for (sent, answer) in all.iter().zip(answers) {
        let answer = answer.await.expect("an answer").expect("no fault");
        assert!(matches!(answer.outcome, Outcome::Done { .. }) && answer.id == sent.id);
        let kept = store.answer(room.log.family(), sent.id).await.expect("a store");
        let kept = Log::receipt(&kept.expect("a receipt")).expect("an answer");
        let Outcome::Done { seq } = kept.outcome else { panic!("it was done") };
        assert_eq!(kept.events, Some(1));
        seqs.push(seq);
    }
    seqs
}

fn heard(seated: &mut Seated) -> Vec<usize> {
    let mut all = Vec::new();
    while let Ok(message) = seated.messages.try_recv() {
        if let FromServer::News { news } = &*message {
            all.push(news.events.len());
        }
    }
    all
}

/// What another process wrote in between fits the number that the second of two would have had. Neither may be lost for it.
// [S7]
#[tokio::test]
async fn what_comes_together_is_told_together_and_gives_way_together() {
    let (mut room, _, id) = room(Keeper::default()).await;
    let (me, child) = founded(&mut room, id).await;
    let mut seated = room.enter(me, 0).await.expect("a store").expect("a seat");
    heard(&mut seated);
    let three = [placed(child), placed(child), placed(child)];
    assert_eq!(come(&mut room, me, &three).await, [2, 3, 4]);
    assert_eq!(heard(&mut seated), [3], "one piece of news for all of them");
    let mut other = elsewhere(&room).await;
    assert_eq!(come(&mut other, me, &[placed(child)]).await, [5]);
    let again = [placed(child), placed(child)];
    assert_eq!(come(&mut room, me, &again).await, [6, 7]);
    assert_eq!(heard(&mut seated), [1, 1, 1], "first what the other wrote");
    other.catch_up().await.expect("a store");
    assert!(other.fold == room.fold && other.seq == 7);
}

/// Far more than waits for one client, and somebody comes in the middle of it.
// [S27]
#[tokio::test]
async fn however_much_another_process_wrote_nobody_here_is_too_slow_for_it() {
    let (mut room, _, id) = room(Keeper::default()).await;
    let (me, child) = founded(&mut room, id).await;
    let mut seated = room.enter(me, 0).await.expect("a store").expect("a seat");
    heard(&mut seated);
    let mut other = elsewhere(&room).await;
    let some = || (0..MOST_WAITING + 6).map(|_| placed(child)).collect::<Vec<_>>();
    come(&mut other, me, &some()).await;
    for _ in 0..MOST_WAITING / 2 {
        let name = command(Command::People(People::Rename {
            member: me,
            name: "Mette".to_owned(),
            title: new_id().to_string()[..8].to_owned(),
            from: None,
        }));
        come(&mut other, me, &[name, placed(child)]).await;
    }
    joined(&mut other, me, Role::Guardian).await;
    come(&mut other, me, &some()).await;
    room.answer(std::iter::once(Ask::Look)).await;
    assert_eq!(heard(&mut seated), [70 + 64 + 2 + 70]);
    assert!(seated.bye.is_empty() && room.seq == other.seq && room.fold == other.fold);
}

/// What the room took in is on no disk, and of what it stood on before there is no snapshot any more: another process has kept a later one.
// [S7]
#[tokio::test]
async fn a_room_goes_back_though_only_a_later_snapshot_is_kept() {
    let (mut room, _, id) = room(Keeper::default()).await;
    let (me, child) = founded(&mut room, id).await;
    let mut seated = room.enter(me, 0).await.expect("a store").expect("a seat");
    heard(&mut seated);
    let mut other = elsewhere(&room).await;
    assert_eq!(come(&mut other, me, &[placed(child)]).await, [2]);
    other.log.keep(other.fold.clone(), 2).await.expect("a snapshot");
    let two = [placed(child), placed(child)];
    assert_eq!(come(&mut room, me, &two).await, [3, 4]);
    assert_eq!(heard(&mut seated), [1, 1, 1], "first what the other wrote");
    assert!(seated.bye.is_empty() && !room.has_ended());
}

/// Lets somebody in, by a way in of their own.
async fn joined(room: &mut Room, by: MemberId, role: Role) -> MemberId {
    let (me, invitation) = (MemberId(new_id()), InvitationId(new_id()));
    let until = room.clock.now() + TimeDelta::days(1);
    let (name, title, language) = ("Amina".to_owned(), String::new(), people::Language::Da);
    let invite =
        People::Invite { id: invitation, role, who: None, usage: people::Use::Single, until };
    let join = People::Join { invitation, name, title, language };
    for (by, it) in [(by, invite), (me, join)] {
        let done = room.carry_out(by.into(), &command(Command::People(it)), Proof::Given).await;
        assert!(matches!(done, Ok(Outcome::Done { .. })));
    }
    me
}

/// In whichever order the two come.
#[tokio::test]
async fn what_is_said_together_with_a_withdrawal_is_not_told_to_whom_it_was_withdrawn_from() {
    let (mut room, _, id) = room(Keeper::default()).await;
    let (mette, child) = founded(&mut room, id).await;
    let amina = joined(&mut room, mette, Role::Guardian).await;
    let eva = joined(&mut room, amina, Role::Network).await;
    let (to, of, sections) = (eva, None, BTreeSet::from([Section::Ruler]));
    let until = room.day + TimeDelta::days(7);
    let (purpose, heard) = ("Vi vil gerne have dig med.".to_owned(), Heard::Fine);
    let give = || Consent::Give {
        to,
        of,
        sections: sections.clone(),
        purpose: purpose.clone(),
        until,
        heard,
    };
    let withdraw = || command(Command::Consent(Consent::Withdraw { to, of, section: None }));
    let mut seated = room.enter(eva, 0).await.expect("a store").expect("a seat");
    for two in [[placed(child), withdraw()], [withdraw(), placed(child)]] {
        let given = command(Command::Consent(give()));
        let done = room.carry_out(amina.into(), &given, Proof::Given).await;
        assert!(matches!(done, Ok(Outcome::Done { .. })));
        while seated.messages.try_recv().is_ok() {}
        let seqs = come(&mut room, amina, &two).await;
        assert_eq!(seqs[0] + 1, seqs[1], "written together");
        let (mut copies, mut told) = (0, 0);
        while let Ok(message) = seated.messages.try_recv() {
            match &*message {
                FromServer::Snapshot { snapshot } => {
                    assert!(snapshot.family.ruler.placements.is_empty());
                    copies += 1;
                }
                FromServer::News { .. } => told += 1,
                _ => {}
            }
        }
        assert_eq!((copies, told), (1, 0), "a copy without it, and nothing more");
    }
}
