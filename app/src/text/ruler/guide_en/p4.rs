//! Position 4 in English: mostly well, one thing to keep an eye on.

use super::super::{Help, Position};

pub(super) const POSITION: Position = Position {
    name: "mostly well",
    name_soft: "mostly well",
    short: "Most things go well. There is one thing to keep an eye on together.",
    signs: [
        &[
            "The child likes to play when an adult sits close by.",
            "The child can be comforted, but it takes a while.",
            "Some meals are slow, but the child grows well.",
            "The nights are restless for a while.",
            "New sounds, words or movements take a little longer to come.",
        ],
        &[
            "The child has one or two children they like to play with.",
            "The child joins in the game when an adult helps.",
            "Saying goodbye is hard, but it soon passes.",
            "The child says now and then that their tummy hurts.",
            "Bedtime drags on some evenings a week.",
        ],
        &[
            "The child looks forward to something almost every day.",
            "The child takes part in class when tasks are split up.",
            "The child has friends, but is alone a bit more often.",
            "The child is tired after school and soon gets angry.",
            "The child says “I can’t” more often.",
        ],
        &[
            "Leisure time is fun once the child has set off.",
            "The child keeps up with school, but homework drags on.",
            "Friendships shift, and the child is unsure of their place.",
            "The child is more on the phone and says less at meals.",
            "The child is unhappy more often with their body or looks.",
        ],
        &[
            "The young person keeps most agreements.",
            "The young person sees friends, but turns more plans down.",
            "School marks, looks or love fill their mind for a while.",
            "The young person stays up late, and mornings are heavy.",
            "The answers at home have become shorter.",
        ],
        &[
            "The young person asks someone for advice on big choices.",
            "The young person keeps up studies or work, but is often tired.",
            "Bills and post get done when someone reminds them.",
            "There is less and less time for friends.",
            "The young person wonders if the course or job is right.",
        ],
    ],
    help: Help {
        steps: &[
            "Keep doing what works.",
            "Choose one sign to watch. Let the rest be.",
            "Ask quietly while you go for a walk or cook.",
            "Make one small change, and give it two weeks.",
            "Write a line when something goes well.",
            "Agree when to talk about it again.",
        ],
        who: &[
            "The child or young person says what might help.",
            "The teacher, pedagogue or counsellor says what is going well.",
            "A grandparent or a family friend asks how things are.",
        ],
        services: &[
            "The health visitor answers questions, at school too.",
            "You can ask school or day care for a talk any time.",
            "The municipality’s open advice takes small questions too.",
            "Guidance counsellors help young people choose studies and work.",
        ],
    },
};
