//! Families in which everybody has one of everything, and everything that can be tried there. The dice seldom give a professional a
//! ball, or a child somebody to show a card to: here nothing is left to them.

use crate::consent::{Command as Consent, Heard, Section};
use crate::dialogue::{CheckIn, Command as Dialogue, Step as At, Useful};
use crate::dreams::{Command as Dreams, Picture, Place, Zone};
use crate::given::random::EVERYONE;
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, NEWCOMER, SARA, STRANGER, TEACHER, afternoon, card,
    circle, commands, dialogue, dream, fact, gives, goal, in_days, invitation, level, now, person,
    placement, round, step, today,
};
use crate::people::{Command as People, Language, Lead, Role, Use};
use crate::plan::{Command as Plan, Item, Standing, Way};
use crate::ruler::{Command as Ruler, Seen, Setting};
use crate::shield::{Command as Shield, Kind};
use crate::talk::{Column, Command as Talk};
use crate::{Command, Family, MemberId};
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// Who is in. The last is a professional who does not lead.
const IN: [MemberId; 6] = [TEACHER, MOTHER, FATHER, ALI, GRANDMOTHER, NEWCOMER];
const ROLES: [Role; 4] = [Role::Guardian, Role::Child, Role::Network, Role::Professional];
/// What nobody has made yet.
const NEW: u128 = 99;

/// The numbers of somebody's things, and of the balls they hold: held, offered to them, done.
fn numbers(of: usize) -> (u128, [u128; 3]) {
    let number = u128::try_from(of).expect("a small number") + 1;
    (number, [number * 10, number * 10 + 1, number * 10 + 2])
}

/// A place that nobody has made, and the family at every point at which something else can be done.
pub(super) fn families() -> Vec<Family> {
    let just_in = all_in();
    let grown = just_in.clone().and(MOTHER, People::Born { member: ALI, year: 2010 });
    let led_by_teacher = all_have_all(just_in.clone());
    let led_by_mother = passed(led_by_teacher.clone(), MOTHER);
    let mut all = vec![Family::default(), just_in.family, grown.family];
    for (leads, given) in [(TEACHER, led_by_teacher), (MOTHER, led_by_mother)] {
        let another = if leads == MOTHER { FATHER } else { MOTHER };
        let running = meets(given.clone(), leads);
        let revealed = running.clone().and(leads, Ruler::Reveal { round: round(1) });
        let ended = revealed.clone().and(leads, Dialogue::End { id: dialogue(1) });
        let agreed = Plan::Agree { item: Item::Goal(goal(1)), text: None, holder: None };
        let agreed = given.clone().and(MOTHER, agreed);
        let resting = given.clone().and(another, People::Pause {});
        let erased = People::Erase { name: "Omkring Ali".to_owned() };
        all.extend(
            [ended, agreed, resting, given.clone().and(another, erased)].map(|it| it.family),
        );
        all.extend([another, GRANDMOTHER, NEWCOMER].map(|to| {
            let offer = People::OfferBaton { to: Some(to) };
            given.clone().and(leads, offer).family
        }));
        all.extend([given, running, revealed].map(|it| it.family));
    }
    all
}

fn passed(given: Given, to: MemberId) -> Given {
    let offered = given.and(TEACHER, People::OfferBaton { to: Some(to) });
    offered.and(to, People::AnswerBaton { accept: true })
}

fn meets(given: Given, leads: MemberId) -> Given {
    let (meeting, child, setting, on) = (Some(dialogue(1)), ALI, Setting::Home, today());
    let opens = Ruler::Open { round: round(1), child, setting, dialogue: meeting, on };
    given.and(leads, Dialogue::Start { id: dialogue(1) }).and(leads, opens)
}

fn all_in() -> Given {
    let joins = |id| {
        let (name, title, language) = ("Nina".to_owned(), "læge".to_owned(), Language::Da);
        People::Join { invitation: invitation(id), name, title, language }
    };
    let given = circle().and(MOTHER, invites(92, Role::Professional, None));
    let given = given.and(NEWCOMER, joins(92));
    let (mother, consent) = gives(NEWCOMER);
    given.and(mother, consent)
}

fn all_have_all(given: Given) -> Given {
    let given = given.and(TEACHER, plans(1, None));
    let among = Some(BTreeSet::from([TEACHER, MOTHER, FATHER, ALI, NEWCOMER]));
    let given = given.and(TEACHER, plans(2, among));
    IN.iter().enumerate().fold(given, |given, (at, who)| has_all(given, *who, at))
}

