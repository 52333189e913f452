use super::*;

const CARD: Rect = Rect { left: 0.0, top: 0.0, width: 100.0, height: 100.0 };

/// Three zones under each other, as on a phone.
fn stacked() -> [Rect; 3] {
    [0.0, 400.0, 800.0].map(|top| Rect { left: 20.0, top, width: 300.0, height: 300.0 })
}

/// Three zones side by side, as on a tablet.
fn abreast() -> [Rect; 3] {
    [0.0, 300.0, 600.0].map(|left| Rect { left, top: 150.0, width: 300.0, height: 500.0 })
}

fn at(zone: Zone, x: u16, y: u16) -> Place {
    Place { zone, x, y }
}

#[test]
fn the_middle_of_a_card_says_which_zone() {
    assert!(place_at(CARD.moved(20.0, 0.0), stacked(), false) == at(Zone::Now, 0, 0));
    assert!(place_at(CARD.moved(120.0, 500.0), stacked(), false) == at(Zone::Soon, 500, 500));
    assert!(place_at(CARD.moved(260.0, 150.0), abreast(), false).zone == Zone::Soon);
    assert!(place_at(CARD.moved(240.0, 150.0), abreast(), false).zone == Zone::Now);
}

#[test]
fn between_two_zones_the_nearer_one_takes_it() {
    assert!(place_at(CARD.moved(20.0, 290.0), stacked(), false) == at(Zone::Now, 0, 1000));
    assert!(place_at(CARD.moved(20.0, 310.0), stacked(), false) == at(Zone::Soon, 0, 0));
}

#[test]
fn a_card_never_gets_outside() {
    assert!(place_at(CARD.moved(-900.0, -900.0), stacked(), false) == at(Zone::Now, 0, 0));
    assert!(
        place_at(CARD.moved(9000.0, 9000.0), stacked(), false) == at(Zone::SomeDay, 1000, 1000)
    );
}

#[test]
fn a_field_as_small_as_its_card_has_one_place() {
    let fields = [Rect { left: 0.0, top: 0.0, width: 80.0, height: 90.0 }; 3];
    assert!(place_at(CARD.moved(40.0, 40.0), fields, false) == at(Zone::Now, 0, 0));
}

#[test]
fn from_right_to_left_the_start_edge_is_to_the_right() {
    assert!(place_at(CARD.moved(20.0, 0.0), stacked(), true) == at(Zone::Now, 1000, 0));
    assert!(place_at(CARD.moved(220.0, 0.0), stacked(), true) == at(Zone::Now, 0, 0));
}

#[test]
fn two_digits_reach_from_edge_to_edge() {
    assert_eq!([0, 5, 500, 995, 1000].map(digits), ["00", "00", "50", "99", "99"]);
    assert_eq!(digits(70), "07");
}

#[test]
fn arrows_move_a_little_and_stop_at_the_edge() {
    let middle = at(Zone::Now, 500, 500);
    assert!(nudged(middle, "ArrowLeft", false) == Some(at(Zone::Now, 450, 500)));
    assert!(nudged(middle, "ArrowLeft", true) == Some(at(Zone::Now, 550, 500)));
    assert!(nudged(middle, "ArrowDown", false) == Some(at(Zone::Now, 500, 550)));
    assert!(nudged(at(Zone::Now, 0, 20), "ArrowUp", false) == Some(at(Zone::Now, 0, 0)));
    assert!(nudged(at(Zone::Now, 0, 9), "ArrowLeft", false) == Some(at(Zone::Now, 0, 9)));
    assert!(nudged(middle, "a", false).is_none());
}

#[test]
fn pages_lead_through_the_zones() {
    assert_eq!(next_zone(Zone::Now, "PageDown"), Some(Zone::Soon));
    assert_eq!(next_zone(Zone::Soon, "PageDown"), Some(Zone::SomeDay));
    assert_eq!(next_zone(Zone::SomeDay, "PageDown"), None);
    assert_eq!(next_zone(Zone::SomeDay, "PageUp"), Some(Zone::Soon));
    assert_eq!(next_zone(Zone::Now, "PageUp"), None);
}

/// Whether two cards overlap when the zone is as high as for `cards` cards.
fn overlap(a: Place, b: Place, cards: usize) -> bool {
    a.x.abs_diff(b.x) < WIDE && u32::from(a.y.abs_diff(b.y)) < tall(rows(cards))
}

#[test]
fn eighteen_cards_laid_one_after_another_never_overlap() {
    let mut cards: Vec<Place> = Vec::new();
    for count in 1..=18 {
        cards.push(free_spot(Zone::Soon, cards.iter().copied()));
        for (index, a) in cards.iter().enumerate() {
            assert!(
                cards[..index].iter().all(|b| !overlap(*a, *b, count)),
                "card {index} of {count}"
            );
        }
    }
}

#[test]
fn a_card_in_the_middle_is_left_alone() {
    let spot = free_spot(Zone::Now, [at(Zone::Now, 500, 0)].into_iter());
    assert!(!overlap(spot, at(Zone::Now, 500, 0), 2));
}

#[test]
fn cards_of_other_zones_take_no_room() {
    assert!(free_spot(Zone::Now, [at(Zone::Soon, 12, 0)].into_iter()) == at(Zone::Now, 12, 0));
}

#[test]
fn a_full_zone_still_takes_a_card() {
    let full = (0..400).map(|it| at(Zone::Now, it % 20 * 50, it / 20 * 50));
    let spot = free_spot(Zone::Now, full);
    assert!(spot.x <= Place::EDGE && spot.y <= Place::EDGE);
}

#[test]
fn the_page_scrolls_only_near_an_edge() {
    assert!(scroll_speed(400.0, 740.0).abs() < f64::EPSILON);
    assert!(scroll_speed(10.0, 740.0) < 0.0 && scroll_speed(730.0, 740.0) > 0.0);
    assert!((scroll_speed(-500.0, 740.0) + 14.0).abs() < f64::EPSILON);
}
