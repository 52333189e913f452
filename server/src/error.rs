//! What can go wrong before the first answer, and what an answer can be instead of what was asked for.
//!
//! A refusal of the model is not an error of the server: it is told kindly, and nothing is logged.

use crate::auth::oidc::config::ConfigError;
use crate::keys::KeysError;
use crate::live::{LogError, RoomError};
use crate::looked::audit::NoHeads;
use crate::rotation::KeyError;
use crate::store::StoreError;
use crate::vault::VaultError;
use chrono::{DateTime, Utc};
use domain::{FamilyId, Refusal};
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use thiserror::Error;

#[derive(Debug, Error)]
pub enum StartError {
    #[error("the site is not built: {path} cannot be read ({source}); run `make site`")]
    Site { path: PathBuf, source: io::Error },
    #[error("{path} is not a manifest of the bundling tool: {source}")]
    Manifest { path: PathBuf, source: serde_json::Error },
    #[error("the data folder cannot be used: {0}")]
    Data(io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(
        "{0} can be reached from outside, and would carry passwords and words in the clear: put a proxy with TLS before it and say --behind-proxy"
    )]
    Open(SocketAddr),
    #[error("sign-in from another house: {0}")]
    Oidc(#[from] ConfigError),
    #[error("this system has no roots to trust a house by: {0}; install ca-certificates")]
    Roots(io::Error),
    #[error(
        "other houses send people back to us: say --origin, the address that people find us at"
    )]
    NoOrigin,
    #[error("cannot listen: {0}")]
    Bind(io::Error),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Keys(KeysError),
    #[error("{0} is there already: move it away first, it is not overwritten")]
    Occupied(PathBuf),
    #[error(
        "{0} was left by the database that stood here, and would be written into the copy: move it away too, to where that database is now"
    )]
    LeftBehind(PathBuf),
    #[error(
        "the master key of the copy is not in the data folder: put master.key there first ({0})"
    )]
    NoMaster(io::Error),
    #[error(
        "{folder} was made, but {count} families in it do not open with the keys beside it, the first is {first}: if keys are being changed just now, make another copy when that is done; otherwise `familiedialog check` says more"
    )]
    Shut { folder: PathBuf, count: usize, first: FamilyId },
    #[error(
        "DATABASE_URL does not begin with postgres://; without it the file in the data folder is used"
    )]
    NotPostgres,
    #[error(
        "something stands in this PostgreSQL already: put the copy into an empty database, nothing is overwritten"
    )]
    NotEmpty,
    #[error(
        "the families of this database have other keys than this data folder: processes on one database share one master key and one folder `keys` ({0})"
    )]
    OtherKeys(KeyError),
    #[error("it cannot be checked: {0}")]
    Check(Box<dyn std::error::Error + Send + Sync>),
    #[error("who has looked cannot be checked: {0}")]
    Audit(HttpError),
    #[error(transparent)]
    Heads(#[from] NoHeads),
}

/// Why a request is not answered with what it asked for. Carries nothing that anybody wrote.
#[derive(Debug, Error)]
pub enum HttpError {
    /// Not there, or not for this person: told alike.
    #[error("not found")]
    NotFound,
    #[error("signed out")]
    SignedOut,
    /// Signed in, but not proved again lately: see [`crate::auth::step_up`].
    #[error("to be proved again")]
    StepUp,
    /// Signed in by a way that is on trial until then: see [`crate::auth::trial`].
    #[error("in by a way on trial")]
    OnTrial { until: DateTime<Utc> },
    /// There by profession, and in with one thing: see [`crate::auth::profession`].
    #[error("in with one thing")]
    TwoThings,
    /// No invitation opens with this link or code.
    #[error("no such key")]
    BadKey,
    /// A passkey that is not right, not known, or not asked for: told alike.
    #[error("no such passkey")]
    BadPasskey,
    /// Not JSON, or not a form. `place` is line and column.
    #[error("malformed")]
    Malformed { place: Option<(usize, usize)> },
    /// JSON, but not what is asked for here.
    #[error("unknown shape")]
    Shape { place: Option<(usize, usize)> },
    #[error("too large")]
    TooLarge,
    #[error("too many tries")]
    TooMany { seconds: u64 },
    /// A page of somebody else's tried to act in this person's name.
    #[error("from another site")]
    ForeignSite,
    /// What this person may see has changed: steps do not lead from their copy to today's.
    #[error("the copy is to be made anew")]
    Anew,
    #[error("refused: {0}")]
    Refused(Refusal),
    /// The database cannot be reached just now. What was sent may be sent again: it is done once.
    #[error("away: {0}")]
    Away(Box<dyn std::error::Error + Send + Sync>),
    /// More is asked than can be done. What was sent may be sent again: nothing of it was begun.
    #[error("busy")]
    Busy,
    /// Our fault. Logged once, where it is answered.
    #[error("broken: {0}")]
    Broken(Box<dyn std::error::Error + Send + Sync>),
}

impl HttpError {
    /// Our fault, in words for the log.
    pub fn broken(why: &'static str) -> Self {
        Self::Broken(why.into())
    }
}

impl From<StoreError> for HttpError {
    fn from(error: StoreError) -> Self {
        match error {
            // It was there when the seat was found, and has been erased since.
            StoreError::NoFamily => Self::NotFound,
            StoreError::Away(_) | StoreError::Closed => Self::Away(error.into()),
            error => Self::Broken(error.into()),
        }
    }
}

impl From<VaultError> for HttpError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Erased => Self::NotFound,
            error => Self::Broken(error.into()),
        }
    }
}

impl From<KeyError> for HttpError {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Store(error) => error.into(),
            error => Self::Broken(error.into()),
        }
    }
}

impl From<RoomError> for HttpError {
    fn from(error: RoomError) -> Self {
        match error {
            RoomError::Log(LogError::Store(error)) => error.into(),
            RoomError::Log(LogError::Key(error)) => error.into(),
            // The next who asks opens it again.
            RoomError::Closed => Self::Away(error.into()),
            error @ RoomError::Log(_) => Self::Broken(error.into()),
        }
    }
}
