//! The copy that somebody takes with them: headings and the lines around the family's own words.

/// Wording.
pub struct Text {
    /// Who took it, and when.
    pub taken: fn(&str, &str) -> String,
    pub lead: &'static str,
    pub circle: &'static str,
    pub coordinator: &'static str,
    pub gone: &'static str,
    pub another_asked: &'static str,
    pub invitations: &'static str,
    pub until: fn(&str) -> String,
    pub over: &'static str,
    pub not_shared: &'static str,
    pub earlier: &'static str,
    pub taken_off: &'static str,
    pub helps: &'static str,
    pub cards: &'static str,
    /// A file's name; nothing personal.
    pub file: &'static str,
}

pub const DA: Text = Text {
    taken: |name, when| format!("Hentet af {name} {when}."),
    lead: "Her er alt det, du kunne se den dag. Pas godt på det.",
    circle: "Kredsen",
    coordinator: "tovholder",
    gone: "er ikke med mere",
    another_asked: "Familien beder om en anden tovholder.",
    invitations: "Invitationer",
    until: |day| format!("gælder til {day}"),
    over: "lukket",
    not_shared: "Kun du kan se det.",
    earlier: "Før stod der:",
    taken_off: "taget af kortet",
    helps: "Hjælp:",
    cards: "Ord på kort",
    file: "familiedialog",
};

pub const EN: Text = Text {
    taken: |name, when| format!("Taken by {name} on {when}."),
    lead: "Here is all that you could see that day. Look after it well.",
    circle: "The circle",
    coordinator: "coordinator",
    gone: "is no longer in it",
    another_asked: "The family asks for another coordinator.",
    invitations: "Invitations",
    until: |day| format!("open until {day}"),
    over: "closed",
    not_shared: "Only you can see it.",
    earlier: "Before it said:",
    taken_off: "taken off the map",
    helps: "Help:",
    cards: "Words on cards",
    file: "familiedialog",
};
