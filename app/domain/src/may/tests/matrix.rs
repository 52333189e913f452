//! Who was ever let carry out what, on what of whose: worked out from stories that dice tell, and from families in which everybody has
//! everything and tries everything, and compared with the table that people read: who did it, and behind the line who tried and never could.
//! Whoever stands on neither side of a row never came to try it; where there is no row nobody ever could.

use super::rich;
use crate::given::commands::{self, KINDS};
use crate::given::now;
use crate::given::random::{EVERYONE, config, rolls};
use crate::given::story::play;
use crate::may::{Ground, Sight};
use crate::people::{Command as People, Role};
use crate::shield::Command as Shield;
use crate::things::{Facing, ThingId};
use crate::{Command, Ctx, Family, MemberId, consent, decide};
use chrono::{DateTime, Utc};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

const TABLE: &str = include_str!("../../../tests/authorisation.txt");
/// Stories enough for every pair that can happen to happen. In each, everybody tries every command.
const STORIES: usize = 1_500;

/// What somebody is in a family just now.
fn standing(family: &Family, actor: MemberId) -> &'static str {
    if family.people.joined(actor).is_err() {
        return "outside";
    }
    match family.people.get(actor).map(|it| it.role) {
        Some(Role::Guardian) if family.people.is_coordinator(actor) => "leading-guardian",
        _ if family.people.is_coordinator(actor) => "coordinator",
        Some(Role::Guardian) => "guardian",
        Some(Role::Child) => "child",
        Some(Role::Network) => "network",
        Some(Role::Professional) => "professional",
        None => "outside",
    }
}

/// What is named is to whoever names it. Of several the farthest counts: the last here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Is {
    /// Nothing is named that was there before.
    New,
    /// Themselves.
    Oneself,
    /// They hold its ball.
    Held,
    /// They wrote it.
    Own,
    /// They wrote it, and another has written or drawn in it since.
    Shared,
    /// It is about them, or their dream, and another wrote it.
    About,
    /// It was shown to them by name.
    Shown,
    /// They see it for another reason: a guardian, a child whose life it is, who leads, who was given it.
    Seen,
    /// Somebody else of the circle.
    Another,
    /// It is there, and they do not see it.
    Hidden,
    /// There is no such thing here: it never was, or is another family's.
    Elsewhere,
}

impl Is {
    const ALL: [Self; 11] = [
        Self::New,
        Self::Oneself,
        Self::Held,
        Self::Own,
        Self::Shared,
        Self::About,
        Self::Shown,
        Self::Seen,
        Self::Another,
        Self::Hidden,
        Self::Elsewhere,
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::New => "",
            Self::Oneself => " oneself",
            Self::Held => " held",
            Self::Own => " own",
            Self::Shared => " own with anothers hand in it",
            Self::About => " about oneself",
            Self::Shown => " shown",
            Self::Seen => " seen",
            Self::Another => " another",
            Self::Hidden => " hidden",
            Self::Elsewhere => " elsewhere",
        }
    }
}

fn relation(family: &Family, ctx: &Ctx, command: &Command) -> Is {
    let things = command.refers().into_iter().map(|it| of_thing(family, ctx, it));
    let member = names(command).map(|id| of_member(family, ctx.actor, id));
    let fact = fact_of(family, ctx, command);
    let way_in = way_in_of(family, ctx.actor, command);
    things.chain(member).chain(fact).chain(way_in).max().unwrap_or(Is::New)
}

/// A way in that is closed: one's own, or another's.
fn way_in_of(family: &Family, actor: MemberId, command: &Command) -> Option<Is> {
    let Command::People(People::Revoke { id }) = command else { return None };
    Some(match family.people.invitations.get(id) {
        None => Is::Elsewhere,
        Some(it) if it.by == actor => Is::Own,
        Some(_) => Is::Another,
    })
}

fn of_thing(family: &Family, ctx: &Ctx, thing: ThingId) -> Is {
    let Some(it) = thing.facing(family) else { return Is::Elsewhere };
    match Sight::new(family, ctx.actor, ctx.today()).facing(&it) {
        None => Is::Hidden,
        Some(_) if it.holder == Some(ctx.actor) => Is::Held,
        Some(_) if it.by == Some(ctx.actor) => own(&it),
        Some(_) if it.about == Some(ctx.actor) => Is::About,
        Some(Ground::Shown) => Is::Shown,
        Some(_) => Is::Seen,
    }
}

fn own(it: &Facing<'_>) -> Is {
    let other = |by: Option<MemberId>| by.is_some() && by != it.by;
    let written = it.texts.iter().any(|(by, text)| other(*by) && !text.is_empty());
    if written || other(it.drawn_by) { Is::Shared } else { Is::Own }
}

/// Whom a command about the circle is about.
fn names(command: &Command) -> Option<MemberId> {
    match command {
        Command::People(
            People::Rename { member, .. }
            | People::Remove { member, .. }
            | People::Renew { member, .. }
            | People::Born { member, .. },
        ) => Some(*member),
        Command::Consent(
            consent::Command::Give { of: Some(of), .. }
            | consent::Command::Withdraw { of: Some(of), .. },
        ) => Some(*of),
        Command::Shield(Shield::Set { about, .. }) => Some(*about),
        _ => None,
    }
}

fn of_member(family: &Family, actor: MemberId, id: MemberId) -> Is {
    match family.people.get(id) {
        None => Is::Elsewhere,
        Some(_) if id == actor => Is::Oneself,
        Some(_) => Is::Another,
    }
}

