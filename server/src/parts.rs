//! What every answer is made from: handles on the store, the keys, the rooms and the clock. Clones are handles on the same.

use crate::auth::limits::{Limits, Quotas};
use crate::auth::passwords::Passwords;
use crate::auth::ways::Ways;
use crate::clock::Clock;
use crate::http::gate::Gate;
use crate::http::page;
use crate::live::{Open, Others, Rooms};
use crate::looked::Lately;
use crate::rotation;
use crate::serve::{self, Door};
use crate::store::{Hash, Store};
use crate::vault::{FamilyKey, Vault};
use app::shell::SiteFiles;
use chrono::TimeDelta;
use domain::FamilyId;
use std::ops::{Deref, DerefMut};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{broadcast, watch};

use crate::error::HttpError;

/// Sessions that ended and that a slow socket has not heard of yet.
const MOST_ENDED: usize = 256;

/// How long a course that has ended is kept, where nothing else is said.
pub const KEPT_DAYS: u32 = 365;
const KEPT: TimeDelta = TimeDelta::days(KEPT_DAYS as i64);

/// How the server is reached.
#[derive(Clone, Copy, Default)]
pub struct Reach {
    /// A proxy that speaks TLS stands before us: cookies are for HTTPS only, and the proxy says who the client is.
    pub behind_proxy: bool,
}

/// See the module. One handle for all of them: every layer that an answer passes takes a clone.
#[derive(Clone)]
pub struct Parts(Arc<All>);

/// What [`Parts`] hold.
#[derive(Clone)]
pub struct All {
    pub files: Arc<SiteFiles>,
    pub site: Arc<PathBuf>,
    pub store: Arc<dyn Store>,
    pub vault: Arc<Vault>,
    pub rooms: Rooms,
    /// Other processes on the same database.
    pub others: Others,
    pub clock: Clock,
    pub limits: Arc<Limits>,
    pub quotas: Arc<Quotas>,
    pub ways: Arc<Ways>,
    pub passwords: Arc<Passwords>,
    pub looked: Arc<Lately>,
    pub reach: Reach,
    /// Every host below ours speaks TLS too.
    pub tls_below: bool,
    /// How long a course that has ended is kept.
    pub kept: TimeDelta,
    /// How long the head of a request may take.
    pub patience: Duration,
    /// How long running answers may take when the server goes down.
    pub draining: Duration,
    pub door: Arc<Door>,
    pub gate: Arc<Gate>,
    /// What is shown to whoever is told to come again.
    pub busy: Arc<page::Kept>,
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
        let others = Others::new(vault.clone(), clock.clone());
        Self(Arc::new(All {
            files: Arc::new(files),
            site: Arc::new(site),
            rooms: Rooms::new(store.clone(), vault.clone(), clock.clone(), others.clone()),
            others,
            store,
            vault,
            clock,
            limits: Arc::default(),
            quotas: Arc::default(),
            ways: Arc::default(),
            passwords: Arc::default(),
            looked: Arc::default(),
            reach,
            tls_below: false,
            kept: KEPT,
            patience: serve::PATIENCE,
            draining: serve::DRAINING,
            door: Arc::default(),
            gate: Arc::default(),
            busy: Arc::default(),
            sockets: Open::default(),
            ended: broadcast::Sender::new(MOST_ENDED),
            closing: watch::Sender::new(false),
        }))
    }

    /// The key of a family that is there.
    pub async fn family_key(&self, family: FamilyId) -> Result<FamilyKey, HttpError> {
        let found = rotation::key(self.store.as_ref(), &self.vault, family).await;
        let (_, key) = found?.ok_or(HttpError::NotFound)?;
        Ok(key)
    }
}

impl Deref for Parts {
    type Target = All;

    fn deref(&self) -> &All {
        &self.0
    }
}

/// For before it is handed out: what has a handle already keeps what it had.
impl DerefMut for Parts {
    fn deref_mut(&mut self) -> &mut All {
        Arc::make_mut(&mut self.0)
    }
}
