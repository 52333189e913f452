//! Group commit. A commit waits for the disk; while it waits, the appends of all rooms gather, and the next commit takes them
//! all. So the disk sets how long one command takes, not how many families can be served.

use super::log;
use crate::store::{Append, Appended, StoreError};
use sqlx::sqlite::SqlitePool;
use tokio::sync::{mpsc, oneshot};

/// The most that one transaction takes in: enough to fill a disk's waiting time.
const MOST_TOGETHER: usize = 256;

type Answer = Result<Appended, StoreError>;

struct Waiting {
    append: Append,
    answer: oneshot::Sender<Answer>,
}

/// The way to the one task that appends. It ends when the store is dropped.
pub(super) struct Writer(mpsc::Sender<Waiting>);

impl Writer {
    pub(super) fn start(pool: SqlitePool) -> Self {
        let (sender, mut waiting) = mpsc::channel(MOST_TOGETHER);
        tokio::spawn(async move {
            let mut batch = Vec::new();
            while waiting.recv_many(&mut batch, MOST_TOGETHER).await > 0 {
                write(&pool, std::mem::take(&mut batch)).await;
            }
        });
        Self(sender)
    }

    pub(super) async fn append(&self, append: Append) -> Answer {
        let (answer, answered) = oneshot::channel();
        self.0.send(Waiting { append, answer }).await.map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }
}

/// All together; if that fails, each by itself, so that one family's trouble is not everybody's.
async fn write(pool: &SqlitePool, batch: Vec<Waiting>) {
    metrics::histogram!("familiedialog_commit_appends").record(batch.len() as f64);
    let appends: Vec<&Append> = batch.iter().map(|it| &it.append).collect();
    match commit(pool, &appends).await {
        Ok(done) => batch.into_iter().zip(done).for_each(|(it, done)| tell(it, Ok(done))),
        Err(error) => match <[Waiting; 1]>::try_from(batch) {
            Ok([it]) => tell(it, Err(error)),
            Err(batch) => one_by_one(pool, batch).await,
        },
    }
}

async fn one_by_one(pool: &SqlitePool, batch: Vec<Waiting>) {
    for it in batch {
        let done = commit(pool, &[&it.append]).await;
        let done = done.and_then(|mut done| done.pop().ok_or(StoreError::Closed));
        tell(it, done);
    }
}

async fn commit(pool: &SqlitePool, appends: &[&Append]) -> Result<Vec<Appended>, StoreError> {
    // Takes the lock at once: what is checked inside cannot change before it is written.
    let mut transaction = pool.begin_with("begin immediate").await?;
    let mut done = Vec::with_capacity(appends.len());
    for append in appends {
        done.push(log::append(&mut transaction, append).await?);
    }
    transaction.commit().await?;
    Ok(done)
}

/// Whoever asked may have gone. What is on disk stays; its receipt answers when they come back.
fn tell(it: Waiting, done: Answer) {
    let _ = it.answer.send(done);
}
