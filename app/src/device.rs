//! What only the device knows: the time, the day, chance.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use uuid::{ContextV7, Timestamp, Uuid};

/// The device's clock. The server's clock decides; this one is for showing a change before the answer.
pub fn now() -> DateTime<Utc> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 are whole and far below 2^53"
    )]
    let millis = js_sys::Date::now() as i64;
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

/// The day where the person is.
pub fn today() -> NaiveDate {
    local().date()
}

/// Day and time where the person is.
pub fn local() -> NaiveDateTime {
    #[expect(clippy::cast_possible_truncation, reason = "minutes from UTC are few")]
    let minutes = js_sys::Date::new_0().get_timezone_offset() as i64;
    now().naive_utc() - chrono::Duration::minutes(minutes)
}

/// A new id (`UUIDv7`).
pub fn new_id() -> Uuid {
    let millis = now().timestamp_millis().unsigned_abs();
    let (seconds, rest) = (millis / 1000, (millis % 1000) * 1_000_000);
    #[expect(clippy::cast_possible_truncation, reason = "a part of a second in nanoseconds fits")]
    Uuid::new_v7(Timestamp::from_unix(ContextV7::new(), seconds, rest as u32))
}

/// What the tab keeps for as long as it is open. A browser may keep nothing.
pub fn tab() -> Option<web_sys::Storage> {
    leptos::prelude::window().session_storage().ok().flatten()
}

/// A number from 0 up to, but not, 1.
pub fn chance() -> f64 {
    js_sys::Math::random()
}
