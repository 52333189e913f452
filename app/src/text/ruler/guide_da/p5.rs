//! Position 5 in Danish: it goes well.

use super::super::{Help, Position};

pub(super) const POSITION: Position = Position {
    name: "i trivsel",
    name_soft: "i trivsel",
    short: "Det går godt de fleste dage. Når noget er svært, er der nogen at gå til.",
    signs: [
        &[
            "Barnet søger trøst og falder til ro hos sin voksne.",
            "Barnet smiler, pludrer eller peger og venter på svar.",
            "Barnet går på opdagelse og kigger tilbage efter sin voksne.",
            "Barnet spiser og drikker med lyst det meste af tiden.",
            "Dag og nat har en rytme, som barnet kender.",
        ],
        &[
            "Barnet viser, når det er ked af det, og tager imod trøst.",
            "Barnet leger med andre og finder selv på.",
            "Barnet fortæller, tegner eller leger det, dagen bød på.",
            "Barnet prøver nye ting, klatrer, klipper og synger.",
            "Farvel går let om morgenen, og gensynet er varmt.",
        ],
        &[
            "Barnet går til en voksen, når noget er svært.",
            "Barnet har nogen at lege med i skolen og i fritiden.",
            "Barnet kan sige noget, det er godt til.",
            "Barnet kommer glad af sted de fleste morgener.",
            "Barnet kan lægge skærmen fra sig og finde på andet.",
        ],
        &[
            "Barnet taler med en voksen om både godt og svært.",
            "Barnet har mindst én ven, det stoler på.",
            "Barnet siger sin mening og lytter til andres.",
            "Barnet er med i timerne og er stolt af noget.",
            "Barnet viser gerne, hvad det laver på nettet.",
        ],
        &[
            "Den unge har både en voksen og en ven at gå til.",
            "Den unge siger fra, når noget går over grænsen.",
            "Den unge kommer i skole eller praktik de fleste dage.",
            "Sport, musik, spil eller job giver den unge energi.",
            "Den unge lægger planer for det næste år.",
        ],
        &[
            "Den unge beder selv om hjælp, når der er brug for det.",
            "Der er venner at ringe til, også på en tung dag.",
            "Den unge møder på sin uddannelse eller sit job.",
            "Hverdagen hænger sammen med mad, vask og søvn.",
            "Pengene rækker til husleje, mad og lidt sjov.",
        ],
    ],
    help: Help {
        steps: &[
            "Sig højt, hvad der går godt, og hvem der hjælper.",
            "Pas på de små vaner: et måltid, en sang, en snak.",
            "Lad barnet bestemme noget, der betyder noget.",
            "Find en opgave, hvor andre får glæde af barnets hjælp.",
            "Spørg til drømme, også dem, der lyder store.",
            "Skriv ned, hvad der virker. Det er godt at have senere.",
        ],
        who: &[
            "Venner og søskende er med til det sjove.",
            "Bedsteforældre og naboer fortæller historier og lærer fra sig.",
            "En træner eller en leder i klubben giver ansvar.",
        ],
        services: &[
            "Klubber, foreninger og ungdomsskole har noget for de fleste.",
            "Mange kommuner hjælper med at betale, hvis fritiden er dyr.",
            "Biblioteket er gratis og har bøger, spil og rolige kroge.",
            "Sundhedsplejerske og tandpleje følger barnet undervejs.",
        ],
    },
};
