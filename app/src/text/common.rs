//! What stands on every page.

use crate::routes::{Page, Room};
use domain::people::Phase;

/// The frame, the places, and words that several tools use.
pub struct Text {
    /// The code of the language, for browsers and screen readers.
    pub lang: &'static str,
    pub product: &'static str,
    pub description: &'static str,
    pub skip: &'static str,
    pub places: &'static str,
    pub home: &'static str,
    pub dialogue: &'static str,
    pub plan: &'static str,
    pub map: &'static str,
    pub us: &'static str,
    pub looked: &'static str,
    pub consent: &'static str,
    pub mine: &'static str,
    pub ruler: &'static str,
    pub prepare: &'static str,
    pub minutes: &'static str,
    pub invitation: &'static str,
    pub new: &'static str,
    pub devices: &'static str,
    pub sign_in: &'static str,
    pub account: &'static str,
    pub step_up: &'static str,
    pub hand_over: &'static str,
    /// Away from here at once, to a page that tells nothing.
    pub leave: &'static str,
    pub leave_by_key: &'static str,
    pub not_found: &'static str,
    /// On the page itself, and what to do now.
    pub nothing_here: &'static str,
    pub nothing_here_why: &'static str,
    pub to_start: &'static str,
    pub to_code: &'static str,
    pub language: &'static str,
    pub saved: &'static str,
    pub saving: &'static str,
    pub away: &'static str,
    pub waiting: fn(usize) -> String,
    pub away_long: &'static str,
    pub unkept: &'static str,
    /// From when a page is that was made without the server.
    pub as_of: fn(&str) -> String,
    /// One calm line; nothing while the course goes on.
    pub phase: fn(Phase) -> &'static str,
    /// The day on which everything here is erased, written out.
    pub erased_on: fn(&str) -> String,
    /// For whoever was writing as it came to rest.
    pub phase_kept: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub save: &'static str,
    pub cancel: &'static str,
    pub back: &'static str,
    pub on: &'static str,
    pub undo: &'static str,
    pub print: &'static str,
    pub close: &'static str,
    pub me: &'static str,
    /// A person who has no name here.
    pub someone: &'static str,
    /// "Ali, Mette and Jonas".
    pub and: &'static str,
    /// `&str` are the names of those who write just now.
    pub writing: fn(&str) -> String,
}

impl Text {
    /// The title of a page's window: what it is, never whose.
    pub fn title(&self, page: &Page) -> String {
        let name = match page {
            Page::Welcome => return self.product.to_owned(),
            Page::New => self.new,
            Page::Devices => self.devices,
            Page::SignIn => self.sign_in,
            Page::Account => self.account,
            Page::StepUp => self.step_up,
            Page::HandOver => self.hand_over,
            Page::Code | Page::Join { .. } => self.invitation,
            Page::NotFound => self.not_found,
            Page::Family { room, .. } => match room {
                Room::Home => self.home,
                Room::Ruler { .. } => self.ruler,
                Room::Dialogues | Room::Dialogue { .. } => self.dialogue,
                Room::Prepare { .. } => self.prepare,
                Room::Minutes { .. } => self.minutes,
                Room::Plan => self.plan,
                Room::Dreams => self.map,
                Room::People => self.us,
                Room::Consent => self.consent,
                Room::Mine => self.mine,
                Room::Looked { .. } => self.looked,
            },
        };
        format!("{name} · {}", self.product)
    }

    /// Names in a row: "Ali, Mette og Jonas".
    pub fn list(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.and),
        }
    }
}