/// One of everything, and a ball at every point.
fn has_all(given: Given, who: MemberId, at: usize) -> Given {
    let (number, [held, offered, done]) = numbers(at);
    let another = if who == MOTHER { FATHER } else { MOTHER };
    let given = makes(number).into_iter().fold(given, |given, it| given.and(who, it));
    given
        .and(who, adds(held, who))
        .and(another, adds(offered, who))
        .and(who, adds(done, who))
        .and(who, Plan::Tick { id: step(done), on: today() })
        .and(who, keeps(number, who))
        .and(who, makes_dream(number + NEW))
        .and(who, Dreams::Remove { id: dream(number + NEW) })
}

/// What somebody makes that is theirs.
fn makes(number: u128) -> Vec<Command> {
    let (dialogue, on, text) = (None, today(), format!("ord {number}"));
    let (id, about, sign, dream) = (goal(number), ALI, String::new(), None);
    let aims = Plan::SetGoal { id, about, text: text.clone(), sign, dream, dialogue, on };
    let (id, column, notices, shared) = (card(number), Column::Works, String::new(), false);
    let writes = Talk::Write { id, about, column, text, notices, dialogue, on, shared };
    let (id, child, setting, level, seen) =
        (placement(number), ALI, Setting::Home, level(3), Seen::Mine);
    let (because, works, one_up) = (String::new(), String::new(), String::new());
    let places = Ruler::Place { id, child, setting, level, on, because, works, one_up, seen };
    vec![aims.into(), writes.into(), places.into(), makes_dream(number).into()]
}

fn makes_dream(number: u128) -> Dreams {
    let (id, whose, text) = (dream(number), ALI, format!("drøm {number}"));
    let place = Place { zone: Zone::Soon, x: 1, y: 1 };
    Dreams::Add { id, whose, text, picture: Picture::None, place, dialogue: None }
}

fn adds(number: u128, holder: MemberId) -> Plan {
    let (id, what, help) = (step(number), format!("bold {number}"), String::new());
    let (goal, due, dialogue, on) = (None, None, None, today());
    Plan::AddStep { id, goal, what, holder, due, help, dialogue, on }
}

fn plans(number: u128, among: Option<BTreeSet<MemberId>>) -> Dialogue {
    let (id, when, place) = (dialogue(number), afternoon(in_days(2)), String::new());
    Dialogue::Plan { id, about: ALI, when, place, held: false, among }
}

fn keeps(number: u128, about: MemberId) -> Shield {
    let (id, kind, words, dialogue, from) = (fact(number), Kind::Phone, Vec::new(), None, None);
    let (text, known_to, kept_from) = (format!("2030 40{number}1"), [].into(), [].into());
    Shield::Set { id, about, kind, text, words, known_to, kept_from, dialogue, from }
}

fn invites(number: u128, role: Role, who: Option<MemberId>) -> People {
    let until = now() + TimeDelta::hours(2);
    People::Invite { id: invitation(number), role, who, usage: Use::Single, until }
}

/// One of every kind with every field filled in, and every kind on each thing and each person there is.
pub(super) fn tries() -> Vec<Command> {
    let mut all = commands::commands();
    all.extend(makes(NEW));
    all.extend([adds(NEW, MOTHER).into(), keeps(NEW, ALI).into(), plans(NEW, None).into()]);
    all.extend((0..IN.len()).flat_map(|at| on_things(numbers(at).0)));
    all.extend((0..IN.len()).flat_map(|at| numbers(at).1).flat_map(on_a_step));
    all.extend([1, 2].into_iter().flat_map(on_a_dialogue));
    all.extend(EVERYONE.into_iter().flat_map(on_a_person));
    all.extend(ROLES.map(|role| invites(NEW, role, None).into()));
    all.extend(ROLES.map(|role| {
        let member = person(STRANGER, "Bo", role);
        Command::from(People::Name { member })
    }));
    all.extend([90, 91, 92].map(|id| Command::from(People::Revoke { id: invitation(id) })));
    let (child, setting, dialogue, on) = (ALI, Setting::Home, None, today());
    all.push(Ruler::Open { round: round(NEW), child, setting, dialogue, on }.into());
    all.push(Ruler::Reveal { round: round(1) }.into());
    all
}

