//! Watches over a line. A net can die without anybody being told: nothing closes, and nothing comes. So whoever is owed an answer
//! waits for it a while only, and where nothing is owed and nothing comes, the server is asked whether it is there.
//!
//! It counts by alarms and reads no clock: whatever the device's clock does, a line is judged by time that went by.

/// An answer is late: what was done is shown as waiting. In milliseconds, as all of these.
const LATE: u32 = 3_000;
/// So long after that a line on which nothing comes is let go. Each time it was in vain this is doubled, up to the most: a server that
/// has too much to do is not called by all at once, again and again.
const PATIENCE: u32 = 7_000;
const MOST_PATIENCE: u32 = 56_000;
/// The server says something each 25 seconds (`server/src/live/socket/talk.rs`).
const QUIET: u32 = 30_000;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// Nothing is owed.
    Quiet,
    /// The server owes an answer.
    Owed,
    Late,
}

pub struct Watch {
    state: State,
    /// Something came since the answer was late.
    heard: bool,
    patience: u32,
}

/// What is to be done once the alarm goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Alarm {
    /// Ask the server whether it is there.
    Knock,
    /// Say that it waits.
    Show,
    /// Wait on: the line lives, and the answer takes its time.
    Wait,
    /// Nothing comes on this line any more.
    LetGo,
}

impl Default for Watch {
    fn default() -> Self {
        Self { state: State::Quiet, heard: false, patience: PATIENCE }
    }
}

impl Watch {
    /// When the next alarm is to go, if nothing happens before it.
    pub fn next(&self) -> u32 {
        match self.state {
            State::Quiet => QUIET,
            State::Owed => LATE,
            State::Late => self.patience,
        }
    }

    /// Whether an answer is late.
    pub fn is_late(&self) -> bool {
        self.state == State::Late
    }

    /// A new line: that it opens is owed first.
    pub fn begin(&mut self) {
        self.state = State::Owed;
    }

    /// An answer is owed from now on. False where one is already, and the alarm is set.
    pub fn owe(&mut self) -> bool {
        let first = self.state == State::Quiet;
        if first {
            self.state = State::Owed;
        }
        first
    }

    /// Something came that is no answer.
    pub fn heard(&mut self) {
        self.heard = true;
    }

    /// What was owed came. `more`: something else still is.
    pub fn answered(&mut self, more: bool) {
        self.state = if more { State::Owed } else { State::Quiet };
        self.patience = PATIENCE;
    }

    /// The alarm goes.
    pub fn rings(&mut self) -> Alarm {
        match self.state {
            State::Quiet => {
                self.state = State::Owed;
                Alarm::Knock
            }
            State::Owed => {
                self.state = State::Late;
                self.heard = false;
                Alarm::Show
            }
            State::Late if std::mem::take(&mut self.heard) => Alarm::Wait,
            State::Late => {
                self.patience = (self.patience * 2).min(MOST_PATIENCE);
                Alarm::LetGo
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // [S33]
    #[test]
    fn what_is_not_answered_is_said_to_wait_after_three_seconds_and_the_line_goes_after_ten() {
        let mut watch = Watch::default();
        assert!(watch.owe());
        assert!(!watch.owe(), "a second command does not begin the wait anew");
        assert_eq!((watch.next(), watch.rings()), (3_000, Alarm::Show));
        assert!(watch.is_late());
        assert_eq!((watch.next(), watch.rings()), (7_000, Alarm::LetGo));
    }

    // [S33]
    #[test]
    fn a_line_that_says_nothing_is_asked() {
        let mut watch = Watch::default();
        assert_eq!((watch.next(), watch.rings()), (30_000, Alarm::Knock));
        watch.answered(false);
        assert_eq!(watch.next(), 30_000);
        watch.rings();
        assert_eq!((watch.next(), watch.rings()), (3_000, Alarm::Show));
    }

    // [S33]
    #[test]
    fn a_line_on_which_something_comes_stays_and_what_waits_is_still_said_to_wait() {
        let mut watch = Watch::default();
        watch.owe();
        assert_eq!(watch.rings(), Alarm::Show);
        watch.heard();
        assert!(watch.is_late(), "the news of others are no answer");
        assert_eq!(watch.rings(), Alarm::Wait);
        assert_eq!(watch.rings(), Alarm::LetGo);
    }

    // [S33]
    #[test]
    fn a_server_that_has_too_much_to_do_is_called_ever_more_seldom_until_it_answers() {
        let mut watch = Watch::default();
        let mut waits = Vec::new();
        for _ in 0..5 {
            watch.begin();
            waits.push(watch.next());
            assert_eq!(watch.rings(), Alarm::Show);
            waits.push(watch.next());
            assert_eq!(watch.rings(), Alarm::LetGo);
        }
        let late: Vec<_> = waits.iter().copied().filter(|wait| *wait != LATE).collect();
        assert_eq!(late, [7_000, 14_000, 28_000, 56_000, 56_000]);
        watch.answered(true);
        assert_eq!(watch.rings(), Alarm::Show);
        assert_eq!(watch.next(), 7_000);
    }
}
