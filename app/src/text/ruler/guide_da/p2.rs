//! Position 2 in Danish: most days are hard.

use super::super::{Help, Position};

pub(super) const POSITION: Position = Position {
    name: "i mistrivsel",
    name_soft: "i mis\u{AD}trivsel",
    short: "De fleste dage er svære lige nu. \
            Der er stunder, der går bedre, og dem bygger hjælpen på.",
    signs: [
        &[
            "Der er korte stunder med ro, måske i badet eller på armen.",
            "Barnet græder det meste af dagen eller er meget stille.",
            "Barnet vågner ofte og er svært at trøste de fleste nætter.",
            "Barnet spiser så lidt, at vægten står stille.",
            "Barnet ser væk, når nogen smiler eller vil lege.",
        ],
        &[
            "Barnet falder til ro hos én voksen, det kender godt.",
            "Barnet slår, bider eller gemmer sig næsten hver dag.",
            "Barnet leger næsten ikke mere.",
            "Barnet siger meget mindre, end det plejer.",
            "Onde drømme vækker barnet de fleste nætter.",
        ],
        &[
            "Barnet kan samle sig om noget, det godt kan lide.",
            "Barnet er ofte væk fra skolen eller må gå fra klassen.",
            "Barnet siger næsten hver dag, at ingen kan lide det.",
            "Barnet råber, kaster med ting eller lukker helt i.",
            "Barnet spiser lidt og sover lidt de fleste dage.",
        ],
        &[
            "Barnet slapper af med dyr, musik, spil eller sport.",
            "De fleste uger er der skoledage, hvor barnet bliver hjemme.",
            "Nogen skriver grimt til barnet på nettet igen og igen.",
            "Barnet springer måltider over eller spiser i skjul.",
            "Barnet siger, at alt er dets egen skyld.",
        ],
        &[
            "Den unge svarer, når nogen spørger uden at presse på.",
            "Den unge er for sig selv det meste af døgnet.",
            "Den unge kommer sjældent i skole.",
            "Mad, vægt eller træning styrer det meste af dagen.",
            "Den unge siger, at intet nytter.",
        ],
        &[
            "Den unge har én fast kontakt, som bliver ved at komme.",
            "Ugerne går uden uddannelse, job eller faste aftaler.",
            "Den unge svarer ikke på beskeder og går sjældent ud.",
            "Huslejen bliver ikke betalt, eller gælden vokser.",
            "Mad, bad og søvn bliver sprunget over de fleste dage.",
        ],
    ],
    help: Help {
        steps: &[
            "Find de stunder, der er lidt lettere. Gør mere af det, I gør der.",
            "Vælg én ting at begynde med. Resten må vente.",
            "Skru ned for krav i en tid, og sig det højt.",
            "Hold fast i søvn, mad, frisk luft og en rolig stund.",
            "Aftal én voksen, som barnet altid må gå til.",
            "Mød hinanden inden for to uger, og sæt navn på hvert skridt.",
        ],
        who: &[
            "Den voksne, som barnet bedst kan lide, siger hej hver morgen.",
            "Bedsteforældre, en nabo eller en træner tager en fast dag.",
            "Lægen undersøger, om kroppen har brug for hjælp.",
            "En rådgiver fra kommunen kommer med, hvis familien siger ja.",
        ],
        services: &[
            "Familierådgivere taler med hele familien og øver ting derhjemme.",
            "Kommunens skolepsykologer (PPR) hjælper barn, familie, dagtilbud og skole.",
            "En socialrådgiver kan undersøge, hvilken hjælp der passer.",
            "Egen læge kan henvise til psykolog eller psykiatri.",
            "Kommunens ungeindsats hjælper unge videre mod skole eller job.",
        ],
    },
};
