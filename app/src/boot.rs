//! What a page is made from. The server gives it to the rendering and writes it into the page; the browser reads it there, so
//! both render the same. It holds the member's view and nothing else: what is not in it cannot be shown.

use chrono::{DateTime, Utc};
use domain::people::{Language, Role};
use domain::protocol::Snapshot;
use domain::{FamilyId, MemberId, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything one page needs. Wire type, but only between one server and the page it made.
#[derive(Clone, Serialize, Deserialize)]
pub struct Boot {
    /// Path and query of the page, for instance `/f/…/plan`.
    pub path: String,
    pub language: Language,
    /// The server's clock when the page was made. Views never ask for another.
    pub now: DateTime<Utc>,
    /// The family's place as this member may see it, on pages of a family.
    pub place: Option<Snapshot>,
    /// The places of this person, on the welcome page.
    pub families: Vec<Home>,
    /// What an invitation leads to, on its page.
    pub invitation: Option<Invited>,
    /// What a form was answered.
    pub say: Option<Say>,
    /// What the person had typed into a form that was not carried out, by field name. Nothing typed is lost.
    pub kept: BTreeMap<String, String>,
}

impl Boot {
    /// The id of the element of the page that holds it.
    pub const ELEMENT: &'static str = "boot";
}

/// A family's place that this person has a seat in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    pub id: FamilyId,
    pub name: String,
}

/// What somebody who holds an invitation is told before they come in: not who else is there.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    pub family: String,
    pub role: Role,
    /// The name they were given, if the invitation is for one person.
    pub name: String,
    /// The member they become, if the invitation is for one person.
    pub who: Option<MemberId>,
}

/// The answer to a form, or to an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Say {
    Saved,
    Refused(Refusal),
    Trouble(Trouble),
}

/// What can stand in the way of a page or a form. Each has kind words in `text`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// No such page, or not for you: the two are told alike.
    NotFound,
    /// The session has ended or there never was one.
    SignedOut,
    /// No invitation opens with this link or code.
    BadKey,
    /// The form could not be read.
    Malformed,
    /// More than can be taken at once.
    TooLarge,
    /// Too many tries; wait a little.
    TooMany,
    /// Our fault.
    Broken,
}
