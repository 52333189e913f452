//! What somebody might find out by trying, and what stays open to them when it should not.

use super::apart::kept;
use crate::consent::{Command as Consent, Heard, Section};
use crate::dialogue::Command as Dialogue;
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, NEWCOMER, SARA, TEACHER, afternoon, by, circle,
    dialogue, dream, goal, in_days, invitation, now, step, today,
};
use crate::may::Sight;
use crate::people::{Command as People, Lead, Role, Use};
use crate::plan::{Command as Plan, Way};
use crate::view::{Before, Told, told, told_later};
use crate::{MemberId, Refusal};
use chrono::TimeDelta;
use std::collections::BTreeSet;

fn set_goal(about: MemberId) -> Plan {
    let (text, sign) = ("ro om morgenen".to_owned(), String::new());
    Plan::SetGoal { id: goal(1), about, text, sign, dream: None, dialogue: None, on: today() }
}

fn reword(from: &str, text: &str) -> Plan {
    Plan::RewordGoal { id: goal(1), from: from.into(), text: text.into() }
}

fn note(text: &str) -> Plan {
    Plan::Note { id: goal(1), way: Way::Forward, text: text.into(), on: today() }
}

fn taken_back(to: MemberId) -> Consent {
    Consent::Withdraw { to, of: None, section: None }
}

fn goals(given: &Given, who: MemberId) -> usize {
    given.seen_by(who).plan.goals.len()
}

#[test]
fn what_a_guest_wrote_is_theirs_until_others_have_written_in_it() {
    let alone = circle().and(GRANDMOTHER, set_goal(ALI)).and(MOTHER, taken_back(GRANDMOTHER));
    assert_eq!(goals(&alone, GRANDMOTHER), 1);
    assert_eq!(goals(&alone.clone().and(MOTHER, note("lægen ringede")), GRANDMOTHER), 0);
    let own = "ro om morgenen";
    assert_eq!(goals(&alone.clone().and(MOTHER, reword(own, "ro hele dagen")), GRANDMOTHER), 0);
    let again = alone.and(GRANDMOTHER, reword(own, "ro og tid"));
    assert_eq!(goals(&again.clone().and(GRANDMOTHER, note("vi øver")), GRANDMOTHER), 1);
    assert_eq!(goals(&again.and(MOTHER, note("vi øver")), GRANDMOTHER), 0);
}

#[test]
fn whoever_comes_back_no_longer_holds_what_others_wrote_into_theirs() {
    let alone = circle().and(GRANDMOTHER, set_goal(ALI)).and(MOTHER, taken_back(GRANDMOTHER));
    let after = alone.and(MOTHER, note("lægen ringede"));
    let today = Sight::new(&after.family, GRANDMOTHER, today());
    let (_, noted) = after.log.last().expect("the note");
    assert!(told_later(&today, noted) == Told::Anew);
}

fn invite(role: Role, who: Option<MemberId>) -> People {
    let (id, usage, until) = (invitation(7), Use::Single, now() + TimeDelta::days(1));
    People::Invite { id, role, who, usage, until }
}

#[test]
fn who_leads_lets_in_no_child_and_nothing_waits_for_a_guest_who_is_only_named() {
    for invite in [invite(Role::Child, Some(SARA)), invite(Role::Child, None)] {
        circle().when(TEACHER, invite).refused(Refusal::OnlyFamily);
    }
    let uncle = crate::given::person(NEWCOMER, "Bo", Role::Network);
    let named = circle().and(TEACHER, People::Name { member: uncle.clone() });
    let (who, give) = crate::given::gives(uncle.id);
    named.clone().when(who, give).refused(Refusal::NotNow);
    named.and(TEACHER, invite(Role::Network, Some(uncle.id)));
}

#[test]
fn somebody_who_was_taken_out_is_not_let_in_by_the_old_name() {
    let uncle = crate::given::person(NEWCOMER, "Bo", Role::Network);
    let gone = circle()
        .and(MOTHER, People::Name { member: uncle.clone() })
        .and(MOTHER, People::Remove { member: uncle.id, lead: Lead::NotYet });
    gone.when(MOTHER, invite(Role::Network, Some(uncle.id))).refused(Refusal::Unknown);
}

