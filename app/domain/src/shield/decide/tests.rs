use super::super::tests::{has, kept, says, school};
use super::super::{Command, Event, Fact, Kind, MOST_OF_A_KIND, MOST_WORDS, Noted};
use crate::dialogue::Command as Dialogue;
use crate::given::{
    ALI, FATHER, GRANDMOTHER, MOTHER, NEWCOMER, SARA, TEACHER, afternoon, circle, dialogue, fact,
    in_days, now,
};
use crate::{MemberId, Refusal};
use std::collections::BTreeSet;

/// A fact of the teller's own.
fn own(by: MemberId, kind: Kind, text: &str, known_to: &[MemberId], kept: &[MemberId]) -> Command {
    Command::Set {
        id: fact(by.0.as_u128()),
        about: by,
        kind,
        text: text.to_owned(),
        words: Vec::new(),
        known_to: known_to.iter().copied().collect(),
        kept_from: kept.iter().copied().collect(),
        dialogue: None,
        from: None,
    }
}

#[test]
fn everybody_writes_down_their_own_and_a_guardian_a_childs() {
    for who in [TEACHER, GRANDMOTHER] {
        circle().when(who, school(&[])).refused(Refusal::OnlyFamily);
    }
    for who in [TEACHER, GRANDMOTHER, ALI, MOTHER] {
        circle().when(who, own(who, Kind::Phone, "20 30 40 50", &[FATHER], &[])).done();
    }
    let mut of_another = own(MOTHER, Kind::Phone, "20 30 40 50", &[], &[]);
    if let Command::Set { about, .. } = &mut of_another {
        *about = TEACHER;
    }
    circle().when(MOTHER, of_another.clone()).refused(Refusal::NotYours);
    circle().when(ALI, of_another).refused(Refusal::NotYours);
    circle().when(MOTHER, school(&[MOTHER])).refused(Refusal::OffScale);
    circle().when(MOTHER, school(&[TEACHER])).refused(Refusal::OffScale);
    circle().when(MOTHER, school(&[NEWCOMER])).refused(Refusal::Unknown);
    kept().when(FATHER, school(&[])).refused(Refusal::Already);
    kept().when(FATHER, Command::Remove { id: fact(1) }).refused(Refusal::Unknown);
    kept().when(FATHER, Command::Remove { id: fact(2) }).refused(Refusal::Unknown);
}

#[test]
fn of_two_guardians_the_other_knows_nothing_until_it_is_given() {
    let home =
        |known: &[MemberId]| own(MOTHER, Kind::Address, "Egevej 12, 8000 Aarhus", known, &[]);
    let given = circle().and(MOTHER, home(&[]));
    for who in [FATHER, TEACHER, GRANDMOTHER, ALI] {
        assert!(!has(&given.seen_by(who), "egevej"), "{who}");
    }
    let given = given.and(MOTHER, home(&[FATHER]));
    assert!(has(&given.seen_by(FATHER), "egevej") && !has(&given.seen_by(TEACHER), "egevej"));
}

#[test]
fn nothing_is_given_to_somebody_who_is_only_named() {
    circle()
        .when(MOTHER, own(MOTHER, Kind::Phone, "20304050", &[SARA], &[]))
        .refused(Refusal::NotNow);
    circle().when(MOTHER, own(MOTHER, Kind::Phone, "20304050", &[], &[SARA])).done();
}

#[test]
fn what_is_worked_out_of_a_fact_is_kept_with_it() {
    for (kind, text, elsewhere) in [
        (Kind::Address, "Egevej 12, 2. tv, 8000 Aarhus", "vi ses på egevej"),
        (Kind::Address, "Egevej 12, 2. tv, 8000 Aarhus", "Egevej12"),
        (Kind::Phone, "+45 20 30 40 50", "ring 2030 4050"),
        (Kind::Email, "amina@hus.dk", "skriv til AMINA@hus.dk"),
        (Kind::School, "Vibeholm Skole", "han går på Vibeholm"),
        (Kind::Institution, "Børnehaven Solsikken", "hentet i solsikken"),
        (Kind::MeetingPlace, "Kulturhuset, Egevej 3", "mødet på egevej 3"),
    ] {
        let (by, said) = says(TEACHER, elsewhere);
        let given = circle().and(by, said).and(MOTHER, own(MOTHER, kind, text, &[], &[FATHER]));
        assert!(given.seen_by(FATHER).talk.cards.is_empty(), "{text}: {elsewhere}");
        assert_eq!(given.seen_by(GRANDMOTHER).talk.cards.len(), 1);
    }
}

#[test]
fn a_guest_keeps_their_number_and_not_a_word() {
    let keeps =
        |kind, text| circle().when(GRANDMOTHER, own(GRANDMOTHER, kind, text, &[], &[FATHER]));
    keeps(Kind::Address, "Lindevej 4").done();
    keeps(Kind::Phone, "20 30 40 50").done();
    keeps(Kind::School, "Skovskolen").refused(Refusal::OnlyFamily);
}

