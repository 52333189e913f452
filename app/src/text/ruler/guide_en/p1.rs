//! Position 1 in English: acute, help today.

use super::super::{Help, Position};

pub(super) const POSITION: Position = Position {
    name: "in danger",
    name_soft: "in danger",
    short: "Right now things are not safe, or daily life is falling apart. \
            Nobody should carry this alone, and help should come today.",
    signs: [
        &[
            "The child still reaches out for one special adult.",
            "The child is limp, gives no response or is hard to wake.",
            "The child will hardly eat or drink.",
            "The child has unexplained marks or freezes with fear.",
            "No adult can look after the child right now.",
        ],
        &[
            "The child holds on to a teddy, a song or a person.",
            "The child says, or plays, that someone is hurting them.",
            "The child has marks where children seldom bump themselves.",
            "The child freezes, trembles or has a faraway look.",
            "The child is alone for many hours without an adult.",
        ],
        &[
            "The child still tells things to an adult they trust.",
            "The child tells of being hit, threatened or touched in secret.",
            "The child says they do not want to live.",
            "The child dares not go home or runs away.",
            "The child hides cuts or marks under their clothes.",
        ],
        &[
            "The child still answers messages from one special adult.",
            "The child hurts themselves or talks about dying.",
            "The child tells of being hit, threatened or abused.",
            "Someone online pressures the child to send pictures or meet.",
            "The child is out at night, and no one knows where.",
        ],
        &[
            "The young person picks up when the right one calls.",
            "The young person self-harms or talks of ending their life.",
            "The young person tells of violence, abuse or being forced.",
            "Someone shares pictures of the young person or threatens to.",
            "The young person is gone for days or is being exploited.",
        ],
        &[
            "The young person still opens the door to one person.",
            "The young person says final goodbyes or talks about dying.",
            "The young person sees or hears frightening things that others do not.",
            "A partner, the family or others threaten, hit or control them.",
            "The young person has nowhere to sleep tonight.",
        ],
    ],
    help: Help {
        steps: &[
            "Do not leave the child alone. A trusted adult stays, with food, warmth and calm.",
            "If home is not safe, go somewhere else.",
            "Listen calmly, ask little, and write down the child’s own words.",
            "Thank the child for telling. Do not promise to keep it secret.",
            "Lock away medicine, knives and other dangerous things.",
            "Agree who calls, and who stays with the child.",
        ],
        who: &[
            "An adult the child feels safe with stays close all day.",
            "A relative or a neighbour looks after brothers and sisters.",
            "The teacher or pedagogue tells the municipality what the child said.",
            "The doctor sees to both body and mind.",
        ],
        services: &[
            "The municipality answers at night too, perhaps through the police on 114.",
            "The municipality reads and assesses a report within 24 hours.",
            "A children’s house (børnehus) brings professionals together after abuse.",
            "A crisis centre or a hostel can offer a place to sleep.",
            "Psychiatric services offer urgent help to children, teenagers and adults.",
        ],
    },
};
