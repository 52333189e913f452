//! Position 1 in Danish: acute, help today.

use super::super::{Help, Position};

pub(super) const POSITION: Position = Position {
    name: "truet",
    name_soft: "truet",
    short: "Lige nu er der ikke trygt nok, eller hverdagen bryder sammen. \
            Ingen skal stå med det alene, og hjælpen skal komme i dag.",
    signs: [
        &[
            "Barnet rækker stadig ud efter én bestemt voksen.",
            "Barnet er slapt, svarer ikke eller er meget svært at vække.",
            "Barnet vil næsten ikke spise eller drikke.",
            "Barnet har mærker, ingen kan forklare, eller stivner af frygt.",
            "Ingen voksen kan passe på barnet lige nu.",
        ],
        &[
            "Barnet holder fast i en bamse, en sang eller et menneske.",
            "Barnet fortæller eller leger, at nogen gør det fortræd.",
            "Barnet har mærker på steder, hvor børn sjældent slår sig.",
            "Barnet stivner, ryster eller er langt væk i blikket.",
            "Barnet er alene i mange timer uden en voksen.",
        ],
        &[
            "Barnet fortæller stadig noget til en voksen, det stoler på.",
            "Barnet fortæller om slag, trusler eller hemmelige berøringer.",
            "Barnet siger, at det ikke vil leve.",
            "Barnet tør ikke gå hjem eller løber hjemmefra.",
            "Barnet skjuler sår eller mærker under tøjet.",
        ],
        &[
            "Barnet svarer stadig på beskeder fra én bestemt voksen.",
            "Barnet skader sig selv eller taler om at dø.",
            "Barnet fortæller om slag, trusler eller overgreb.",
            "Nogen på nettet presser barnet for billeder eller vil mødes.",
            "Barnet er væk om natten, og ingen ved hvor.",
        ],
        &[
            "Den unge tager telefonen, når den rigtige ringer.",
            "Den unge skader sig selv eller taler om at tage sit liv.",
            "Den unge fortæller om vold, overgreb eller tvang.",
            "Nogen deler billeder af den unge eller truer med det.",
            "Den unge er væk i flere dage eller bliver udnyttet.",
        ],
        &[
            "Den unge lukker stadig op for ét menneske.",
            "Den unge tager afsked eller taler om at dø.",
            "Den unge ser eller hører skræmmende ting, som andre ikke oplever.",
            "En kæreste, familien eller andre truer, slår eller styrer den unge.",
            "Den unge har ikke et sted at sove i nat.",
        ],
    ],
    help: Help {
        steps: &[
            "Lad ikke barnet være alene. En tryg voksen bliver der, med mad, varme og ro.",
            "Er der ikke sikkert hjemme, så gå et andet sted hen.",
            "Lyt roligt, spørg kun lidt, og skriv barnets egne ord ned.",
            "Sig tak, fordi barnet fortæller. Lov ikke at holde det hemmeligt.",
            "Læg medicin, knive og andre farlige ting et sikkert sted.",
            "Aftal, hvem der ringer, og hvem der bliver hos barnet.",
        ],
        who: &[
            "En voksen, som barnet er trygt ved, bliver tæt på hele dagen.",
            "En fra familien eller en nabo tager sig af søskende.",
            "Læreren eller pædagogen fortæller kommunen, hvad barnet har sagt.",
            "Lægen eller lægevagten ser på både krop og sind.",
        ],
        services: &[
            "Kommunen kan nås aften og nat, måske gennem politiet på 114.",
            "Kommunen læser en underretning og vurderer den inden for 24 timer.",
            "I et børnehus mødes fagfolk om et barn efter et overgreb.",
            "Et krisecenter eller et herberg kan give et sted at sove.",
            "Psykiatrien har akut hjælp til både børn, unge og voksne.",
        ],
    },
};
