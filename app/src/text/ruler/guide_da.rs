//! The guide in Danish, the original.

use super::{Acute, AcuteLine, Guide};

#[path = "guide_da/p1.rs"]
mod p1;
#[path = "guide_da/p2.rs"]
mod p2;
#[path = "guide_da/p3.rs"]
mod p3;
#[path = "guide_da/p4.rs"]
mod p4;
#[path = "guide_da/p5.rs"]
mod p5;

/// The Danish guide.
pub const DA: Guide = Guide {
    positions: [p1::POSITION, p2::POSITION, p3::POSITION, p4::POSITION, p5::POSITION],
    acute: ACUTE,
};

const ACUTE: Acute = Acute {
    title: "Hjælp nu",
    lead: "Er nogen i fare lige nu? Ring 112 først, og læs resten bagefter.",
    lines: &[
        AcuteLine {
            who: "Alarmcentralen",
            number: Some("112"),
            tel: Some("112"),
            when: "Der er fare for liv, eller nogen bliver overfaldet lige nu. \
                   Ring også, hvis et barn ikke kan vækkes.",
        },
        AcuteLine {
            who: "Kommunens sociale døgnvagt",
            number: None,
            tel: None,
            when: "Et barn kan ikke blive, hvor det er. \
                   Find nummeret hos kommunen, eller ring 114.",
        },
        AcuteLine {
            who: "Politiet",
            number: Some("114"),
            tel: Some("114"),
            when: "Der er brug for politiet, men det er ikke akut.",
        },
        AcuteLine {
            who: "Lægen eller lægevagten",
            number: None,
            tel: None,
            when: "Nogen er syg eller såret, og det kan ikke vente. \
                   Nummeret står på sundhed.dk.",
        },
        AcuteLine {
            who: "Giftlinjen",
            number: Some("82 12 12 12"),
            tel: Some("+4582121212"),
            when: "Nogen har taget for meget medicin eller fået noget giftigt i sig.",
        },
        AcuteLine {
            who: "Lev Uden Vold",
            number: Some("1888"),
            tel: Some("1888"),
            when: "Der er vold i hjemmet eller i et forhold. Der er åbent hele døgnet.",
        },
        AcuteLine {
            who: "BørneTelefonen",
            number: Some("116 111"),
            tel: Some("116111"),
            when: "Et barn eller en ung vil tale med en voksen. Der er åbent hele døgnet.",
        },
        AcuteLine {
            who: "Livslinien",
            number: Some("70 201 201"),
            tel: Some("+4570201201"),
            when: "Nogen tænker på at tage sit liv. Kan det ske nu, så ring 112.",
        },
        AcuteLine {
            who: "ForældreTelefonen",
            number: Some("35 55 55 57"),
            tel: Some("+4535555557"),
            when: "En forælder har brug for et råd eller nogen at tale med.",
        },
    ],
    duty: &[
        "At fortælle kommunen om sin bekymring for et barn hedder en underretning. \
         Den er ikke en straf. Den skal skaffe hjælp i tide.",
        "Alle skal underrette, når et barn bliver svigtet eller er i fare. \
         Pligten gælder børn og unge under 18 år.",
        "Fagfolk har en strengere pligt. \
         De skal underrette, allerede når et barn kan behøve særlig støtte.",
        "Pligten er personlig. Den kan ikke gives videre til en leder eller et værktøj. \
         Tavshedspligt og et nej fra familien fjerner den ikke.",
        "Er der mistanke om vold eller overgreb fra en forælder? Ring til kommunen først. \
         Tal ikke med forældrene om det, før kommunen har svaret.",
        "Skriv ikke en mistanke mod en forælder her, hvor familien læser med.",
        "Handler bekymringen om andet, er det godt at tale med forældrene først.",
        "Er den unge fyldt 18 år, gælder andre regler. \
         Spørg den unge først, men ring 112 ved fare for livet.",
        "En placering, en note eller en besked her er aldrig en underretning.",
    ],
    promise: "Familiedialog sender ikke noget videre til kommunen eller politiet af sig selv. \
              Det er altid et menneske, der ringer eller skriver.",
};
