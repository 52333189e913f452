use super::super::Kind;
use super::{is_of, looks_like, parts};

#[test]
fn an_address_has_a_street_and_a_number() {
    for text in [
        "Egevej 12",
        "Egevej 12, 2. tv\n8000 Aarhus",
        "c/o Holm, Gammel Kongevej 3B",
        "Sankt Hans Torv 1",
    ] {
        assert!(looks_like(Kind::Address, text), "{text}");
    }
    for text in [
        "drikker",
        "er 1",
        "12",
        "8000 Aarhus",
        "2. tv",
        "",
        "På vej 3",
        "på vejen 1",
        "Den 1",
        "Han slår 2",
        "drikker 1",
        "far kom 3 gange",
        "i klasse 4",
        "Ja 1",
        "Vejen 7",
        "the road 5",
        "når han er 9",
    ] {
        assert!(!looks_like(Kind::Address, text), "{text}");
    }
}

#[test]
fn a_number_and_an_email_are_nothing_else() {
    for text in ["20304050", "+45 20 30 40 50", "(+46) 70-123 45 67"] {
        assert!(looks_like(Kind::Phone, text), "{text}");
    }
    for text in ["ring 20304050", "2030405", "1234567890123456", "drikker"] {
        assert!(!looks_like(Kind::Phone, text), "{text}");
    }
    assert!(looks_like(Kind::Email, "amina.b@hus.dk"));
    for text in ["amina", "amina@hus", "@hus.dk", "han drikker@hus.dk", "a@b@hus.dk", "a@.dk"] {
        assert!(!looks_like(Kind::Email, text), "{text}");
    }
}

#[test]
fn a_place_has_a_name_of_its_own() {
    for text in
        ["Skovskolen", "Vibeholm Skole", "Børnehaven Solsikken", "Egen 4", "Hjemmeværnsgården"]
    {
        assert!(looks_like(Kind::School, text), "{text}");
    }
    for text in [
        "skole",
        "Skolen",
        "børne",
        "min far",
        "Sko",
        "hos mor",
        "slå",
        "2026",
        "der er ikke",
        "over det",
        "græder",
        "GRÆD",
        "",
    ] {
        assert!(!looks_like(Kind::Institution, text), "{text}");
    }
}

/// What has to be said aloud of a family, in the forms in which it is said.
const ALOUD: &str = "underretning Underretningen underretninger underretningerne psykolog psykologen psykologerne psykiatrien advokat \
    advokaten advokater krisecenter krisecentret krisecenteret krisecentre Familieretshuset familieretshus kommune kommunen \
    kommunerne politi politiet betjenten læge lægen lægerne tandlægen hospital hospitalet sygehuset skadestuen børnehus \
    Børnehuset samvær samværet statsforvaltning Statsforvaltningen Ankestyrelsen socialrådgiver socialrådgiveren \
    sagsbehandler sagsbehandleren sundhedsplejersken terapeuten bisidder kontaktperson anbringelse anbringelsen anbragt \
    plejefamilie plejefamilien aflastning forældremyndighed forældremyndigheden bopæl bopælen undersøgelsen handleplan \
    afgørelsen byretten landsretten dommeren vidne anmeldt anmeldelsen tilhold misbrug overgreb overgrebet krænkelse trusler \
    truer fængsel diagnose medicin lawyer psychologist custody court shelter abuse";

#[test]
fn what_those_who_help_do_and_are_called_can_be_silenced_by_nobody() {
    for word in ALOUD.split_whitespace() {
        for kind in [Kind::School, Kind::Institution, Kind::MeetingPlace] {
            assert!(!looks_like(kind, word), "{word}");
        }
        assert!(!looks_like(Kind::Address, &format!("{word} 3")), "{word} 3");
        assert!(!is_of(word, &format!("{word} Nord 3")), "{word} beside a name");
    }
    for text in
        ["Krisecentret Lindely", "Lægehuset Egely", "Politigårdens børnehave", "Advokatparken 7"]
    {
        assert!(looks_like(Kind::Institution, text), "{text} has a name of its own");
    }
}

#[test]
fn what_betrays_it_is_worked_out() {
    let of = |kind, text| parts(kind, text);
    assert_eq!(of(Kind::Address, "Egevej 12, 2. tv, 8000 Aarhus"), ["egevej 12", "egevej"]);
    assert_eq!(of(Kind::Address, "Gammel Kongevej 3"), ["gammel kongevej 3", "gammel kongevej"]);
    assert_eq!(of(Kind::Address, "Nyhavn 17"), ["nyhavn 17"], "it may be any word");
    assert_eq!(of(Kind::Address, "Ny Vej 3"), ["ny vej 3"], "so many sentences begin");
    assert_eq!(of(Kind::Address, "Sankt Hans Torv 1"), ["sankt hans torv 1", "sankt hans torv"]);
    assert!(
        of(Kind::Address, "drikker 1").is_empty() && of(Kind::Address, "på vejen 1").is_empty()
    );
    assert_eq!(of(Kind::Phone, "+45 20 30 40 50"), ["20304050"]);
    assert_eq!(of(Kind::School, "Vibeholm Skole"), ["vibeholm"]);
    assert!(of(Kind::Email, "amina@hus.dk").is_empty());
}

#[test]
fn another_word_begins_like_the_fact_or_is_one_by_itself() {
    for word in ["Nyhavn", "Nyhavnen", "nyha", "Egevej 12", "20304050", "a@hus.dk"] {
        assert!(is_of(word, "Nyhavn 17"), "{word}");
    }
    for word in ["drikker", "havn", "17", "Nyt", ""] {
        assert!(!is_of(word, "Nyhavn 17"), "{word}");
    }
    assert!(!is_of("drikker", "drikker 1"), "it must be said aloud");
}
