//! Passwords: argon2id, slow on purpose. Never more than two are worked out at a time, so that nobody can fill the memory by
//! trying, and a name that nobody has costs as much work as one that somebody has.

mod leaked;
pub mod strength;

use crate::error::HttpError;
use crate::security::{self, Kind};
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// In KiB.
const MEMORY: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;
const AT_A_TIME: usize = 2;
/// Whoever comes when so many wait comes again.
const MOST_WAITING: usize = 50;
const COME_AGAIN: u64 = 5;
/// Longer ones are not read: a form is small.
pub const MOST: usize = 256;

/// What somebody typed, in one form of Unicode: the same word from another keyboard is the same. Wiped when it is dropped.
#[derive(Clone)]
pub struct Password(Arc<Zeroizing<String>>);

impl Password {
    /// Everything counts, spaces too; nothing is cut off.
    pub fn read(typed: &str) -> Self {
        Self(Arc::new(Zeroizing::new(typed.nfkc().collect())))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn len(&self) -> usize {
        self.0.chars().count()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// See the module.
pub struct Passwords {
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    runs: AtomicU64,
}

impl Default for Passwords {
    fn default() -> Self {
        let [running, waiting] = [AT_A_TIME, MOST_WAITING].map(|it| Arc::new(Semaphore::new(it)));
        Self { running, waiting, runs: AtomicU64::new(0) }
    }
}

impl Passwords {
    /// The hash, with its salt and its costs, as it is kept.
    pub async fn hash(&self, password: &Password) -> Result<String, HttpError> {
        let password = password.clone();
        self.run(move || hashed(&password)).await?
    }

    /// Whether a password fits what is kept. Where nothing is kept the same work is done, for nothing.
    pub async fn fits(&self, password: &Password, kept: Option<String>) -> Result<bool, HttpError> {
        let password = password.clone();
        let fits = move || match kept {
            Some(kept) => verified(&password, &kept),
            None => hashed(&password).map(|_| false),
        };
        self.run(fits).await?
    }

    /// Whether what is kept was made at costs that are not ours any more.
    pub fn is_old(kept: &str) -> bool {
        !kept.starts_with(&format!("$argon2id$v=19$m={MEMORY},t={PASSES},p={LANES}$"))
    }

    /// How often argon2 has run: for the test that says that both ways cost the same.
    pub fn runs(&self) -> u64 {
        self.runs.load(Ordering::Relaxed)
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HttpError> {
        let too_many = |_| {
            security::note(Kind::Limited, "passwords");
            HttpError::TooMany { seconds: COME_AGAIN }
        };
        let waiting = self.waiting.clone().try_acquire_owned().map_err(too_many)?;
        let running = self.running.clone().acquire_owned().await.expect("it is never closed");
        self.runs.fetch_add(1, Ordering::Relaxed);
        let work = move || {
            // Whoever asked may hang up; the work goes on, and so does its turn.
            let _turn = (waiting, running);
            work()
        };
        spawn_blocking(work).await.map_err(|_| HttpError::broken("a password was not worked out"))
    }
}

fn argon() -> Argon2<'static> {
    let params = Params::new(MEMORY, PASSES, LANES, None).expect("these costs are allowed");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hashed(password: &Password) -> Result<String, HttpError> {
    let hash = argon().hash_password(password.as_str().as_bytes());
    hash.map(|it| it.to_string()).map_err(|_| HttpError::broken("a password has no hash"))
}

fn verified(password: &Password, kept: &str) -> Result<bool, HttpError> {
    let kept = PasswordHash::new(kept).map_err(|_| HttpError::broken("a hash cannot be read"))?;
    Ok(argon().verify_password(password.as_str().as_bytes(), &kept).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_from_any_keyboard() {
        let passwords = Passwords::default();
        let kept = passwords.hash(&Password::read("blå \u{212b}ngstrøm i søen")).await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{kept}");
        let fits = async |typed: &str| {
            passwords.fits(&Password::read(typed), Some(kept.clone())).await.unwrap()
        };
        assert!(fits("blå Ångstrøm i søen").await);
        assert!(fits("bla\u{30a} A\u{30a}ngstrøm i søen").await);
        assert!(!fits("blå ångstrøm i søen").await);
        assert!(!fits("").await);
        let again = passwords.hash(&Password::read("blå Ångstrøm i søen")).await.unwrap();
        assert_ne!(kept, again, "each has a salt of its own");
    }

    #[tokio::test]
    async fn nobody_costs_as_much_work_as_somebody() {
        let passwords = Passwords::default();
        let kept = passwords.hash(&Password::read("rigtig")).await.unwrap();
        for kept in [Some(kept), None] {
            let before = passwords.runs();
            assert!(!passwords.fits(&Password::read("forkert"), kept).await.unwrap());
            assert_eq!(passwords.runs() - before, 1);
        }
    }
}
