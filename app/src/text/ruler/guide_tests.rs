//! Tests of the guide's shape and plain language: counts, sentence length, LIX, no label words.

use super::{Acute, DA, EN, Guide, Position};
use std::collections::HashSet;

const LANGUAGES: [(&str, &Guide); 2] = [("da", &DA), ("en", &EN)];
const MAX_WORDS: usize = 12;
const MAX_LIX: f64 = 30.0;

/// Words that name a child or a family instead of telling what happens. Matched as word starts.
const BANNED_DA: &[&str] = &[
    "problembarn",
    "problemadfærd",
    "dårlig",
    "rød",
    "røde",
    "rødt",
    "gul",
    "grøn",
    "normal",
    "unormal",
    "doven",
    "uartig",
    "besværlig",
    "umulig",
    "svag",
    "ressourcesvag",
    "belastet",
    "afvige",
    "diagnose",
    "symptom",
    "forstyrre",
    "adhd",
    "autis",
    "offer",
    "taber",
    "skyldig",
    "uansvarlig",
    "klient",
    "case",
];
const BANNED_EN: &[&str] = &[
    "bad",
    "red",
    "yellow",
    "green",
    "normal",
    "abnormal",
    "lazy",
    "naughty",
    "difficult",
    "weak",
    "dysfunction",
    "disorder",
    "diagnos",
    "symptom",
    "adhd",
    "autis",
    "victim",
    "deviant",
    "irresponsible",
    "client",
    "case",
    "problem",
];

fn acute_text(acute: &Acute) -> Vec<&'static str> {
    let mut text = vec![acute.lead, acute.promise];
    text.extend(acute.lines.iter().map(|line| line.when));
    text.extend(acute.duty);
    text
}

fn position_text(position: &Position) -> Vec<&'static str> {
    let mut text = vec![position.short];
    text.extend(position.signs.iter().copied().flatten());
    text.extend(position.help.steps);
    text.extend(position.help.who);
    text.extend(position.help.services);
    text
}

fn running_text(guide: &Guide) -> Vec<&'static str> {
    let mut text: Vec<_> = guide.positions.iter().flat_map(position_text).collect();
    text.extend(acute_text(&guide.acute));
    text
}

