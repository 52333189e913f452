//! Coming in with finger or face.

/// Passkeys.
pub struct Text {
    pub title: &'static str,
    pub lead: &'static str,
    pub promise: &'static str,
    pub add: &'static str,
    pub yours: &'static str,
    pub none: &'static str,
    pub since: fn(&str) -> String,
    pub remove: &'static str,
    /// What a screen reader says for the button of one.
    pub remove_of: fn(&str) -> String,
    pub enter_title: &'static str,
    pub enter_lead: &'static str,
    pub enter: &'static str,
    /// While the script is not there, and where the device cannot.
    pub without: &'static str,
    pub cancelled: &'static str,
    /// The device has one of ours already.
    pub known: &'static str,
    pub wrong: &'static str,
    /// The page was opened at another address than our own.
    pub elsewhere: &'static str,
    pub out: &'static str,
    pub wait: &'static str,
    pub away: &'static str,
}

pub const DA: Text = Text {
    title: "Ind med finger eller ansigt",
    lead: "Kom ind igen med det, der åbner din telefon. Du vælger selv.",
    promise: "Dit fingeraftryk og dit ansigt bliver på telefonen. Vi får dem aldrig.",
    add: "Brug den her telefon eller computer",
    yours: "Her kan du komme ind",
    none: "Du har ikke valgt det endnu.",
    since: |when| format!("Lavet {when}"),
    remove: "Fjern",
    remove_of: |device| format!("Fjern {device}"),
    enter_title: "Velkommen tilbage",
    enter_lead: "Her kommer du ind, hvis du før har valgt finger eller ansigt.",
    enter: "Log ind med fingeraftryk eller ansigt",
    without: "Det kan ikke lade sig gøre her. Brug dit link eller din kode.",
    cancelled: "Det blev stoppet. Intet er ændret. Prøv igen, når du vil.",
    known: "Den her enhed har du allerede valgt.",
    wrong: "Den kender vi ikke. Brug dit link eller din kode.",
    elsewhere: "Det virker kun på vores egen adresse. Brug dit link.",
    out: "Du er ikke inde mere. Kom ind igen først.",
    wait: "Det er prøvet mange gange. Vent et minut.",
    away: "Vi kan ikke få fat i serveren. Prøv igen om lidt.",
};

pub const EN: Text = Text {
    title: "In with finger or face",
    lead: "Come in again with what opens your phone. It is your choice.",
    promise: "Your fingerprint and your face stay on the phone. We never get them.",
    add: "Use this phone or computer",
    yours: "Here you can come in",
    none: "You have not chosen it yet.",
    since: |when| format!("Made {when}"),
    remove: "Remove",
    remove_of: |device| format!("Remove {device}"),
    enter_title: "Welcome back",
    enter_lead: "Come in here if you chose finger or face before.",
    enter: "Sign in with fingerprint or face",
    without: "It is not possible here. Use your link or your code.",
    cancelled: "It was stopped. Nothing was changed. Try again when you like.",
    known: "You have chosen this device already.",
    wrong: "We do not know this one. Use your link or your code.",
    elsewhere: "It works only at our own address. Use your link.",
    out: "You are not in any more. Come in again first.",
    wait: "There have been many tries. Wait a minute.",
    away: "We cannot reach the server. Try again in a while.",
};
