//! The addresses. A tool's page bears the tool's name; nothing personal ever stands in an address.
//!
//! A router of our own: seventeen addresses, all made from data that is there already. The library's router costs more to download
//! than all our pages together.

use domain::looked::{Part, Seen};
use domain::ruler::Setting;
use domain::{DialogueId, FamilyId, MemberId, dialogue};

/// A page. Whatever is in the link of an invitation opens it, so it is printed nowhere.
#[derive(Clone, PartialEq, Eq)]
pub enum Page {
    Welcome,
    New,
    /// Where a six-letter code is typed.
    Code,
    /// Where one is signed in. An account spans families, so it belongs to none.
    Devices,
    /// Coming in by name and password.
    SignIn,
    /// One's own name, password and second factor.
    Account,
    /// Proving again who one is.
    StepUp,
    /// A screen that goes round the table.
    HandOver,
    /// Where a link leads to.
    Join {
        key: String,
    },
    Family {
        family: FamilyId,
        room: Room,
    },
    NotFound,
}

/// A page of one family's place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Room {
    Home,
    Ruler {
        child: Option<MemberId>,
        setting: Option<Setting>,
    },
    Dialogues,
    Dialogue {
        dialogue: DialogueId,
        step: Option<dialogue::Step>,
    },
    Prepare {
        dialogue: DialogueId,
    },
    Minutes {
        dialogue: DialogueId,
    },
    Plan,
    Dreams,
    People,
    /// Who may see what.
    Consent,
    /// What is one's own.
    Mine,
    /// Who has looked; what was before a moment (microseconds since 1970), or all.
    Looked {
        before: Option<i64>,
    },
}

/// The five places of the bar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Corner {
    Home,
    Dialogue,
    Plan,
    Map,
    Us,
}

impl Page {
    /// The page at an address (path and query). Anything that is none is [`Page::NotFound`].
    pub fn parse(address: &str) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] => Self::Welcome,
            ["new"] => Self::New,
            ["join"] => Self::Code,
            ["devices"] => Self::Devices,
            ["sign-in"] => Self::SignIn,
            ["account"] => Self::Account,
            ["step-up"] => Self::StepUp,
            ["hand-over"] => Self::HandOver,
            ["join", key] => Self::Join { key: (*key).to_owned() },
            ["f", family, rest @ ..] => {
                let room = family.parse().ok().zip(Room::parse(rest, query));
                room.map_or(Self::NotFound, |(family, room)| Self::Family { family, room })
            }
            _ => Self::NotFound,
        }
    }
}

impl Room {
    fn parse(parts: &[&str], query: &str) -> Option<Self> {
        Some(match parts {
            [] => Self::Home,
            ["ruler"] => Self::Ruler {
                child: value(query, "child").and_then(|id| id.parse().ok()),
                setting: value(query, "setting").and_then(setting_from_slug),
            },
            ["dialogue"] => Self::Dialogues,
            ["dialogue", id] => Self::Dialogue {
                dialogue: id.parse().ok()?,
                step: value(query, "step").and_then(dialogue::Step::from_slug),
            },
            ["dialogue", id, "prepare"] => Self::Prepare { dialogue: id.parse().ok()? },
            ["dialogue", id, "minutes"] => Self::Minutes { dialogue: id.parse().ok()? },
            ["plan"] => Self::Plan,
            ["dreams"] => Self::Dreams,
            ["people"] => Self::People,
            ["consent"] => Self::Consent,
            ["mine"] => Self::Mine,
            ["looked"] => Self::Looked {
                before: value(query, "before").and_then(|moment| moment.parse().ok()),
            },
            _ => return None,
        })
    }

