//! Position 2 in English: most days are hard.

use super::super::{Help, Position};

pub(super) const POSITION: Position = Position {
    name: "struggling",
    name_soft: "strug\u{AD}gling",
    short: "Most days are hard right now. \
            Some moments go better, and help builds on those.",
    signs: [
        &[
            "There are short calm moments, perhaps in the bath or in arms.",
            "The child cries most of the day or is very quiet.",
            "The child wakes often and is hard to comfort most nights.",
            "The child eats so little that their weight stands still.",
            "The child looks away when someone smiles or wants to play.",
        ],
        &[
            "The child calms down with one adult they know well.",
            "The child hits, bites or hides almost every day.",
            "The child hardly plays any more.",
            "The child says much less than they used to.",
            "Nightmares wake the child most nights.",
        ],
        &[
            "The child can keep at something they really like.",
            "The child often misses school or has to leave the class.",
            "The child says almost daily that nobody likes them.",
            "The child shouts, throws things or shuts down.",
            "The child eats little and sleeps little most days.",
        ],
        &[
            "The child relaxes with animals, music, games or sport.",
            "Most weeks the child stays home on some school days.",
            "Someone writes cruel things to the child online, again and again.",
            "The child skips meals or eats in secret.",
            "The child says that it is all their own fault.",
        ],
        &[
            "The young person answers when someone asks without pushing.",
            "The young person is alone most of the day and night.",
            "The young person seldom goes to school.",
            "Food, weight or exercise rules most of the day.",
            "The young person says that nothing helps.",
        ],
        &[
            "The young person has one steady contact who keeps coming.",
            "Weeks go by without studies, work or fixed plans.",
            "The young person does not answer messages and seldom goes out.",
            "The rent is not paid, or the debt is growing.",
            "Meals, washing and sleep are skipped most days.",
        ],
    ],
    help: Help {
        steps: &[
            "Find the moments that are a bit easier. Do more of what you do then.",
            "Choose one thing to begin with. The rest can wait.",
            "Ask for less for a while, and say so out loud.",
            "Hold on to sleep, food, fresh air and a calm moment.",
            "Name one adult the child may always go to.",
            "Meet within two weeks, and put a name on each step.",
        ],
        who: &[
            "The adult the child likes best says hello every morning.",
            "Grandparents, a neighbour or a coach take a fixed day.",
            "The doctor checks if the body needs help.",
            "An adviser from the municipality joins if the family says yes.",
        ],
        services: &[
            "Family advisers talk with the whole family and practise at home.",
            "School psychologists (PPR) help child, family, day care and school.",
            "A social worker can find out which help will fit.",
            "The family doctor can refer to a psychologist or to psychiatry.",
            "The municipality’s youth service helps towards school or work.",
        ],
    },
};