fn on_things(number: u128) -> Vec<Command> {
    let text = || "andre ord".to_owned();
    let (to, on) = (BTreeSet::from([GRANDMOTHER, MOTHER]), today());
    let (a_card, a_goal, a_dream, mark) =
        (card(number), goal(number), dream(number), placement(number));
    let place = Place { zone: Zone::Now, x: 5, y: 5 };
    let picture = Picture::Pictogram { name: "dog".to_owned() };
    vec![
        Talk::Reword { id: a_card, from: format!("ord {number}"), text: text() }.into(),
        Talk::Share { id: a_card }.into(),
        Talk::Show { id: a_card, to: to.clone() }.into(),
        Talk::Remove { id: a_card }.into(),
        Ruler::Share { id: mark }.into(),
        Ruler::Show { id: mark, to }.into(),
        Ruler::Withdraw { id: mark }.into(),
        Dreams::Move { id: a_dream, place }.into(),
        Dreams::Reword { id: a_dream, from: format!("drøm {number}"), text: text() }.into(),
        Dreams::Picture { id: a_dream, picture, from: None }.into(),
        Dreams::Remove { id: a_dream }.into(),
        Dreams::Restore { id: dream(number + NEW) }.into(),
        Plan::RewordGoal { id: a_goal, from: format!("ord {number}"), text: text() }.into(),
        Plan::HowFar { id: a_goal, value: 4, on }.into(),
        Plan::Note { id: a_goal, way: Way::Forward, text: text(), on }.into(),
        Plan::Turn { id: a_goal, to: Standing::OnHold, because: text(), on }.into(),
        Plan::Agree { item: Item::Goal(a_goal), text: None, holder: None }.into(),
        Plan::Reopen { item: Item::Goal(a_goal) }.into(),
        Shield::Remove { id: fact(number) }.into(),
    ]
}

fn on_a_step(number: u128) -> Vec<Command> {
    let (id, on, text) = (step(number), today(), || "fordi".to_owned());
    let item = Item::Step(id);
    let all = [
        Plan::Offer { id, to: GRANDMOTHER },
        Plan::Accept { id },
        Plan::Decline { id, because: text() },
        Plan::HandBack { id, because: text() },
        Plan::Tick { id, on },
        Plan::Untick { id },
        Plan::Tell { id, text: text(), on },
        Plan::Due { id, due: Some(in_days(3)) },
        Plan::Agree { item, text: None, holder: None },
        Plan::Reopen { item },
    ];
    all.map(Command::from).into()
}

fn on_a_dialogue(number: u128) -> Vec<Command> {
    let (id, when, place) = (dialogue(number), afternoon(in_days(3)), "hjemme".to_owned());
    let useful = Useful { score: 4, next_time: String::new() };
    let among = Some(BTreeSet::from([TEACHER, MOTHER, FATHER]));
    let all = [
        Dialogue::Among { id, among },
        Dialogue::Move { id, when, place, from: None },
        Dialogue::Start { id },
        Dialogue::Go { id, step: At::SinceLast },
        Dialogue::CheckIn { id, check_in: CheckIn::Pass },
        Dialogue::Useful { id, useful, from: None },
        Dialogue::End { id },
    ];
    all.map(Command::from).into()
}

fn on_a_person(member: MemberId) -> Vec<Command> {
    let (id, until) = (invitation(NEW), now() + TimeDelta::hours(2));
    let (name, title) = ("Et andet navn".to_owned(), String::new());
    let of = [ALI, SARA].contains(&member).then_some(member);
    let (purpose, heard) = ("at hjælpe".to_owned(), of.map_or(Heard::Fine, |_| Heard::Own));
    let (sections, until_day) = (BTreeSet::from(Section::ALL), in_days(9));
    let to = of.map_or(member, |_| GRANDMOTHER);
    vec![
        People::Rename { member, name, title, from: None }.into(),
        People::Born { member, year: 2010 }.into(),
        People::Renew { id, member, until }.into(),
        People::Remove { member, lead: Lead::NotYet }.into(),
        People::OfferBaton { to: Some(member) }.into(),
        Consent::Give { to, of, sections, purpose, until: until_day, heard }.into(),
        Consent::Withdraw { to, of, section: None }.into(),
        keeps(NEW, member).into(),
    ]
}