    /// The address of this room in a family's place.
    pub fn href(self, family: FamilyId) -> String {
        let rest = match self {
            Self::Home => String::new(),
            Self::Ruler { child, setting } => {
                let child = child.map(|id| format!("child={id}"));
                let setting = setting.map(|setting| format!("setting={}", setting_slug(setting)));
                let query: Vec<String> = child.into_iter().chain(setting).collect();
                if query.is_empty() {
                    "/ruler".to_owned()
                } else {
                    format!("/ruler?{}", query.join("&"))
                }
            }
            Self::Dialogues => "/dialogue".to_owned(),
            Self::Dialogue { dialogue, step: None } => format!("/dialogue/{dialogue}"),
            Self::Dialogue { dialogue, step: Some(step) } => {
                format!("/dialogue/{dialogue}?step={}", step.slug())
            }
            Self::Prepare { dialogue } => format!("/dialogue/{dialogue}/prepare"),
            Self::Minutes { dialogue } => format!("/dialogue/{dialogue}/minutes"),
            Self::Plan => "/plan".to_owned(),
            Self::Dreams => "/dreams".to_owned(),
            Self::People => "/people".to_owned(),
            Self::Consent => "/consent".to_owned(),
            Self::Mine => "/mine".to_owned(),
            Self::Looked { before: None } => "/looked".to_owned(),
            Self::Looked { before: Some(before) } => format!("/looked?before={before}"),
        };
        format!("/f/{family}{rest}")
    }

    /// Which of the five places of the bar it belongs to.
    pub fn corner(self) -> Corner {
        match self {
            Self::Home | Self::Mine | Self::Ruler { .. } => Corner::Home,
            Self::Dialogues
            | Self::Dialogue { .. }
            | Self::Prepare { .. }
            | Self::Minutes { .. } => Corner::Dialogue,
            Self::Plan => Corner::Plan,
            Self::Dreams => Corner::Map,
            Self::People | Self::Consent | Self::Looked { .. } => Corner::Us,
        }
    }

    /// What somebody has looked at who opened it.
    pub fn seen(self) -> Seen {
        let dialogue = match self {
            Self::Dialogue { dialogue, .. }
            | Self::Prepare { dialogue }
            | Self::Minutes { dialogue } => Some(dialogue),
            _ => None,
        };
        Seen { part: self.part(), dialogue }
    }

    fn part(self) -> Part {
        match self {
            Self::Home => Part::Home,
            Self::Ruler { .. } => Part::Ruler,
            Self::Dialogues => Part::Dialogues,
            Self::Dialogue { .. } => Part::Dialogue,
            Self::Prepare { .. } => Part::Prepare,
            Self::Minutes { .. } => Part::Minutes,
            Self::Plan => Part::Plan,
            Self::Dreams => Part::Dreams,
            Self::People => Part::People,
            Self::Consent => Part::Consent,
            Self::Mine => Part::Mine,
            Self::Looked { .. } => Part::Looked,
        }
    }
}

/// As a setting stands in an address and in a form.
pub const fn setting_slug(setting: Setting) -> &'static str {
    match setting {
        Setting::Home => "home",
        Setting::School => "school",
        Setting::Leisure => "leisure",
        Setting::Friends => "friends",
        Setting::Online => "online",
    }
}

fn setting_from_slug(slug: &str) -> Option<Setting> {
    Setting::ALL.into_iter().find(|setting| setting_slug(*setting) == slug)
}

/// Only ids and slugs stand in our queries, so there is nothing to decode.
fn value<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::MemberId;

    const FAMILY: &str = "0192f0c1-0000-7000-8000-000000000001";

    #[test]
    fn every_room_leads_back_to_itself() {
        let family: FamilyId = FAMILY.parse().unwrap();
        let child: MemberId = FAMILY.parse().unwrap();
        let dialogue: DialogueId = FAMILY.parse().unwrap();
        let rooms = [
            Room::Home,
            Room::Ruler { child: None, setting: None },
            Room::Ruler { child: Some(child), setting: Some(Setting::Friends) },
            Room::Dialogues,
            Room::Dialogue { dialogue, step: None },
            Room::Dialogue { dialogue, step: Some(dialogue::Step::ReadBack) },
            Room::Prepare { dialogue },
            Room::Minutes { dialogue },
            Room::Plan,
            Room::Dreams,
            Room::People,
            Room::Consent,
            Room::Mine,
            Room::Looked { before: None },
            Room::Looked { before: Some(1_788_264_000_000_000) },
        ];
        for room in rooms {
            assert!(Page::parse(&room.href(family)) == Page::Family { family, room }, "{room:?}");
        }
    }

    #[test]
    fn anything_else_is_not_found() {
        for address in [
            "/f/1",
            "/f",
            "/nothing",
            "/devices/1",
            &format!("/f/{FAMILY}/dialogue/x"),
            "/f/../x",
            "/join/a/b",
        ] {
            assert!(Page::parse(address) == Page::NotFound, "{address}");
        }
    }
}
