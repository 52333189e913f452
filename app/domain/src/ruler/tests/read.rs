use super::{Lay, a_placement, lay};
use crate::given::{
    ALI, FATHER, GRANDMOTHER, MOTHER, SARA, circle, in_days, level, placement, today,
};
use crate::ruler::{Placement, Seen, Setting, Spread, spread};

fn spread_of(levels: &[u8]) -> Spread {
    let all: Vec<Placement> = levels
        .iter()
        .map(|number| Placement { level: level(*number), ..a_placement(placement(1)) })
        .collect();
    spread(&all.iter().collect::<Vec<_>>())
}

#[test]
fn the_spread_says_how_far_apart_and_never_a_mean() {
    assert_eq!(spread_of(&[]), Spread::Nobody);
    assert_eq!(spread_of(&[1]), Spread::Alone);
    assert_eq!(spread_of(&[3, 3, 3]), Spread::Together);
    assert_eq!(spread_of(&[3, 4, 3]), Spread::Near);
    assert_eq!(spread_of(&[5, 3]), Spread::Apart);
    assert_eq!(spread_of(&[1, 5, 3]), Spread::Apart);
}

#[test]
fn the_latest_view_of_each_is_the_newest_by_day_then_by_entry() {
    let given = circle()
        .and(MOTHER, lay(1, 2, Seen::Circle))
        .and(MOTHER, Lay { on: in_days(-9), ..lay(2, 5, Seen::Circle) })
        .and(FATHER, lay(3, 4, Seen::Circle))
        .and(FATHER, lay(4, 3, Seen::Circle));
    given.then(|family| {
        let latest = family.ruler.latest(ALI, Setting::Home);
        let said: Vec<_> = latest.iter().map(|it| (it.by, it.level.number())).collect();
        assert!(said == [(MOTHER, 2), (FATHER, 3)]);
    });
}

#[test]
fn views_and_curves_hold_shared_placements_of_one_child_in_one_setting() {
    let given = circle()
        .and(MOTHER, lay(1, 2, Seen::Mine))
        .and(MOTHER, Lay { child: SARA, ..lay(2, 2, Seen::Circle) })
        .and(MOTHER, Lay { setting: Setting::Online, ..lay(3, 2, Seen::Circle) });
    given.then(|family| {
        assert!(family.ruler.latest(ALI, Setting::Home).is_empty());
        assert!(family.ruler.curves(ALI, Setting::Home).is_empty());
        assert!(family.ruler.latest(SARA, Setting::Home).len() == 1);
    });
}

#[test]
fn a_curve_goes_by_day_whenever_it_was_entered() {
    let given = circle()
        .and(GRANDMOTHER, lay(1, 3, Seen::Circle))
        .and(GRANDMOTHER, Lay { on: in_days(-30), ..lay(2, 1, Seen::Circle) })
        .and(GRANDMOTHER, Lay { on: in_days(-5), ..lay(3, 2, Seen::Circle) });
    given.then(|family| {
        let curves = family.ruler.curves(ALI, Setting::Home);
        let days: Vec<_> = curves[&GRANDMOTHER].iter().map(|it| it.on).collect();
        assert!(days == [in_days(-30), in_days(-5), today()]);
    });
}

#[test]
fn there_is_no_draft_where_nothing_is_hidden() {
    circle().and(MOTHER, lay(1, 2, Seen::Circle)).then(|family| {
        assert!(family.ruler.draft(MOTHER, ALI, Setting::Home).is_none());
    });
}
