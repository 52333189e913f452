//! Who was ever let carry out what, on what of whose: worked out from stories that dice tell, and compared with the table that people
//! read. Where the table has no row, or names nobody of a kind, the dice never saw it happen.

use crate::given::random::{EVERYONE, config, rolls};
use crate::given::story::play;
use crate::may::{Ground, Sight};
use crate::people::{Command as People, Role};
use crate::shield::Command as Shield;
use crate::things::{Facing, ThingId};
use crate::{Command, Ctx, Family, MemberId, consent, decide};
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

#[test]
fn who_may_ever_carry_out_what_stands_in_the_table() {
    let mut runner = TestRunner::new(config());
    let mut may: BTreeMap<(String, Is), BTreeSet<&str>> = BTreeMap::new();
    let mut tried: BTreeMap<Is, usize> = BTreeMap::new();
    for _ in 0..STORIES {
        let rolls = rolls(120).new_tree(&mut runner).expect("dice").current();
        play(&rolls, |turn| {
            for actor in EVERYONE {
                let ctx = Ctx { actor, ..turn.ctx };
                let is = relation(turn.before, &ctx, turn.command);
                *tried.entry(is).or_default() += 1;
                if decide(turn.before, &ctx, turn.command).is_ok() {
                    let row = may.entry((kind(turn.command), is)).or_default();
                    row.insert(standing(turn.before, actor));
                }
            }
        });
    }
    for far in [Is::Hidden, Is::Elsewhere] {
        let done: Vec<_> = may.keys().filter(|(_, is)| *is == far).map(|(kind, _)| kind).collect();
        assert!(done.is_empty(), "carried out on what is{}: {done:?}", far.word());
    }
    let all = [
        Is::Oneself,
        Is::Held,
        Is::Own,
        Is::Shared,
        Is::About,
        Is::Shown,
        Is::Seen,
        Is::Another,
        Is::Hidden,
    ];
    for is in all.into_iter().chain([Is::Elsewhere]) {
        let times = tried.get(&is).copied().unwrap_or_default();
        assert!(times > 50, "{times} tries on what is{}", is.word());
    }
    let mut table = String::new();
    for ((kind, is), who) in may {
        let who: Vec<_> = who.into_iter().collect();
        writeln!(table, "{kind}{}: {}", is.word(), who.join(" ")).expect("a string");
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/authorisation.txt");
        std::fs::write(path, &table).expect("the table can be written");
    }
    let wrong: Vec<_> = table.lines().filter(|line| !TABLE.lines().any(|it| it == *line)).collect();
    assert!(wrong.is_empty(), "not in tests/authorisation.txt: {wrong:#?}");
    assert_eq!(table.lines().count(), TABLE.lines().count());
}
