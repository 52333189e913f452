//! Coming in by another house that knows who somebody is: OpenID Connect, for staff and for citizens.
//!
//! Reading order: [`config`] says which houses; [`provider`] asks one and checks its answer with a library; [`pending`] remembers
//! who went there and has not come back; [`level`] says what is sure enough; [`arrive`] finds the account.
//!
//! The authorization code flow with PKCE, state and nonce. An account is found by issuer and subject, as a blind index, and by
//! nothing else: an e-mail address never joins two accounts.

pub mod arrive;
pub mod config;
mod fetch;
pub mod level;
pub mod pending;
pub mod provider;
mod types;

use crate::auth::sessions::Person;
use crate::auth::ways;
use crate::error::StartError;
use crate::parts::Parts;
use app::still::Wrong;
use arrive::Stopped;
use chrono::{DateTime, Utc};
use config::Who;
use fetch::Fetch;
use provider::Provider;
use serde::{Deserialize, Serialize};

/// The houses one can come from.
pub struct Oidc {
    providers: Vec<Provider>,
    fetch: Option<Fetch>,
}

impl Oidc {
    /// No house at all: nobody is shown anything of this.
    pub fn none() -> Self {
        Self { providers: Vec::new(), fetch: None }
    }

    /// The houses of a configuration that was checked.
    pub fn with(configured: Vec<config::Provider>) -> Result<Self, StartError> {
        if configured.is_empty() {
            return Ok(Self::none());
        }
        let fetch = Some(Fetch::new().map_err(StartError::Roots)?);
        let providers = configured.into_iter().map(Provider::new).collect();
        Ok(Self { providers, fetch })
    }

    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// The house of this id, and the means to ask it.
    fn house(&self, id: &str) -> Option<(&Provider, &Fetch)> {
        let provider = self.providers.iter().find(|it| it.id() == id)?;
        Some((provider, self.fetch.as_ref()?))
    }
}

/// This house leads to the person's account no more. Refuses [`Wrong::OnlyWay`] where they could not come in again without it.
pub async fn part(parts: &Parts, person: Person, provider: &str) -> Result<(), Stopped> {
    ways::may_change(parts, person).await?;
    let (store, account) = (&parts.store, person.account);
    let others = store.oidc_of(account).await?.iter().any(|it| it.provider != provider);
    let passkey = !store.passkeys(account).await?.is_empty();
    if !others && !passkey && store.sign_in(account).await?.is_none() {
        return Err(Wrong::OnlyWay.into());
    }
    Ok(store.delete_oidc(account, provider).await?)
}

/// Who came, as the house says and as we checked.
#[derive(Serialize, Deserialize)]
pub struct Somebody {
    pub provider: String,
    pub who: Who,
    /// Of issuer and subject.
    pub subject: crate::store::Hash,
    /// When they said so, where they were asked anew and not only known from before.
    #[serde(default)]
    pub proved: Option<DateTime<Utc>>,
}

/// Why somebody is not let in. What is told to them, and what the log may hold: neither says who it was.
pub type Refused = Wrong;
