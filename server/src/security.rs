//! What whoever runs the server needs to see an attack: who came in and who did not, who proved who they are, who asked for what
//! is not theirs, and what was held up. One line each in the log, under one name, with what it was and by which route; never a
//! word, a name, an address or a secret. Whose it was is said by a mark that only this server makes out of an account: the same
//! account has the same mark, and nobody who reads the log alone learns whose.

use crate::parts::Parts;
use crate::store::AccountId;
use domain::Refusal;
use std::cell::RefCell;
use std::fmt::Write;
use std::future::Future;
use tokio::task_local;

/// What a line of ours stands under in the log.
pub const TARGET: &str = "security";
/// So many bytes of a mark are enough to tell accounts apart.
const MARK: usize = 6;

/// What happened. Said by its slug.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    SignedIn,
    NotSignedIn,
    Proved,
    NotProved,
    /// A way in was taken away that its owner says not to be theirs.
    Removed,
    /// Of somebody who is in: not theirs to do, or to see.
    Forbidden,
    /// A token that opens nothing.
    BadToken,
    /// A link or a code that opens nothing.
    BadKey,
    Limited,
    ForeignSite,
    Unreadable,
}

impl Kind {
    pub const ALL: [Self; 11] = [
        Self::SignedIn,
        Self::NotSignedIn,
        Self::Proved,
        Self::NotProved,
        Self::Removed,
        Self::Forbidden,
        Self::BadToken,
        Self::BadKey,
        Self::Limited,
        Self::ForeignSite,
        Self::Unreadable,
    ];

    pub fn slug(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::NotSignedIn => "not-signed-in",
            Self::Proved => "proved",
            Self::NotProved => "not-proved",
            Self::Removed => "removed",
            Self::Forbidden => "forbidden",
            Self::BadToken => "bad-token",
            Self::BadKey => "bad-key",
            Self::Limited => "limited",
            Self::ForeignSite => "foreign-site",
            Self::Unreadable => "unreadable",
        }
    }
}

task_local! {
    static HERE: Here;
}

/// The request that is being answered.
struct Here {
    route: String,
    said: RefCell<Vec<(Kind, &'static str)>>,
}

/// What is noted while this is answered is noted of this route, each thing once: a token is looked at by several who need it.
pub async fn within<T>(route: String, answers: impl Future<Output = T>) -> T {
    HERE.scope(Here { route, said: RefCell::default() }, answers).await
}

/// Writes one line: what happened, and how.
pub fn note(kind: Kind, how: &'static str) {
    write(kind, how, None, None);
}

/// The same, of an account.
pub fn note_of(parts: &Parts, account: AccountId, kind: Kind, how: &'static str) {
    write(kind, how, Some(&mark(parts, account)), None);
}

/// The same, of somebody who came from another house. It is told by the id that it is configured by.
pub fn note_from(house: Option<&str>, kind: Kind, how: &'static str) {
    write(kind, how, None, house);
}

/// Somebody who is in was refused. Most refusals are about what was written; these are about who may.
pub fn note_refusal(parts: &Parts, account: AccountId, refusal: Refusal) {
    if let Some(how) = denied(refusal) {
        note_of(parts, account, Kind::Forbidden, how);
    }
}

fn write(kind: Kind, how: &'static str, account: Option<&str>, house: Option<&str>) {
    let said = |here: &Here| {
        let mut said = here.said.borrow_mut();
        let new = !said.contains(&(kind, how));
        if new {
            said.push((kind, how));
        }
        new.then(|| here.route.clone())
    };
    // A socket outlives its request; each thing that is asked for over it is another.
    let route = HERE.try_with(said).unwrap_or_else(|_| Some("live".to_owned()));
    if let Some(route) = route {
        tracing::info!(target: TARGET, kind = kind.slug(), how, route, account, house);
    }
}

/// What an account is called in the log.
pub fn mark(parts: &Parts, account: AccountId) -> String {
    let hash = parts.vault.blind("account in the log", &account.0.to_string());
    hash.iter().take(MARK).fold(String::new(), |mut mark, byte| {
        let _ = write!(mark, "{byte:02x}");
        mark
    })
}

/// Refusals by who somebody is. What is hidden is answered as if it were not there, so that is one of them.
fn denied(refusal: Refusal) -> Option<&'static str> {
    Some(match refusal {
        Refusal::Unknown => "unknown",
        Refusal::NotYours => "not-yours",
        Refusal::NotHolder => "not-holder",
        Refusal::NotAMember => "not-a-member",
        Refusal::OnlyFamily => "only-family",
        Refusal::OnlyCoordinator => "only-coordinator",
        Refusal::MayNotInvite => "may-not-invite",
        Refusal::OwnSeat => "own-seat",
        Refusal::HasOwnWay => "has-own-way",
        Refusal::ProveFirst => "prove-first",
        _ => return None,
    })
}
