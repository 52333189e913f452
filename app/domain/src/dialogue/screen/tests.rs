use super::{goes_round, takes_turn};
use crate::Refusal;
use crate::dialogue::Command as Dialogue;
use crate::given::{
    ALI, FATHER, GRANDMOTHER, MOTHER, NEWCOMER, SARA, STRANGER, TEACHER, dialogue, in_dialogue,
};
use crate::people::Command as People;

#[test]
fn only_whoever_leads_lets_their_screen_go_round() {
    let family = in_dialogue().family;
    assert_eq!(goes_round(&family, TEACHER, dialogue(1)), Ok(()));
    for other in [MOTHER, FATHER, ALI, GRANDMOTHER] {
        assert_eq!(goes_round(&family, other, dialogue(1)), Err(Refusal::OnlyCoordinator));
    }
    for nobody in [SARA, STRANGER] {
        assert_eq!(goes_round(&family, nobody, dialogue(1)), Err(Refusal::NotAMember));
    }
}

#[test]
fn only_while_the_dialogue_goes_on() {
    let running = in_dialogue();
    assert_eq!(goes_round(&running.family, TEACHER, dialogue(2)), Err(Refusal::NotNow));
    let over = running.and(TEACHER, Dialogue::End { id: dialogue(1) });
    assert_eq!(goes_round(&over.family, TEACHER, dialogue(1)), Err(Refusal::NotNow));
}

#[test]
fn the_family_and_its_network_take_a_turn_and_nobody_else() {
    let family = in_dialogue().family;
    for member in [MOTHER, FATHER, ALI, GRANDMOTHER] {
        assert_eq!(takes_turn(&family, TEACHER, member), Ok(()));
    }
    for other in [TEACHER, SARA, NEWCOMER, STRANGER] {
        assert_eq!(takes_turn(&family, TEACHER, other), Err(Refusal::Unknown));
    }
}

#[test]
fn nobody_writes_in_the_name_of_a_professional() {
    let led_by_mother = in_dialogue()
        .and(TEACHER, People::OfferBaton { to: Some(MOTHER) })
        .and(MOTHER, People::AnswerBaton { accept: true })
        .family;
    assert_eq!(takes_turn(&led_by_mother, MOTHER, FATHER), Ok(()));
    assert_eq!(takes_turn(&led_by_mother, MOTHER, TEACHER), Err(Refusal::Unknown));
    assert_eq!(
        takes_turn(&led_by_mother, TEACHER, FATHER),
        Err(Refusal::OnlyCoordinator),
        "whoever led before leads no more"
    );
}
