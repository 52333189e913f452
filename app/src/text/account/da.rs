//! Danish.

use super::{Text, wait};
use crate::still::Answer;

pub const DA: Text = Text {
    sign_in_lead: "Så har du dine steder med på denne enhed.",
    name_label: "E-mail eller telefonnummer",
    name_hint: "Vi skriver aldrig til dig. Det er bare let at huske.",
    password_label: "Adgangskode",
    code_label: "Kode fra din app",
    code_hint: "Seks tal, hvis du har sat det op. Ellers lad feltet være tomt.",
    code_or_paper: "Seks tal. Er appen væk, så brug en kode fra dit papir.",
    app_hint: "De seks tal, som appen viser lige nu.",
    by_code: "Jeg har et link eller en kode",
    forgot_title: "Har du glemt adgangskoden?",
    forgot: [
        "Er du inde på en anden enhed? Åbn Din konto dér.",
        "Med koden fra din app kan du vælge en ny adgangskode.",
        "Ellers bed om en ny invitation. Det, du har skrevet, er der stadig.",
    ],
    already_title: "Her er allerede en inde",
    already: "Er det ikke dig? Log ud under Dine enheder først.",
    to_places: "Til stederne",

    lead: "Med en adgangskode kan du komme ind fra andre enheder.",
    professional_title: "Du er her som fagperson",
    professional: "Så skal du bruge to ting: en adgangskode og en kode fra en app.",
    low: "Før du ser noget hos familien, viser du, hvem du er. Det tager et minut.",
    low_again: "Har du gjort det før? Log ud under Dine enheder, og kom ind med det.",
    low_yet: |day| format!("Din vej ind er ny. Her åbner den stederne senest den {day}."),
    low_yet_next: "Vil du derind før? Kom ind ad den på en anden enhed. Log ikke ud her.",
    opening_title: "Sådan logger du ind",
    no_name: "Du kom ind med en invitation. Vil du også have en adgangskode?",
    you_use: |name| format!("Du logger ind med {name}."),
    change: "Skift navn eller adgangskode",
    new_label: "Ny adgangskode",
    new_hint: "Mindst 15 tegn. Tre eller fire ord er gode. Du må gerne sætte ind.",
    new_hint_beside: "Mindst 8 tegn. Flere ord er bedre. Du må gerne sætte ind.",
    old_label: "Din adgangskode nu",
    keep: "Gem",
    ends_others: "Når du gemmer, bliver alle andre enheder logget ud.",
    ends_tried: "Så bliver enheder logget ud, der kom ind ad en ny vej. Andre bliver inde.",

    second_title: "En kode ved siden af",
    second_off: "En app på din telefon viser seks tal. Så er en adgangskode ikke nok for andre.",
    second_on: "Din app er sat op. Du skal bruge dens kode, når du logger ind.",
    codes_left: |left| match left {
        0 => "Du har ingen koder på papir. Lav ti nye.".to_owned(),
        1 => "Du har én kode på papir tilbage.".to_owned(),
        left => format!("Du har {left} koder på papir tilbage."),
    },
    set_up: "Sæt en app op",
    new_codes: "Lav ti nye koder på papir",
    new_phone: "Skift til en anden app eller telefon",
    set_up_lead: "Åbn en app, der laver koder. Skan billedet, og skriv de seks tal.",
    qr: "Firkantet kode til din app",
    qr_hint: "Skan den med din app.",
    key_hint: "Kan du ikke skanne? Skriv denne nøgle i appen.",
    confirm_hint: "De seks tal, som appen viser lige nu.",
    confirm: "Det passer",
    codes_title: "Dine ti koder på papir",
    codes_lead: "Print siden, eller skriv koderne af. De vises kun nu.",
    codes_rules: [
        "Er appen væk, så brug en af dem i stedet.",
        "Hver kode virker én gang.",
        "Læg papiret et sikkert sted, ikke ved din telefon.",
    ],
    codes_kept: "Jeg har gemt dem",

    step_up_lead: "Før du går videre, skal vi være sikre. Det gælder i ti minutter.",
    step_up_waits: "Det, du ville gøre, venter her. Det bliver gjort bagefter.",
    step_up_finger: "Brug fingeraftryk eller ansigt",
    step_up_no_finger: "Her kan vi ikke bruge finger eller ansigt. Prøv i en anden browser.",
    proves: "Du har allerede en vej ind. Vis, at det er dig, før du laver en til.",
    first_password: "Du har ingen adgangskode endnu. Lav en først, så kan du gå videre.",
    first_second: "Som fagperson skal du også have en kode fra en app. Sæt den op først.",
    to_account: "Til din konto",

    close: "Luk min konto",
    close_lead: [
        "Så kommer ingen ind med den mere, heller ikke du. Alle dine enheder bliver logget ud.",
        "Adgangskode, app og finger bliver slettet. Det kan ikke fortrydes.",
        "Det, du har skrevet hos en familie, bliver hos familien.",
        "Er du med hos en familie? Forlad kredsen først, på siden Os.",
    ],
    close_now: "Luk kontoen nu",

    answer,
};

