//! Dates, written out. Made from the date alone, so that the server and the browser say the same.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

/// Names of days and months, and how they are put together.
pub struct Text {
    /// Monday first.
    pub weekdays: [&'static str; 7],
    pub months: [&'static str; 12],
    pub today: &'static str,
    pub yesterday: &'static str,
    pub tomorrow: &'static str,
    day: fn(&Text, NaiveDate) -> String,
    time: fn(u32, u32) -> String,
}

impl Text {
    /// "torsdag den 3. december".
    pub fn weekday(&self, on: NaiveDate) -> String {
        (self.day)(self, on)
    }

    /// "3. december", with the year when it is not this one.
    pub fn day(&self, on: NaiveDate, today: NaiveDate) -> String {
        let (_, short) = self.parts(on);
        if on.year() == today.year() { short } else { format!("{short} {}", on.year()) }
    }

    /// "i dag", "i går", "i morgen", or the day.
    pub fn near(&self, on: NaiveDate, today: NaiveDate) -> String {
        match (on - today).num_days() {
            0 => self.today.to_owned(),
            -1 => self.yesterday.to_owned(),
            1 => self.tomorrow.to_owned(),
            _ => self.day(on, today),
        }
    }

    /// "torsdag den 3. december kl. 15".
    pub fn moment(&self, when: NaiveDateTime) -> String {
        format!("{} {}", self.weekday(when.date()), (self.time)(when.hour(), when.minute()))
    }

    fn parts(&self, on: NaiveDate) -> (&'static str, String) {
        let weekday = self.weekdays[on.weekday().num_days_from_monday() as usize];
        let month = self.months[on.month0() as usize];
        let dot = if self.weekdays[0] == "mandag" { "." } else { "" };
        (weekday, format!("{}{dot} {month}", on.day()))
    }
}

pub const DA: Text = Text {
    weekdays: ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    months: [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ],
    today: "i dag",
    yesterday: "i går",
    tomorrow: "i morgen",
    day: |text, on| {
        let (weekday, day) = text.parts(on);
        format!("{weekday} den {day}")
    },
    time: |hour, minute| {
        if minute == 0 { format!("kl. {hour}") } else { format!("kl. {hour}.{minute:02}") }
    },
};

pub const EN: Text = Text {
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    today: "today",
    yesterday: "yesterday",
    tomorrow: "tomorrow",
    day: |text, on| {
        let (weekday, day) = text.parts(on);
        format!("{weekday} {day}")
    },
    time: |hour, minute| format!("at {hour}:{minute:02}"),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_out() {
        let on = NaiveDate::from_ymd_opt(2026, 12, 3).unwrap();
        let when = on.and_hms_opt(15, 0, 0).unwrap();
        assert_eq!(DA.moment(when), "torsdag den 3. december kl. 15");
        assert_eq!(EN.moment(when), "Thursday 3 December at 15:00");
        assert_eq!(DA.near(on, on.succ_opt().unwrap()), "i går");
        assert_eq!(DA.day(on, NaiveDate::from_ymd_opt(2027, 1, 1).unwrap()), "3. december 2026");
    }
}
