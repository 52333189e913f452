//! A server of another version than the page: the page loads itself anew. While an update is brought there are old processes beside new
//! ones, and the new page may meet an old one again and again; so from the second time on it waits. How often it was told so is kept in
//! the tab, for the page itself does not live so long.

use super::Backoff;
use crate::device;

const MARK: &str = "other-version";
/// Where a browser keeps nothing, each time may be one of many.
const MANY: u32 = 6;

/// So many milliseconds to wait before loading anew.
pub fn met() -> u32 {
    let Some(tab) = device::tab() else { return wait(MANY, device::chance()) };
    let times = tab.get_item(MARK).ok().flatten();
    let times: u32 = times.and_then(|it| it.parse().ok()).unwrap_or_default();
    let kept = tab.set_item(MARK, &(times + 1).min(MANY).to_string()).is_ok();
    wait(if kept { times } else { MANY }, device::chance())
}

/// The server follows this page.
pub fn fits() {
    let _ = device::tab().map(|tab| tab.remove_item(MARK));
}

fn wait(times_before: u32, chance: f64) -> u32 {
    let mut backoff = Backoff::default();
    (0..times_before).map(|_| backoff.next(chance)).last().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    // [S20]
    #[test]
    fn the_first_time_at_once_and_then_ever_more_slowly() {
        let most: Vec<u32> = (0..=MANY).map(|times| wait(times, 1.0)).collect();
        assert_eq!(most, [0, 500, 1_000, 2_000, 4_000, 8_000, 15_000]);
    }
}
