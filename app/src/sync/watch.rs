//! Watches over a line. A net can die without anybody being told: nothing closes, and nothing comes. So whoever is owed an answer
//! waits for it a while only, and where nothing is owed and nothing comes, the server is asked whether it is there.
//!
//! It counts by alarms and reads no clock: whatever the device's clock does, a line is judged by time that went by.

/// An answer is late: what was done is shown as waiting. In milliseconds, as all of these.
const LATE: u32 = 3_000;
/// So long after that, and by chance up to half as long again, a line on which nothing comes is let go: not all who lost their answer in
/// the same moment go in the same moment. Each time it was in vain this is doubled, up to the most, and only an answer to what was done sets
/// it back. A greeting does not: a server whose disk is slow greets at once, and would be called by all again and again.
const PATIENCE: u32 = 7_000;
const MOST_PATIENCE: u32 = 40_000;
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
    /// The patience as chance drew it for this time.
    drawn: u32,
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
        Self { state: State::Quiet, heard: false, patience: PATIENCE, drawn: PATIENCE }
    }
}

impl Watch {
    /// When the next alarm is to go, if nothing happens before it.
    pub fn next(&self) -> u32 {
        match self.state {
            State::Quiet => QUIET,
            State::Owed => LATE,
            State::Late => self.drawn,
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
    pub fn settled(&mut self, more: bool) {
        self.state = if more { State::Owed } else { State::Quiet };
    }

    /// The server has answered what was done: it comes round to it.
    pub fn answered(&mut self) {
        self.patience = PATIENCE;
    }

    /// The alarm goes. `chance`: from 0 up to, but not, 1.
    pub fn rings(&mut self, chance: f64) -> Alarm {
        match self.state {
            State::Quiet => {
                self.state = State::Owed;
                Alarm::Knock
            }
            State::Owed => {
                self.state = State::Late;
                self.heard = false;
                self.drawn = drawn(self.patience, chance);
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

fn drawn(patience: u32, chance: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "half the patience at most"
    )]
    let longer = (f64::from(patience / 2) * chance) as u32;
    patience + longer
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
        assert_eq!((watch.next(), watch.rings(0.0)), (3_000, Alarm::Show));
        assert!(watch.is_late());
        assert_eq!((watch.next(), watch.rings(0.0)), (7_000, Alarm::LetGo));
    }

    // [S36]
    #[test]
    fn a_line_that_says_nothing_is_asked() {
        let mut watch = Watch::default();
        assert_eq!((watch.next(), watch.rings(0.0)), (30_000, Alarm::Knock));
        watch.settled(false);
        assert_eq!(watch.next(), 30_000);
        watch.rings(0.0);
        assert_eq!((watch.next(), watch.rings(0.0)), (3_000, Alarm::Show));
    }

    // [S33]
    #[test]
    fn a_line_on_which_something_comes_stays_and_what_waits_is_still_said_to_wait() {
        let mut watch = Watch::default();
        watch.owe();
        assert_eq!(watch.rings(0.0), Alarm::Show);
        watch.heard();
        assert!(watch.is_late(), "the news of others are no answer");
        assert_eq!(watch.rings(0.0), Alarm::Wait);
        assert_eq!(watch.rings(0.0), Alarm::LetGo);
    }

    /// A line that opens, on which the server greets at once and what waits is not answered. Says when it is let go.
    fn greeted_in_vain(watch: &mut Watch, chance: f64) -> u32 {
        watch.begin();
        watch.settled(true);
        let late = watch.next();
        assert_eq!(watch.rings(chance), Alarm::Show);
        let patience = watch.next();
        assert_eq!(watch.rings(chance), Alarm::LetGo);
        late + patience
    }

    // [S33]
    #[test]
    fn a_server_that_greets_and_does_not_come_round_to_answer_is_called_ever_more_seldom() {
        let mut watch = Watch::default();
        let waits: Vec<_> = (0..5).map(|_| greeted_in_vain(&mut watch, 0.0)).collect();
        assert_eq!(waits, [10_000, 17_000, 31_000, 43_000, 43_000]);
        watch.settled(false);
        assert_eq!(greeted_in_vain(&mut watch, 0.0), 43_000, "a knock was answered: no proof");
        watch.answered();
        assert_eq!(greeted_in_vain(&mut watch, 0.0), 10_000);
    }

    // [S33]
    #[test]
    fn a_line_that_does_not_even_open_is_tried_ever_more_seldom_too() {
        let mut watch = Watch::default();
        let mut tries = Vec::new();
        for _ in 0..3 {
            watch.begin();
            assert_eq!((watch.next(), watch.rings(0.0)), (LATE, Alarm::Show));
            tries.push(watch.next());
            assert_eq!(watch.rings(0.0), Alarm::LetGo);
        }
        assert_eq!(tries, [7_000, 14_000, 28_000]);
    }

    // [S33]
    #[test]
    fn a_thousand_that_lost_their_answer_together_do_not_let_go_together() {
        let mut tenths = [0; 10];
        for client in 0..1_000 {
            let gone = greeted_in_vain(&mut Watch::default(), f64::from(client) / 1_000.0);
            tenths[((gone - LATE - PATIENCE) * 10 / (PATIENCE / 2)) as usize] += 1;
        }
        assert!(tenths.iter().all(|count| *count <= 101), "{tenths:?}");
    }

    // [S33]
    #[test]
    fn no_patience_is_longer_than_a_minute_and_a_little() {
        let mut watch = Watch::default();
        let longest = (0..9).map(|_| greeted_in_vain(&mut watch, 0.999_999)).max();
        assert!(longest.is_some_and(|it| it < 64_000), "{longest:?}");
    }
}
