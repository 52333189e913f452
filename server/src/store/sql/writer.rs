//! Group commit. A commit waits for the disk; while it waits, the appends of all rooms gather, and the next commit takes them
//! all. So the disk sets how long one command takes, not how many families can be served. Who has looked goes the same way: a
//! look costs no wait for the disk of its own.
//!
//! A disk that is quick leaves little time to gather, and each commit costs the processor something however little it takes in. So where
//! several came together, which says that many are at work, the next are given a moment ([`MOMENT`]). One who is alone never waits.

use super::port::patient;
use super::rekeying::versions;
use super::{BEGIN_WRITE, Pool, batch, looked};
use crate::store::{Append, Appended, Hash, Look, StoreError, changes};
use domain::FamilyId;
use std::collections::HashMap;
use std::io;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::time::sleep;

/// The most that one transaction takes in: enough to fill a disk's waiting time.
const MOST_TOGETHER: usize = 256;
/// So many in one commit say that more are about to come.
const SEVERAL: usize = 4;
/// How long those that are about to come are waited for. Nobody feels it; half as many commits are a tenth of the processor.
const MOMENT: Duration = Duration::from_millis(1);

/// What is to be written.
enum Write {
    Append(Digested),
    Look(Look),
}

/// What one command does, with the hash of each event's body: made where it came from, so that the one writer need not.
pub(super) struct Digested {
    pub(super) append: Append,
    pub(super) digests: Vec<Hash>,
}

impl From<Append> for Digested {
    fn from(append: Append) -> Self {
        let digests = append.events.iter().map(changes::digest).collect();
        Self { append, digests }
    }
}

impl Write {
    fn family(&self) -> FamilyId {
        match self {
            Self::Append(it) => it.append.family,
            Self::Look(look) => look.family,
        }
    }

    /// How many commands and looks.
    const fn things(&self) -> usize {
        match self {
            Self::Append(it) => it.append.receipts.len(),
            Self::Look(_) => 1,
        }
    }
}

/// What became of it. A look is always written.
enum Written {
    Append(Appended),
    Look,
}

type Answer = Result<Written, StoreError>;

struct Waiting {
    write: Write,
    answer: oneshot::Sender<Answer>,
}

/// The way to the one task that appends. It ends when the store is dropped.
pub(super) struct Writer(mpsc::Sender<Waiting>);

impl Writer {
    /// `wrote` hears of each commit how many commands and looks were in it.
    pub(super) fn start(pool: Pool, mut wrote: impl FnMut(usize) + Send + 'static) -> Self {
        let (sender, mut waiting) = mpsc::channel(MOST_TOGETHER);
        tokio::spawn(async move {
            let mut batch = Vec::new();
            loop {
                let came = waiting.recv_many(&mut batch, MOST_TOGETHER).await;
                if came == 0 {
                    break;
                }
                let things = batch.iter().map(|it: &Waiting| it.write.things()).sum();
                metrics::histogram!("familiedialog_commit_appends").record(things as f64);
                write(&pool, in_order(std::mem::take(&mut batch))).await;
                wrote(things);
                if came >= SEVERAL {
                    sleep(MOMENT).await;
                }
            }
        });
        Self(sender)
    }

    pub(super) async fn append(&self, append: Append) -> Result<Appended, StoreError> {
        match self.put(Write::Append(append.into())).await? {
            Written::Append(appended) => Ok(appended),
            Written::Look => Err(StoreError::Closed),
        }
    }

    pub(super) async fn look(&self, look: Look) -> Result<(), StoreError> {
        self.put(Write::Look(look)).await.map(drop)
    }

    async fn put(&self, write: Write) -> Answer {
        let (answer, answered) = oneshot::channel();
        self.0.send(Waiting { write, answer }).await.map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }
}

/// In the order in which every process takes the families' locks, so that none waits for another in a circle. Within a family the order stays.
fn in_order(mut batch: Vec<Waiting>) -> Vec<Waiting> {
    batch.sort_by_key(|it| it.write.family());
    batch
}

/// All together; if that fails, each by itself, so that one family's trouble is not everybody's. But a database that is away is away for
/// all of them: whoever comes after them is not to wait until each has found that out.
async fn write(pool: &Pool, batch: Vec<Waiting>) {
    let writes: Vec<&Write> = batch.iter().map(|it| &it.write).collect();
    match patient(commit(pool, &writes)).await {
        Ok(done) => batch.into_iter().zip(done).for_each(|(it, done)| tell(it, Ok(done))),
        Err(StoreError::Away(error)) => {
            let words = error.to_string();
            let away = || Err(StoreError::Away(sqlx::Error::Io(io::Error::other(words.clone()))));
            for it in batch {
                tell(it, away());
            }
        }
        Err(error) => match <[Waiting; 1]>::try_from(batch) {
            Ok([it]) => tell(it, Err(error)),
            Err(batch) => one_by_one(pool, batch).await,
        },
    }
}

async fn one_by_one(pool: &Pool, batch: Vec<Waiting>) {
    for it in batch {
        let done = patient(commit(pool, &[&it.write])).await;
        let done = done.and_then(|mut done| done.pop().ok_or(StoreError::Closed));
        tell(it, done);
    }
}

async fn commit(pool: &Pool, writes: &[&Write]) -> Result<Vec<Written>, StoreError> {
    let mut transaction = pool.begin_with(BEGIN_WRITE).await?;
    // All that is written to is locked at once and in order, looks too: else two processes could wait for each other in a circle.
    let families: Vec<_> = writes.iter().map(|it| it.family()).collect();
    let versions = versions(&mut transaction, &families).await?;
    let mut appended = HashMap::new();
    for round in rounds(writes) {
        let appends: Vec<_> = round.iter().map(|(_, it)| *it).collect();
        let done = batch::append(&mut transaction, &versions, &appends).await?;
        appended.extend(round.iter().map(|(place, _)| *place).zip(done));
    }
    let mut done = Vec::with_capacity(writes.len());
    for (place, write) in writes.iter().enumerate() {
        done.push(match write {
            Write::Append(_) => Written::Append(appended.remove(&place).ok_or(StoreError::Closed)?),
            Write::Look(look) => {
                looked::append(&mut transaction, look).await?;
                Written::Look
            }
        });
    }
    transaction.commit().await?;
    Ok(done)
}

/// The appends, each with its place. In one round no family is twice; what is of the same family stays in order.
fn rounds<'a>(writes: &[&'a Write]) -> Vec<Vec<(usize, &'a Digested)>> {
    let (mut rounds, mut before) = (Vec::<Vec<_>>::new(), HashMap::<FamilyId, usize>::new());
    for (place, write) in writes.iter().enumerate() {
        let Write::Append(append) = write else { continue };
        let round = before.entry(append.append.family).or_default();
        if *round == rounds.len() {
            rounds.push(Vec::new());
        }
        rounds[*round].push((place, append));
        *round += 1;
    }
    rounds
}

/// Whoever asked may have gone. What is on disk stays; its receipt answers when they come back.
fn tell(it: Waiting, done: Answer) {
    let _ = it.answer.send(done);
}
