//! What `familiedialog run` says: a link and a square code for each person to try it as.

use super::{DemoError, door, links, load};
use chrono::{DateTime, Utc};
use fast_qr::QRBuilder;
use std::path::Path;

/// Enters the families the first time, and prints the ways in.
pub async fn welcome(
    base: &str,
    data: &Path,
    now: DateTime<Utc>,
    doors: &door::Doors,
) -> Result<(), DemoError> {
    let demo = load(base, data, now, doors).await?;
    println!("Open these in private windows: in one browser the next signs the last one out.");
    for person in links(base, &demo, doors)? {
        println!("\n{person}");
        if let Ok(code) = QRBuilder::new(person.link.as_str()).build() {
            println!("{}", code.to_str());
        }
    }
    Ok(())
}