/// First written beside it while it hides nothing, then kept with it.
#[test]
fn no_word_gets_in_while_the_fact_is_kept_from_nobody() {
    let with = |words: &[&str], kept: &[MemberId]| {
        let mut command = own(MOTHER, Kind::Address, "Egevej 12, 8000 Aarhus", &[], kept);
        if let Command::Set { words: all, from, .. } = &mut command {
            *all = words.iter().map(ToString::to_string).collect();
            *from = (!kept.is_empty()).then(|| {
                let text = "Egevej 12, 8000 Aarhus".to_owned();
                Noted { text, words: all.clone(), ..Noted::default() }.into()
            });
        }
        command
    };
    for words in [&["underretning"] as &[_], &["d", "e", "s"]] {
        let first = circle().and(MOTHER, with(words, &[]));
        first.when(MOTHER, with(words, &[FATHER])).refused(Refusal::Unlike);
    }
    let first = circle().and(MOTHER, with(&["Egen 3"], &[]));
    first.when(MOTHER, with(&["Egen 3"], &[FATHER])).done();
}

#[test]
fn no_word_is_kept_that_is_not_of_a_fact() {
    let with = |text: &str, words: &[&str]| {
        let mut command = school(&[FATHER]);
        if let Command::Set { text: it, words: all, .. } = &mut command {
            (*it, *all) = (text.to_owned(), words.iter().map(ToString::to_string).collect());
        }
        circle().when(MOTHER, command)
    };
    for text in [
        "og",
        " - . ",
        "skole",
        "Skolen",
        "hos farmor",
        "drikker",
        "drik",
        "bange",
        "Omar",
        "hos Omar",
        "Omar og",
    ] {
        with(text, &[]).refused(Refusal::Unlike);
    }
    with("Skovskolen", &["drikker"]).refused(Refusal::Unlike);
    with("Skovskolen", &["4"]).refused(Refusal::Unlike);
    with("Skovskolen", &["Skoven", "Egevej 12", "20 30 40 50"]).done();
    with("Skovskolen", &["Skoven"; MOST_WORDS + 1]).refused(Refusal::TooMany { max: MOST_WORDS });
    // As long as it is kept from nobody, it hides nothing, and may be put as one likes.
    circle().when(MOTHER, own(MOTHER, Kind::MeetingPlace, "hos farmor", &[FATHER], &[])).done();
}

#[test]
fn few_facts_of_a_kind_are_kept() {
    let number = |n: usize| {
        let mut command = own(MOTHER, Kind::Phone, &format!("2030405{n}"), &[], &[]);
        if let Command::Set { id, .. } = &mut command {
            *id = fact(100 + n as u128);
        }
        command
    };
    let given = (0..MOST_OF_A_KIND).fold(circle(), |given, n| given.and(MOTHER, number(n)));
    let most = Refusal::TooMany { max: MOST_OF_A_KIND };
    given.clone().when(MOTHER, number(MOST_OF_A_KIND)).refused(most);
    given.when(MOTHER, school(&[])).done();
}

#[test]
fn what_was_kept_by_its_words_before_stays_kept() {
    let mut old = circle();
    let fact = Fact {
        id: fact(1),
        by: MOTHER,
        about: GRANDMOTHER,
        kind: Kind::School,
        text: "skole".to_owned(),
        words: vec!["drikker".to_owned()],
        known_to: BTreeSet::new(),
        kept_from: BTreeSet::from([FATHER]),
        dialogue: None,
    };
    crate::apply(&mut old.family, &crate::Event::Shield(Event::Set { fact: fact.clone() }));
    let (by, said) = says(TEACHER, "han drikker");
    assert!(old.clone().and(by, said).seen_by(FATHER).talk.cards.is_empty());
    let Noted { text, words, kept_from, .. } = fact.noted();
    let known = Command::Set {
        id: fact.id,
        about: fact.about,
        kind: fact.kind,
        text,
        words,
        known_to: BTreeSet::from([TEACHER]),
        kept_from,
        dialogue: None,
        from: Some(Box::new(fact.noted())),
    };
    old.when(MOTHER, known).done();
}

#[test]
fn a_place_belongs_to_a_dialogue_and_names_it_to_nobody_else() {
    let (when, among) = (afternoon(in_days(3)), Some(BTreeSet::from([TEACHER, MOTHER])));
    let plan = |among| Dialogue::Plan {
        id: dialogue(1),
        about: ALI,
        when,
        place: String::new(),
        held: false,
        among,
    };
    let place = |kind| Command::Set {
        id: fact(1),
        about: ALI,
        kind,
        text: "Kulturhuset".to_owned(),
        words: Vec::new(),
        known_to: BTreeSet::from([TEACHER, GRANDMOTHER]),
        kept_from: BTreeSet::from([FATHER]),
        dialogue: Some(dialogue(1)),
        from: None,
    };
    circle().when(MOTHER, place(Kind::MeetingPlace)).refused(Refusal::Unknown);
    circle().and(TEACHER, plan(None)).when(MOTHER, place(Kind::School)).refused(Refusal::OffScale);
    let given = circle().and(TEACHER, plan(among)).and(MOTHER, place(Kind::MeetingPlace));
    let of = |who| given.seen_by(who).shield.facts().get(&fact(1)).map(|it| it.dialogue);
    assert_eq!((of(TEACHER), of(MOTHER)), (Some(Some(dialogue(1))), Some(Some(dialogue(1)))));
    assert_eq!((of(GRANDMOTHER), of(FATHER)), (Some(None), None));
}

