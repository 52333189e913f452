//! Dates, written out. Made from the date alone, so that the server and the browser say the same.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};

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

    /// The same with its year, for paper that is kept: "torsdag den 3. december 2026 kl. 15".
    pub fn moment_of_year(&self, when: NaiveDateTime) -> String {
        let time = (self.time)(when.hour(), when.minute());
        format!("{} {} {time}", self.weekday(when.date()), when.year())
    }

    /// "kl. 9.12".
    pub fn clock(&self, when: NaiveDateTime) -> String {
        (self.time)(when.hour(), when.minute())
    }

    /// "torsdag den 3. december", with the year when it is not this one.
    pub fn weekday_of_year(&self, on: NaiveDate, today: NaiveDate) -> String {
        let day = self.weekday(on);
        if on.year() == today.year() { day } else { format!("{day} {}", on.year()) }
    }

    fn parts(&self, on: NaiveDate) -> (&'static str, String) {
        let weekday = self.weekdays[on.weekday().num_days_from_monday() as usize];
        let month = self.months[on.month0() as usize];
        let dot = if self.weekdays[0] == "mandag" { "." } else { "" };
        (weekday, format!("{}{dot} {month}", on.day()))
    }
}

/// What a clock on a Danish wall shows. The page is made on the server, which stands nowhere, and must say the same in the browser.
/// Summer time as the European Union has it: from the last Sunday of March to that of October, at one o'clock UTC.
pub fn in_denmark(at: DateTime<Utc>) -> NaiveDateTime {
    let utc = at.naive_utc();
    let turn = |month| {
        let last = NaiveDate::from_ymd_opt(utc.year(), month, 31)?;
        let sunday = last - Days::new(last.weekday().num_days_from_sunday().into());
        sunday.and_hms_opt(1, 0, 0)
    };
    let summer = turn(3).zip(turn(10)).is_some_and(|(from, to)| (from..to).contains(&utc));
    utc + TimeDelta::hours(if summer { 2 } else { 1 })
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
    fn the_clock_on_the_wall_knows_summer() {
        let wall = |utc: &str| in_denmark(utc.parse().unwrap()).to_string();
        assert_eq!(wall("2026-03-29T00:59:59Z"), "2026-03-29 01:59:59");
        assert_eq!(wall("2026-03-29T01:00:00Z"), "2026-03-29 03:00:00");
        assert_eq!(wall("2026-10-25T00:59:59Z"), "2026-10-25 02:59:59");
        assert_eq!(wall("2026-10-25T01:00:00Z"), "2026-10-25 02:00:00");
        assert_eq!(wall("2026-12-31T23:30:00Z"), "2027-01-01 00:30:00");
    }

    #[test]
    fn a_date_is_written_out() {
        let on = NaiveDate::from_ymd_opt(2026, 12, 3).unwrap();
        let when = on.and_hms_opt(15, 0, 0).unwrap();
        assert_eq!(DA.moment(when), "torsdag den 3. december kl. 15");
        assert_eq!(EN.moment(when), "Thursday 3 December at 15:00");
        assert_eq!(DA.moment_of_year(when), "torsdag den 3. december 2026 kl. 15");
        assert_eq!(EN.moment_of_year(when), "Thursday 3 December 2026 at 15:00");
        assert_eq!(DA.near(on, on.succ_opt().unwrap()), "i går");
        assert_eq!(DA.day(on, NaiveDate::from_ymd_opt(2027, 1, 1).unwrap()), "3. december 2026");
    }
}
