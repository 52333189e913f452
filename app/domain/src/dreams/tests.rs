use super::{Command, Dream, MOST_DREAMS, MOST_POINTS, Picture, Place, Zone};
use crate::given::{
    ALI, FATHER, Given, MOTHER, SARA, STRANGER, circle, dialogue, dream, in_dialogue, too_long,
};
use crate::{Family, Refusal, input};

mod undo;

fn at(zone: Zone, x: u16, y: u16) -> Place {
    Place { zone, x, y }
}

fn pictogram(name: &str) -> Picture {
    Picture::Pictogram { name: name.to_owned() }
}

fn drawing(strokes: &[usize]) -> Picture {
    Picture::Drawing { strokes: strokes.iter().map(|points| vec![(1, 255); *points]).collect() }
}

fn add(id: u128, text: &str, picture: Picture) -> Command {
    Command::Add {
        id: dream(id),
        whose: ALI,
        text: text.to_owned(),
        picture,
        place: at(Zone::Soon, 500, 500),
        dialogue: None,
    }
}

fn a_dream() -> Given {
    circle().and(ALI, add(1, "egen hund", Picture::None))
}

fn shift(x: u16, y: u16) -> Command {
    Command::Move { id: dream(1), place: at(Zone::Now, x, y) }
}

fn reword(from: &str, text: &str) -> Command {
    Command::Reword { id: dream(1), from: from.to_owned(), text: text.to_owned() }
}

fn redraw(picture: Picture) -> Command {
    Command::Picture { id: dream(1), picture, from: None }
}

fn remove() -> Command {
    Command::Remove { id: dream(1) }
}

fn restore() -> Command {
    Command::Restore { id: dream(1) }
}

fn the_dream(family: &Family) -> &Dream {
    &family.dreams.dreams[&dream(1)]
}

#[test]
fn a_dream_is_somebodys_whoever_put_it_on_the_map() {
    circle().when(MOTHER, add(1, "egen hund 🐕", Picture::None)).then(|family| {
        let it = the_dream(family);
        assert!(it.whose == ALI && it.by == MOTHER && it.text == "egen hund 🐕");
    });
}

#[test]
fn a_dream_is_of_somebody_who_is_there() {
    let Command::Add { id, text, picture, place, dialogue, .. } = add(1, "x", Picture::None) else {
        unreachable!("it is added")
    };
    let of_stranger = Command::Add { id, whose: STRANGER, text, picture, place, dialogue };
    circle().when(MOTHER, of_stranger).refused(Refusal::Unknown);
}

#[test]
fn a_dream_needs_words_or_a_picture() {
    circle().when(ALI, add(1, " ", Picture::None)).refused(Refusal::Empty);
    circle().when(ALI, add(1, " ", drawing(&[]))).refused(Refusal::Empty);
    circle().when(ALI, add(1, " ", drawing(&[0, 0]))).refused(Refusal::Empty);
    circle().when(ALI, add(1, "", pictogram("dog"))).done();
    circle().when(ALI, add(1, "", drawing(&[3]))).done();
}

#[test]
fn a_dream_keeps_words_or_a_picture() {
    a_dream().when(ALI, reword("egen hund", " ")).refused(Refusal::Empty);
    let silent = circle().and(ALI, add(1, "", pictogram("dog")));
    silent.when(ALI, redraw(Picture::None)).refused(Refusal::Empty);
}

#[test]
fn with_a_picture_the_words_may_go() {
    a_dream()
        .and(ALI, redraw(pictogram("dog")))
        .when(ALI, reword("egen hund", ""))
        .then(|family| assert!(the_dream(family).text.is_empty()));
}

#[test]
fn a_pictogram_is_one_of_ours_by_name() {
    let long = "a".repeat(33);
    for name in
        ["", "Dog", "skovskolen", "dog.svg", "../dog", "a b", "hund🐕", "x\"><script", &long]
    {
        circle().when(ALI, add(1, "hund", pictogram(name))).refused(Refusal::OffScale);
        a_dream().when(ALI, redraw(pictogram(name))).refused(Refusal::OffScale);
    }
    a_dream().when(ALI, redraw(pictogram("helping-hand"))).done();
}

#[test]
fn a_drawing_has_an_end() {
    let max = MOST_POINTS;
    a_dream().when(ALI, redraw(drawing(&[MOST_POINTS - 1]))).done();
    a_dream().when(ALI, redraw(drawing(&[MOST_POINTS]))).refused(Refusal::TooLong { max });
    circle().when(ALI, add(1, "", drawing(&[MOST_POINTS]))).refused(Refusal::TooLong { max });
}

#[test]
fn strokes_without_points_have_an_end_too() {
    let empty = drawing(&vec![0; MOST_POINTS + 1]);
    a_dream().when(ALI, redraw(empty)).refused(Refusal::TooLong { max: MOST_POINTS });
}

#[test]
fn a_card_lies_within_its_zone() {
    a_dream().when(ALI, shift(Place::EDGE, 0)).done();
    a_dream().when(ALI, shift(Place::EDGE + 1, 0)).refused(Refusal::OffScale);
    a_dream().when(ALI, shift(0, u16::MAX)).refused(Refusal::OffScale);
}