#[test]
fn what_two_devices_made_of_a_fact_is_joined_or_left_to_its_author() {
    let start = Noted {
        text: "20 30 40 50".to_owned(),
        known_to: BTreeSet::from([TEACHER]),
        ..Default::default()
    };
    let change = |text: &str, known: &[MemberId], kept: &[MemberId]| {
        let mut command = own(MOTHER, Kind::Phone, text, known, kept);
        if let Command::Set { from, .. } = &mut command {
            *from = Some(Box::new(start.clone()));
        }
        command
    };
    let number = fact(MOTHER.0.as_u128());
    let given = circle().and(MOTHER, own(MOTHER, Kind::Phone, &start.text, &[TEACHER], &[]));
    let joined = given
        .clone()
        .and(MOTHER, change("20 30 40 51", &[TEACHER], &[FATHER]))
        .and(MOTHER, change("20 30 40 50", &[GRANDMOTHER], &[]));
    let fact = &joined.family.shield.facts()[&number];
    assert!(fact.text == "20 30 40 51" && fact.kept_from == BTreeSet::from([FATHER]));
    assert!(fact.known_to == BTreeSet::from([GRANDMOTHER]), "taken from her, given to her");
    let other: crate::Command = change("21 30 40 50", &[TEACHER], &[]).into();
    joined.clone().when(MOTHER, other.clone()).refused(Refusal::TextMoved);
    let left = other.choice(&joined.family, MOTHER).expect("there are two");
    assert!(left.now == crate::choice::Version::Words("20 30 40 51".to_owned()));
    let chosen = joined.clone().and(MOTHER, left.again).family;
    assert_eq!(chosen.shield.facts()[&number].text, "21 30 40 50");
    assert_eq!(chosen.shield.facts()[&number].kept_from, BTreeSet::from([FATHER]));
    // Given to somebody here, kept from them there.
    let given_to = change("20 30 40 50", &[TEACHER, FATHER], &[]);
    joined.when(MOTHER, given_to).refused(Refusal::Changed);
}

#[test]
fn who_is_let_see_more_is_let_so_by_somebody_who_proves_themselves() {
    use crate::may::lets_out;
    let given =
        circle().and(MOTHER, own(MOTHER, Kind::Address, "Egevej 12", &[TEACHER], &[FATHER]));
    let lets = |text: &str, known: &[MemberId], kept: &[MemberId]| {
        let ctx = crate::Ctx { actor: MOTHER, now: now() };
        lets_out(&given.family, &ctx, &own(MOTHER, Kind::Address, text, known, kept).into())
    };
    assert!(!lets("Egevej 12", &[TEACHER], &[FATHER]), "as it was");
    assert!(!lets("Egevej 12", &[], &[FATHER]), "taken back");
    assert!(!lets("Egevej 12", &[TEACHER], &[FATHER, GRANDMOTHER]), "kept from one more");
    assert!(lets("Egevej 12", &[TEACHER, ALI], &[FATHER]), "given to one more");
    assert!(lets("Egevej 12", &[TEACHER], &[]), "kept from nobody");
    assert!(lets("Lindevej 4", &[], &[FATHER]), "the old words are free");
    assert!(lets("Egevej 12, 2. tv", &[TEACHER], &[FATHER]), "a new fact for whom it was given");
    let ctx = crate::Ctx { actor: MOTHER, now: now() };
    let number = fact(MOTHER.0.as_u128());
    assert!(lets_out(&given.family, &ctx, &Command::Remove { id: number }.into()));
    assert!(!lets_out(
        &circle().family,
        &ctx,
        &own(MOTHER, Kind::School, "Skovskolen", &[], &[FATHER]).into()
    ));
    assert!(lets_out(&circle().family, &ctx, &school(&[FATHER]).into()));
}

#[test]
fn whoever_goes_takes_along_what_they_told_and_what_they_were_told() {
    let given = circle()
        .and(GRANDMOTHER, own(GRANDMOTHER, Kind::Address, "Lindevej 4", &[MOTHER], &[FATHER]))
        .and(MOTHER, own(MOTHER, Kind::Phone, "20304050", &[GRANDMOTHER], &[]));
    let (by, said) = says(TEACHER, "hun er på Lindevej");
    let given = given.and(by, said).and(
        MOTHER,
        crate::people::Command::Remove { member: GRANDMOTHER, lead: crate::people::Lead::NotYet },
    );
    assert!(given.seen_by(MOTHER).shield.facts().len() == 1, "her own");
    assert!(given.seen_by(FATHER).talk.cards.is_empty(), "what was kept stays kept");
    assert!(given.family.shield.facts().values().all(|it| it.known_to.is_empty()));
}
