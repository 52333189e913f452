//! The wording. One table a tool and a language; a missing sentence does not compile. No sentence stands in a component.
//!
//! Danish is the original. Sentences of at most 12 words, "du" and "I", verbs, dates written out.

pub mod account;
pub mod again;
pub mod circle;
pub mod common;
pub mod consent;
pub mod dates;
pub mod devices;
pub mod dialogue;
pub mod dreams;
pub mod ending;
pub mod export;
pub mod hand_over;
pub mod home;
pub mod looked;
pub mod mine;
pub mod passkey;
pub mod people;
pub mod plan;
pub mod refusal;
pub mod ruler;
pub mod session;
pub mod shield;
pub mod talk;
pub mod trial;
pub mod trouble;
pub mod unsent;
pub mod ways;
pub mod welcome;

use domain::people::Language;
use std::marker::PhantomData;
use std::ops::Deref;

/// Everything the screen says in one language. Each table is looked up when it is asked for, so that a page's piece of the
/// application brings its own words and no others.
pub struct Text {
    pub account: Table<account::Text>,
    pub again: Table<again::Text>,
    pub circle: Table<circle::Text>,
    pub common: Table<common::Text>,
    pub consent: Table<consent::Text>,
    pub dates: Table<dates::Text>,
    pub devices: Table<devices::Text>,
    pub dialogue: Table<dialogue::Text>,
    pub dreams: Table<dreams::Text>,
    pub ending: Table<ending::Text>,
    pub export: Table<export::Text>,
    pub hand_over: Table<hand_over::Text>,
    pub home: Table<home::Text>,
    pub looked: Table<looked::Text>,
    pub mine: Table<mine::Text>,
    pub passkey: Table<passkey::Text>,
    pub people: Table<people::Text>,
    pub plan: Table<plan::Text>,
    pub refusal: Table<refusal::Text>,
    pub ruler: Table<ruler::Text>,
    pub session: Table<session::Text>,
    pub shield: Table<shield::Text>,
    pub talk: Table<talk::Text>,
    pub trial: Table<trial::Text>,
    pub trouble: Table<trouble::Text>,
    pub unsent: Table<unsent::Text>,
    pub ways: Table<ways::Text>,
    pub welcome: Table<welcome::Text>,
}

/// One table of one language. Use it like the table itself.
pub struct Table<T>(Language, PhantomData<fn() -> T>);

trait Worded: Sized + 'static {
    const DA: &'static Self;
    const EN: &'static Self;
}

impl<T: Worded> Deref for Table<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self.0 {
            Language::Da => T::DA,
            Language::En => T::EN,
        }
    }
}

macro_rules! tables {
    ($($name:ident),*) => {
        impl Text {
            const fn new(language: Language) -> Self {
                Self { $($name: Table(language, PhantomData)),* }
            }
        }
        $(impl Worded for $name::Text {
            const DA: &'static Self = &$name::DA;
            const EN: &'static Self = &$name::EN;
        })*
    };
}

tables!(
    account, again, circle, common, consent, dates, devices, dialogue, dreams, ending, export,
    hand_over, home, looked, mine, passkey, people, plan, refusal, ruler, session, shield, talk,
    trial, trouble, unsent, ways, welcome
);

static DA: Text = Text::new(Language::Da);
static EN: Text = Text::new(Language::En);

/// The wording of a language.
pub fn of(language: Language) -> &'static Text {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}