#[test]
fn everyone_in_the_circle_moves_a_card() {
    a_dream().when(FATHER, shift(10, 20)).then(|family| {
        assert!(the_dream(family).place == at(Zone::Now, 10, 20));
    });
}

#[test]
fn only_who_has_joined_works_on_the_map() {
    for actor in [STRANGER, SARA] {
        circle().when(actor, add(1, "x", Picture::None)).refused(Refusal::NotAMember);
        a_dream().when(actor, shift(1, 1)).refused(Refusal::NotAMember);
    }
}

#[test]
fn what_is_not_on_the_map_cannot_be_changed() {
    for command in [shift(1, 1), reword("", "x"), redraw(Picture::None), remove(), restore()] {
        circle().when(ALI, command).refused(Refusal::Unknown);
    }
}

#[test]
fn a_dream_has_its_own_id() {
    a_dream().when(MOTHER, add(1, "to", Picture::None)).refused(Refusal::Already);
}

#[test]
fn a_dream_belongs_to_a_dialogue_that_is_there() {
    let Command::Add { id, whose, text, picture, place, .. } = add(1, "x", Picture::None) else {
        unreachable!("it is added")
    };
    let dialogue = Some(dialogue(1));
    let command = Command::Add { id, whose, text, picture, place, dialogue };
    circle().when(ALI, command.clone()).refused(Refusal::Unknown);
    in_dialogue().when(ALI, command).done();
}

#[test]
fn a_removed_card_is_off_the_map_and_kept() {
    a_dream().when(MOTHER, remove()).then(|family| {
        assert!(family.dreams.on_map().next().is_none());
        assert!(the_dream(family).text == "egen hund");
    });
}

#[test]
fn a_removed_card_comes_back_as_it_was() {
    let before = a_dream();
    let after = before.clone().and(MOTHER, remove()).and(ALI, restore());
    assert!(before.family == after.family);
}

#[test]
fn a_card_is_removed_once_and_restored_once() {
    a_dream().and(ALI, remove()).when(MOTHER, remove()).refused(Refusal::Already);
    a_dream().when(ALI, restore()).refused(Refusal::Already);
}

#[test]
fn two_people_write_on_the_same_card_and_both_stay() {
    a_dream()
        .and(MOTHER, reword("egen hund", "min egen hund"))
        .when(ALI, reword("egen hund", "egen hund og kat"))
        .then(|family| assert!(the_dream(family).text == "min egen hund og kat"));
}

#[test]
fn two_people_who_change_the_same_word_are_told() {
    a_dream()
        .and(MOTHER, reword("egen hund", "egen kat"))
        .when(ALI, reword("egen hund", "egen hest"))
        .refused(Refusal::TextMoved);
}

#[test]
fn a_line_has_an_upper_length() {
    let refusal = Refusal::TooLong { max: input::LINE };
    let long = too_long(input::LINE);
    circle().when(ALI, add(1, &long, Picture::None)).refused(refusal);
    circle().when(ALI, add(1, &long, pictogram("dog"))).refused(refusal);
    a_dream().when(ALI, reword("egen hund", &long)).refused(refusal);
}

#[test]
fn two_edits_that_are_too_long_together_are_refused() {
    let half = "o ".repeat(75);
    let start = format!("{half}midt {half}");
    let given = circle().and(ALI, add(1, &start.trim()[..200], Picture::None));
    let text = the_dream(&given.family).text.clone();
    given
        .and(MOTHER, reword(&text, &format!("{} {text}", "a".repeat(70))))
        .when(ALI, reword(&text, &format!("{text} {}", "b".repeat(70))))
        .refused(Refusal::TooLong { max: input::LINE });
}

#[test]
fn there_is_an_end_to_the_map() {
    let full = (0..MOST_DREAMS as u128)
        .fold(circle(), |given, number| given.and(ALI, add(number, "mere", Picture::None)));
    full.when(ALI, add(MOST_DREAMS as u128, "mere", Picture::None))
        .refused(Refusal::TooMany { max: MOST_DREAMS });
}

#[test]
fn the_list_reads_a_zone_from_the_start_edge() {
    let put = |id: u128, zone, x| {
        let place = at(zone, x, 0);
        Command::Move { id: dream(id), place }
    };
    let given = (1..=4).fold(circle(), |given, id| given.and(ALI, add(id, "x", Picture::None)));
    given
        .and(ALI, put(1, Zone::Now, 900))
        .and(ALI, put(2, Zone::Now, 100))
        .and(ALI, put(3, Zone::SomeDay, 1))
        .and(ALI, put(4, Zone::Now, 500))
        .and(ALI, Command::Remove { id: dream(4) })
        .then(|family| {
            let now: Vec<_> = family.dreams.in_zone(Zone::Now).iter().map(|it| it.id).collect();
            assert!(now == [dream(2), dream(1)]);
            assert!(family.dreams.in_zone(Zone::Soon).is_empty());
        });
    assert_eq!(Zone::ALL, [Zone::Now, Zone::Soon, Zone::SomeDay]);
}
