//! Who has looked.

use domain::looked::{Ground, Part, Way};

/// The page that tells who has looked.
pub struct Text {
    pub lead: &'static str,
    /// To a guest, who reads only their own.
    pub lead_guest: &'static str,
    /// To guardians.
    pub child: &'static str,
    /// To a child.
    pub yours: &'static str,
    pub you: &'static str,
    /// A part, as the object of what was done.
    pub part: fn(Part, Way) -> &'static str,
    /// What was done with these parts, after a name.
    pub deed: fn(Way, &str) -> String,
    /// On whose screen, where that went round the table. None: on the reader's.
    pub on_screen_of: fn(Option<&str>, Way) -> String,
    /// What gave the right to it, where that is not plain.
    pub ground: fn(Ground) -> &'static str,
    /// The same, of what a young person gave alone. None: the reader.
    pub of: fn(Option<&str>) -> String,
    pub nothing: &'static str,
    pub again: &'static str,
    pub older: &'static str,
    pub newest: &'static str,
    pub how_title: &'static str,
    pub how: [&'static str; 5],
    pub open: &'static str,
}

/// What is seen, and where something is changed.
const fn da(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::Home => ("forsiden", "på forsiden"),
        Part::Ruler => ("børnelinealen", "på børnelinealen"),
        Part::Dreams => ("drømmene", "i drømmene"),
        Part::Plan => ("planen", "i planen"),
        Part::Dialogues => ("dialogerne", "i dialogerne"),
        Part::Dialogue => ("dialogen", "i dialogen"),
        Part::Prepare => ("forberedelsen", "i forberedelsen"),
        Part::Minutes => ("referatet", "i referatet"),
        Part::People => ("kredsen", "i kredsen"),
        Part::Mine => ("sit eget rum", "i sit eget rum"),
        Part::Consent => ("hvem der må se hvad", "i hvem der må se hvad"),
        Part::Invitation => ("en invitation", "i en invitation"),
        Part::Looked => ("denne side", "på denne side"),
        Part::Whole => ("det hele", "i det hele"),
    }
}

const fn en(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::Home => ("the front page", "on the front page"),
        Part::Ruler => ("the ruler", "on the ruler"),
        Part::Dreams => ("the dreams", "in the dreams"),
        Part::Plan => ("the plan", "in the plan"),
        Part::Dialogues => ("the dialogues", "in the dialogues"),
        Part::Dialogue => ("the dialogue", "in the dialogue"),
        Part::Prepare => ("the preparation", "in the preparation"),
        Part::Minutes => ("the minutes", "in the minutes"),
        Part::People => ("the circle", "in the circle"),
        Part::Mine => ("their own room", "in their own room"),
        Part::Consent => ("who may see what", "in who may see what"),
        Part::Invitation => ("an invitation", "in an invitation"),
        Part::Looked => ("this page", "on this page"),
        Part::Whole => ("everything", "in everything"),
    }
}

pub const DA: Text = Text {
    lead: "Her står, hvem der har åbnet noget hos jer, og hvornår.",
    lead_guest: "Her står, hvad du selv har åbnet. Familien ser alles.",
    child: "Hvad et barn åbner, ser kun barnet selv.",
    yours: "Kun du kan se, hvad du selv har åbnet.",
    you: "Du",
    part: |part, way| if way == Way::Change { da(part).1 } else { da(part).0 },
    deed: |way, parts| match way {
        Way::Page => format!("så {parts}"),
        Way::Api => format!("hentede {parts}"),
        Way::Export => "tog en kopi med".to_owned(),
        Way::Live => "fulgte med".to_owned(),
        Way::Change => format!("ændrede noget {parts}"),
    },
    on_screen_of: |name, way| {
        let done = if matches!(way, Way::Change) { "skrevet" } else { "åbnet" };
        match name {
            None => format!("{done} på din skærm"),
            Some(name) if name.ends_with(['s', 'x', 'z']) => format!("{done} på {name}’ skærm"),
            Some(name) => format!("{done} på {name}s skærm"),
        }
    },
    ground: |ground| match ground {
        Ground::Consent => "med familiens ja",
        Ground::Leads => "som tovholder",
        Ground::Seat | Ground::Custody | Ground::OwnLife | Ground::OwnConsent => "",
    },
    of: |name| match name {
        None => "med dit ja".to_owned(),
        Some(name) if name.ends_with(['s', 'x', 'z']) => format!("med {name}’ ja"),
        Some(name) => format!("med {name}s ja"),
    },
    nothing: "Her står ikke mere.",
    again: "Hent siden igen",
    older: "Se ældre",
    newest: "Se de nyeste",
    how_title: "Sådan skriver vi det op",
    how: [
        "Vi skriver, hvilken del der er åbnet. Aldrig hvad der stod.",
        "Det samme igen inden for ti minutter står én gang.",
        "»Fulgte med« betyder: hele stedet stod åbent på skærmen.",
        "Ingen kan slette en linje, heller ikke tovholderen.",
        "Vi gemmer linjerne i to år.",
    ],
    open: "Se, hvem der har set",
};

pub const EN: Text = Text {
    lead: "Here you see who has opened something of yours, and when.",
    lead_guest: "Here you see what you have opened yourself. The family sees everyone's.",
    child: "What a child opens, only the child sees.",
    yours: "Only you can see what you have opened.",
    you: "You",
    part: |part, way| if way == Way::Change { en(part).1 } else { en(part).0 },
    deed: |way, parts| match way {
        Way::Page => format!("saw {parts}"),
        Way::Api => format!("fetched {parts}"),
        Way::Export => "took a copy along".to_owned(),
        Way::Live => "followed along".to_owned(),
        Way::Change => format!("changed something {parts}"),
    },
    on_screen_of: |name, way| {
        let done = if matches!(way, Way::Change) { "written" } else { "opened" };
        match name {
            None => format!("{done} on your screen"),
            Some(name) => format!("{done} on {name}’s screen"),
        }
    },
    ground: |ground| match ground {
        Ground::Consent => "with the family’s yes",
        Ground::Leads => "as coordinator",
        Ground::Seat | Ground::Custody | Ground::OwnLife | Ground::OwnConsent => "",
    },
    of: |name| match name {
        None => "with your yes".to_owned(),
        Some(name) => format!("with {name}’s yes"),
    },
    nothing: "There is no more here.",
    again: "Load the page again",
    older: "See older",
    newest: "See the newest",
    how_title: "How we write it down",
    how: [
        "We write which part was opened. Never what stood there.",
        "The same again within ten minutes stands here once.",
        "“Followed along” means: the whole place was open on the screen.",
        "Nobody can delete a line, not even the coordinator.",
        "We keep the lines for two years.",
    ],
    open: "See who has looked",
};
