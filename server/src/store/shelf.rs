//! What waits for one browser to come back, for a short while.

use super::{Hash, StoreError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

/// Something kept for one browser. Stored type.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    pub word: Hash,
    pub browser: Hash,
    pub sealed: Vec<u8>,
    pub since: DateTime<Utc>,
}

/// What is found under a word.
#[derive(PartialEq, Eq)]
pub enum Taken {
    It(Vec<u8>),
    /// Another browser began it. It is still there for that one.
    Elsewhere,
    /// Used, too old, or never there.
    Gone,
}

/// A part of [`super::Store`], with the same promises.
#[async_trait]
pub trait Shelf {
    /// Keeps it in place of what was under its word, and forgets what was kept until `old`, and the oldest where there are more
    /// than `most`.
    async fn keep(&self, kept: Kept, old: DateTime<Utc>, most: u32) -> Result<(), StoreError>;
    /// Gives out what was kept after `old`, once, if this browser began it.
    async fn take(
        &self,
        word: Hash,
        browser: Option<Hash>,
        old: DateTime<Utc>,
    ) -> Result<Taken, StoreError>;
}
