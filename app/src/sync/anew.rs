//! A page that has to load itself anew, because the server is of another version or lets nobody in here any more. The new page may be told
//! the same: while an update is brought there are old processes beside new ones, and something between may take the session from what a
//! page asks for, and not from the page. So from the second time on it waits. How often it was told so is kept in the tab, for the page
//! itself does not live so long.

use super::Backoff;
use crate::device;

const MARK: &str = "anew";
/// Where a browser keeps nothing, each time may be one of many.
const MANY: u32 = 6;

/// So many milliseconds to wait before loading anew.
pub fn wait() -> u32 {
    let Some(tab) = device::tab() else { return after(MANY, device::chance()) };
    let times = tab.get_item(MARK).ok().flatten();
    let times: u32 = times.and_then(|it| it.parse().ok()).unwrap_or_default();
    let kept = tab.set_item(MARK, &(times + 1).min(MANY).to_string()).is_ok();
    after(if kept { times } else { MANY }, device::chance())
}

/// The server follows this page.
pub fn fits() {
    let _ = device::tab().map(|tab| tab.remove_item(MARK));
}

fn after(times_before: u32, chance: f64) -> u32 {
    let mut backoff = Backoff::default();
    (0..times_before).map(|_| backoff.next(chance)).last().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    // [S20]
    #[test]
    fn the_first_time_at_once_and_then_ever_more_slowly() {
        let most: Vec<u32> = (0..=MANY).map(|times| after(times, 1.0)).collect();
        assert_eq!(most, [0, 500, 1_000, 2_000, 4_000, 8_000, 15_000]);
    }
}