fn answer(answer: Answer) -> (&'static str, String) {
    let (title, what) = match answer {
        Answer::Wrong => (
            "Det passer ikke sammen",
            "Se navn, adgangskode og kode efter. En kode virker kun én gang.",
        ),
        Answer::NeedsSecond => (
            "Der mangler en kode",
            "Sæt en app op under Din konto. Gør det på en enhed, hvor du er inde.",
        ),
        Answer::Unproved => {
            ("Det passer ikke", "Intet er ændret. Prøv igen. En kode virker kun én gang.")
        }
        Answer::WrongCode => ("Koden passer ikke", "Vent på en ny kode i appen, og prøv igen."),
        Answer::NoName => ("Det navn kan vi ikke bruge", "Skriv en e-mail eller et telefonnummer."),
        Answer::Taken => ("Det navn er i brug", "Har du allerede en konto, så log ind med den."),
        Answer::Short(least) => {
            return (
                "Den er for kort",
                format!("Brug mindst {least} tegn. Tre eller fire ord er gode."),
            );
        }
        Answer::Long(most) => {
            return ("Den er for lang", format!("Brug højst {most} tegn."));
        }
        Answer::Known => {
            ("Den kender alle", "Den står på lister over kendte adgangskoder. Vælg en anden.")
        }
        Answer::Guessable => ("Den er let at gætte", "Tag nogle ord, der ikke hører sammen."),
        Answer::Wait(seconds) => {
            let wait = wait(seconds, "et sekund", "sekunder", "et minut", "minutter");
            return ("Vent lidt", format!("Det er prøvet mange gange. Prøv igen om {wait}."));
        }
        Answer::Kept => ("Gemt", "Nu kan du logge ind. Andre enheder er logget ud."),
        Answer::KeptFirst => (
            "Gemt",
            "Nu kan du logge ind. Den første tid gør du det vigtigste på denne enhed. Åbn dit sted her en anden \
             dag. Så går der højst en uge. Enheder fra før er stadig inde: se dem under Dine enheder.",
        ),
        Answer::Removed => (
            "Den er fjernet",
            "Er en anden kommet ind den vej, så er de ude nu. Du kan lave din egen her.",
        ),
        Answer::NothingNew => (
            "Der er ikke noget på prøve",
            "Har du lige fjernet den, så er den væk. Er der en vej ind her på siden, som ikke er din? Så log de \
             andre enheder ud under Dine enheder, og sig det til jeres tovholder.",
        ),
        Answer::SecondKept => ("Gemt", "Din app er sat op."),
        Answer::StillIn => (
            "Du er stadig med hos en familie",
            "Intet er ændret. Forlad kredsen først, på siden Os.",
        ),
        Answer::NoPin => ("Koden skal være tal", "Brug 4 til 6 tal, som du kan huske."),
        Answer::WrongPin => ("Koden passer ikke", "Skærmen er stadig låst. Prøv igen."),
    };
    (title, what.to_owned())
}
