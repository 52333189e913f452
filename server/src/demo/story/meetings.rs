//! The meetings: led by the coordinator, always through all nine steps and never back.

use super::Story;
use crate::clock;
use chrono::{Days, NaiveDate, NaiveDateTime};
use domain::dialogue::{self, CheckIn, Step, Useful};
use domain::plan;
use domain::{Command, DialogueId, MemberId};

/// What is going on, or being prepared.
pub struct Meeting {
    id: DialogueId,
    /// None while it is only prepared.
    step: Option<Step>,
    /// Whether somebody said yes for the family.
    agreed: bool,
}

impl Story {
    /// A dialogue that was held on paper and is entered afterwards. `hour` as in "half past two": (14, 30).
    pub fn meets(&mut self, about: MemberId, hour: (u32, u32), place: &str) {
        let id = self.sets_a_time(about, at(self.day, hour), place, true);
        self.leads(dialogue::Command::Start { id });
        self.meeting = Some(Meeting { id, step: Some(Step::CheckIn), agreed: false });
    }

    /// A dialogue to come. What is written from here on is written for it.
    pub fn prepares(&mut self, about: MemberId, in_days: u64, hour: (u32, u32), place: &str) {
        let day = self.now.date_naive() + Days::new(in_days);
        let id = self.sets_a_time(about, at(day, hour), place, false);
        self.meeting = Some(Meeting { id, step: None, agreed: false });
    }

    /// They check in, each with a face from 1 to 5.
    pub fn come(&mut self, all: &[(MemberId, u8)]) {
        for (by, face) in all {
            self.checks_in(*by, CheckIn::Face { face: *face });
        }
    }

    /// Checks in without a face.
    pub fn passes(&mut self, by: MemberId) {
        self.checks_in(by, CheckIn::Pass);
    }

    /// Hears everything read back that was set down since the last time, and says yes to it.
    pub fn agrees(&mut self, by: MemberId) {
        self.reaches(Step::ReadBack);
        for item in self.unread.clone() {
            let yes = plan::Command::Agree { item, text: None, holder: None };
            self.does(by, Command::Plan(yes));
        }
        if let Some(meeting) = &mut self.meeting {
            meeting.agreed = true;
        }
    }

    /// Was it useful, 1 to 5, and what would make the next one better?
    pub fn found_it_useful(&mut self, by: MemberId, score: u8, next_time: &str) {
        self.reaches(Step::Useful);
        let useful = Useful { score, next_time: next_time.to_owned() };
        let id = self.dialogue().expect("a story finds only a dialogue useful");
        self.does(by, Command::Dialogue(dialogue::Command::Useful { id, useful, from: None }));
    }

    /// The dialogue is over.
    pub fn ends(&mut self) {
        self.reaches(Step::Useful);
        let id = self.dialogue().expect("a story ends only what it began");
        self.leads(dialogue::Command::End { id });
        if self.meeting.take().is_some_and(|it| it.agreed) {
            self.unread.clear();
        }
    }

    pub(super) fn dialogue(&self) -> Option<DialogueId> {
        self.meeting.as_ref().map(|it| it.id)
    }

    /// Goes on, one step after the other, until `wanted`.
    pub(super) fn reaches(&mut self, wanted: Step) {
        while let Some(Meeting { id, step: Some(step), .. }) = &mut self.meeting {
            let Some(next) = step.next().filter(|_| *step < wanted) else { return };
            *step = next;
            let go = dialogue::Command::Go { id: *id, step: next };
            self.leads(go);
        }
    }

    fn sets_a_time(
        &mut self,
        about: MemberId,
        when: NaiveDateTime,
        place: &str,
        held: bool,
    ) -> DialogueId {
        let id = DialogueId(clock::new_id());
        self.leads(dialogue::Command::Plan {
            id,
            about,
            when,
            place: place.to_owned(),
            held,
            among: None,
        });
        id
    }

    fn checks_in(&mut self, by: MemberId, check_in: CheckIn) {
        let id = self.dialogue().expect("a story checks in to a dialogue");
        self.does(by, Command::Dialogue(dialogue::Command::CheckIn { id, check_in }));
    }

    fn leads(&mut self, command: dialogue::Command) {
        self.does(self.lead, Command::Dialogue(command));
    }
}

fn at(day: NaiveDate, (hour, minute): (u32, u32)) -> NaiveDateTime {
    day.and_hms_opt(hour, minute, 0).expect("a story keeps to the clock")
}
