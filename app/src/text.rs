//! The wording. One table a tool and a language; a missing sentence does not compile. No sentence stands in a component.
//!
//! Danish is the original. Sentences of at most 12 words, "du" and "I", verbs, dates written out.

pub mod common;
pub mod dates;
pub mod dialogue;
pub mod dreams;
pub mod home;
pub mod people;
pub mod plan;
pub mod refusal;
pub mod ruler;
pub mod talk;
pub mod trouble;
pub mod welcome;

use domain::people::Language;

/// Everything the screen says in one language.
pub struct Text {
    pub common: common::Text,
    pub dates: dates::Text,
    pub dialogue: dialogue::Text,
    pub dreams: dreams::Text,
    pub home: home::Text,
    pub people: people::Text,
    pub plan: plan::Text,
    pub refusal: refusal::Text,
    pub ruler: ruler::Text,
    pub talk: talk::Text,
    pub trouble: trouble::Text,
    pub welcome: welcome::Text,
}

macro_rules! language {
    ($name:ident) => {
        static $name: Text = Text {
            common: common::$name,
            dates: dates::$name,
            dialogue: dialogue::$name,
            dreams: dreams::$name,
            home: home::$name,
            people: people::$name,
            plan: plan::$name,
            refusal: refusal::$name,
            ruler: ruler::$name,
            talk: talk::$name,
            trouble: trouble::$name,
            welcome: welcome::$name,
        };
    };
}

language!(DA);
language!(EN);

/// The wording of a language.
pub fn of(language: Language) -> &'static Text {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}