#[test]
fn the_names_he_gives_to_others_do_not_answer_whether_a_word_is_kept() {
    let given = circle().and(MOTHER, kept("Skovskolen", &[]));
    for title in ["Skovskolen", "noget andet"] {
        let (member, name) = (SARA, "Sarah".to_owned());
        let renamed = given
            .clone()
            .and(FATHER, People::Rename { member, name, title: title.into(), from: None });
        assert_eq!(renamed.seen_by(FATHER).people.members[&SARA].title, title);
        let (member, name) = (SARA, "Sarah".to_owned());
        let hers = given
            .clone()
            .and(MOTHER, People::Rename { member, name, title: "Skovskolen".into(), from: None });
        assert_eq!(hers.seen_by(FATHER).people.members[&SARA].title, "");
    }
}

#[test]
fn his_own_goal_reworded_twice_does_not_answer_either() {
    let given = circle().and(MOTHER, kept("Skovskolen", &[])).and(FATHER, set_goal(ALI));
    let given = given
        .and(FATHER, reword("ro om morgenen", "glad for Skovskolen"))
        .and(FATHER, reword("glad for Skovskolen", "glad for skolen"));
    assert_eq!(goals(&given, FATHER), 1);
    let hers = given
        .and(MOTHER, reword("glad for skolen", "bliver på Skovskolen"))
        .and(MOTHER, reword("bliver på Skovskolen", "bliver hvor han er"));
    assert_eq!(goals(&hers, FATHER), 0, "her earlier words still stand there");
}

#[test]
fn the_place_he_wrote_down_as_the_one_who_leads_does_not_answer_either() {
    let (id, when, place) = (dialogue(1), afternoon(in_days(3)), "på Skovskolen".to_owned());
    let led = circle()
        .and(MOTHER, kept("Skovskolen", &[]))
        .and(TEACHER, People::OfferBaton { to: Some(FATHER) })
        .and(FATHER, People::AnswerBaton { accept: true });
    let plan =
        Dialogue::Plan { id, about: ALI, when, place: place.clone(), held: false, among: None };
    let planned = led.and(FATHER, plan);
    assert_eq!(planned.seen_by(FATHER).dialogue.all.len(), 1);
    let moved =
        planned.and(FATHER, Dialogue::Move { id, when, place: "hjemme".into(), from: None });
    let back = moved.and(FATHER, Dialogue::Move { id, when, place, from: None });
    assert_eq!(back.seen_by(FATHER).dialogue.all.len(), 1);
}

#[test]
fn a_name_he_must_not_read_does_not_answer_to_a_guess() {
    let named = |fact| {
        let (member, title) = (SARA, String::new());
        let rename = People::Rename { member, name: "Solvej Holm".into(), title, from: None };
        circle().and(MOTHER, fact).and(MOTHER, rename)
    };
    let guess = || crate::shield::Command::Set {
        id: crate::given::fact(2),
        about: ALI,
        kind: crate::shield::Kind::School,
        text: "Solvej Holm".into(),
        words: Vec::new(),
        known_to: BTreeSet::new(),
        kept_from: BTreeSet::from([MOTHER]),
        dialogue: None,
        from: None,
    };
    named(kept("Holmvej 3", &["Holm"])).when(FATHER, guess()).done();
    named(kept("Lindevej 3", &[])).when(FATHER, guess()).refused(Refusal::Unlike);
}

#[test]
fn who_has_something_kept_from_them_is_told_what_they_missed_as_everybody_is() {
    let given = circle()
        .and(MOTHER, set_goal(ALI))
        .and(MOTHER, reword("ro om morgenen", "ro hele dagen"))
        .and(MOTHER, note("lægen ringede"));
    let log = given.log.clone();
    let with = given.clone().and(MOTHER, kept("Skovskolen", &[])).family;
    let later = |family| {
        let sight = Sight::new(family, FATHER, today());
        log.iter().map(|(_, event)| told_later(&sight, event)).collect::<Vec<_>>()
    };
    assert!(later(&with) == later(&given.family));
    assert!(!later(&with)[log.len() - 3..].contains(&Told::Anew));
}

