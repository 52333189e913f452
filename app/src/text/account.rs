//! Coming in by name and password, one's own account, and proving again who one is.

mod da;
mod en;

use crate::still::Answer;

pub use da::DA;
pub use en::EN;

/// The pages that stand still.
pub struct Text {
    pub sign_in_lead: &'static str,
    pub name_label: &'static str,
    pub name_hint: &'static str,
    pub password_label: &'static str,
    pub code_label: &'static str,
    /// Where not everybody has one.
    pub code_hint: &'static str,
    /// Where paper will do.
    pub code_or_paper: &'static str,
    /// Where only the app will do.
    pub app_hint: &'static str,
    pub by_code: &'static str,
    pub forgot_title: &'static str,
    pub forgot: [&'static str; 3],
    pub already_title: &'static str,
    pub already: &'static str,
    pub to_places: &'static str,

    pub lead: &'static str,
    pub professional_title: &'static str,
    pub professional: &'static str,
    /// To one who came in by an invitation alone.
    pub low: &'static str,
    /// To one who set it up on another day.
    pub low_again: &'static str,
    /// To one who has set both things up, on trial: a day, and what opens it sooner.
    pub low_yet: fn(&str) -> String,
    pub low_yet_next: &'static str,
    pub opening_title: &'static str,
    pub no_name: &'static str,
    pub you_use: fn(&str) -> String,
    pub change: &'static str,
    pub new_label: &'static str,
    pub new_hint: &'static str,
    pub new_hint_beside: &'static str,
    pub old_label: &'static str,
    pub keep: &'static str,
    pub ends_others: &'static str,
    /// The same, while what is kept is on trial.
    pub ends_tried: &'static str,

    pub second_title: &'static str,
    pub second_off: &'static str,
    pub second_on: &'static str,
    pub codes_left: fn(u32) -> String,
    pub set_up: &'static str,
    pub new_codes: &'static str,
    pub new_phone: &'static str,
    pub set_up_lead: &'static str,
    pub qr: &'static str,
    pub qr_hint: &'static str,
    pub key_hint: &'static str,
    pub confirm_hint: &'static str,
    pub confirm: &'static str,
    pub codes_title: &'static str,
    pub codes_lead: &'static str,
    pub codes_rules: [&'static str; 3],
    pub codes_kept: &'static str,

    pub step_up_lead: &'static str,
    pub step_up_waits: &'static str,
    pub step_up_finger: &'static str,
    /// While the script is not there, and where the device cannot.
    pub step_up_no_finger: &'static str,
    /// Of an account that is come into otherwise than by what can be set up here.
    pub proves: &'static str,
    pub first_password: &'static str,
    pub first_second: &'static str,
    pub to_account: &'static str,

    /// The end of the account: what goes, what stays, and what to do first.
    pub close: &'static str,
    pub close_lead: [&'static str; 4],
    pub close_now: &'static str,

    /// What happened, and what to do now.
    pub answer: fn(Answer) -> (&'static str, String),
}

/// "40 …" or "3 …", rounded up, so that nobody comes too early.
fn wait(seconds: u64, one: &str, some_seconds: &str, minute: &str, minutes: &str) -> String {
    match seconds {
        0 | 1 => one.to_owned(),
        2..60 => format!("{seconds} {some_seconds}"),
        60 => minute.to_owned(),
        _ => format!("{} {minutes}", seconds.div_ceil(60)),
    }
}
