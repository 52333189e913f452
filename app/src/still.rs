//! Pages that stand still: they are whole when the server has made them, no script runs on them, and nothing of them is in what a
//! browser downloads. One comes by them rarely, and what stands on them (a key, recovery codes) must lie in no other place.

mod account;
mod again;
mod codes;
pub mod hand_over;
mod oidc;
mod parts;
mod passkey;
mod second;
mod sign_in;
mod step_up;
mod way;
mod wrong;

pub use oidc::House;
pub use passkey::Passkey;
pub use wrong::Wrong;

use crate::boot::{Boot, OnTrial, Trouble};
use crate::routes::Page;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What such a page is made from.
#[derive(Clone)]
pub enum Still {
    SignIn(SignIn),
    Account(Account),
    /// A second factor being set up.
    Second(Second),
    /// Recovery codes, this once.
    Codes(Vec<String>),
    StepUp(StepUp),
    /// A screen that goes round the table.
    HandOver(Box<hand_over::HandOver>),
    /// The houses one can come from, and those that lead to this account already.
    Houses {
        houses: Vec<House>,
        signed_in: bool,
    },
    /// The browser is on its way there by itself; without that, by a link.
    Onward {
        house: String,
        address: String,
    },
    /// Whether the account of this device is to be theirs who came from the house.
    Connect {
        house: String,
    },
    /// Somebody who came back from a house was not let in.
    NotIn(Wrong),
    /// One's passkeys.
    Passkeys {
        all: Vec<Passkey>,
        /// A way in that is new.
        new: Option<OnTrial>,
    },
    /// Coming in with a passkey.
    Enter,
    /// A way in, for whoever made it.
    WayIn {
        /// Where it was made.
        back: String,
        link: String,
        code: String,
        /// The link as a picture, SVG text.
        qr: String,
    },
    /// What could not be done now, and the form that asked for it.
    Again {
        trouble: Trouble,
        held: Option<Held>,
    },
}

/// The page for coming in by name and password.
#[derive(Clone, Default)]
pub struct SignIn {
    /// As it was typed.
    pub name: String,
    /// Where to go afterwards: a page of our own.
    pub then: String,
    /// Somebody is signed in here already.
    pub in_already: bool,
    /// One can come from another house too.
    pub houses: bool,
    pub answer: Option<Answer>,
}

/// One's own account.
#[expect(clippy::struct_excessive_bools, reason = "each says by itself what stands on the page")]
#[derive(Clone)]
pub struct Account {
    /// What one signs in by.
    pub name: Option<String>,
    /// As it was typed, where it was not kept.
    pub typed: Option<String>,
    pub second: bool,
    /// A new name or password is proved by the code of the app.
    pub asks_code: bool,
    /// A new password has to do alone: there is no app, or one on trial.
    pub alone: bool,
    pub ends: Ends,
    pub codes_left: u32,
    pub by: By,
    /// Passkeys can be used here.
    pub passkeys: bool,
    pub changes: Changes,
    /// A way in that is new.
    pub new: Option<OnTrial>,
    pub answer: Option<Answer>,
}

/// Whom a new name and password put out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// Every other device.
    Others,
    /// Only those that came in by a way on trial, as this one will be.
    OnTrial,
}

/// When what stands on that page is changed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Changes {
    /// In its own forms.
    Here,
    /// By somebody who proved, on another page, who they are.
    Proved,
    /// They came in by a way that is on trial until then.
    From(DateTime<Utc>),
}

/// How somebody is in, and as what.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum By {
    Family,
    Profession,
    /// By profession, and with an invitation alone: nothing of a family is shown to them there.
    ProfessionUnproved {
        /// They sit somewhere as something else, too.
        more: bool,
    },
    /// The same; and the two things that they have set up are on trial until then.
    ProfessionOnTrial(DateTime<Utc>),
}

/// See [`Still::Second`].
#[derive(Clone)]
pub struct Second {
    /// The new secret, sealed for its account.
    pub sealed: String,
    /// To be typed into an app.
    pub key: String,
    /// The same as a picture, SVG text.
    pub qr: String,
    pub answer: Option<Answer>,
}

