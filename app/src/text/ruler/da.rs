//! Danish, the original.

use super::{Form, Help, Laid, Page, Round, Text, Way, guide};
use domain::people::AgeBand;
use domain::ruler::{Level, Setting, Spread};

pub const DA: Text = Text {
    positions: guide::DA.named(),
    acute: guide::DA.acute,
    setting: |setting| setting_of(setting, Some(AgeBand::Young)),
    setting_of,
    setting_title: |setting, age| match (setting, age) {
        (Setting::Home, _) => "Hjemme",
        (Setting::School, None) => "Skole eller dagtilbud",
        (Setting::School, Some(AgeBand::Baby | AgeBand::Small)) => "I dagtilbud",
        (Setting::School, _) => "I skolen",
        (Setting::Leisure, _) => "I fritiden",
        (Setting::Friends, _) => "Hos venner",
        (Setting::Online, _) => "På nettet",
    },
    age: |band| match band {
        AgeBand::Baby => "0–2 år",
        AgeBand::Small => "3–5 år",
        AgeBand::Young => "6–9 år",
        AgeBand::Middle => "10–12 år",
        AgeBand::Teen => "13–17 år",
        AgeBand::Adult => "18–22 år",
    },
    question: |name, setting| format!("Hvordan går det for {name} {setting}?"),
    question_now: |name, setting| format!("Hvordan går det for {name} {setting} lige nu?"),
    children: "Børn",
    settings: "Hvor",
    no_child: ("Her er ikke noget barn endnu", "Skriv først, hvem det handler om.", "Til kredsen"),
    form: FORM,
    laid: Laid {
        title: |level| format!("Du har lagt {level}"),
        unseen: "Du har lagt din placering",
        seen_by_me: "Kun du ser den.",
        seen_by_circle: "Kredsen kan se den.",
        share: "Vis den for kredsen",
        change: "Ret den",
        take_back: "Tag den tilbage",
        taken: "Den er taget tilbage. Dine ord står her stadig.",
    },
    round: Round {
        waiting: "I viser dem samtidig. Ingen ser, hvor de andre lægger.",
        nobody_yet: "Ingen har lagt endnu.",
        laid: "har lagt",
        not_yet: "er i gang",
        see: |names, _, level| format!("{names} ser {level}."),
        ask: |spread, low, high| match spread {
            Spread::Nobody => "Ingen har lagt. Vil I hellere fortælle det med ord?".to_owned(),
            Spread::Alone => format!("Hvad ser du, der gør det til {low}?"),
            Spread::Together => "I ser det ens. Hvad har I hver især lagt mærke til?".to_owned(),
            Spread::Near => format!("I ligger tæt. Hvad gør forskellen på {low} og {high}?"),
            Spread::Apart => "Hvad ser I hver især, som de andre måske ikke ser?".to_owned(),
        },
        own: "har selv lagt",
        works: "Det virker:",
        one_up: "Ét trin op:",
    },
    page: Page {
        now: "Sådan ser vi det nu",
        then: |day| format!("Sådan så vi det {day}"),
        empty: ("Ingen har vist noget her endnu", "Læg din egen. Så er der et sted at begynde."),
        history: "Se tilbage",
        today: "nu",
        back_to_now: "Til nu",
    },
    way: Way {
        title: "Vejen indtil nu",
        empty: "Vejen kommer frem her, når nogen viser en placering.",
        one: "Her begynder vejen. Den vokser, når I lægger igen.",
        note: "Skridt tilbage hører med til vejen.",
        chart: |name, setting| format!("Vejen for {name} {setting}"),
        table: "Vis som tabel",
        day: "Dag",
        who: "Hvem",
        how: "Hvordan",
    },
    help: Help {
        title: "Hvad plejer at hjælpe?",
        lead: "Åbn det sted på linealen, hvor det er nu.",
        ages: "Tegn for en anden alder",
        age_unknown: "Vælg alder",
        signs: |age| format!("Det kan I se, {age}"),
        signs_note: "Det er eksempler at tale ud fra, ikke en tjekliste.",
        steps: "Det kan I begynde med",
        who: "Hvem kan være med?",
        services: "Hvad findes der?",
    },
};

const FORM: Form = Form {
    title: "Læg din egen",
    lead: "Tænk på de sidste to uger. Du kan altid ændre det.",
    nothing_chosen: "Tryk på linealen dér, hvor du ser det.",
    meaning: "Hvad betyder de fem?",
    because: |level| match number(level) {
        None => "Hvad ser du?".to_owned(),
        Some(n) => format!("Hvad ser du, der gør det til {n}?"),
    },
    works: |level| match number(level) {
        None => "Hvad virker?".to_owned(),
        Some(1) => "Hvad hjælper, selv om det er svært?".to_owned(),
        Some(n) => format!("Hvad gør, at det er {n} og ikke {}?", n - 1),
    },
    one_up: |level| match number(level) {
        None => "Hvordan ser ét trin op ud?".to_owned(),
        Some(1) => "Hvad er det første, der skal blive trygt?".to_owned(),
        Some(5) => "Hvad skal blive ved, så det holder?".to_owned(),
        Some(n) => format!("Hvad ville du se, hvis det var {}?", n + 1),
    },
    free: "Skriv kun, hvis du vil. Tallet er nok.",
    who_sees: "Hvem skal se den?",
    only_me: ("Kun mig", "Du kan vise den senere."),
    circle: ("Kredsen", "Alle, der er med her, ser den nu."),
    in_round: "Kun du ser den, til I viser den sammen.",
    from_draft: "Det her lagde du, før I mødtes. Ret det, hvis du vil.",
    lay: "Læg min placering",
    round_over: "I har vist linealen. Nu kan I tale om det.",
    more_lines: "Flere steder at ringe",
    duty: "Pligten til at underrette",
    call: |number| format!("Ring {number}"),
};

fn setting_of(setting: Setting, age: Option<AgeBand>) -> &'static str {
    match (setting, age) {
        (Setting::Home, _) => "hjemme",
        (Setting::School, None) => "i skole eller dagtilbud",
        (Setting::School, Some(AgeBand::Baby | AgeBand::Small)) => "i dagtilbud",
        (Setting::School, _) => "i skolen",
        (Setting::Leisure, _) => "i fritiden",
        (Setting::Friends, _) => "hos venner",
        (Setting::Online, _) => "på nettet",
    }
}

fn number(level: Option<Level>) -> Option<u8> {
    level.map(Level::number)
}
