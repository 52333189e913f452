//! Way pages: the server makes them and the browser has nothing to add. For ways in that are rare, so that nobody downloads the
//! application before they are in, and that the application does not grow by them.

mod oidc;
mod passkey;

use crate::boot::Boot;
use crate::place::use_text;
use leptos::prelude::*;
pub use oidc::House;
pub use passkey::Passkey;

/// A still page and all it shows.
#[derive(Clone)]
pub enum Way {
    /// The houses one can come from, and those that lead to this account already.
    Houses { houses: Vec<House>, signed_in: bool },
    /// The browser is on its way there by itself; without that, by a link.
    Onward { house: String, address: String },
    /// Whether the account of this device is to be theirs who came from the house.
    Connect { house: String },
    /// One was not let in.
    Wrong(Wrong),
    /// One's passkeys.
    Passkeys { all: Vec<Passkey> },
    /// Coming in with a passkey.
    Enter,
}

/// Why somebody who came back from another house is not let in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// They stopped on the way.
    Cancelled,
    /// Used, older than ten minutes, or never begun.
    Over,
    /// Begun in another browser.
    OtherBrowser,
    /// The answer is from another house than was asked.
    OtherHouse,
    Unreached,
    /// The house itself says that it did not work.
    House,
    /// The house does not take the code.
    Code,
    Signature,
    Issuer,
    Audience,
    Expired,
    Nonce,
    Unread,
    /// Staff that the house is not sure enough of.
    TooLow,
    /// The house does not say how sure it is, or in words we do not know.
    NoLevel,
    /// It is the only way in that is left.
    OnlyWay,
    /// It leads to another account than the one that is signed in here.
    Taken,
}

impl Wrong {
    /// For whoever is asked for help, and for the log.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Over => "over",
            Self::OtherBrowser => "other-browser",
            Self::OtherHouse => "other-house",
            Self::Unreached => "unreached",
            Self::House => "house",
            Self::Code => "code",
            Self::Signature => "signature",
            Self::Issuer => "issuer",
            Self::Audience => "audience",
            Self::Expired => "expired",
            Self::Nonce => "nonce",
            Self::Unread => "unread",
            Self::TooLow => "too-low",
            Self::NoLevel => "no-level",
            Self::OnlyWay => "only-way",
            Self::Taken => "taken",
        }
    }
}

/// The page in its place. Reads the [`Boot`] from context.
pub fn view(still: Way) -> AnyView {
    match still {
        Way::Houses { houses, signed_in } => view! { <oidc::Houses houses signed_in/> }.into_any(),
        Way::Onward { house, address } => view! { <oidc::Onward house address/> }.into_any(),
        Way::Connect { house } => view! { <oidc::Connect house/> }.into_any(),
        Way::Wrong(wrong) => view! { <oidc::NotIn wrong/> }.into_any(),
        Way::Passkeys { all } => view! { <passkey::Passkeys all/> }.into_any(),
        Way::Enter => view! { <passkey::Enter/> }.into_any(),
    }
}

/// The title of its window: what it is, never whose.
pub fn title(boot: &Boot, page: &Way) -> String {
    let text = crate::text::of(boot.language);
    let name = match page {
        Way::Passkeys { .. } | Way::Enter => text.passkey.title,
        _ => text.ways.title,
    };
    format!("{name} · {}", text.common.product)
}

/// What leads on from a page that is at its end.
#[component]
fn ToStart() -> impl IntoView {
    view! { <a class="button button--plain" href="/">{use_text().trouble.to_start}</a> }
}
