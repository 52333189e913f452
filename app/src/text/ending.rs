//! The end date of everything here: when it is erased, and how the family decides about it.

/// Wording.
pub struct Text {
    pub title: &'static str,
    pub lead: &'static str,
    pub copy_first: &'static str,
    pub how: &'static str,
    /// The family's name.
    pub label: fn(&str) -> String,
    pub go: &'static str,
    pub wanted: &'static str,
    /// Names.
    pub waits: fn(&str) -> String,
    pub all: &'static str,
    pub keep: &'static str,
    pub export: &'static str,
    pub export_lead: &'static str,
    pub export_page: &'static str,
    pub export_data: &'static str,
}

pub const DA: Text = Text {
    title: "Slet alt om jer",
    lead: "Alle ord, tegninger, aftaler og navne bliver slettet, for alle.",
    copy_first: "Det kan ikke hentes tilbage. Hent en kopi først, hvis I vil.",
    how: "Alle forældre, der er med, skal sige ja. Derefter går der syv dage.",
    label: |name| format!("Skriv familiens navn: {name}"),
    go: "Ja, slet det hele",
    wanted: "En forælder vil slette alt her.",
    waits: |names| format!("Det sker kun, hvis {names} også siger ja."),
    all: "Alle forældre har sagt ja. I kan stadig nå at fortryde.",
    keep: "Nej, behold det",
    export: "Hent en kopi",
    export_lead: "Du får alt det, du kan se her. Familien kan se, at du henter det.",
    export_page: "Hent til at læse og printe",
    export_data: "Hent som data (JSON)",
};

pub const EN: Text = Text {
    title: "Erase everything about you",
    lead: "All words, drawings, agreements and names are erased, for everyone.",
    copy_first: "It cannot be brought back. Take a copy first if you like.",
    how: "All parents who are in have to say yes. Then seven days go by.",
    label: |name| format!("Type the family's name: {name}"),
    go: "Yes, erase it all",
    wanted: "A parent wants to erase everything here.",
    waits: |names| format!("It only happens if {names} say yes too."),
    all: "All parents have said yes. You can still change your mind.",
    keep: "No, keep it",
    export: "Take a copy",
    export_lead: "You get all that you can see here. The family can see that you take it.",
    export_page: "Take it to read and print",
    export_data: "Take it as data (JSON)",
};
