//! Where cards lie: from the hand to a [`Place`], from a key to a [`Place`], and where there is room. Pure.
//!
//! A place is a share of the *free room* of a zone: 0 lies at the start edge, 1000 at the far one, and no card gets outside.

use domain::dreams::{Place, Zone};

/// A box on the screen, in its pixels.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    /// The same box moved.
    pub fn moved(self, right: f64, down: f64) -> Self {
        Self { left: self.left + right, top: self.top + down, ..self }
    }

    fn centre(self) -> (f64, f64) {
        (self.left + self.width / 2.0, self.top + self.height / 2.0)
    }

    /// How far outside a point is, squared.
    fn away(self, (x, y): (f64, f64)) -> f64 {
        let right = x - x.clamp(self.left, self.left + self.width);
        let down = y - y.clamp(self.top, self.top + self.height);
        right * right + down * down
    }
}

/// The place of a card that is held at `card`. `fields`: the zones' boxes, nearest zone first. `mirrored`: the start edge is
/// to the right.
pub fn place_at(card: Rect, fields: [Rect; 3], mirrored: bool) -> Place {
    let centre = card.centre();
    let nearest =
        |a: &(Zone, Rect), b: &(Zone, Rect)| a.1.away(centre).total_cmp(&b.1.away(centre));
    let zones = Zone::ALL.into_iter().zip(fields);
    let (zone, field) = zones.min_by(nearest).expect("there are three zones");
    let x = share(card.left - field.left, field.width - card.width);
    let x = if mirrored { Place::EDGE - x } else { x };
    Place { zone, x, y: share(card.top - field.top, field.height - card.height) }
}

fn share(offset: f64, room: f64) -> u16 {
    if room <= 0.0 {
        return 0;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0–1000"
    )]
    let share = ((offset / room).clamp(0.0, 1.0) * f64::from(Place::EDGE)).round() as u16;
    share
}

/// Two digits for the stylesheet, which places a card by them: the policy of the page forbids style attributes.
pub fn digits(share: u16) -> String {
    format!("{:02}", (u32::from(share.min(Place::EDGE)) * 99 + 500) / 1000)
}

/// How far an arrow key moves a card.
const NUDGE: u16 = 50;

/// The place one arrow key further on, at most at the edge; none for any other key.
pub fn nudged(place: Place, key: &str, mirrored: bool) -> Option<Place> {
    let less = |share: u16| share.saturating_sub(NUDGE);
    let more = |share: u16| (share + NUDGE).min(Place::EDGE);
    Some(match (key, mirrored) {
        ("ArrowLeft", false) | ("ArrowRight", true) => Place { x: less(place.x), ..place },
        ("ArrowRight", false) | ("ArrowLeft", true) => Place { x: more(place.x), ..place },
        ("ArrowUp", _) => Place { y: less(place.y), ..place },
        ("ArrowDown", _) => Place { y: more(place.y), ..place },
        _ => return None,
    })
}

/// The zone one key nearer or further off.
pub fn next_zone(zone: Zone, key: &str) -> Option<Zone> {
    match (key, zone) {
        ("PageDown", Zone::Now) | ("PageUp", Zone::SomeDay) => Some(Zone::Soon),
        ("PageDown", Zone::Soon) => Some(Zone::SomeDay),
        ("PageUp", Zone::Soon) => Some(Zone::Now),
        _ => None,
    }
}

/// How many rows of cards a zone has room for. It doubles between the rows that are there, so that nobody's card is in the way.
pub fn rows(cards: usize) -> u16 {
    match cards {
        0 => 1,
        1..=4 => 2,
        5..=6 => 3,
        7..=10 => 5,
        _ => 9,
    }
}

/// How far two cards must be apart sideways not to touch: a card is at most 48 % of its zone.
const WIDE: u16 = 924;
/// The nine columns and rows that a place is looked for in; the outer columns first, a little out of line like on a table.
const COLUMNS: [u16; 9] = [12, 985, 0, 1000, 500, 250, 750, 375, 625];

/// A place in the zone with room for one more card, from the top down; where there is none, the one with the most room.
pub fn free_spot(zone: Zone, taken: impl Iterator<Item = Place>) -> Place {
    let taken: Vec<Place> = taken.filter(|place| place.zone == zone).collect();
    let rows = rows(taken.len() + 1);
    let tall = tall(rows);
    let room =
        |spot: Place| taken.iter().map(|other| gap(spot, *other, tall)).min().unwrap_or(u32::MAX);
    let mut best = Place { zone, x: COLUMNS[0], y: 0 };
    for row in 0..rows {
        for x in COLUMNS {
            let spot = Place { zone, x, y: row * Place::EDGE / (rows - 1) };
            if room(spot) >= ROOM {
                return spot;
            }
            if room(spot) > room(best) {
                best = spot;
            }
        }
    }
    best
}

/// How far two cards must be apart downwards: a row is a tenth higher than a card.
fn tall(rows: u16) -> u32 {
    100_000 / (u32::from(rows) * 110 - 100)
}

/// What [`gap`] gives for two cards side by side.
const ROOM: u32 = 1000;

/// How far two cards are apart, where [`ROOM`] is just beside each other.
fn gap(a: Place, b: Place, tall: u32) -> u32 {
    let across = u32::from(a.x.abs_diff(b.x)) * ROOM / u32::from(WIDE);
    across.max(u32::from(a.y.abs_diff(b.y)) * ROOM / tall)
}

/// How fast the page scrolls while a card is held near an edge of the screen, in pixels a frame.
pub fn scroll_speed(y: f64, height: f64) -> f64 {
    const NEAR: f64 = 110.0;
    const MOST: f64 = 14.0;
    let over = (y - (height - NEAR)).max(0.0) - (NEAR - y).max(0.0);
    (over / NEAR).clamp(-1.0, 1.0) * MOST
}

#[cfg(test)]
mod tests;