fn bare(token: &str) -> &str {
    token.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The sentences of one item, as words. A sentence ends with `.`, `!` or `?` at a word's end.
fn sentences(item: &'static str) -> Vec<Vec<&'static str>> {
    let mut all = vec![Vec::new()];
    for token in item.split_whitespace() {
        if !bare(token).is_empty() {
            all.last_mut().expect("never empty").push(bare(token));
        }
        if token.trim_end_matches(['»', '«', '”', ')']).ends_with(['.', '!', '?']) {
            all.push(Vec::new());
        }
    }
    all.retain(|sentence| !sentence.is_empty());
    all
}

fn lix(items: &[&'static str]) -> f64 {
    let all: Vec<_> = items.iter().flat_map(|item| sentences(item)).collect();
    let words: usize = all.iter().map(Vec::len).sum();
    let long = all.iter().flatten().filter(|word| word.chars().count() > 6).count();
    let real = |count: usize| f64::from(u32::try_from(count).expect("a small count"));
    real(words) / real(all.len()) + 100.0 * real(long) / real(words)
}

#[test]
fn lix_is_counted_by_the_rule() {
    // 8 words, 3 sentences, no long word; then 6 words, 2 sentences, 1 long word.
    let found = lix(&["Her er mad. Barnet smiler altid glad.", "Nu."]);
    assert!((found - 8.0 / 3.0).abs() < 1e-9, "{found}");
    let found = lix(&["Barnet fortæller det. Vi lytter nu!"]);
    assert!((found - (6.0 / 2.0 + 100.0 / 6.0)).abs() < 1e-9, "{found}");
    assert_eq!(sentences("Nummeret står på sundhed.dk.").len(), 1);
    assert_eq!(sentences("Hun siger »nej«. Ja").len(), 2);
}

#[test]
fn the_text_is_easy_to_read() {
    for (code, guide) in LANGUAGES {
        let whole = lix(&running_text(guide));
        println!("{code}: LIX {whole:.1} over {} items", running_text(guide).len());
        assert!(whole < MAX_LIX, "{code}: LIX {whole:.1}");
        for (index, position) in guide.positions.iter().enumerate() {
            let part = lix(&position_text(position));
            println!("{code}: position {} LIX {part:.1}", index + 1);
            assert!(part < MAX_LIX, "{code} position {}: LIX {part:.1}", index + 1);
        }
        let acute = lix(&acute_text(&guide.acute));
        println!("{code}: acute LIX {acute:.1}");
        assert!(acute < MAX_LIX, "{code} acute: LIX {acute:.1}");
    }
}

#[test]
fn no_sentence_is_longer_than_twelve_words() {
    let mut long = Vec::new();
    for (code, guide) in LANGUAGES {
        for sentence in running_text(guide).into_iter().flat_map(sentences) {
            if sentence.len() > MAX_WORDS {
                long.push(format!("{code} {}: {}", sentence.len(), sentence.join(" ")));
            }
        }
    }
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn every_item_is_a_tidy_sentence() {
    for (code, guide) in LANGUAGES {
        for item in running_text(guide) {
            assert!(item.ends_with(['.', '?']), "{code}: no full stop: {item}");
            assert!(item.starts_with(char::is_uppercase), "{code}: lower case: {item}");
            assert!(!item.contains("  ") && item.trim() == item, "{code}: spaces: {item}");
            assert!(!item.contains(['\u{AD}', '!', ';', '\'', '"']), "{code}: sign: {item}");
        }
    }
}

#[test]
fn each_list_has_its_agreed_length() {
    for (code, guide) in LANGUAGES {
        for position in &guide.positions {
            let name = position.name;
            assert!((1..=3).contains(&sentences(position.short).len()), "{code} {name}");
            for signs in position.signs {
                assert!((4..=5).contains(&signs.len()), "{code} {name}: signs");
            }
            assert!((5..=6).contains(&position.help.steps.len()), "{code} {name}: steps");
            assert!((3..=4).contains(&position.help.who.len()), "{code} {name}: who");
            assert!((3..=5).contains(&position.help.services.len()), "{code} {name}: services");
        }
    }
}

#[test]
fn both_languages_have_the_same_shape() {
    for (da, en) in DA.positions.iter().zip(&EN.positions) {
        for (band, (a, b)) in da.signs.iter().zip(&en.signs).enumerate() {
            assert_eq!(a.len(), b.len(), "{} band {band}", da.name);
        }
        assert_eq!(da.help.steps.len(), en.help.steps.len(), "{}", da.name);
        assert_eq!(da.help.who.len(), en.help.who.len(), "{}", da.name);
        assert_eq!(da.help.services.len(), en.help.services.len(), "{}", da.name);
    }
    assert_eq!(DA.acute.duty.len(), EN.acute.duty.len());
    assert_eq!(DA.acute.lines.len(), EN.acute.lines.len());
    for (da, en) in DA.acute.lines.iter().zip(EN.acute.lines) {
        assert_eq!((da.number, da.tel), (en.number, en.tel), "{}", da.who);
    }
}

#[test]
fn no_sign_stands_twice_in_one_age_band() {
    for (code, guide) in LANGUAGES {
        for band in 0..6 {
            let mut seen = HashSet::new();
            for sign in guide.positions.iter().flat_map(|position| position.signs[band]) {
                assert!(seen.insert(sign.to_lowercase()), "{code} band {band}: {sign}");
            }
        }
    }
}

#[test]
fn the_age_decides_whether_it_is_a_child_or_a_young_person() {
    for (guide, child, young) in [(&DA, "barnet", "den unge"), (&EN, "the child", "young person")] {
        for position in &guide.positions {
            for (band, signs) in position.signs.iter().enumerate() {
                let other = if band < 4 { young } else { child };
                for sign in *signs {
                    assert!(!sign.to_lowercase().contains(other), "band {band}: {sign}");
                }
            }
        }
    }
}

#[test]
fn no_word_puts_a_label_on_anybody() {
    for ((code, guide), banned) in LANGUAGES.into_iter().zip([BANNED_DA, BANNED_EN]) {
        let mut text = running_text(guide);
        text.extend(guide.positions.iter().map(|position| position.name));
        for word in text.into_iter().flat_map(sentences).flatten() {
            let word = word.to_lowercase();
            let hit = banned.iter().find(|start| match start.chars().count() {
                0..=4 => word == **start,
                _ => word.starts_with(**start),
            });
            assert!(hit.is_none(), "{code}: label word {word}");
        }
    }
}

#[test]
fn names_break_only_with_soft_hyphens() {
    let names = DA.positions.each_ref().map(|position| position.name);
    assert_eq!(names, ["truet", "i mistrivsel", "udsat", "opmærksomhed", "i trivsel"]);
    for (code, guide) in LANGUAGES {
        let mut seen = HashSet::new();
        for position in &guide.positions {
            assert_eq!(position.name_soft.replace('\u{AD}', ""), position.name, "{code}");
            assert_eq!(position.name.to_lowercase(), position.name, "{code}");
            assert!(seen.insert(position.name), "{code}: {} twice", position.name);
        }
    }
}

#[test]
fn each_number_can_be_called_and_112_comes_first() {
    for (code, guide) in LANGUAGES {
        assert_eq!(guide.acute.lines[0].number, Some("112"), "{code}");
        assert!(guide.acute.lead.contains("112"), "{code}");
        for line in guide.acute.lines {
            assert_eq!(line.number.is_some(), line.tel.is_some(), "{code}: {}", line.who);
            if let (Some(number), Some(tel)) = (line.number, line.tel) {
                let digits = number.replace(' ', "");
                let wanted = if digits.len() == 8 { format!("+45{digits}") } else { digits };
                assert_eq!(tel, wanted, "{code}: {}", line.who);
            }
        }
        for heading in guide.acute.lines.iter().map(|line| line.who).chain([guide.acute.title]) {
            assert!(!heading.is_empty() && !heading.ends_with('.'), "{code}: {heading}");
        }
    }
}
