//! Position 3 in English: up and down.

use super::super::{Help, Position};

pub(super) const POSITION: Position = Position {
    name: "up and down",
    name_soft: "up and down",
    short: "It goes up and down, and some days are good. \
            A little extra help can bring more good days.",
    signs: [
        &[
            "At least one adult can make the child smile.",
            "The child cries for long and finds it hard to settle.",
            "Sleep changes a lot from one day to the next.",
            "The child often turns their head away from food.",
            "The child will not let go, or goes off with anyone.",
        ],
        &[
            "In some games the child forgets the time.",
            "Tears or anger come often and last long.",
            "The child mostly plays alone or often falls out with others.",
            "The child often does not want to set off in the morning.",
            "The child has begun to wet their pants again.",
        ],
        &[
            "Some lessons or breaks go well.",
            "The child has stomach ache or headache on many school days.",
            "Breaks often end in a quarrel, or the child is alone.",
            "The child is seldom invited and does not ask others.",
            "Mornings at home often end in tears or shouting.",
        ],
        &[
            "There is one adult the child opens up to.",
            "The child keeps to themselves many days after school.",
            "The child is at times left out of the group or chat.",
            "The child gives up quickly in several subjects.",
            "The phone is in bed too, and sleep is short.",
        ],
        &[
            "The young person turns up for what matters to them.",
            "Some weeks there is a lot of absence from school.",
            "Moods change fast, and small things end in a quarrel.",
            "The young person has dropped something that used to be fun.",
            "There is more alcohol, cannabis or vaping than before.",
        ],
        &[
            "The young person manages some daily things, like food or laundry.",
            "Several courses or jobs have begun and ended again.",
            "The post is not opened, and the money runs out early.",
            "Days can pass before the young person sees anyone.",
            "It takes alcohol or cannabis to fall asleep.",
        ],
    ],
    help: Help {
        steps: &[
            "Look at the good days. What is different then?",
            "Practise one hard thing in small steps, and celebrate each one.",
            "Set time aside each week when the child decides what you do.",
            "Each week, home and school or day care share something good.",
            "Show today what will happen tomorrow. Use pictures if you like.",
            "Set a day when everyone looks at it together again.",
        ],
        who: &[
            "A friend or a cousin comes to visit.",
            "The teacher, pedagogue or mentor helps at the hard times.",
            "The club or the coach finds a place that fits.",
            "Another parent helps with the trip there or back.",
        ],
        services: &[
            "The health visitor (sundhedsplejerske) advises on sleep, food, body and well-being.",
            "The municipality has open advice. It is free and can be anonymous.",
            "Many municipalities have courses for parents and groups for children.",
            "Schools and day care can give support in a small group.",
            "A guidance counsellor or mentor can help young people get going.",
        ],
    },
};
