//! How a family's story is told: a list of acts, each in one person's name and on one day. Nothing is sent here, so a story can
//! be read, checked and played.
//!
//! The words of a story file are the methods of [`Story`]: who is there (here), what was said and seen (`said`), the meetings
//! (`meetings`) and the plan (`plans`).

use super::Person;
use crate::clock;
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use domain::consent::{self, Heard, Section};
use domain::dreams::Zone;
use domain::people::{self, Language, Member, Role, Use};
use domain::plan::Item;
use domain::{Command, FamilyId, InvitationId, MemberId, StepId};
use std::collections::{BTreeMap, BTreeSet};

mod meetings;
mod plans;
mod said;
pub use plans::ball;
pub use said::saw;

/// Stands in every place that the demo makes.
pub const NOTE: &str = "Dette er et eksempel til at prøve. Forløbet følger en virkelig sag. \
                        Navne, tal, datoer og personernes ord er opdigtede.";

/// One thing that somebody does.
pub enum Act {
    /// Makes the place and gives the founder a session. Always the first.
    Found { founder: MemberId, command: Command },
    /// Does something in their own session.
    Do { by: MemberId, command: Command },
    /// Opens the invitation that `host` hands over, and has a session from then on.
    Join { invitation: InvitationId, host: MemberId, guest: Member, professional: bool },
}

/// What a story is told with. Its day moves from the first meeting to today.
pub struct Story {
    pub family: FamilyId,
    pub name: &'static str,
    pub acts: Vec<Act>,
    /// Those whom one can be in a browser.
    pub open: Vec<Person>,
    now: DateTime<Utc>,
    day: NaiveDate,
    pub lead: MemberId,
    guardians: BTreeSet<MemberId>,
    children: BTreeSet<MemberId>,
    /// Those who are in and are not of the family.
    professionals: BTreeSet<MemberId>,
    guests: Vec<MemberId>,
    first_guardian: Option<MemberId>,
    meeting: Option<meetings::Meeting>,
    holders: BTreeMap<StepId, MemberId>,
    /// What was set down and not yet read back to the family.
    unread: BTreeSet<Item>,
    cards: BTreeMap<Zone, u16>,
}

/// Somebody who is spoken of before they have a place.
pub struct Someone {
    name: &'static str,
    title: &'static str,
    age: Option<i32>,
}

/// A child whose age is known.
pub const fn child(name: &'static str, age: i32) -> Someone {
    Someone { name, title: "", age: Some(age) }
}

/// A child whose age nobody told, or a grown-up.
pub const fn person(name: &'static str, title: &'static str) -> Someone {
    Someone { name, title, age: None }
}

impl Story {
    /// Makes the place. The founder leads the dialogues.
    pub fn found<const N: usize>(
        now: DateTime<Utc>,
        name: &'static str,
        note: &str,
        founder: &Someone,
        children: &[Someone; N],
    ) -> (Self, MemberId, [MemberId; N]) {
        let family = FamilyId(clock::new_id());
        let today = now.date_naive();
        let founder = member(today, Role::Professional, founder);
        let children = children.each_ref().map(|it| member(today, Role::Child, it));
        let ids = children.each_ref().map(|it| it.id);
        let lead = founder.id;
        let command = Command::People(people::Command::Found {
            family,
            name: name.to_owned(),
            note: note.to_owned(),
            founder,
            children: children.into(),
        });
        let story = Self {
            family,
            name,
            acts: vec![Act::Found { founder: lead, command }],
            open: Vec::new(),
            now,
            day: today,
            lead,
            guardians: BTreeSet::new(),
            children: ids.into(),
            professionals: [lead].into(),
            guests: vec![lead],
            first_guardian: None,
            meeting: None,
            holders: BTreeMap::new(),
            unread: BTreeSet::new(),
            cards: BTreeMap::new(),
        };
        (story, lead, ids)
    }

    /// The day that everything from here on speaks of.
    pub fn days_ago(&mut self, days: u64) {
        self.day = self.now.date_naive() - Days::new(days);
    }

    /// Named, and not in: somebody without a phone, or somebody who is not to be asked now.
    pub fn named(&mut self, role: Role, who: &Someone) -> MemberId {
        let member = member(self.now.date_naive(), role, who);
        let id = member.id;
        match role {
            Role::Guardian => drop(self.guardians.insert(id)),
            Role::Professional => drop(self.professionals.insert(id)),
            Role::Child | Role::Network => {}
        }
        self.does(self.host(id), Command::People(people::Command::Name { member }));
        id
    }

    /// Who names and lets somebody in: the family itself a guardian or a child, once a guardian is in; else whoever leads.
    fn host(&self, id: MemberId) -> MemberId {
        let of_the_family = self.guardians.contains(&id) || self.children.contains(&id);
        self.first_guardian.filter(|_| of_the_family).unwrap_or(self.lead)
    }

    /// Named, invited and in.
    pub fn joins(&mut self, role: Role, who: &Someone) -> MemberId {
        let id = self.named(role, who);
        self.comes_in(id, who);
        id
    }

    /// Somebody who was named before opens an invitation of their own.
    pub fn comes_in(&mut self, id: MemberId, who: &Someone) {
        let invitation = InvitationId(clock::new_id());
        let host = self.host(id);
        let invite = people::Command::Invite {
            id: invitation,
            role: Role::Network,
            who: Some(id),
            usage: Use::Single,
            until: self.now + TimeDelta::days(1),
        };
        self.does(host, Command::People(invite));
        let guest = Member { id, ..member(self.now.date_naive(), Role::Network, who) };
        let professional = self.professionals.contains(&id);
        self.acts.push(Act::Join { invitation, host, guest, professional });
        let was_alone = self.first_guardian.is_none();
        if self.guardians.contains(&id) {
            self.first_guardian.get_or_insert(id);
        } else {
            self.guests.push(id);
        }
        // What came before the family was in is given when it comes.
        match self.first_guardian {
            Some(guardian) if was_alone => {
                self.guests.clone().into_iter().for_each(|it| self.lets_see(guardian, it));
            }
            Some(guardian) if !self.guardians.contains(&id) => self.lets_see(guardian, id),
            _ => {}
        }
    }

    /// The family lets a guest see what they work on together.
    fn lets_see(&mut self, guardian: MemberId, to: MemberId) {
        let give = consent::Command::Give {
            to,
            of: None,
            sections: Section::ALL.into(),
            purpose: "Så vi kan hjælpes ad og slipper for at fortælle det to gange.".to_owned(),
            until: self.now.date_naive() + Days::new(180),
            heard: Heard::Fine,
        };
        self.does(guardian, Command::Consent(give));
    }

    /// Whoever tries the demo can be this person.
    pub fn opens_for(&mut self, member: MemberId, who: &Someone) {
        let (name, who) = (who.name.to_owned(), who.title.to_owned());
        self.open.push(Person { family: self.family, member, name, who });
    }

    fn does(&mut self, by: MemberId, command: Command) {
        self.acts.push(Act::Do { by, command });
    }
}

fn member(today: NaiveDate, role: Role, who: &Someone) -> Member {
    Member {
        id: MemberId(clock::new_id()),
        name: who.name.to_owned(),
        role,
        title: who.title.to_owned(),
        born: who.age.map(|age| today.year() - age),
        language: Language::Da,
        joined: false,
    }
}