/// Proving again who one is.
#[derive(Clone)]
pub struct StepUp {
    pub then: String,
    pub password: bool,
    pub code: bool,
    pub passkey: bool,
    /// The houses that lead to this account.
    pub houses: Vec<House>,
    /// What has to be set up before anything can be proved.
    pub lacks: Option<Lacks>,
    /// A way that is new is among them.
    pub new: Option<OnTrial>,
    pub answer: Option<Answer>,
    /// What is carried out once it is proved.
    pub held: Option<Held>,
}

/// A form that was sent before its sender had proved who they are, or before it could be done. It waits in the page, and nowhere else.
#[derive(Clone)]
pub struct Held {
    pub address: String,
    pub fields: BTreeMap<String, String>,
}

impl Held {
    /// The field that holds its address.
    pub const ADDRESS: &'static str = "held-at";
    /// Stands before the name of each of its own fields.
    pub const MARK: &'static str = "held.";
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lacks {
    /// Everything: one came by an invitation.
    Password,
    /// A professional proves it with two things.
    Second,
    /// The way by which they came in is on trial until then.
    Time(DateTime<Utc>),
}

/// What a form of these pages was answered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Name, password and code do not belong together.
    Wrong,
    /// A professional whose account has no second factor.
    NeedsSecond,
    /// The password, or the code, that proves who one is.
    Unproved,
    WrongCode,
    NoName,
    Taken,
    Short(usize),
    Long(usize),
    Known,
    Guessable,
    /// So many seconds.
    Wait(u64),
    /// Name and password are kept; all other devices are out.
    Kept,
    /// The same, of a first way in: nobody is out.
    KeptFirst,
    /// What was on trial is gone.
    Removed,
    /// Nothing is on trial any more.
    NothingNew,
    SecondKept,
    /// Of an account that cannot be closed yet.
    StillIn,
    /// Not four to six figures.
    NoPin,
    /// Not those that it was locked with.
    WrongPin,
}

impl Answer {
    /// Whether it was done, what was asked for.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Kept | Self::KeptFirst | Self::Removed | Self::SecondKept)
    }
}

/// The page in its place. Reads the [`Boot`] from context.
pub fn view(still: Still) -> AnyView {
    match still {
        Still::SignIn(made) => view! { <sign_in::SignInPage made/> }.into_any(),
        Still::Account(made) => view! { <account::AccountPage made/> }.into_any(),
        Still::Second(made) => view! { <second::SecondPage made/> }.into_any(),
        Still::Codes(codes) => view! { <codes::CodesPage codes/> }.into_any(),
        Still::StepUp(made) => view! { <step_up::StepUpPage made/> }.into_any(),
        Still::HandOver(made) => view! { <hand_over::HandOverPage made=*made/> }.into_any(),
        Still::Houses { houses, signed_in } => {
            view! { <oidc::Houses houses signed_in/> }.into_any()
        }
        Still::Onward { house, address } => view! { <oidc::Onward house address/> }.into_any(),
        Still::Connect { house } => view! { <oidc::Connect house/> }.into_any(),
        Still::NotIn(wrong) => view! { <oidc::NotIn wrong/> }.into_any(),
        Still::Passkeys { all, new } => view! { <passkey::Passkeys all new/> }.into_any(),
        Still::Enter => view! { <passkey::Enter/> }.into_any(),
        Still::WayIn { back, link, code, qr } => {
            view! { <way::WayPage back link code qr/> }.into_any()
        }
        Still::Again { trouble, held } => view! { <again::AgainPage trouble held/> }.into_any(),
    }
}

/// The title of its window: what it is, never whose.
pub fn title(boot: &Boot, still: &Still) -> String {
    let text = crate::text::of(boot.language);
    let name = match still {
        Still::Passkeys { .. } | Still::Enter => text.passkey.title,
        Still::Houses { .. } | Still::Onward { .. } | Still::Connect { .. } | Still::NotIn(_) => {
            text.ways.title
        }
        Still::WayIn { .. } => text.people.way_title,
        Still::Again { trouble, .. } => (text.trouble.words)(*trouble).0,
        _ => return text.common.title(&Page::parse(&boot.path)),
    };
    format!("{name} · {}", text.common.product)
}
