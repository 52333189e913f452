//! The family: the tools' states side by side, and the dispatch to the tools. To add a tool, add its file and one line in each
//! list here.

use crate::away::Away;
use crate::may::{Sight, does};
use crate::shield::Kept;
use crate::things::ThingId;
use crate::view::view;
use crate::{
    FamilyId, MemberId, Refusal, away, consent, dialogue, dreams, people, plan, ruler, shield, talk,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a command cannot know by itself: who sends it and when it is.
#[derive(Clone, Copy)]
pub struct Ctx {
    pub actor: MemberId,
    pub now: DateTime<Utc>,
}

impl Ctx {
    /// The day, in UTC.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }
}

/// All that is known in one family's place. The fold of its events. Stored type (snapshots) and wire type (views).
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Family {
    /// None only before the place is founded.
    pub id: Option<FamilyId>,
    pub name: String,
    /// Something everyone should know about what stands here, for instance that a demo's numbers are invented.
    #[serde(default)]
    pub note: String,
    /// Who wrote these two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named_by: Option<MemberId>,
    pub people: people::State,
    pub ruler: ruler::State,
    pub talk: talk::State,
    pub dreams: dreams::State,
    pub plan: plan::State,
    pub dialogue: dialogue::State,
    #[serde(default)]
    pub consent: consent::State,
    #[serde(default)]
    pub shield: shield::State,
    /// What is nobody's since a seat was opened anew ([`away`]). In nobody's copy.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub away: Away,
}

impl Family {
    /// Whether there is a place at all.
    pub fn founded(&self) -> bool {
        self.id.is_some()
    }

    /// Whether a command waits because the course rests or has ended.
    pub fn holds_up(&self, actor: MemberId, command: &Command) -> bool {
        match command {
            Command::People(it) => !people::may_in(&self.people, actor, it),
            // However the course stands: what is seen stays the family's to decide, and whoever wants to go hands back first what they hold.
            Command::Consent(_)
            | Command::Shield(_)
            | Command::Plan(plan::Command::HandBack { .. }) => false,
            _ => !self.people.goes_on(),
        }
    }

    /// What is kept from somebody, and from those whom they let in. None where nothing is.
    pub fn kept_from(&self, viewer: MemberId) -> Option<&Kept> {
        self.shield.kept_from(&self.people, &self.away, viewer)
    }
}

/// What a person wants. The kind stands outside what it holds, here and in every wire type: a kind among the fields would cost
/// the browser a fifth of its download, for it has to be read twice. Wire type: `{"ruler":{"place":{…}}}`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    People(people::Command),
    Ruler(ruler::Command),
    Talk(talk::Command),
    Dreams(dreams::Command),
    Plan(plan::Command),
    Dialogue(dialogue::Command),
    Consent(consent::Command),
    Shield(shield::Command),
}

/// What happened. Stored type: never edited, read by [`crate::upcast`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    People(people::Event),
    Ruler(ruler::Event),
    Talk(talk::Event),
    Dreams(dreams::Event),
    Plan(plan::Event),
    Dialogue(dialogue::Event),
    Consent(consent::Event),
    Shield(shield::Event),
}

/// An event in its place in the family's log. Wire type.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// In the log 1, 2, 3 … without gaps. On the wire it is the number that the event has for whoever is told ([`crate::tellings`]).
    pub seq: u64,
    /// When the server took it in.
    pub at: DateTime<Utc>,
    pub by: MemberId,
    pub event: Event,
    /// Whose screen it was done on, where that went round the table: whoever had it in hand proved nothing of being `by`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_screen_of: Option<MemberId>,
}

/// Turns a command into events, or refuses. Pure: the browser and the server decide alike on the same state. What the actor may not see
/// is not there to them; whether they may is asked of [`crate::may`]; whether it fits how things stand, of the tool.
pub fn decide(family: &Family, ctx: &Ctx, command: &Command) -> Result<Vec<Event>, Refusal> {
    if family.holds_up(ctx.actor, command) {
        // Whoever is not of the circle, and holds no way in, is told nothing of how the course stands.
        if !matches!(command, Command::People(people::Command::Join { .. })) {
            family.people.joined(ctx.actor)?;
        }
        return Err(Refusal::Rests);
    }
    if sees_all(family, ctx, &command.refers()) {
        return dispatch(family, ctx, command);
    }
    // To them it is not there: they are answered as if it were not, whatever else would have been said.
    let seen = view(family, ctx.actor, ctx.today()).ok_or(Refusal::NotAMember)?;
    dispatch(&seen, ctx, command).and(Err(Refusal::Unknown))
}

fn dispatch(family: &Family, ctx: &Ctx, command: &Command) -> Result<Vec<Event>, Refusal> {
    fn wrap<E>(events: Vec<E>, into: fn(E) -> Event) -> Vec<Event> {
        events.into_iter().map(into).collect()
    }
    does(family, ctx, command)?;
    Ok(match command {
        Command::People(it) => wrap(people::decide(family, ctx, it)?, Event::People),
        Command::Ruler(it) => wrap(ruler::decide(family, ctx, it)?, Event::Ruler),
        Command::Talk(it) => wrap(talk::decide(family, ctx, it)?, Event::Talk),
        Command::Dreams(it) => wrap(dreams::decide(family, ctx, it)?, Event::Dreams),
        Command::Plan(it) => wrap(plan::decide(family, ctx, it)?, Event::Plan),
        Command::Dialogue(it) => wrap(dialogue::decide(family, ctx, it)?, Event::Dialogue),
        Command::Consent(it) => wrap(consent::decide(family, ctx, it)?, Event::Consent),
        Command::Shield(it) => wrap(shield::decide(family, ctx, it)?, Event::Shield),
    })
}

/// Whether the actor may see all of these that there are.
fn sees_all(family: &Family, ctx: &Ctx, things: &[ThingId]) -> bool {
    if things.is_empty() || family.people.joined(ctx.actor).is_err() {
        return true;
    }
    let sight = Sight::new(family, ctx.actor, ctx.today());
    things.iter().all(|it| sight.of(*it).is_some() || it.facing(family).is_none())
}

/// Folds one event into the family. Cannot fail: an event that no longer fits changes nothing.
pub fn apply(family: &mut Family, event: &Event) {
    match event {
        Event::People(it) => {
            if let people::Event::Founded { family: id, name, note, founder, .. } = it {
                (family.id, family.named_by) = (Some(*id), Some(founder.id));
                family.name.clone_from(name);
                family.note.clone_from(note);
            }
            people::apply(&mut family.people, it);
            family.shield.turned();
            if let people::Event::Renewed { invitation, at } = it
                && let Some(member) = invitation.who
            {
                away::lay(family, member, invitation.by, at.date_naive());
            }
            if let people::Event::Removed { member, .. } | people::Event::Left { member, .. } = it {
                plan::let_go(&mut family.plan, *member);
                consent::end(&mut family.consent, *member);
                shield::end(&mut family.shield, *member);
            }
        }
        Event::Ruler(it) => ruler::apply(&mut family.ruler, it),
        Event::Talk(it) => talk::apply(&mut family.talk, it),
        Event::Dreams(it) => dreams::apply(&mut family.dreams, it),
        Event::Plan(it) => plan::apply(&mut family.plan, it),
        Event::Dialogue(it) => dialogue::apply(&mut family.dialogue, it),
        Event::Consent(it) => consent::apply(&mut family.consent, &family.people, it),
        Event::Shield(it) => shield::apply(&mut family.shield, it),
    }
}
