//! Position 3 in Danish: up and down.

use super::super::{Help, Position};

pub(super) const POSITION: Position = Position {
    name: "udsat",
    name_soft: "ud\u{AD}sat",
    short: "Det går op og ned, og nogle dage er gode. \
            Lidt ekstra hjælp kan gøre de gode dage flere.",
    signs: [
        &[
            "Mindst én voksen kan få barnet til at smile.",
            "Barnet græder længe og har svært ved at falde til ro.",
            "Søvnen skifter meget fra døgn til døgn.",
            "Barnet vender ofte hovedet væk fra maden.",
            "Barnet slipper ikke sin voksne eller går med hvem som helst.",
        ],
        &[
            "Der er lege, hvor barnet glemmer tiden.",
            "Gråd eller vrede kommer tit og varer længe.",
            "Barnet leger mest alene eller bliver tit uvenner med andre.",
            "Barnet vil tit ikke af sted om morgenen.",
            "Barnet er begyndt at tisse i bukserne igen.",
        ],
        &[
            "Der er fag eller frikvarterer, hvor det går godt.",
            "Barnet har ondt i maven eller hovedet mange skoledage.",
            "Pauserne ender ofte med skænderi, eller barnet går alene.",
            "Barnet bliver sjældent inviteret og spørger heller ikke selv.",
            "Morgenen derhjemme ender tit med gråd eller råb.",
        ],
        &[
            "Der er én voksen, som barnet åbner sig for.",
            "Barnet går for sig selv mange dage efter skole.",
            "Barnet er i perioder uden for gruppen eller chatten.",
            "Barnet giver hurtigt op i flere fag.",
            "Mobilen er med i sengen, og søvnen er kort.",
        ],
        &[
            "Den unge møder op til det, der betyder noget.",
            "Nogle uger er der meget fravær fra skolen.",
            "Humøret skifter hurtigt, og små ting ender i skænderi.",
            "Den unge er holdt op med noget, der før var sjovt.",
            "Alkohol, hash eller vape fylder mere end før.",
        ],
        &[
            "Den unge klarer dele af hverdagen selv, som mad eller vask.",
            "Flere studier eller job er begyndt og sluttet igen.",
            "Posten bliver ikke åbnet, og pengene slipper op før tid.",
            "Der kan gå dage, uden at den unge ser nogen.",
            "Der skal alkohol eller hash til for at sove.",
        ],
    ],
    help: Help {
        steps: &[
            "Kig på de gode dage. Hvad er anderledes der?",
            "Øv én svær ting i små trin, og fejr hvert trin.",
            "Sæt tid af hver uge, hvor barnet bestemmer, hvad I laver.",
            "Lad hjem og skole eller dagtilbud dele én god ting om ugen.",
            "Vis i dag, hvad der skal ske i morgen. Brug gerne billeder.",
            "Sæt en dag, hvor alle ser på det sammen igen.",
        ],
        who: &[
            "En ven, en fætter eller en kusine kommer på besøg.",
            "Læreren, pædagogen eller mentoren hjælper på de svære tidspunkter.",
            "Klubben eller træneren finder en plads, der passer.",
            "En anden forælder hjælper med at følge eller hente.",
        ],
        services: &[
            "Sundhedsplejersken giver råd om søvn, mad, krop og trivsel.",
            "Kommunen har åben rådgivning. Den er gratis og kan være anonym.",
            "Mange kommuner har kurser for forældre og grupper for børn.",
            "Skole og dagtilbud kan give støtte i en lille gruppe.",
            "En vejleder eller en mentor kan følge unge i gang.",
        ],
    },
};
