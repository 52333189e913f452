use super::{Command, a_dream, add, drawing, pictogram, redraw, remove, restore, reword, shift};
use crate::dreams::{Dream, Picture};
use crate::given::{ALI, Given, MOTHER, circle};

/// What lies on the map.
fn on_map(given: &Given) -> Vec<Dream> {
    given
        .family
        .dreams
        .on_map()
        .map(|it| Dream { worded_by: None, pictured_by: None, ..it.clone() })
        .collect()
}

/// Carries `command` out and takes it back: the map is as it was.
fn there_and_back(given: Given, command: Command) {
    let undo = given.family.dreams.undo(&command).expect("can be taken back");
    let before = on_map(&given);
    let changed = given.and(ALI, command);
    assert!(on_map(&changed) != before, "the command changed nothing");
    assert!(on_map(&changed.and(ALI, undo)) == before);
}

#[test]
fn an_added_card_goes_away() {
    there_and_back(circle(), add(1, "egen hund", Picture::None));
    there_and_back(a_dream(), add(2, "", drawing(&[4])));
}

#[test]
fn a_moved_card_goes_back() {
    there_and_back(a_dream(), shift(7, 9));
}

#[test]
fn a_reworded_card_says_what_it_said() {
    there_and_back(a_dream(), reword("egen hund", "to hunde"));
}

#[test]
fn a_card_reworded_with_loose_ends_says_what_it_said() {
    there_and_back(a_dream(), reword("egen hund", "  to\r\nhunde\t "));
}

#[test]
fn a_card_reworded_on_top_of_anothers_words_says_what_it_said() {
    let given = a_dream().and(MOTHER, reword("egen hund", "min egen hund"));
    there_and_back(given, reword("egen hund", "egen hund og kat"));
}

#[test]
fn a_new_picture_gives_way_to_the_old_one() {
    there_and_back(a_dream(), redraw(pictogram("dog")));
    there_and_back(a_dream().and(ALI, redraw(drawing(&[3]))), redraw(Picture::None));
}

#[test]
fn a_removed_card_comes_back() {
    there_and_back(a_dream(), remove());
}

#[test]
fn a_restored_card_goes_away() {
    there_and_back(a_dream().and(ALI, remove()), restore());
}

#[test]
fn what_is_not_there_cannot_be_taken_back() {
    let empty = circle().family.dreams;
    for command in [shift(1, 1), reword("", "x"), redraw(Picture::None)] {
        assert!(empty.undo(&command).is_none());
    }
}

#[test]
fn words_that_would_be_refused_are_not_taken_back() {
    let given = a_dream().and(MOTHER, reword("egen hund", "egen kat"));
    assert!(given.family.dreams.undo(&reword("egen hund", "egen hest")).is_none());
}
