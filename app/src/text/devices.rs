//! Where one is signed in, and signing out.

/// One's devices.
pub struct Text {
    pub lead: &'static str,
    /// As a session knows it: "Android", "iPhone", …
    pub kind: fn(&str) -> &'static str,
    pub here: &'static str,
    pub since: fn(&str) -> String,
    pub used: fn(&str) -> String,
    pub used_now: &'static str,
    pub out_here: &'static str,
    pub out_here_hint: &'static str,
    pub back_in: &'static str,
    pub others: &'static str,
    pub others_hint: &'static str,
    /// So many, and what happens with one more.
    pub most: &'static str,
    pub none: &'static str,
    pub out: &'static str,
    /// What a screen reader says for the button of one device.
    pub out_of: fn(&str) -> String,
    pub out_others: &'static str,
    pub strange: &'static str,
    /// What a screen reader says for it.
    pub strange_of: fn(&str) -> String,
    /// It is out: what to do next.
    pub strange_out: &'static str,
    pub strange_next: [&'static str; 2],
    /// Somebody else may be in by one's own link.
    pub seat: &'static str,
    pub seat_lead: &'static str,
    /// The way to another page.
    pub passkey: &'static str,
}

pub const DA: Text = Text {
    lead: "Her kan du se, hvor du er logget ind.",
    kind: |kind| match kind {
        "iPhone" => "iPhone",
        "iPad" => "iPad",
        "Android" => "Android",
        "Windows" => "Windows-pc",
        "Macintosh" => "Mac",
        "CrOS" => "Chromebook",
        "Linux" => "Linux-pc",
        _ => "En enhed",
    },
    here: "Denne enhed",
    since: |when| format!("Logget ind {when}"),
    used: |when| format!("Brugt {when}"),
    used_now: "Brugt for lidt siden",
    out_here: "Log ud her",
    out_here_hint: "Det, du skriver på, venter her på dig.",
    back_in: "Du er kun inde her. Bagefter skal du bruge en ny invitation.",
    others: "Andre enheder",
    others_hint: "Kender du ikke en af dem? Så log den ud. Det virker med det samme.",
    most: "Du kan være inde på 20 enheder. Kommer der flere, logger vi den ud, der har været ubrugt længst.",
    none: "Du er ikke logget ind andre steder.",
    out: "Log ud",
    out_of: |kind| format!("Log ud på {kind}"),
    out_others: "Log ud alle andre steder",
    strange: "Det var ikke mig",
    strange_of: |kind| format!("Det var ikke mig: {kind}"),
    strange_out: "Den er ude nu, også hvor siden stod åben.",
    strange_next: [
        "Har du en adgangskode? Så vælg en ny på din konto.",
        "Kom du ind med et link? Så bed om en ny vej ind.",
    ],
    seat: "Er en anden kommet ind i stedet for dig?",
    seat_lead: "Bed den, der inviterede dig, om en ny vej ind. Så er den anden ude.",
    passkey: "Ind med finger eller ansigt",
};

pub const EN: Text = Text {
    lead: "Here you can see where you are signed in.",
    kind: |kind| match kind {
        "iPhone" => "iPhone",
        "iPad" => "iPad",
        "Android" => "Android",
        "Windows" => "Windows PC",
        "Macintosh" => "Mac",
        "CrOS" => "Chromebook",
        "Linux" => "Linux PC",
        _ => "A device",
    },
    here: "This device",
    since: |when| format!("Signed in {when}"),
    used: |when| format!("Used {when}"),
    used_now: "Used a moment ago",
    out_here: "Sign out here",
    out_here_hint: "What you are writing waits here for you.",
    back_in: "You are in only here. Afterwards you need a new invitation.",
    others: "Other devices",
    others_hint: "One you do not know? Sign it out. It works at once.",
    most: "You can be in on 20 devices. With one more, the one unused for longest is signed out.",
    none: "You are not signed in anywhere else.",
    out: "Sign out",
    out_of: |kind| format!("Sign out on {kind}"),
    out_others: "Sign out everywhere else",
    strange: "That was not me",
    strange_of: |kind| format!("That was not me: {kind}"),
    strange_out: "It is out now, also where the page stood open.",
    strange_next: [
        "Do you have a password? Then choose a new one on your account.",
        "Did you come in by a link? Then ask for a new way in.",
    ],
    seat: "Did somebody else come in instead of you?",
    seat_lead: "Ask whoever invited you for a new way in. Then the other is out.",
    passkey: "In with finger or face",
};
