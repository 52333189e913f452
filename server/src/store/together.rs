//! What several processes on one database need of it: to see what the others wrote, and to tell each other.

use super::{Hash, StoreError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::FamilyId;

/// A part of [`super::Store`], with the same promises.
#[async_trait]
pub trait Together {
    /// Where the logs of these families stand, in no order. A family that is not there is left out.
    async fn heads(&self, families: &[FamilyId]) -> Result<Vec<(FamilyId, u64)>, StoreError>;
    /// Those of these sessions that are over by `now`.
    async fn over(&self, sessions: &[Hash], now: DateTime<Utc>) -> Result<Vec<Hash>, StoreError>;

    /// Tells all processes on this database, ours too. Nothing of it is kept: who does not hear it just now never will.
    async fn tell(&self, words: &[String]) -> Result<(), StoreError>;
    /// Hears what is told from now on. None where a database passes nothing on.
    async fn listen(&self) -> Result<Option<Box<dyn Hears>>, StoreError>;
}

/// An open ear.
#[async_trait]
pub trait Hears: Send {
    /// What is told next. None when the connection was lost: then something may have been missed, and one listens anew.
    async fn next(&mut self) -> Option<String>;
}

/// The longest word that can be told, in bytes.
pub const LONGEST: usize = 7_999;
