//! A way in that is new.

use crate::boot::WayIn;

/// What was set up, and whether it was oneself.
pub struct Text {
    pub title: &'static str,
    pub kind: fn(WayIn) -> &'static str,
    pub made: fn(&str) -> String,
    pub asks: &'static str,
    /// On the first day: nothing to say yet.
    pub asks_first: &'static str,
    /// Where somebody is asked for it who may never have set it up.
    pub asks_here: &'static str,
    /// A day.
    pub until: fn(&str) -> String,
    pub until_all: fn(&str) -> String,
    pub yes: &'static str,
    pub no: &'static str,
    pub no_all: &'static str,
    /// To one who came in by it, where they would do what weighs: a day at the latest, and what to do.
    pub not_yet: fn(&str) -> String,
    pub not_yet_next: &'static str,
}

pub const DA: Text = Text {
    title: "Ny vej ind på din konto",
    kind: |kind| match kind {
        WayIn::Password => "Adgangskode",
        WayIn::App => "Kode fra en app",
        WayIn::Passkey => "Finger eller ansigt",
        WayIn::House => "Login et andet sted fra",
    },
    made: |when| format!("lavet {when}"),
    asks: "Var det dig?",
    asks_first: "Var det dig? Så skal du ikke gøre noget.",
    asks_here: "Var det ikke dig? Så fjern det, og gå videre uden.",
    until: |day| format!("Den er på prøve til den {day}. Så længe kan du fjerne den her."),
    until_all: |day| format!("De er på prøve til den {day}. Så længe kan du fjerne dem her."),
    yes: "Ja, det var mig",
    no: "Nej, fjern den",
    no_all: "Nej, fjern dem",
    not_yet: |day| format!("Du kom ind ad en ny vej. Det her kan du senest fra den {day}."),
    not_yet_next: "Var du inde på en anden enhed før? Så kan du gøre det dér. Åbn dit sted dér en anden dag. Så går \
                   der højst en uge.",
};

pub const EN: Text = Text {
    title: "A new way into your account",
    kind: |kind| match kind {
        WayIn::Password => "Password",
        WayIn::App => "Code from an app",
        WayIn::Passkey => "Finger or face",
        WayIn::House => "Sign-in from another place",
    },
    made: |when| format!("made {when}"),
    asks: "Was it you?",
    asks_first: "Was it you? Then you need not do anything.",
    asks_here: "Was it not you? Then remove it, and go on without.",
    until: |day| format!("It is on trial until {day}. Until then you can remove it here."),
    until_all: |day| format!("They are on trial until {day}. Until then you can remove them here."),
    yes: "Yes, it was me",
    no: "No, remove it",
    no_all: "No, remove them",
    not_yet: |day| {
        format!("You came in by a new way. You can do this from {day} on, at the latest.")
    },
    not_yet_next: "Were you in on another device before? Then you can do it there. Open your place there on another \
                   day. Then it takes a week at most.",
};
