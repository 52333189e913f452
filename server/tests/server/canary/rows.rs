//! The row that each surface owes to the book of who has looked, written by hand.

use super::Surface;
use super::world::World;
use chrono::{DateTime, Utc};
use domain::MemberId;
use domain::looked::{Look, Part, Way};
use server::vault::Table;
use std::collections::BTreeSet;

pub type Row = (MemberId, DateTime<Utc>, Part, Way);

/// Every row of the family's book, out of the store.
pub async fn rows(w: &World) -> BTreeSet<Row> {
    let family = w.who("Amina").family;
    let key = w.server.parts.family_key(family).await.unwrap();
    let (mut all, mut below) = (BTreeSet::new(), u64::MAX);
    loop {
        let batch = w.server.store.looks(family, below, 256).await.unwrap();
        let Some(last) = batch.last() else { return all };
        below = last.number;
        for row in &batch {
            let plain = key.open(Table::Looked, 0, &row.body).unwrap();
            let Look { by, at, part, way, .. } = serde_json::from_slice(&plain).unwrap();
            all.insert((by, at, part, way));
        }
    }
}

/// Whether somebody who met a word there has left the row of that surface, at that moment.
pub fn has_its_row(rows: &BTreeSet<Row>, by: MemberId, surface: &Surface) -> bool {
    owes(&surface.path).is_some_and(|(part, way)| rows.contains(&(by, surface.when, part, way)))
}

/// Where whoever holds a way in reads what the place is called.
pub fn is_door(path: &str) -> bool {
    path.starts_with("/join/")
}

/// Where the places are named that one has a seat in. It is no look.
pub fn is_list(path: &str) -> bool {
    path == "/" || path == "/api/v1/families"
}

/// The part, and the way to it. None where no word of anybody's may stand.
fn owes(path: &str) -> Option<(Part, Way)> {
    // What an open page goes on to, or a form comes back with, is what the same address would have been.
    let path = path.trim_start_matches("goes on to ").trim_start_matches("refused at ");
    let path = path.split('?').next().unwrap_or_default();
    let steps: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
    Some(match *steps.as_slice() {
        ["news" | "live"] => (Part::Whole, Way::Live),
        ["refused form"] => (Part::Plan, Way::Page),
        ["f", _, "export" | "export.json"] | ["api", "v1", "families", _, "export"] => {
            (Part::Whole, Way::Export)
        }
        ["f", _, ref room @ ..] => (room_of(room)?, Way::Page),
        ["api", "v1", "families", _, "looked"] => (Part::Looked, Way::Api),
        ["api", "v1", "families", _] | ["api", "v1", "families", _, "events"] => {
            (Part::Whole, Way::Api)
        }
        _ => return None,
    })
}

fn room_of(room: &[&str]) -> Option<Part> {
    Some(match *room {
        [] => Part::Home,
        ["ruler"] => Part::Ruler,
        ["dreams"] => Part::Dreams,
        ["plan"] => Part::Plan,
        ["dialogue"] => Part::Dialogues,
        ["dialogue", _] => Part::Dialogue,
        ["dialogue", _, "prepare"] => Part::Prepare,
        ["dialogue", _, "minutes"] => Part::Minutes,
        ["people"] => Part::People,
        ["consent"] => Part::Consent,
        ["mine"] => Part::Mine,
        ["looked"] => Part::Looked,
        _ => return None,
    })
}