#[test]
fn a_goal_does_not_tell_of_a_dream_that_is_hidden() {
    let (id, when, place) = (dialogue(1), afternoon(today()), String::new());
    let among = Some(BTreeSet::from([TEACHER, MOTHER]));
    let picture = crate::dreams::Picture::None;
    let zone = crate::dreams::Zone::Now;
    let given = circle()
        .and(TEACHER, Dialogue::Plan { id, about: ALI, when, place, held: false, among })
        .and(TEACHER, Dialogue::Start { id })
        .and(
            MOTHER,
            crate::dreams::Command::Add {
                id: dream(1),
                whose: ALI,
                text: "en stille morgen".into(),
                picture,
                place: crate::dreams::Place { zone, x: 1, y: 1 },
                dialogue: Some(id),
            },
        );
    let (text, sign) = ("ro".to_owned(), String::new());
    let from = Some(dream(1));
    let old = given.family.clone();
    let grown = given.and(
        MOTHER,
        Plan::SetGoal {
            id: goal(1),
            about: ALI,
            text,
            sign,
            dream: from,
            dialogue: None,
            on: today(),
        },
    );
    assert_eq!(grown.seen_by(FATHER).plan.goals[&goal(1)].dream, None);
    assert_eq!(grown.seen_by(MOTHER).plan.goals[&goal(1)].dream, from);
    let (_, set) = grown.log.last().expect("the goal");
    let sees = |who| told_later(&Sight::new(&grown.family, who, today()), set);
    assert!((sees(FATHER), sees(MOTHER)) == (Told::Anew, Told::Event));
    let before = Before::of(&Sight::new(&old, FATHER, today()), set);
    assert!(told(&before, &Sight::new(&grown.family, FATHER, today()), set) == Told::Anew);
}

#[test]
fn whoever_may_not_read_the_familys_name_can_still_end_it() {
    let given = circle().and(MOTHER, kept("Omkring", &[]));
    given.clone().when(FATHER, People::Erase { name: "…".into() }).done();
    given
        .clone()
        .when(FATHER, People::Erase { name: "Omkring Ali".into() })
        .refused(Refusal::OtherName);
    given.when(MOTHER, People::Erase { name: "omkring ali".into() }).done();
}

#[test]
fn a_step_that_a_young_person_holds_is_theirs_to_show() {
    let mut given = circle();
    given.family.people.members.get_mut(&ALI).expect("Ali").born = Some(2010);
    let (what, help) = ("ringe selv".to_owned(), String::new());
    let (holder, due) = (ALI, Some(in_days(3)));
    let add = Plan::AddStep {
        id: step(1),
        goal: None,
        what,
        holder,
        due,
        help,
        dialogue: None,
        on: today(),
    };
    let (to, of, section) = (GRANDMOTHER, Some(ALI), Some(Section::Plan));
    let given = given.and(ALI, add).and(ALI, Consent::Withdraw { to, of, section });
    assert!(
        given.seen_by(GRANDMOTHER).plan.steps.is_empty(),
        "the family gave her the plan, and Ali took his part of it back"
    );
    let give = Consent::Give {
        to: GRANDMOTHER,
        of: Some(ALI),
        sections: BTreeSet::from([Section::Plan]),
        purpose: "så hun kan minde mig".into(),
        until: in_days(30),
        heard: Heard::Own,
    };
    let (who, give) = by(ALI, give);
    assert_eq!(given.and(who, give).seen_by(GRANDMOTHER).plan.steps.len(), 1);
}