pub const DA: Text = Text {
    lang: "da",
    product: "Familiedialog",
    description: "Et fælles sted for familien og dem, der hjælper.",
    skip: "Gå til indholdet",
    places: "Steder",
    home: "Hjem",
    dialogue: "Dialog",
    plan: "Plan",
    map: "Kort",
    us: "Os",
    looked: "Hvem har set",
    consent: "Hvem må se hvad",
    mine: "Mit eget rum",
    ruler: "Børnelineal",
    prepare: "Forberedelse",
    minutes: "Referat",
    invitation: "Invitation",
    new: "Nyt sted",
    devices: "Dine enheder",
    sign_in: "Log ind",
    account: "Din konto",
    step_up: "Er det dig?",
    hand_over: "Skærmen går rundt",
    leave: "Gå væk herfra",
    leave_by_key: "Tryk Escape tre gange, så viser skærmen vejret.",
    not_found: "Ikke fundet",
    nothing_here: "Her er ikke noget",
    nothing_here_why: "Siden findes ikke, eller den er ikke for dig. Prøv linket igen.",
    to_start: "Til forsiden",
    to_code: "Jeg har en kode",
    language: "Sprog",
    saved: "Gemt",
    saving: "Gemmer …",
    phase: |phase| match phase {
        Phase::Open => "",
        Phase::Paused => {
            "Forløbet holder pause. Imens kan I læse, hvad der står her. En forælder kan sætte det i gang igen."
        }
        Phase::Closed => "Forløbet er slut. I kan stadig læse, hvad der står her.",
    },
    erased_on: |day| format!("Alt her slettes den {day}."),
    phase_kept: "Det, du var ved at skrive, kommer frem igen bagefter.",
    away: "Ingen forbindelse",
    waiting: |count| {
        if count == 1 {
            "1 ændring venter".to_owned()
        } else {
            format!("{count} ændringer venter")
        }
    },
    unkept: "Browseren kan ikke gemme mere. Luk ikke siden, før der står »Gemt«.",
    away_long: "Der er ingen forbindelse lige nu. Skriv bare videre. Det sendes, når den er tilbage.",
    as_of: |when| format!("Vist som det var {when}."),
    yes: "Ja",
    no: "Nej",
    save: "Gem",
    cancel: "Fortryd",
    back: "Tilbage",
    on: "Videre",
    undo: "Fortryd",
    print: "Skriv ud",
    close: "Luk",
    me: "mig",
    someone: "en i kredsen",
    and: "og",
    writing: |names| format!("{names} skriver …"),
};

pub const EN: Text = Text {
    lang: "en",
    product: "Familiedialog",
    description: "One shared place for the family and those who help.",
    skip: "Skip to the content",
    places: "Places",
    home: "Home",
    dialogue: "Dialogue",
    plan: "Plan",
    map: "Map",
    us: "Us",
    looked: "Who has looked",
    consent: "Who may see what",
    mine: "My own room",
    ruler: "The ruler",
    prepare: "Preparation",
    minutes: "Minutes",
    invitation: "Invitation",
    new: "A new place",
    devices: "Your devices",
    sign_in: "Sign in",
    account: "Your account",
    step_up: "Is it you?",
    hand_over: "The screen goes round",
    leave: "Leave this page",
    leave_by_key: "Press Escape three times and the screen shows the weather.",
    not_found: "Not found",
    nothing_here: "There is nothing here",
    nothing_here_why: "The page is not there, or not for you. Try the link again.",
    to_start: "To the front page",
    to_code: "I have a code",
    language: "Language",
    saved: "Saved",
    saving: "Saving …",
    phase: |phase| match phase {
        Phase::Open => "",
        Phase::Paused => {
            "The course is paused. Meanwhile you can read what stands here. A parent can start it again."
        }
        Phase::Closed => "The course has ended. You can still read what stands here.",
    },
    erased_on: |day| format!("Everything here is erased on {day}."),
    phase_kept: "What you were writing comes back afterwards.",
    away: "No connection",
    waiting: |count| {
        if count == 1 { "1 change waits".to_owned() } else { format!("{count} changes wait") }
    },
    unkept: "The browser cannot keep more. Do not close the page before it says “Saved”.",
    away_long: "There is no connection just now. Go on writing. It is sent when it is back.",
    as_of: |when| format!("Shown as it was {when}."),
    yes: "Yes",
    no: "No",
    save: "Save",
    cancel: "Cancel",
    back: "Back",
    on: "Go on",
    undo: "Undo",
    print: "Print",
    close: "Close",
    me: "me",
    someone: "someone in the circle",
    and: "and",
    writing: |names| format!("{names} writing …"),
};
