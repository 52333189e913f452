//! Changes of what stands there already: when and where one meets, and what one found useful. What two changed is joined.

use super::{Arranged, Dialogue, Event, Stage, Useful};
use crate::family::Ctx;
use crate::{MemberId, Refusal, input};
use chrono::{NaiveDateTime, Timelike};

/// Time and place, each joined with what another made of it. Two times cannot be joined: whoever comes second reads it again.
pub(super) fn moved(
    now: &Dialogue,
    ctx: &Ctx,
    (when, place): (NaiveDateTime, &str),
    from: Option<&Arranged>,
) -> Result<Event, Refusal> {
    let mut when = whole_minutes(when);
    if let Some(started) = from.map(|it| whole_minutes(it.when)) {
        if when == started {
            when = now.when;
        } else if started != now.when && when != now.when {
            return Err(Refusal::Changed);
        }
    }
    input::to_come(when.date(), ctx.today())?;
    let place = input::merged(from.map(|it| it.place.as_str()), place, &now.place)?;
    let by = Some(ctx.actor);
    Ok(Event::Moved { id: now.id, when, place: input::optional(&place, input::LINE)?, by })
}

pub(super) fn found_useful(
    it: &Dialogue,
    by: MemberId,
    useful: &Useful,
    from: Option<&str>,
) -> Result<Event, Refusal> {
    if it.stage == Stage::Planned {
        return Err(Refusal::NotNow);
    }
    if !(1..=5).contains(&useful.score) {
        return Err(Refusal::OffScale);
    }
    let now = it.useful.get(&by).map_or("", |it| &it.next_time);
    let next_time = input::merged(from, &useful.next_time, now)?;
    let next_time = input::optional(&next_time, input::TEXT)?;
    Ok(Event::FoundUseful { id: it.id, by, useful: Useful { next_time, ..useful.clone() } })
}

/// Nobody meets at a second.
pub(super) fn whole_minutes(when: NaiveDateTime) -> NaiveDateTime {
    when.with_second(0).and_then(|when| when.with_nanosecond(0)).unwrap_or(when)
}