/// A fact that is there already, or that is to be taken away.
fn fact_of(family: &Family, ctx: &Ctx, command: &Command) -> Option<Is> {
    let facts = family.shield.facts();
    let fact = match command {
        Command::Shield(Shield::Set { id, .. }) => facts.get(id)?,
        Command::Shield(Shield::Remove { id }) => match facts.get(id) {
            Some(fact) => fact,
            None => return Some(Is::Elsewhere),
        },
        _ => return None,
    };
    Some(match Sight::new(family, ctx.actor, ctx.today()) {
        _ if fact.by == ctx.actor => Is::Own,
        sight if sight.sees_fact(fact) => Is::Shown,
        _ => Is::Hidden,
    })
}

/// `tool/kind`, as on the wire.
pub(super) fn kind(command: &Command) -> String {
    let json = serde_json::to_value(command).expect("plain data");
    let (tool, act) = json.as_object().and_then(|it| it.iter().next()).expect("one tool");
    let act = act.as_object().and_then(|it| it.keys().next()).expect("one kind");
    format!("{tool}/{act}")
}

/// What was tried, and what of it was carried out.
#[derive(Default)]
struct Tried {
    may: BTreeMap<(String, Is), BTreeSet<&'static str>>,
    by: BTreeMap<(String, Is), BTreeSet<&'static str>>,
    kinds: BTreeSet<&'static str>,
    times: BTreeMap<Is, usize>,
}

impl Tried {
    /// Everybody tries it.
    fn by_all(&mut self, family: &Family, now: DateTime<Utc>, command: &Command) {
        for actor in EVERYONE {
            let ctx = Ctx { actor, now };
            let is = relation(family, &ctx, command);
            *self.times.entry(is).or_default() += 1;
            let (row, standing) = ((kind(command), is), standing(family, actor));
            self.by.entry(row.clone()).or_default().insert(standing);
            if decide(family, &ctx, command).is_ok() {
                self.may.entry(row).or_default().insert(standing);
                self.kinds.insert(commands::kind(command));
            }
        }
    }

    fn table(&self) -> String {
        let mut table = String::new();
        for (row @ (kind, is), who) in &self.may {
            let vain: Vec<_> = self.by[row].difference(who).copied().collect();
            let who: Vec<_> = who.iter().copied().collect();
            let (may, not) = (who.join(" "), vain.join(" "));
            writeln!(table, "{kind}{}: {may} | {not}", is.word()).expect("a string");
        }
        table
    }
}

fn tried() -> Tried {
    let mut tried = Tried::default();
    let mut runner = TestRunner::new(config());
    for _ in 0..STORIES {
        let rolls = rolls(120).new_tree(&mut runner).expect("dice").current();
        play(&rolls, |turn| tried.by_all(turn.before, turn.ctx.now, turn.command));
    }
    for family in rich::families() {
        for command in rich::tries() {
            tried.by_all(&family, now(), &command);
        }
    }
    tried
}

#[test]
fn who_may_ever_carry_out_what_stands_in_the_table() {
    let tried = tried();
    for far in [Is::Hidden, Is::Elsewhere] {
        let done = tried.may.keys().filter(|(_, is)| *is == far);
        let done: Vec<_> = done.map(|(kind, _)| kind).collect();
        assert!(done.is_empty(), "carried out on what is{}: {done:?}", far.word());
    }
    for is in Is::ALL {
        let times = tried.times.get(&is).copied().unwrap_or_default();
        assert!(times > 50, "{times} tries on what is{}", is.word());
    }
    let never: Vec<_> = KINDS.iter().filter(|it| !tried.kinds.contains(*it)).collect();
    assert!(never.is_empty(), "nobody ever carries out {never:?}");
    let table = tried.table();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/authorisation.txt");
        std::fs::write(path, &table).expect("the table can be written");
    }
    let wrong: Vec<_> = table.lines().filter(|line| !TABLE.lines().any(|it| it == *line)).collect();
    assert!(wrong.is_empty(), "not in tests/authorisation.txt: {wrong:#?}");
    assert_eq!(table.lines().count(), TABLE.lines().count());
}

/// The table is written by what happens. What the product promises to a role is asked here, so that a rule that closes too much does
/// not go by as a line less.
#[test]
fn what_is_promised_to_each_role_stands_in_the_table() {
    let row = |name: &str| {
        let row = TABLE.lines().find_map(|it| it.strip_prefix(&format!("{name}: ")));
        let (may, _) = row.and_then(|it| it.split_once(" | ")).unwrap_or_default();
        may.split(' ').collect::<Vec<_>>()
    };
    let in_the_circle =
        ["child", "coordinator", "guardian", "leading-guardian", "network", "professional"];
    for own in ["ruler/place", "ruler/share own", "ruler/show own", "ruler/withdraw own"] {
        assert_eq!(row(own), in_the_circle, "{own}");
    }
    for own in ["talk/write", "talk/reword own", "talk/share own", "talk/show own"] {
        assert_eq!(row(own), in_the_circle, "{own}");
    }
    for ball in ["accept", "decline", "hand_back", "tick", "untick", "tell"] {
        assert_eq!(row(&format!("plan/{ball} held")), in_the_circle, "{ball}");
    }
    for led in ["plan", "start seen", "go seen", "move seen", "end seen"] {
        assert_eq!(row(&format!("dialogue/{led}")), ["coordinator", "leading-guardian"], "{led}");
    }
    let leave = ["child", "guardian", "network", "professional"];
    assert_eq!(row("people/leave"), leave);
    for family in ["pause", "resume", "close", "erase", "keep", "remove another", "renew another"] {
        assert_eq!(row(&format!("people/{family}")), ["guardian", "leading-guardian"], "{family}");
    }
}
