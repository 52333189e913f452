//! What a person typed, made fit to keep: trimmed, of one kind of line end, without control characters, and not too long.

use crate::Refusal;
use chrono::{Days, NaiveDate};

/// Longest name, in characters.
pub const NAME: usize = 80;
/// Longest line (a goal, a step, a card on the map), in characters.
pub const LINE: usize = 280;
/// Longest free text, in characters.
pub const TEXT: usize = 2000;

/// A text that must be there. Refuses [`Refusal::Empty`] and [`Refusal::TooLong`].
pub fn needed(text: &str, max: usize) -> Result<String, Refusal> {
    let text = optional(text, max)?;
    if text.chars().all(is_unseen) { Err(Refusal::Empty) } else { Ok(text) }
}

/// A text that may be empty. Refuses [`Refusal::TooLong`].
///
/// Emoji, right-to-left text and joiners are kept as they are; only control characters go, as they can hide text.
pub fn optional(text: &str, max: usize) -> Result<String, Refusal> {
    let text = clean(text);
    if text.chars().count() > max { Err(Refusal::TooLong { max }) } else { Ok(text) }
}

/// A form sends `\r\n` where a family wrote a line end, and a pasted table sends tabs.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    let text: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    text.trim().to_owned()
}

/// Takes no room on the screen by itself: a name of nothing else could not be touched or read out. Spaces, joiners, marks that are
/// written onto the letter before them, and the letters of some scripts that stand for none.
pub fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(c,
            '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{20d0}'..='\u{20ff}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{fe20}'..='\u{fe2f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// A day that has been. One day of grace, because the sender's midnight may come before the server's.
pub fn happened(on: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    let latest = today.checked_add_days(Days::new(1)).unwrap_or(today);
    if on > latest { Err(Refusal::InTheFuture) } else { Ok(on) }
}

/// A day to come (or today). One day of grace, as above.
pub fn to_come(on: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    let earliest = today.checked_sub_days(Days::new(1)).unwrap_or(today);
    if on < earliest { Err(Refusal::InThePast) } else { Ok(on) }
}

/// Joins two edits of one text. `from` is what the writer started from, `mine` what they made of it, `now` what stands there.
///
/// Works word by word. Where both changed the same words it refuses with [`Refusal::TextMoved`]; nothing is overwritten.
/// Refuses [`Refusal::TooLong`] before it compares, because comparing takes longer than reading.
pub fn merge(from: &str, mine: &str, now: &str) -> Result<String, Refusal> {
    let (from, mine) = (optional(from, TEXT)?, optional(mine, TEXT)?);
    if from == now {
        return Ok(mine);
    }
    diffy::merge(&word_a_line(&from), &word_a_line(&mine), &word_a_line(now))
        .map(|merged| line_a_word(&merged))
        .map_err(|_conflict| Refusal::TextMoved)
}

/// The same for a sender who need not say what they started from: whoever does not is taken at their word.
pub fn merged(from: Option<&str>, mine: &str, now: &str) -> Result<String, Refusal> {
    match from {
        Some(from) => merge(from, mine, now),
        None => optional(mine, TEXT),
    }
}

/// Stands for a line end that somebody wrote. A control character: cleaned text does not hold it.
const LINE_END: &str = "\u{1}";

/// The merge library works on lines; a family writes sentences. So each word becomes a line, and a real line end a mark.
fn word_a_line(text: &str) -> String {
    text.replace('\n', " \u{1} ").split(' ').flat_map(|word| [word, "\n"]).collect()
}

fn line_a_word(text: &str) -> String {
    let words: Vec<&str> = text.lines().collect();
    let lines = words.split(|word| *word == LINE_END).map(|line| line.join(" "));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
