//! What a page is made from. The server gives it to the rendering and writes it into the page; the browser reads it there, so
//! both render the same. It holds the member's view and nothing else: what is not in it cannot be shown.

use crate::json::Late;
use chrono::{DateTime, Utc};
use domain::looked::Looked;
use domain::people::{Language, Role};
use domain::protocol::Snapshot;
use domain::{CommandId, FamilyId, MemberId, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Everything one page needs. Wire type, but only between one server and the page it made.
#[derive(Clone, Serialize, Deserialize)]
pub struct Boot {
    /// Path and query of the page, for instance `/f/…/plan`.
    pub path: String,
    pub language: Language,
    /// The server's clock when the page was made. Views never ask for another.
    pub now: DateTime<Utc>,
    /// Set by the browser on a page that it made itself, from what it had kept: the moment at which that was right.
    #[serde(default)]
    pub as_of: Option<DateTime<Utc>>,
    /// The name of the session that a page of a family was made for. It opens nothing.
    #[serde(default)]
    pub visit: Option<Uuid>,
    /// The family's place as this member may see it, on pages of a family.
    pub place: Option<Snapshot>,
    /// Whether this person has just proved who they are: then goes what waited for it.
    #[serde(default)]
    pub proved: bool,
    /// Whether a passkey is offered, on the front page.
    #[serde(default)]
    pub offer: bool,
    /// A way into this account that is new.
    #[serde(default)]
    pub trial: Option<Late<OnTrial>>,
    /// So many days a course that has ended is kept, on this server.
    #[serde(default)]
    pub kept_days: u32,
    /// Who has looked, on its page.
    #[serde(default)]
    pub looked: Option<Late<Looked>>,
    /// The places of this person, on the welcome page.
    pub families: Vec<Home>,
    /// Where this person is signed in, on the page of their devices. This device stands first.
    pub devices: Option<Late<Vec<Device>>>,
    /// What an invitation leads to, on its page.
    pub invitation: Option<Late<Invited>>,
    /// What the form of this page makes, on the pages where one comes in or keeps something.
    pub fresh: Option<Fresh>,
    /// What a form was answered.
    pub say: Option<Say>,
    /// The same in words. All of them are more than a page should bring along to show one, or none.
    #[serde(default)]
    pub words: Option<Words>,
    /// What the person had typed into a form that was not carried out, by field name. Nothing typed is lost.
    pub kept: BTreeMap<String, String>,
}

impl Boot {
    /// The id of the element of the page that holds it.
    pub const ELEMENT: &'static str = "boot";

    /// A page with nothing of anybody's in it.
    pub fn blank(path: String, language: Language, now: DateTime<Utc>) -> Self {
        Self {
            path,
            language,
            now,
            as_of: None,
            visit: None,
            place: None,
            proved: false,
            offer: false,
            trial: None,
            kept_days: 0,
            looked: None,
            families: Vec::new(),
            devices: None,
            invitation: None,
            fresh: None,
            say: None,
            words: None,
            kept: BTreeMap::new(),
        }
    }
}

/// Ids for what a form makes, made with the page: a form that is sent again, because its answer was lost or a thumb was
/// quick, makes nothing twice and opens the same seat.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fresh {
    pub sent: CommandId,
    pub member: MemberId,
    pub family: FamilyId,
}

/// Ways in that were set up while nothing could be proved, and are on trial.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OnTrial {
    /// The newest first.
    pub ways: Vec<NewWay>,
    /// So long, at the least, they can be taken away without a proof.
    pub until: DateTime<Utc>,
    /// Whether one may say by now that it was oneself.
    pub mine: bool,
}

/// See [`OnTrial`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewWay {
    pub kind: WayIn,
    pub made: DateTime<Utc>,
}

/// By what one comes in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WayIn {
    Password,
    App,
    Passkey,
    House,
}

/// A family's place that this person has a seat in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    pub id: FamilyId,
    pub name: String,
}

/// A device that this person is signed in on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Of the session. It opens nothing.
    pub id: Uuid,
    /// "Android", "iPhone", …; empty where it is not known.
    pub kind: String,
    pub since: DateTime<Utc>,
    /// Noted once an hour.
    pub used: DateTime<Utc>,
    /// The page was made for this one.
    pub here: bool,
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
    Refused(Refusal),
    Trouble(Trouble),
}

/// An answer in words: what happened, what to do now, and that nothing is lost.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub title: String,
    pub what: String,
    pub kept: String,
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
    /// More is asked of the server than it can do just now.
    Busy,
    /// Our fault.
    Broken,
    /// No connection, and nothing kept of it. Said by the browser.
    Offline,
}
