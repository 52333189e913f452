//! What lies away since a seat was opened anew.
//!
//! Whoever opens a way into a seat might go in by it themselves. So all that the person had for themselves, and that whoever opened
//! it does not see, is nobody's there any more: their drafts, what was shown to them by name, what was said in a circle without the
//! other. It is not deleted: whoever else sees it goes on seeing it, and its author can show it again.

use crate::family::Family;
use crate::may::Sight;
use crate::things::ThingId;
use crate::{MemberId, consent, shield};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// For each what is theirs no more. Stored type (inside snapshots).
pub type Away = BTreeMap<MemberId, BTreeSet<Uuid>>;

/// Whether something was a member's own, and is no more since their seat was opened anew.
pub(crate) fn lies_away(away: &Away, from: MemberId, id: Uuid) -> bool {
    away.get(&from).is_some_and(|it| it.contains(&id))
}

/// Part of folding that `by` opened the seat of `member` anew. Cannot fail.
pub(crate) fn lay(family: &mut Family, member: MemberId, by: MemberId, on: NaiveDate) {
    // Nothing is given to somebody who is only named.
    consent::end(&mut family.consent, member);
    shield::forget(&mut family.shield, member);
    let cards = family.talk.cards.values_mut().map(|it| &mut it.shown_to);
    let placements = family.ruler.placements.values_mut().map(|it| &mut it.shown_to);
    for shown_to in cards.chain(placements) {
        shown_to.remove(&member);
    }
    for among in family.dialogue.all.values_mut().filter_map(|it| it.among.as_mut()) {
        if !among.contains(&by) {
            among.remove(&member);
        }
    }
    let away = hidden_between(family, member, by, on);
    if !away.is_empty() {
        family.away.entry(member).or_default().extend(away);
    }
    family.shield.turned();
}

fn hidden_between(family: &Family, member: MemberId, by: MemberId, on: NaiveDate) -> Vec<Uuid> {
    let (theirs, others) = (Sight::new(family, member, on), Sight::new(family, by, on));
    let hidden = |it: &ThingId| theirs.of(*it).is_some() && others.of(*it).is_none();
    let things = ThingId::all(family).filter(hidden).map(ThingId::uuid);
    let facts = family.shield.facts().values();
    let facts = facts.filter(|it| theirs.wrote(it) && !others.sees_fact(it)).map(|it| it.id.0);
    things.chain(facts).collect()
}
