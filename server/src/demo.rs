//! What `familiedialog run` shows: five families out of real cases, entered through the public API as any client would.
//!
//! Each family is a story in a file of its own, told with the words of [`story`] and sent by [`client`]. Every act is done in the
//! session of the person who does it. [`door`] lets somebody who tries the demo be one of these people.

pub mod door;
mod welcome;
pub use welcome::welcome;

mod client;
mod family1;
mod family2;
mod family3;
mod fatima;
mod nesrin;
mod story;

use crate::vault::VaultError;
use chrono::{DateTime, Utc};
use client::Client;
use domain::{FamilyId, MemberId, Refusal};
use futures_util::future::try_join_all;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use story::Story;
use thiserror::Error;

/// In the data folder. While it is there, the families are.
const MARKER: &str = "demo.json";

/// Tells a family's story up to the day on which it is told.
type Tell = fn(DateTime<Utc>) -> Story;

/// The families, each by the name of its file.
const STORIES: [(&str, Tell); 5] = [
    ("nesrin", nesrin::story),
    ("fatima", fatima::story),
    ("family1", family1::story),
    ("family2", family2::story),
    ("family3", family3::story),
];

/// What has been entered. Stored type, in the marker.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demo {
    pub families: Vec<Family>,
    /// Those whom one can be in a browser.
    pub people: Vec<Person>,
}

/// Stored type, in the marker.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// The name of its file.
    pub story: String,
    pub id: FamilyId,
    pub name: String,
    /// Who leads the dialogues.
    pub lead: MemberId,
}

/// Stored type, in the marker.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub family: FamilyId,
    pub member: MemberId,
    pub name: String,
    /// What they are to the child, in words.
    pub who: String,
}

/// Somebody whom one can be, and the link that does it.
pub struct DemoPerson {
    pub name: String,
    pub who: String,
    pub family: String,
    pub link: String,
}

/// A line for the terminal.
impl fmt::Display for DemoPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, who, family, link } = self;
        write!(f, "{name} ({who}, {family}): {link}")
    }
}

/// Why the demo could not be entered. Holds nothing that anybody wrote.
#[derive(Debug, Error)]
pub enum DemoError {
    #[error("the server cannot be reached: {0}")]
    Unreachable(#[from] reqwest::Error),
    #[error("{what} was refused: {refusal}")]
    Refused { what: String, refusal: Refusal },
    #[error("{what} was answered with {status}")]
    Status { what: String, status: reqwest::StatusCode },
    #[error("the answer to {what} cannot be read")]
    Unread { what: String },
    #[error("demo.json in the data folder: {0}")]
    Marker(#[from] io::Error),
    #[error(transparent)]
    Key(#[from] VaultError),
}

/// Enters the families over HTTP, unless the data folder says that they are there. `base` is the server's address, as in
/// `http://127.0.0.1:3000`. Professionals go through the doors: everywhere else they come in with two things.
pub async fn load(
    base: &str,
    data: &Path,
    now: DateTime<Utc>,
    doors: &door::Doors,
) -> Result<Demo, DemoError> {
    if let Some(demo) = read(data)? {
        return Ok(demo);
    }
    let client = Client::new(base, doors.clone());
    let stories: Vec<(&str, Story)> =
        STORIES.iter().map(|(name, tell)| (*name, tell(now))).collect();
    let demo = Demo {
        families: stories.iter().map(|(name, story)| family(name, story)).collect(),
        people: stories.iter().flat_map(|(_, story)| story.open.clone()).collect(),
    };
    // At the same time: the families share the commits to disk.
    try_join_all(stories.into_iter().map(|(_, story)| client.tell(story))).await?;
    write(data, &demo)?;
    Ok(demo)
}

/// Fresh links to be somebody. They last as long as the process, and each opens once.
pub fn links(base: &str, demo: &Demo, doors: &door::Doors) -> Result<Vec<DemoPerson>, DemoError> {
    let name = |id: FamilyId| demo.families.iter().find(|it| it.id == id).map(|it| it.name.clone());
    let link = |person: &Person| {
        Ok(DemoPerson {
            name: person.name.clone(),
            who: person.who.clone(),
            family: name(person.family).unwrap_or_default(),
            link: format!("{base}{}", doors.make(person.family, person.member)?),
        })
    };
    demo.people.iter().map(link).collect()
}

fn family(name: &str, story: &Story) -> Family {
    let (story_name, family_name) = (name.to_owned(), story.name.to_owned());
    Family { story: story_name, id: story.family, name: family_name, lead: story.lead }
}

fn read(data: &Path) -> Result<Option<Demo>, io::Error> {
    match fs::read_to_string(data.join(MARKER)) {
        Ok(text) => Ok(Some(serde_json::from_str(&text)?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whole or not at all, and for nobody else on this machine.
fn write(data: &Path, demo: &Demo) -> Result<(), io::Error> {
    let new = data.join(format!("{MARKER}.new"));
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new)?;
    file.write_all(&serde_json::to_vec_pretty(demo)?)?;
    file.sync_all()?;
    fs::rename(new, data.join(MARKER))
}

#[cfg(test)]
mod tests;
