//! The wording of `dialogue`: the led meeting, its preparation and its minutes.

use domain::dialogue::Step;

mod da;
mod en;
pub use da::DA;
pub use en::EN;

/// Wording.
pub struct Text {
    pub step: StepText,
    pub list: ListText,
    pub lead: LeadText,
    pub check_in: CheckInText,
    pub among: AmongText,
    pub rounds: RoundsText,
    pub parts: PartsText,
    pub useful: UsefulText,
    pub prepare: PrepareText,
    pub minutes: MinutesText,
}

/// The nine steps. `&str` is the child's name.
pub struct StepText {
    pub name: fn(Step) -> &'static str,
    /// The one question, to be asked aloud.
    pub ask: fn(Step, &str) -> String,
    /// What one does here.
    pub lead: fn(Step) -> &'static str,
    /// Two questions that help whoever leads.
    pub help: fn(Step) -> [&'static str; 2],
    pub help_title: &'static str,
    pub all: &'static str,
    /// "Dialog om Ali · trin 4 af 9".
    pub here: fn(&str, usize) -> String,
    pub done: &'static str,
}

/// The page of all dialogues, and a dialogue before and after.
pub struct ListText {
    pub title: &'static str,
    pub running: &'static str,
    pub next: &'static str,
    pub later: &'static str,
    pub earlier: &'static str,
    pub about: fn(&str) -> String,
    pub enter: &'static str,
    pub begin: &'static str,
    pub prepare: &'static str,
    pub minutes: &'static str,
    pub invited: fn(&str) -> String,
    pub plan: &'static str,
    pub plan_go: &'static str,
    pub change: &'static str,
    pub change_go: &'static str,
    pub child: &'static str,
    pub date: &'static str,
    pub time: &'static str,
    pub place: &'static str,
    pub place_hint: &'static str,
    pub none_title: &'static str,
    /// For the one who plans, and for the others with the coordinator's name.
    pub none_lead: &'static str,
    pub none_other: fn(&str) -> String,
    pub not_begun: &'static str,
    pub not_begun_lead: fn(&str) -> String,
    pub over: &'static str,
    pub over_lead: &'static str,
    pub to_plan: &'static str,
}

/// Going from step to step.
pub struct LeadText {
    pub next: fn(&str) -> String,
    pub back: &'static str,
    pub end: &'static str,
    pub end_sure: &'static str,
    pub end_yes: &'static str,
    pub end_no: &'static str,
    pub follows: fn(&str) -> String,
    /// Going back to the others, who are at that step.
    pub looking_back: fn(&str) -> String,
    /// They went on while one was writing.
    pub held: fn(&str) -> String,
    pub ended: &'static str,
    pub to_us: &'static str,
    pub bring: &'static str,
    pub hand_over: &'static str,
    pub present: &'static str,
    pub ready: &'static str,
    pub elsewhere: fn(&str) -> String,
    pub offered: &'static str,
}

/// Whom a dialogue is among.
pub struct AmongText {
    pub title: &'static str,
    pub all: &'static str,
    /// `&str` are names.
    pub some: fn(&str) -> String,
    pub not: fn(&str) -> String,
    pub set: &'static str,
    pub set_lead: &'static str,
    pub who: &'static str,
    pub go: &'static str,
    pub open: &'static str,
}

/// Coming in.
pub struct CheckInText {
    pub legend: &'static str,
    /// From heavy to very well.
    pub faces: [&'static str; 5],
    pub pass: &'static str,
    pub passed: &'static str,
    pub go: &'static str,
    pub again: &'static str,
    pub seen: &'static str,
    pub came: &'static str,
}

/// The ruler in rounds. `&str` is a setting inside a sentence.
pub struct RoundsText {
    pub open_more: &'static str,
    pub open_lead: &'static str,
    pub wait: fn(&str) -> String,
    pub title: fn(&str, &str) -> String,
    pub own: &'static str,
    pub own_laid: &'static str,
    pub own_hint: &'static str,
    pub laid: &'static str,
    pub laid_none: &'static str,
    pub reveal: &'static str,
    pub not_yet: fn(&str) -> String,
    pub late: &'static str,
}

/// Pieces of the other steps.
pub struct PartsText {
    pub first_time: &'static str,
    pub first_time_lead: &'static str,
    pub no_steps: &'static str,
    pub no_steps_lead: &'static str,
    pub last_minutes: &'static str,
    pub ruler_again: &'static str,
    pub from_ruler: &'static str,
    pub goals_today: &'static str,
    pub goals_before: &'static str,
    pub loose_steps: &'static str,
    pub new_goal: &'static str,
    pub may_agree: fn(&str) -> String,
    pub nobody_may_agree: &'static str,
    pub nothing_to_agree: &'static str,
    pub nothing_to_agree_lead: &'static str,
}

/// "Was this useful?"
pub struct UsefulText {
    pub legend: &'static str,
    /// From not at all to very.
    pub scores: [&'static str; 5],
    pub next_time: &'static str,
    pub next_time_hint: &'static str,
    pub go: &'static str,
    pub change: &'static str,
    pub thanks: &'static str,
    pub seen: &'static str,
    pub answers: &'static str,
    pub said: fn(u8, &str) -> String,
}

/// Preparing at home.
pub struct PrepareText {
    pub title: &'static str,
    pub private: &'static str,
    pub count: fn(usize, usize) -> String,
    pub skip: &'static str,
    pub placing: fn(&str) -> String,
    pub placing_you: &'static str,
    pub placing_lead: &'static str,
    pub where_: &'static str,
    pub laid: &'static str,
    pub done: &'static str,
    pub done_lead: &'static str,
    pub empty: &'static str,
    pub empty_lead: &'static str,
    pub more: &'static str,
    pub placements: &'static str,
    pub placements_lead: &'static str,
    /// Setting and position: "I skolen: 3, udsat".
    pub placed: fn(&str, u8, &str) -> String,
    pub share_all: &'static str,
    pub keep: &'static str,
    pub begun: &'static str,
    pub over: &'static str,
}

/// The minutes.
pub struct MinutesText {
    pub title: fn(&str) -> String,
    pub grows: &'static str,
    pub written: &'static str,
    pub date: &'static str,
    pub place: &'static str,
    pub present: &'static str,
    pub check_in: &'static str,
    pub since_last: &'static str,
    pub round: fn(&str) -> String,
    pub notices: fn(&str) -> String,
    pub dreams: &'static str,
    pub goals: &'static str,
    pub goal: &'static str,
    pub sign: &'static str,
    pub other_steps: &'static str,
    pub has_ball: fn(&str) -> String,
    pub asked: fn(&str) -> String,
    pub loose: &'static str,
    pub by: fn(&str) -> String,
    pub helped: fn(&str) -> String,
    pub done: fn(&str) -> String,
    pub agreed: fn(&str) -> String,
    pub not_agreed: &'static str,
    pub useful: &'static str,
    /// Somebody's words inside a line.
    pub quote: fn(&str) -> String,
    pub nothing: &'static str,
    pub to_dialogue: &'static str,
    pub agreement: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The longest sentence that is read aloud, in words.
    const MOST_WORDS: usize = 12;

    #[test]
    fn what_is_read_aloud_is_short() {
        for text in [&DA.step, &EN.step] {
            for step in Step::ALL {
                let all = [
                    vec![(text.ask)(step, "Ali"), (text.lead)(step).to_owned()],
                    (text.help)(step).map(str::to_owned).to_vec(),
                ];
                for sentence in
                    all.concat().iter().flat_map(|text| text.split_inclusive(['.', '?']))
                {
                    assert!(sentence.split_whitespace().count() <= MOST_WORDS, "{sentence}");
                }
            }
        }
    }

    #[test]
    fn the_steps_are_told_apart() {
        for text in [&DA.step, &EN.step] {
            let names: std::collections::BTreeSet<_> = Step::ALL.map(text.name).into();
            assert_eq!(names.len(), Step::ALL.len());
        }
    }
}