#[test]
fn what_a_kept_word_hid_comes_whole_when_the_word_has_gone() {
    let says = |id, from: &str, text: &str| {
        let (from, text) = (from.to_owned(), text.to_owned());
        crate::dreams::Command::Reword { id, from, text }
    };
    let (picture, zone) = (crate::dreams::Picture::None, crate::dreams::Zone::Now);
    let add = crate::dreams::Command::Add {
        id: dream(1),
        whose: ALI,
        text: "venner på Skovskolen".into(),
        picture,
        place: crate::dreams::Place { zone, x: 1, y: 1 },
        dialogue: None,
    };
    let hidden = circle().and(MOTHER, kept("Skovskolen", &[])).and(MOTHER, add);
    assert!(hidden.seen_by(FATHER).dreams.dreams.is_empty());
    let shown = hidden.and(MOTHER, says(dream(1), "venner på Skovskolen", "venner i skolen"));
    let (_, reworded) = shown.log.last().expect("the new words");
    assert!(told_later(&Sight::new(&shown.family, FATHER, today()), reworded) == Told::Anew);
}

#[test]
fn a_change_of_a_name_is_joined_with_what_is_seen_and_not_with_what_is_kept() {
    let called =
        |name: &str, title: &str| crate::people::Called { name: name.into(), title: title.into() };
    let rename = |name: &str, title: &str, from| People::Rename {
        member: SARA,
        name: name.into(),
        title: title.into(),
        from,
    };
    let given = circle()
        .and(MOTHER, kept("Skovskolen", &[]))
        .and(MOTHER, rename("Sarah", "køkkenet på Skovskolen", None));
    let by_him = given.clone().and(FATHER, rename("Zahra", "", Some(called("Sarah", ""))));
    let title = |who| by_him.seen_by(who).people.members[&SARA].title.clone();
    assert_eq!((title(MOTHER).as_str(), title(FATHER).as_str()), ("køkkenet på Skovskolen", ""));
    for title in ["køkkenet på Skovskolen", "noget helt andet"] {
        let from = Some(called("Sarah", title));
        let guess = rename("Sarah", &format!("{title} nu"), from);
        given.clone().when(FATHER, guess).refused(Refusal::TextMoved);
    }
}

#[test]
fn words_that_were_taken_back_with_the_ball_are_not_told_later_either() {
    let (what, help) = ("ringe til skolen".to_owned(), String::new());
    let (holder, due) = (MOTHER, Some(in_days(3)));
    let (goal, dialogue, on) = (None, None, today());
    let add = Plan::AddStep { id: step(1), goal, what, holder, due, help, dialogue, on };
    let because = "fordi Skovskolen ringer selv".to_owned();
    let given = circle()
        .and(MOTHER, kept("Skovskolen", &[]))
        .and(MOTHER, add)
        .and(MOTHER, Plan::HandBack { id: step(1), because })
        .and(MOTHER, Plan::Accept { id: step(1) });
    assert_eq!(given.seen_by(FATHER).plan.steps.len(), 1);
    let sight = Sight::new(&given.family, FATHER, today());
    let handed_back = &given.log[given.log.len() - 2].1;
    assert!(told_later(&sight, handed_back) == Told::Anew);
}

#[test]
fn correcting_a_title_does_not_make_the_name_anothers() {
    let rename = |name: &str, title: &str| People::Rename {
        member: SARA,
        name: name.into(),
        title: title.into(),
        from: None,
    };
    let given = circle()
        .and(MOTHER, kept("Skovskolen", &[]))
        .and(FATHER, rename("Skovskolen Jensen", "søster"))
        .and(MOTHER, rename("Skovskolen Jensen", "lillesøster"));
    let seen = given.seen_by(FATHER);
    assert_eq!(seen.people.members[&SARA].name, "Skovskolen Jensen");
    let hers = given.and(MOTHER, rename("Anna", "køkkenet på Skovskolen"));
    let joined = People::Rename {
        member: SARA,
        name: "Anna Skovskolen".into(),
        title: String::new(),
        from: Some(crate::people::Called { name: "Anna".into(), title: String::new() }),
    };
    let seen = hers.and(FATHER, joined).seen_by(FATHER);
    let it = &seen.people.members[&SARA];
    assert_eq!((it.name.as_str(), it.title.as_str()), ("Anna Skovskolen", ""));
}
