//! The port of copying everything at once, beside those who write.

use super::StoreError;
use async_trait::async_trait;
use std::path::Path;

/// A database that can be copied. The copy is a file of SQLite's, whichever database it is of.
#[async_trait]
pub trait Copied: Send + Sync {
    /// Writes all of it, as it stands at one moment, into a new file. It is on disk when the caller has brought it there.
    async fn copy_to(&self, path: &Path) -> Result<(), StoreError>;
}
