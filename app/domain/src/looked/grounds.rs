//! Which rows a look leaves, and on which ground each.

use super::{Ground, Part, Seen};
use crate::consent::{Grant, Section};
use crate::family::Family;
use crate::may::Sight;
use crate::people::Role;
use crate::things::ThingId;
use crate::{DialogueId, MemberId};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A row that a look leaves: of what it says [`super::Look`] has the meaning.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub seen: Seen,
    pub ground: Ground,
    pub at_home: Option<Ground>,
    pub of: Option<MemberId>,
}

/// The row that the family reads of a look today, first; then one for each young person by whose own consent something stood there.
///
/// The family's is the one that there would be if no young person had given anything: anybody with a seat may open the page, also where
/// it shows them nothing, so it tells nobody of a consent. To leave it out would tell, of whoever looked there before; and what the
/// family gave stands on the same pages, so it would miss looks at what is its own.
pub fn rows(family: &Family, member: MemberId, on: NaiveDate, seen: Seen) -> Vec<Row> {
    let sight = Sight::new(family, member, on);
    // A dialogue that does not stand in their copy was not seen: made up, each would be a row of its own.
    let known = |shown: &dyn Fn(DialogueId) -> bool| match seen.dialogue {
        Some(id) if !shown(id) => seen.part.into(),
        _ => seen,
    };
    let at_home = |seen: &Seen, ground: Ground| seen.dialogue.map(|_| ground);
    let facing = |id| ThingId::Dialogue(id).facing(family);
    let of_family = known(&|id| facing(id).is_some_and(|it| sight.openly(&it)));
    let first = Row {
        seen: of_family,
        ground: ground(family, member, on, seen.part),
        at_home: at_home(&of_family, ground(family, member, on, Part::Home)),
        of: None,
    };
    let own = known(&|id| sight.shows(id));
    let theirs = |of| {
        let (ground, at_home) = (Ground::OwnConsent, at_home(&own, Ground::OwnConsent));
        Row { seen: own, ground, at_home, of: Some(of) }
    };
    let young = match own.dialogue {
        // Nobody watches a child; and a guardian sees by being one.
        _ if matches!(first.ground, Ground::Custody | Ground::OwnLife) => BTreeSet::new(),
        Some(id) => facing(id).and_then(|it| sight.by_consent_of(&it)).into_iter().collect(),
        None => given_alone(family, member, on, seen.part),
    };
    std::iter::once(first).chain(young.into_iter().map(theirs)).collect()
}

/// On which ground somebody looks at a part today, as the family knows it. Of several the one that opens most.
pub fn ground(family: &Family, member: MemberId, on: NaiveDate, part: Part) -> Ground {
    match family.people.get(member).map(|it| it.role) {
        Some(Role::Guardian) => Ground::Custody,
        Some(Role::Child) => Ground::OwnLife,
        _ if given(family, member, on, part).any(|it| it.of.is_none()) => Ground::Consent,
        _ if family.people.is_coordinator(member) => Ground::Leads,
        _ => Ground::Seat,
    }
}

/// The young people who gave somebody what stands in a part, for themselves.
fn given_alone(family: &Family, member: MemberId, on: NaiveDate, part: Part) -> BTreeSet<MemberId> {
    given(family, member, on, part).filter_map(|it| it.of).collect()
}

fn given(
    family: &Family,
    member: MemberId,
    on: NaiveDate,
    part: Part,
) -> impl Iterator<Item = &Grant> {
    let shown = shown_in(part);
    let grants = family.consent.grants.iter();
    grants.filter(move |it| it.to == member && it.holds(on) && shown.contains(&it.section))
}

/// The sections that stand in a part.
const fn shown_in(part: Part) -> &'static [Section] {
    match part {
        Part::Ruler => &[Section::Ruler],
        Part::Dreams => &[Section::Dreams],
        Part::Plan => &[Section::Plan],
        Part::Dialogues => &[Section::Dialogue, Section::Minutes],
        Part::Prepare => &[Section::Dialogue, Section::Talk],
        // The minutes stand there too once it has ended; whoever came in keeps them among the dialogues.
        Part::Dialogue | Part::Minutes => &[Section::Dialogue, Section::Minutes, Section::Talk],
        Part::Home | Part::Whole => &Section::ALL,
        Part::People | Part::Consent | Part::Mine | Part::Invitation | Part::Looked => &[],
    }
}
