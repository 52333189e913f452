//! Position 4 in Danish: mostly well, one thing to keep an eye on.

use super::super::{Help, Position};

pub(super) const POSITION: Position = Position {
    name: "opmærksomhed",
    name_soft: "opmærk\u{AD}somhed",
    short: "Det meste går godt. Der er en enkelt ting at holde øje med sammen.",
    signs: [
        &[
            "Barnet leger gerne, når en voksen sidder tæt på.",
            "Barnet lader sig trøste, men det tager lidt tid.",
            "Nogle måltider går trægt, men barnet vokser fint.",
            "Nætterne er urolige i en periode.",
            "Nye lyde, ord eller bevægelser er lidt længe om at komme.",
        ],
        &[
            "Barnet har et eller to børn, det gerne leger med.",
            "Barnet kommer med i legen, når en voksen hjælper.",
            "Det er svært at sige farvel, men det går hurtigt over.",
            "Barnet siger af og til, at maven gør ondt.",
            "Sengetiden trækker ud nogle aftener om ugen.",
        ],
        &[
            "Barnet glæder sig til noget næsten hver dag.",
            "Barnet er med i timen, når opgaven er delt op.",
            "Barnet har venner, men er lidt mere alene end før.",
            "Barnet er træt efter skole og bliver let vredt.",
            "Barnet siger oftere »det kan jeg ikke«.",
        ],
        &[
            "Fritiden er sjov, når først barnet er af sted.",
            "Barnet passer skolen, men lektierne trækker ud.",
            "Vennerne skifter, og barnet er i tvivl om sin plads.",
            "Barnet er mere på mobilen og siger mindre ved bordet.",
            "Barnet er oftere utilfreds med sin krop eller sit udseende.",
        ],
        &[
            "Den unge holder sine aftaler det meste af tiden.",
            "Den unge ses med venner, men siger oftere nej tak.",
            "Karakterer, krop eller kæreste fylder meget i en tid.",
            "Den unge er længe oppe, og morgenerne er tunge.",
            "Svarene derhjemme er blevet kortere.",
        ],
        &[
            "Den unge spørger nogen til råds om de store valg.",
            "Den unge passer studie eller job, men er tit træt.",
            "Regninger og post bliver klaret, når nogen minder om det.",
            "Der bliver mindre tid til vennerne.",
            "Den unge er i tvivl, om studie eller job er det rette.",
        ],
    ],
    help: Help {
        steps: &[
            "Bliv ved med det, der virker.",
            "Vælg ét tegn at holde øje med. Lad resten være i fred.",
            "Spørg stille, mens I går en tur eller laver mad.",
            "Lav én lille ændring, og giv den to uger.",
            "Skriv en linje, når noget lykkes.",
            "Aftal, hvornår I taler om det igen.",
        ],
        who: &[
            "Barnet eller den unge siger selv, hvad der kan hjælpe.",
            "Læreren, pædagogen eller vejlederen fortæller, hvad der går godt.",
            "En bedsteforælder eller en ven af familien spørger, hvordan det går.",
        ],
        services: &[
            "Sundhedsplejersken svarer på spørgsmål, også på skolen.",
            "Man kan bede skole eller dagtilbud om en snak når som helst.",
            "Kommunens åbne rådgivning tager også imod små spørgsmål.",
            "Vejledere hjælper unge med valg af uddannelse og job.",
        ],
    },
};
