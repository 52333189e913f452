//! What opening a family costs that has been used for years, beside one that has just begun, where both hold the same to look at;
//! and what it costs where everything that was written is still there.

use crate::Done;
use crate::report::{Report, median};
use crate::running::scratch;
use chrono::NaiveDate;
use domain::people::{self, Language, Member, Role};
use domain::protocol::{Outcome, Sent};
use domain::{CardId, Command, CommandId, FamilyId, MemberId, talk};
use server::clock::{Clock, new_id};
use server::live::{Others, Proof, Rooms};
use server::looked::chain::Links;
use server::store::{Append, Chain, FamilyRow, Memory, Receipt, SealedSnapshot, Sqlite, Store};
use server::vault::Vault;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, timeout};

const SHORT: u64 = 200;
const LONG: u64 = 20_000;
/// In the family that keeps everything, each so many-th event is a card.
const A_CARD: u64 = 100;
/// So many events each has after its last snapshot: about as many as there are between two of them on the average.
const AFTER: usize = 100;
/// Each is opened so often, one after the other in turn.
const ROUNDS: usize = 200;
/// A snapshot takes milliseconds.
const A_WHILE: Duration = Duration::from_mins(1);
/// So many events are copied in one transaction.
const TOGETHER: usize = 500;

pub async fn measure(report: &mut Report) -> Done {
    let folder = scratch()?;
    let disk: Arc<dyn Store> = Arc::new(Sqlite::open(&folder.path().join("opening.db")).await?);
    let vault = Arc::new(Vault::passing()?);
    let short = used(&disk, &vault, SHORT, None).await?;
    let long = used(&disk, &vault, LONG, None).await?;
    let full = used(&disk, &vault, LONG, Some(A_CARD)).await?;
    let (mut quick, mut slow, mut heavy) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        quick.push(opened(&disk, &vault, short).await?);
        slow.push(opened(&disk, &vault, long).await?);
        heavy.push(opened(&disk, &vault, full).await?);
    }
    let (quick, slow, heavy) = (median(&mut quick), median(&mut slow), median(&mut heavy));
    let conditions = format!("until a member's copy is there; SQLite; median of {ROUNDS}");
    report.say(&format!("open a family of {SHORT} events"), quick, "ms", &conditions);
    report.say(&format!("open a family of {LONG} events"), slow, "ms", &conditions);
    report.say("the one to the other", slow / quick, "", "goal: at most 1.2");
    let name = format!("open a family of {LONG} events with {} cards to see", LONG / A_CARD);
    report.say(&name, heavy, "ms", &conditions);
    Ok(())
}

/// A family with about so many events, of which all but the first change one thing to and fro, or each so many-th is a card. Made in memory, then laid on disk
/// as far as both have as much to read after their snapshot.
pub async fn used(
    disk: &Arc<dyn Store>,
    vault: &Arc<Vault>,
    events: u64,
    a_card: Option<u64>,
) -> Done<(FamilyId, MemberId)> {
    let (id, me) = (FamilyId(new_id()), MemberId(new_id()));
    let chain = Arc::new(Links::new(vault.new_family(id)?));
    let key_version = chain.key_version();
    let row = || FamilyRow { id, key_version, sealed_name: vec![] };
    let memory: Arc<dyn Store> = Arc::new(Memory::default());
    memory.create_family(row()).await?;
    disk.create_family(row()).await?;
    disk.begin_looks(id, chain.clone()).await?;
    let rooms = Rooms::new(
        memory.clone(),
        vault.clone(),
        Clock::system(),
        Others::new(vault.clone(), Clock::system()),
    );
    let child = MemberId(new_id());
    rooms.send(id, me, sent(Command::People(found(id, me, child))), Proof::Lacking).await?;
    let mut kept = None;
    for seq in 2..=events + AFTER as u64 {
        if seq == events + 1 {
            kept = Some(last_snapshot(&memory, vault, (id, me), events).await?);
        }
        let deed = match a_card {
            Some(each) if seq.is_multiple_of(each) => card(child),
            _ => speak(seq),
        };
        let answer = rooms.send(id, me, sent(deed), Proof::Lacking).await?;
        // Whoever is answered counts in numbers of their own.
        if !matches!(answer.outcome, Outcome::Done { .. }) {
            return Err("a command was not carried out".into());
        }
    }
    let kept = kept.ok_or("a family has a snapshot")?;
    let mut all = memory.events(id, 0).await?;
    all.truncate(usize::try_from(kept.seq)? + AFTER);
    for (number, events) in all.chunks(TOGETHER).enumerate() {
        let receipts = vec![Receipt { command: CommandId(new_id()), answer: vec![] }];
        let (expected, events) = ((number * TOGETHER) as u64, events.to_vec());
        let chain = chain.clone();
        disk.append(Append {
            family: id,
            expected,
            events,
            receipts,
            chain,
            ends: None,
            vacates: None,
        })
        .await?;
    }
    disk.put_snapshot(id, key_version, kept).await?;
    Ok((id, me))
}

/// Of the last events there may be none: its turn was another's, and nobody wrote after that. A room that is opened anew asks for its turn again.
async fn last_snapshot(
    memory: &Arc<dyn Store>,
    vault: &Arc<Vault>,
    (id, me): (FamilyId, MemberId),
    events: u64,
) -> Done<SealedSnapshot> {
    opened(memory, vault, (id, me)).await?;
    let made = async {
        loop {
            match memory.snapshot(id).await? {
                Some(kept) if kept.seq + SHORT > events => return Ok(kept),
                _ => tokio::task::yield_now().await,
            }
        }
    };
    let late = format!("no snapshot of the last {SHORT} of {events} events within {A_WHILE:?}");
    timeout(A_WHILE, made).await.map_err(|_| late)?
}

/// In milliseconds.
async fn opened(
    disk: &Arc<dyn Store>,
    vault: &Arc<Vault>,
    (family, me): (FamilyId, MemberId),
) -> Done<f64> {
    let begun = Instant::now();
    let rooms = Rooms::new(
        disk.clone(),
        vault.clone(),
        Clock::system(),
        Others::new(vault.clone(), Clock::system()),
    );
    rooms.view(family, me).await?.ok_or("there is a seat")?;
    Ok(begun.elapsed().as_secs_f64() * 1000.0)
}

fn sent(command: Command) -> Sent {
    Sent { id: CommandId(new_id()), command }
}

fn speak(seq: u64) -> Command {
    let language = if seq.is_multiple_of(2) { Language::En } else { Language::Da };
    Command::People(people::Command::Speak { language })
}

fn card(about: MemberId) -> Command {
    let text =
        "Han griner, når bedstemor læser højt, og sover bedre de dage, hvor vi går hjem sammen";
    let (id, column) = (CardId(new_id()), talk::Column::Works);
    let (text, notices, on) = (text.to_owned(), String::new(), NaiveDate::default());
    Command::Talk(talk::Command::Write {
        id,
        about,
        column,
        text,
        notices,
        dialogue: None,
        on,
        shared: true,
    })
}

fn found(family: FamilyId, me: MemberId, child: MemberId) -> people::Command {
    let person = |id, name: &str, role| Member {
        id,
        name: name.to_owned(),
        role,
        title: String::new(),
        born: None,
        language: Language::Da,
        joined: false,
    };
    people::Command::Found {
        family,
        name: "Familien ved åen".to_owned(),
        note: String::new(),
        founder: person(me, "Mette", Role::Professional),
        children: vec![person(child, "Ali", Role::Child)],
    }
}
