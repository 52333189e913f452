use super::{TEXT, happened, merge, needed, optional, to_come};
use crate::Refusal;
use crate::given::random::config;
use crate::given::{in_days, today, too_long};
use chrono::NaiveDate;
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

#[test]
fn keeps_emoji_and_right_to_left_text_and_drops_control_characters() {
    assert_eq!(needed("  سلام 👩‍👧 \u{7}hej\r\nder ", 80), Ok("سلام 👩‍👧 hej\nder".to_owned()));
}

#[test]
fn counts_characters_not_bytes() {
    assert_eq!(needed("æøå", 3), Ok("æøå".to_owned()));
    assert_eq!(needed("æøåæ", 3), Err(Refusal::TooLong { max: 3 }));
    assert_eq!(needed(" \n ", 3), Err(Refusal::Empty));
}

// [S13]
#[test]
fn two_edits_in_different_places_are_joined() {
    let merged = merge("ringe til klubben", "Amina: ringe til klubben", "ringe til klubben mandag");
    assert_eq!(merged, Ok("Amina: ringe til klubben mandag".to_owned()));
}

// [S14]
#[test]
fn two_edits_of_the_same_word_are_left_to_the_writer() {
    assert_eq!(merge("ringe mandag", "ringe tirsdag", "ringe onsdag"), Err(Refusal::TextMoved));
}

#[test]
fn line_ends_survive_a_merge() {
    let merged = merge("et\nto", "et\nto tre", "nul et\nto");
    assert_eq!(merged, Ok("nul et\nto tre".to_owned()));
}

#[test]
fn a_tab_is_a_space_and_an_old_line_end_a_line_end() {
    assert_eq!(needed("mandag\t17\rklub", 80), Ok("mandag 17\nklub".to_owned()));
}

#[test]
fn a_text_that_cannot_be_seen_is_no_text() {
    for nothing in ["", "  ", "\u{200b}", "\u{feff}\u{2060}", "\u{7}\u{0}", "\u{200f}\n\u{200e}"] {
        assert_eq!(needed(nothing, 80), Err(Refusal::Empty));
    }
    for nothing in ["\u{ad}", "\u{301}", "\u{3164}\u{2800}", "\u{fe0f}\u{e0020}", "\u{202e}"] {
        assert_eq!(needed(nothing, 80), Err(Refusal::Empty));
    }
    assert_eq!(needed("\u{200f}سلام", 80), Ok("\u{200f}سلام".to_owned()));
}

#[test]
fn a_text_that_may_be_missing_may_be_missing() {
    assert_eq!(optional(" \n", 80), Ok(String::new()));
    assert_eq!(optional(&too_long(80), 80), Err(Refusal::TooLong { max: 80 }));
}

#[test]
fn the_length_counts_what_is_kept() {
    assert_eq!(needed("  æøå  ", 3), Ok("æøå".to_owned()));
}

#[test]
fn tomorrow_may_have_begun_where_the_sender_is() {
    assert!(happened(in_days(1), today()).is_ok() && to_come(in_days(-1), today()).is_ok());
    assert_eq!(happened(in_days(2), today()), Err(Refusal::InTheFuture));
    assert_eq!(to_come(in_days(-2), today()), Err(Refusal::InThePast));
}

#[test]
fn the_ends_of_the_calendar_are_days_too() {
    assert!(happened(NaiveDate::MAX, NaiveDate::MAX).is_ok());
    assert!(to_come(NaiveDate::MIN, NaiveDate::MIN).is_ok());
}

#[test]
fn the_line_ends_of_a_form_are_no_change() {
    let merged = merge("et\r\nto", "et\r\nto tre", "nul et\nto");
    assert_eq!(merged, Ok("nul et\nto tre".to_owned()));
}

#[test]
fn a_line_end_that_one_takes_away_takes_no_other_with_it() {
    let merged =
        merge("et\nto\n\ntre fire fem", "et to\n\ntre fire fem", "et\nto\n\ntre fire seks");
    assert_eq!(merged, Ok("et to\n\ntre fire seks".to_owned()));
}

#[test]
fn what_is_too_long_is_not_compared() {
    let long = too_long(TEXT);
    for (from, mine) in [(long.as_str(), "x"), ("x", long.as_str())] {
        assert_eq!(merge(from, mine, "y"), Err(Refusal::TooLong { max: TEXT }));
    }
}

#[test]
fn one_who_changed_nothing_takes_nothing_away() {
    assert_eq!(merge("et to", "et to", "et tre"), Ok("et tre".to_owned()));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn where_only_one_changed_the_text_it_is_theirs(from in TEXTS, other in TEXTS) {
        let (from, other) = (clean(&from), clean(&other));
        prop_assert_eq!(merge(&from, &other, &from), Ok(other.clone()));
        prop_assert_eq!(merge(&from, &from, &other), Ok(other));
    }

    #[test]
    fn merged_text_is_clean(from in TEXTS, mine in TEXTS, now in TEXTS) {
        if let Ok(merged) = merge(&from, &mine, &clean(&now)) {
            prop_assert!(merged.chars().all(|c| c == '\n' || !c.is_control()));
        }
    }

    #[test]
    fn edits_at_both_ends_are_joined(middle in "[a-d]{1,3}( [a-d]{1,3}|\n[a-d]{1,3}){1,12}") {
        let (mine, now) = (format!("jeg {middle}"), format!("{middle} du"));
        prop_assert_eq!(merge(&middle, &mine, &now), Ok(format!("jeg {middle} du")));
    }

    #[test]
    fn any_text_is_kept_or_refused_and_then_kept_as_it_is(text in "\\PC{0,90}|.{0,90}") {
        if let Ok(kept) = optional(&text, 80) {
            prop_assert_eq!(optional(&kept, 80), Ok(kept.clone()));
        }
    }
}

/// Words, spaces and line ends in all orders.
const TEXTS: &str = "[a-c \n\r\t\u{1}]{0,24}";

fn clean(text: &str) -> String {
    optional(text, TEXT).expect("short")
}
