//! For property tests: what comes of a sequence of random commands.

use super::random::{Dice, EVERYONE, Roll, command};
use super::{
    ALI, Given, MOTHER, TEACHER, afternoon, dialogue, goal, in_days, in_dialogue, now, round, step,
    today,
};
use crate::consent::Command as Consent;
use crate::dialogue::Command as Dialogue;
use crate::may::Sight;
use crate::people::Command as People;
use crate::plan::Command as Plan;
use crate::ruler::{Command as Ruler, Setting};
use crate::shield::Command as Shield;
use crate::things::ThingId;
use crate::{Command, Ctx, Event, Family, MemberId, Refusal, apply, decide};
use std::collections::BTreeSet;

/// Where every story begins: a dialogue goes on, a round is open, a ball is offered and the next dialogue is planned.
pub fn beginning() -> Given {
    let (round, meeting) = (round(1), Some(dialogue(1)));
    let (child, setting, on) = (ALI, Setting::Home, today());
    let (text, sign) = ("en ven".to_owned(), String::new());
    let (what, help) = ("ringe".to_owned(), String::new());
    let (when, place) = (afternoon(in_days(7)), String::new());
    in_dialogue()
        .and(TEACHER, Ruler::Open { round, child, setting, dialogue: meeting, on })
        .and(
            TEACHER,
            Plan::SetGoal {
                id: goal(1),
                about: ALI,
                text,
                sign,
                dream: None,
                dialogue: meeting,
                on,
            },
        )
        .and(
            TEACHER,
            Plan::AddStep {
                id: step(1),
                goal: Some(goal(1)),
                what,
                holder: MOTHER,
                due: None,
                help,
                dialogue: meeting,
                on,
            },
        )
        .and(
            ALI,
            Plan::AddStep {
                id: step(2),
                goal: None,
                what: "spørge Bo".to_owned(),
                holder: ALI,
                due: None,
                help: String::new(),
                dialogue: None,
                on,
            },
        )
        .and(
            TEACHER,
            Dialogue::Plan { id: dialogue(2), about: ALI, when, place, held: false, among: None },
        )
}

/// Who could do this, where few can.
pub fn fitting(family: &Family, command: &Command) -> Option<MemberId> {
    match command {
        Command::Plan(
            Plan::Accept { id }
            | Plan::Decline { id, .. }
            | Plan::HandBack { id, .. }
            | Plan::Tick { id, .. }
            | Plan::Untick { id },
        ) => family.plan.steps.get(id).map(|step| step.holder),
        Command::Plan(Plan::Agree { .. } | Plan::Reopen { .. })
        | Command::People(
            People::Remove { .. }
            | People::AskAnother { .. }
            | People::Pause {}
            | People::Resume {}
            | People::Close {}
            | People::Erase { .. }
            | People::Keep {}
            | People::Born { .. },
        )
        | Command::Shield(Shield::Remove { .. }) => Some(MOTHER),
        Command::Shield(Shield::Set { id, about, .. }) => {
            let author = family.shield.facts().get(id).map(|it| it.by);
            let own = Some(*about).filter(|it| family.people.child(*it).is_err());
            author.or(own).or(Some(MOTHER))
        }
        Command::Consent(Consent::Give { of, .. } | Consent::Withdraw { of, .. }) => {
            of.or(Some(MOTHER))
        }
        Command::Consent(Consent::Basis { .. }) => Some(TEACHER),
        Command::People(People::OfferBaton { .. }) => family.people.coordinator.or(Some(MOTHER)),
        Command::People(People::AnswerBaton { .. }) => family.people.baton_offered,
        _ => None,
    }
}

/// One command of a story, and what came of it.
pub struct Turn<'a> {
    pub before: &'a Family,
    pub ctx: Ctx,
    pub command: &'a Command,
    pub result: &'a Result<Vec<Event>, Refusal>,
    pub after: &'a Family,
}

/// Plays the dice from the beginning on and shows every turn to `each`. Gives back the family with its log.
pub fn play(rolls: &[Roll], mut each: impl FnMut(Turn)) -> Given {
    let mut given = beginning();
    for (number, roll) in rolls.iter().enumerate() {
        let mut dice = Dice::new(roll, number);
        let anyone = dice.actor();
        let before = given.family.clone();
        let command = command(&before, &mut dice);
        let fitting = fitting(&before, &command).filter(|_| dice.below(4) > 0);
        let actor = fitting.unwrap_or(anyone);
        let ctx = Ctx { actor, now: now() };
        let result = decide(&before, &ctx, &command);
        for event in result.iter().flatten() {
            apply(&mut given.family, event);
            given.log.push((actor, event.clone()));
        }
        let after = &given.family;
        each(Turn { before: &before, ctx, command: &command, result: &result, after });
    }
    given
}

/// Everyone who can act in this family.
pub fn members(family: &Family) -> Vec<MemberId> {
    EVERYONE.into_iter().filter(|id| family.people.joined(*id).is_ok()).collect()
}

/// The words that are to be found in nothing that `viewer` is shown: all those that stand in no thing they may see, of all that stand
/// in things at all. Worked out the slow way, thing by thing.
pub fn hidden_words(family: &Family, viewer: MemberId) -> Vec<String> {
    let sight = Sight::new(family, viewer, today());
    let (mut seen, mut hidden) = (BTreeSet::new(), BTreeSet::new());
    for thing in things(family) {
        let facing = thing.facing(family).expect("it is there");
        let words = facing.texts.iter().flat_map(|(_, text)| text.split_whitespace());
        let words = words.filter(|word| word.starts_with('k')).map(str::to_owned);
        if sight.of(thing).is_some() { seen.extend(words) } else { hidden.extend(words) }
    }
    for fact in family.shield.facts().values() {
        // From whom it is not kept, they may meet its words elsewhere.
        let all = fact.words.iter().chain([&fact.text]);
        let kept = all.filter(|word| sight.is_kept(Some(fact.by), word));
        if sight.sees_fact(fact) {
            seen.extend(fact.words.iter().chain([&fact.text]).cloned());
        } else {
            hidden.extend(kept.cloned());
        }
    }
    hidden.difference(&seen).filter(|word| word.starts_with('k')).cloned().collect()
}

/// Every thing of a family.
pub fn things(family: &Family) -> Vec<ThingId> {
    let ruler = &family.ruler;
    (ruler.placements.keys().map(|id| ThingId::Placement(*id)))
        .chain(ruler.rounds.keys().map(|id| ThingId::Round(*id)))
        .chain(family.talk.cards.keys().map(|id| ThingId::Card(*id)))
        .chain(family.dreams.dreams.keys().map(|id| ThingId::Dream(*id)))
        .chain(family.plan.goals.keys().map(|id| ThingId::Goal(*id)))
        .chain(family.plan.steps.keys().map(|id| ThingId::Step(*id)))
        .chain(family.dialogue.all.keys().map(|id| ThingId::Dialogue(*id)))
        .collect()
}
