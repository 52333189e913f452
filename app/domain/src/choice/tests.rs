use super::{Choice, Version};
use crate::dialogue::Command as Dialogue;
use crate::dreams::{Command as Dreams, Picture, Place, Zone};
use crate::given::{
    ALI, FATHER, Given, MOTHER, SARA, TEACHER, afternoon, by, circle, dialogue, dream, given, goal,
    in_days, in_dialogue, today,
};
use crate::people::{Called, Command as People};
use crate::plan::Command as Plan;
use crate::{Command, MemberId, Refusal, dialogue as meeting};

fn drawing(strokes: &[&[(u8, u8)]]) -> Picture {
    Picture::Drawing { strokes: strokes.iter().map(|it| it.to_vec()).collect() }
}

fn repicture(from: &Picture, picture: Picture) -> Command {
    Dreams::Picture { id: dream(1), picture, from: Some(from.mark()) }.into()
}

fn dreamt(picture: Picture) -> Given {
    let place = Place { zone: Zone::Now, x: 1, y: 1 };
    let text = "en hund".to_owned();
    circle()
        .and(ALI, Dreams::Add { id: dream(1), whose: ALI, text, picture, place, dialogue: None })
}

fn pictured(given: &Given) -> Picture {
    given.family.dreams.dreams[&dream(1)].picture.clone()
}

/// Both refuses the change for its words, and leaves this choice.
fn choice(given: &Given, who: MemberId, change: &Command) -> Choice {
    given.clone().when(who, change.clone()).refused(Refusal::TextMoved);
    change.choice(&given.seen_by(who), who).expect("both are there")
}

fn words(text: &str) -> Version {
    Version::Words(text.to_owned())
}

// [S13]
#[test]
fn what_two_drew_on_top_of_one_drawing_is_put_together() {
    let (first, mine, theirs) = ([(1, 1), (2, 2)], [(9, 9)], [(5, 5), (6, 6)]);
    let start = drawing(&[&first]);
    let given = dreamt(start.clone())
        .and(FATHER, repicture(&start, drawing(&[&first, &theirs])))
        .and(MOTHER, repicture(&start, drawing(&[&first, &mine])));
    assert!(pictured(&given) == drawing(&[&first, &theirs, &mine]));
}

// [S14]
#[test]
fn of_two_pictures_there_is_one_and_the_writer_chooses() {
    let dog = Picture::Pictogram { name: "dog".to_owned() };
    let (empty, mine) = (Picture::None, drawing(&[&[(1, 1)]]));
    let given = dreamt(empty.clone()).and(FATHER, repicture(&empty, dog.clone()));
    let left = choice(&given, MOTHER, &repicture(&empty, mine.clone()));
    assert!(left.now == Version::Picture(dog) && left.mine == Version::Picture(mine.clone()));
    assert!(pictured(&given.and(MOTHER, left.again)) == mine);
}

// [S14]
#[test]
fn a_goal_that_two_reworded_is_left_to_the_second() {
    let (id, on) = (goal(1), today());
    let set = Plan::SetGoal {
        id,
        about: ALI,
        text: "en ven".to_owned(),
        sign: String::new(),
        dream: None,
        dialogue: None,
        on,
    };
    let reword =
        |text: &str| Plan::RewordGoal { id, from: "en ven".to_owned(), text: text.to_owned() };
    let given = given([by(TEACHER, set), by(FATHER, reword("en hund"))]);
    let left = choice(&given, MOTHER, &reword("en kat").into());
    assert!(left.now == words("en hund") && left.mine == words("en kat"));
    let given = given.and(MOTHER, left.again);
    assert!(given.family.plan.goals[&id].text == "en kat");
    assert!(given.family.plan.goals[&id].earlier == ["en ven", "en hund"]);
}

// [S14]
#[test]
fn a_name_that_two_corrected_is_left_to_the_second() {
    let called =
        |name: &str, title: &str| Called { name: name.to_owned(), title: title.to_owned() };
    let rename = |name: &str, title: &str, from| People::Rename {
        member: SARA,
        name: name.to_owned(),
        title: title.to_owned(),
        from,
    };
    let from = || Some(called("Sara", "søster"));
    let given = given([
        by(MOTHER, rename("Sara", "søster", None)),
        by(MOTHER, rename("Sara H", "søster", from())),
    ]);
    // One has changed the name and the other the title: there is room for both.
    let joined = given.clone().and(FATHER, rename("Sara", "lillesøster", from()));
    let sara = joined.family.people.get(SARA).expect("is there");
    assert!(sara.name == "Sara H" && sara.title == "lillesøster");
    let left = choice(&given, FATHER, &rename("Sara B", "søster", from()).into());
    assert!(left.now == words("Sara H, søster") && left.mine == words("Sara B, søster"));
    let again = given.and(FATHER, left.again);
    assert!(again.family.people.get(SARA).expect("is there").name == "Sara B");
}

// [S13]
#[test]
fn time_and_place_of_a_meeting_are_joined_each_by_itself() {
    let (id, when) = (dialogue(2), afternoon(in_days(7)));
    let plan = Dialogue::Plan {
        id,
        about: ALI,
        when,
        place: "skolen".to_owned(),
        held: false,
        among: None,
    };
    let began = meeting::Arranged { when, place: "skolen".to_owned() };
    let change = |days: i64, place: &str| Dialogue::Move {
        id,
        when: afternoon(in_days(days)),
        place: place.to_owned(),
        from: Some(began.clone()),
    };
    let moved = given([by(TEACHER, plan), by(TEACHER, change(9, "skolen"))]);
    let joined = moved.clone().and(TEACHER, change(7, "hjemme"));
    let it = &joined.family.dialogue.all[&id];
    assert!(it.when == afternoon(in_days(9)) && it.place == "hjemme");
    moved.when(TEACHER, change(8, "skolen")).refused(Refusal::Changed);
    let left = choice(&joined, TEACHER, &change(9, "biblioteket").into());
    assert!(left.now == words("hjemme") && left.mine == words("biblioteket"));
}

// [S14]
#[test]
fn what_one_said_on_two_devices_is_left_to_them() {
    let said = |score, next_time: &str| Dialogue::Useful {
        id: dialogue(1),
        useful: meeting::Useful { score, next_time: next_time.to_owned() },
        from: Some(String::new()),
    };
    let given = in_dialogue().and(MOTHER, said(4, "flere pauser"));
    let left = choice(&given, MOTHER, &said(5, "kortere").into());
    assert!(left.now == words("flere pauser") && left.mine == words("kortere"));
    let given = given.and(MOTHER, left.again);
    assert!(given.family.dialogue.all[&dialogue(1)].useful[&MOTHER].next_time == "kortere");
}

// [S14]
#[test]
fn where_the_thing_is_gone_there_is_nothing_to_choose() {
    let change: Command =
        Dreams::Reword { id: dream(9), from: "en".to_owned(), text: "to".to_owned() }.into();
    assert!(change.choice(&circle().family, MOTHER).is_none());
    assert!(repicture(&Picture::None, Picture::None).choice(&circle().family, MOTHER).is_none());
}
