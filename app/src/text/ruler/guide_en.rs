//! The guide in English. It follows the Danish original item by item.

use super::{Acute, AcuteLine, Guide};

#[path = "guide_en/p1.rs"]
mod p1;
#[path = "guide_en/p2.rs"]
mod p2;
#[path = "guide_en/p3.rs"]
mod p3;
#[path = "guide_en/p4.rs"]
mod p4;
#[path = "guide_en/p5.rs"]
mod p5;

/// The English guide.
pub const EN: Guide = Guide {
    positions: [p1::POSITION, p2::POSITION, p3::POSITION, p4::POSITION, p5::POSITION],
    acute: ACUTE,
};

const ACUTE: Acute = Acute {
    title: "Help now",
    lead: "Is anyone in danger right now? Call 112 first, then read on.",
    lines: &[
        AcuteLine {
            who: "Emergency services",
            number: Some("112"),
            tel: Some("112"),
            when: "A life is in danger, or someone is being attacked now. \
                   Call too if a child cannot be woken.",
        },
        AcuteLine {
            who: "The municipality’s emergency social service (den sociale døgnvagt)",
            number: None,
            tel: None,
            when: "A child cannot stay where they are. \
                   Ask the municipality for the number, or call 114.",
        },
        AcuteLine {
            who: "The police",
            number: Some("114"),
            tel: Some("114"),
            when: "The police are needed, but it is not an emergency.",
        },
        AcuteLine {
            who: "The family doctor or the out-of-hours doctor (lægevagten)",
            number: None,
            tel: None,
            when: "Someone is ill or hurt, and it cannot wait. \
                   The number is on sundhed.dk.",
        },
        AcuteLine {
            who: "The poison line (Giftlinjen)",
            number: Some("82 12 12 12"),
            tel: Some("+4582121212"),
            when: "Someone has taken too much medicine or swallowed something toxic.",
        },
        AcuteLine {
            who: "Live Without Violence (Lev Uden Vold)",
            number: Some("1888"),
            tel: Some("1888"),
            when: "There is violence at home or in a relationship. It is open day and night.",
        },
        AcuteLine {
            who: "The children’s helpline (BørneTelefonen)",
            number: Some("116 111"),
            tel: Some("116111"),
            when: "A child or teenager wants to talk to an adult. It is open day and night.",
        },
        AcuteLine {
            who: "The suicide prevention line (Livslinien)",
            number: Some("70 201 201"),
            tel: Some("+4570201201"),
            when: "Someone is thinking of ending their life. If it may happen now, call 112.",
        },
        AcuteLine {
            who: "The parents’ helpline (ForældreTelefonen)",
            number: Some("35 55 55 57"),
            tel: Some("+4535555557"),
            when: "A parent needs advice or someone to talk to.",
        },
    ],
    duty: &[
        "A report means telling the municipality that you worry about a child. \
         The Danish word is “underretning”. It is no punishment, but a way to get help in time.",
        "Everyone must report when a child is neglected or in danger. \
         The duty covers children and teenagers under 18.",
        "Professionals have a stricter duty. \
         They must report as soon as a child may need special support.",
        "The duty is personal. It cannot be passed on to a manager or a tool. \
         Confidentiality, or a no from the family, does not remove it.",
        "Is violence or abuse by a parent suspected? Call the municipality first. \
         Do not raise it with the parents before the municipality has answered.",
        "Do not write a suspicion about a parent here. The family can read it.",
        "For other worries, it is good to talk to the parents first.",
        "Once a young person is 18, other rules apply. \
         Ask them first, but call 112 if a life is in danger.",
        "A placement, a note or a message here is never a report.",
    ],
    promise: "Familiedialog passes nothing on to the municipality or police by itself. \
              It is always a person who calls or writes.",
};
