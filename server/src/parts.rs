//! What every answer is made from: handles on the store, the keys, the rooms and the clock. Clones are handles on the same.

use crate::auth::limits::Limits;
use crate::auth::passwords::Passwords;
use crate::clock::Clock;
use crate::live::{Open, Rooms};
use crate::looked::Lately;
use crate::store::{Hash, Store};
use crate::vault::{FamilyKey, Vault};
use app::shell::SiteFiles;
use domain::FamilyId;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::{broadcast, watch};

use crate::error::HttpError;

/// Sessions that ended and that a slow socket has not heard of yet.
const MOST_ENDED: usize = 256;

/// How the server is reached.
#[derive(Clone, Copy, Default)]
pub struct Reach {
    /// A proxy that speaks TLS stands before us: cookies are for HTTPS only, and the proxy says who the client is.
    pub behind_proxy: bool,
}

/// See the module.
#[derive(Clone)]
pub struct Parts {
    pub files: Arc<SiteFiles>,
    pub site: Arc<PathBuf>,
    pub store: Arc<dyn Store>,
    pub vault: Arc<Vault>,
    pub rooms: Rooms,
    pub clock: Clock,
    pub limits: Arc<Limits>,
    pub passwords: Arc<Passwords>,
    pub looked: Arc<Lately>,
    pub reach: Reach,
    pub sockets: Open,
    /// Sessions as they end, so that their sockets close.
    pub ended: broadcast::Sender<Hash>,
    /// Becomes true when the server goes down. Every socket holds a receiver while it is open.
    pub closing: watch::Sender<bool>,
}

impl Parts {
    pub fn new(
        files: SiteFiles,
        site: PathBuf,
        store: Arc<dyn Store>,
        vault: Vault,
        clock: Clock,
        reach: Reach,
    ) -> Self {
        let vault = Arc::new(vault);
        Self {
            files: Arc::new(files),
            site: Arc::new(site),
            rooms: Rooms::new(store.clone(), vault.clone(), clock.clone()),
            store,
            vault,
            clock,
            limits: Arc::default(),
            passwords: Arc::default(),
            looked: Arc::default(),
            reach,
            sockets: Open::default(),
            ended: broadcast::Sender::new(MOST_ENDED),
            closing: watch::Sender::new(false),
        }
    }

    /// The key of a family that is there.
    pub async fn family_key(&self, family: FamilyId) -> Result<FamilyKey, HttpError> {
        let row = self.store.family(family).await?.ok_or(HttpError::NotFound)?;
        Ok(self.vault.family(family, row.key_version, &row.sealed_key)?)
    }
}
