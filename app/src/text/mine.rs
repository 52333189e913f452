//! One's own room.

/// Wording.
pub struct Text {
    pub lead: &'static str,
    pub write: &'static str,
    pub write_hint: &'static str,
    pub about: &'static str,
    pub keep: &'static str,
    pub kept: &'static str,
    pub empty: &'static str,
    pub only_you: &'static str,
    /// `&str` are the names.
    pub seen_by: fn(&str) -> String,
    /// `u8` is the position, `&str` its name.
    pub placed: fn(u8, &str) -> String,
    pub show: &'static str,
    pub show_lead: &'static str,
    pub show_go: &'static str,
    pub show_nobody: &'static str,
    pub remove: &'static str,
    pub to_you: &'static str,
    /// `&str` is the name.
    pub from: fn(&str) -> String,
    pub adult: &'static str,
    pub adult_what: [&'static str; 4],
    pub adult_danger: &'static str,
}

pub const DA: Text = Text {
    lead: "Det her er dit. Ingen ser det, før du viser det til nogen.",
    write: "Skriv noget for dig selv",
    write_hint: "Du kan vise det til nogen bagefter. Det behøver du ikke.",
    about: "Hvem handler det om?",
    keep: "Gem det hos mig",
    kept: "Det, du har gemt",
    empty: "Her er ikke noget endnu.",
    only_you: "Kun du ser det.",
    seen_by: |names| format!("Du og {names} ser det."),
    placed: |number, name| format!("Du lagde {number}, {name}."),
    show: "Vis det til nogen",
    show_lead: "Vælg, hvem der må se det. Ingen andre kan se det.",
    show_go: "Vis det til dem, jeg har valgt",
    show_nobody: "Vis det ikke til nogen mere",
    remove: "Slet det",
    to_you: "Vist til dig",
    from: |name| format!("Fra {name}"),
    adult: "Fortæl det til en voksen",
    adult_what: [
        "Skriv det ovenfor, og vælg “Vis det til nogen”.",
        "Så kan den voksne læse det, du har valgt. Ikke andet.",
        "Der kommer ikke en besked på den voksnes telefon. Sig det gerne også.",
        "Nogle voksne skal hjælpe videre, hvis du ikke har det godt. De fortæller dig det først.",
    ],
    adult_danger: "Er du i fare nu? Ring 112. Vil du tale med nogen? Børnetelefonen er 116 111.",
};

pub const EN: Text = Text {
    lead: "This is yours. Nobody sees it before you show it to somebody.",
    write: "Write something for yourself",
    write_hint: "You can show it to somebody afterwards. You need not.",
    about: "Whom is it about?",
    keep: "Keep it with me",
    kept: "What you have kept",
    empty: "There is nothing here yet.",
    only_you: "Only you see it.",
    seen_by: |names| format!("You and {names} see it."),
    placed: |number, name| format!("You placed {number}, {name}."),
    show: "Show it to somebody",
    show_lead: "Choose who may see it. Nobody else can see it.",
    show_go: "Show it to those I chose",
    show_nobody: "Show it to nobody any more",
    remove: "Delete it",
    to_you: "Shown to you",
    from: |name| format!("From {name}"),
    adult: "Tell an adult",
    adult_what: [
        "Write it above, and choose “Show it to somebody”.",
        "Then the adult can read what you chose. Nothing else.",
        "No message comes to the adult's phone. Do tell them too.",
        "Some adults must get help if you are not well. They tell you first.",
    ],
    adult_danger: "Are you in danger now? Call 112. Want to talk? The children's helpline is 116 111.",
};
