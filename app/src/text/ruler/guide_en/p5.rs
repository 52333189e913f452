//! Position 5 in English: it goes well.

use super::super::{Help, Position};

pub(super) const POSITION: Position = Position {
    name: "thriving",
    name_soft: "thriv\u{AD}ing",
    short: "Most days go well. When something is hard, there is someone to go to.",
    signs: [
        &[
            "The child seeks comfort and settles with their adult.",
            "The child smiles, babbles or points and waits for an answer.",
            "The child explores and looks back for their adult.",
            "The child enjoys eating and drinking most of the time.",
            "Day and night have a rhythm the child knows.",
        ],
        &[
            "The child shows when they are sad and accepts comfort.",
            "The child plays with others and has ideas of their own.",
            "The child tells, draws or plays what the day has brought.",
            "The child tries new things, climbs, cuts and sings.",
            "Goodbyes are easy in the morning, and hellos are warm.",
        ],
        &[
            "The child goes to an adult when something is hard.",
            "The child has someone to play with at school and after.",
            "The child can name something they are good at.",
            "The child sets off happily most mornings.",
            "The child can put the screen down and find other things.",
        ],
        &[
            "The child talks to an adult about good and hard things.",
            "The child has at least one friend they trust.",
            "The child says what they think and listens to others.",
            "The child joins in lessons and is proud of something.",
            "The child likes to show what they do online.",
        ],
        &[
            "The young person has an adult and a friend to go to.",
            "The young person speaks up when something crosses a line.",
            "The young person goes to school or training most days.",
            "Sport, music, games or a job give the young person energy.",
            "The young person makes plans for the year ahead.",
        ],
        &[
            "The young person asks for help when they need it.",
            "There are friends to call, on a heavy day too.",
            "The young person turns up for their studies or job.",
            "Daily life holds together, with meals, laundry and sleep.",
            "The money covers rent, food and a little fun.",
        ],
    ],
    help: Help {
        steps: &[
            "Say out loud what goes well, and who helps.",
            "Look after the small habits: a meal, a song, a chat.",
            "Let the child decide something that matters.",
            "Find a task where others are glad of the child’s help.",
            "Ask about dreams, even those that sound big.",
            "Write down what works. It is good to have later.",
        ],
        who: &[
            "Friends, brothers and sisters join in the fun.",
            "Grandparents and neighbours tell stories and share their skills.",
            "A coach or club leader offers some responsibility.",
        ],
        services: &[
            "Clubs, associations and youth schools have something for most people.",
            "Many municipalities help to pay when leisure is costly.",
            "The library is free and has books, games and quiet corners.",
            "The health visitor and the dentist follow the child along the way.",
        ],
    },
};
