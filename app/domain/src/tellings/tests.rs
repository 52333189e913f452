use super::was::Was;
use super::{MARKS, MOST, Tellings};
use crate::dialogue::Command as Dialogue;
use crate::given::random::{config, rolls};
use crate::given::samples::kind;
use crate::given::story::play;
use crate::given::{
    ALI, FATHER, GRANDMOTHER, Given, MOTHER, TEACHER, card, circle, fact, now, today,
};
use crate::may::Sight;
use crate::people::{Command as People, Lead};
use crate::ruler::{Command as Ruler, Seen, Setting};
use crate::shield::{Command as Shield, Kind};
use crate::talk::{Column, Command as Talk};
use crate::things::touches;
use crate::view::{Told, view};
use crate::{Event, Family, MemberId, Recorded};
use chrono::TimeDelta;
use proptest::prelude::{prop_assert, proptest};
use std::collections::BTreeSet;

fn recorded(seq: u64, by: MemberId, event: &Event) -> Recorded {
    let at = now() + TimeDelta::milliseconds(i64::try_from(seq).expect("few") * 7);
    Recorded { seq, at, by, event: event.clone(), on_screen_of: None }
}

fn counted(given: &Given) -> Tellings {
    let (mut family, mut tellings) = (Family::default(), Tellings::default());
    for ((by, event), seq) in given.log.iter().zip(1..) {
        tellings.take_in(&mut family, &recorded(seq, *by, event));
    }
    tellings
}

fn writes(id: u128, shared: bool) -> Talk {
    Talk::Write {
        id: card(id),
        about: ALI,
        column: Column::Worry,
        text: "pausen".into(),
        notices: String::new(),
        dialogue: None,
        on: today(),
        shared,
    }
}

fn keeps(id: u128, word: &str) -> Shield {
    Shield::Set {
        dialogue: None,
        from: None,
        id: fact(id),
        about: ALI,
        kind: Kind::School,
        text: word.into(),
        words: vec![],
        known_to: BTreeSet::new(),
        kept_from: BTreeSet::from([FATHER]),
    }
}

// [S32]
#[test]
fn what_one_keeps_for_oneself_counts_for_nobody_else() {
    let before = circle();
    let after = before.clone().and(ALI, writes(1, false)).and(ALI, Talk::Remove { id: card(1) });
    let (was, is) = (counted(&before), counted(&after));
    for who in [TEACHER, MOTHER, FATHER, GRANDMOTHER] {
        assert_eq!(was.number(who), is.number(who));
    }
    assert_eq!(is.number(ALI) / MARKS, was.number(ALI) / MARKS + 2);
    let since = is.since(MOTHER, was.number(MOTHER)).expect("she is where she was");
    assert!(since.told.is_empty() && !since.anew);
}

// [S32]
#[test]
fn a_word_kept_from_somebody_that_stands_nowhere_is_not_felt() {
    let before = circle();
    let after =
        before.clone().and(MOTHER, keeps(1, "Skovskolen")).and(MOTHER, keeps(2, "Egevej 12"));
    assert_eq!(counted(&before).number(FATHER), counted(&after).number(FATHER));
    let title = |title: &str| People::Rename {
        member: TEACHER,
        name: "Tove".into(),
        title: title.into(),
        from: None,
    };
    // Once it is hidden from him, it may change as it likes.
    let hidden = after.and(TEACHER, title("lærer på Skovskolen"));
    assert_ne!(counted(&before).number(FATHER), counted(&hidden).number(FATHER), "her title went");
    let again = hidden.clone().and(TEACHER, title("rektor på Skovskolen"));
    assert_eq!(counted(&hidden).number(FATHER), counted(&again).number(FATHER));
}

#[test]
fn whoever_does_something_hears_of_it_in_their_number_whatever_they_see_of_it() {
    let before = circle();
    let after = before.clone().and(TEACHER, writes(1, true));
    let (was, is) = (counted(&before), counted(&after));
    for who in [TEACHER, MOTHER, FATHER] {
        assert_eq!(is.number(who) / MARKS, was.number(who) / MARKS + 1);
        let since = is.since(who, was.number(who)).expect("not long ago");
        assert_eq!(since.told, [(after.log.len() as u64, is.number(who))]);
    }
}

// [S4]
#[test]
fn only_ones_own_numbers_that_are_not_too_old_lead_on() {
    let before = circle();
    let was = counted(&before).number(MOTHER);
    let many = |count| (0..count).fold(before.clone(), |it, id| it.and(MOTHER, writes(id, true)));
    let after = counted(&many(MOST as u128 - 1));
    assert_eq!(after.since(MOTHER, was).map(|it| it.told.len()), Some(MOST - 1));
    assert!(counted(&many(MOST as u128)).since(MOTHER, was).is_none(), "too long ago");
    for strange in [0, 1, was + 1, was - 1, after.number(MOTHER) + MARKS, u64::MAX] {
        assert!(after.since(MOTHER, strange).is_none(), "another history's: {strange}");
    }
    assert!(after.since(crate::given::STRANGER, was).is_none());
}

// [S7]
#[test]
fn the_number_of_then_is_found_again_and_of_long_ago_one_that_everybody_has_passed() {
    let before = circle();
    let (seq, was) = (before.log.len() as u64, counted(&before).number(MOTHER));
    let one = counted(&before.clone().and(MOTHER, writes(1, true)).and(ALI, writes(2, false)));
    assert_eq!(one.number_at(MOTHER, seq), was);
    assert_eq!(one.number_at(MOTHER, seq + 2), one.number(MOTHER));
    let long = (0..MOST as u128 + 9).fold(before, |it, id| it.and(MOTHER, writes(id, true)));
    let long = counted(&long);
    let then = long.number_at(MOTHER, seq);
    assert!(then < long.number(MOTHER) && long.since(MOTHER, then).is_none());
}

#[test]
fn whoever_leaves_and_comes_back_does_not_begin_anew() {
    let out = circle().and(MOTHER, People::Remove { member: GRANDMOTHER, lead: Lead::NotYet });
    assert_eq!(counted(&out).number(GRANDMOTHER), counted(&circle()).number(GRANDMOTHER));
}

/// The grandmother's seat is opened anew a second time, by the father, who is not in the circle of a dialogue in which she is. She is out
/// already, so all that changes for the others of that circle is who is in it.
#[test]
fn who_is_in_a_circle_with_a_seat_that_is_opened_anew_hears_that_it_is_not_in_it_any_more() {
    let id = crate::given::dialogue(1);
    let among = Some(BTreeSet::from([TEACHER, MOTHER, ALI, GRANDMOTHER]));
    let (when, place) = (crate::given::afternoon(today()), String::new());
    let renew = |number| People::Renew {
        id: crate::given::invitation(number),
        member: GRANDMOTHER,
        until: now() + TimeDelta::days(1),
    };
    let before = circle()
        .and(TEACHER, Dialogue::Plan { id, about: ALI, when, place, held: false, among })
        .and(TEACHER, People::OfferBaton { to: Some(FATHER) })
        .and(FATHER, People::AnswerBaton { accept: true })
        .and(MOTHER, renew(1));
    let circle = |given: &Given| given.seen_by(TEACHER).dialogue.all[&id].among.clone();
    assert!(circle(&before).is_some_and(|it| it.contains(&GRANDMOTHER)));
    let after = before.clone().and(FATHER, renew(2));
    assert!(circle(&after).is_some_and(|it| !it.contains(&GRANDMOTHER)));
    let was = counted(&before).number(TEACHER);
    assert!(counted(&after).since(TEACHER, was).is_some_and(|it| it.anew));
}

/// A card and a placement were shown to her, a card was hers alone, and she was in a circle without the father.
#[test]
fn of_a_seat_that_is_opened_anew_all_is_kept_that_the_event_changes() {
    let (id, among) = (crate::given::dialogue(1), BTreeSet::from([TEACHER, MOTHER, GRANDMOTHER]));
    let (when, place) = (crate::given::afternoon(today()), String::new());
    let (among, to) = (Some(among), BTreeSet::from([GRANDMOTHER]));
    let lays = Ruler::Place {
        id: crate::given::placement(1),
        child: ALI,
        setting: Setting::Home,
        level: crate::given::level(3),
        on: today(),
        because: String::new(),
        works: String::new(),
        one_up: String::new(),
        seen: Seen::Mine,
    };
    let given = circle()
        .and(TEACHER, Dialogue::Plan { id, about: ALI, when, place, held: false, among })
        .and(MOTHER, writes(1, false))
        .and(MOTHER, Talk::Show { id: card(1), to: to.clone() })
        .and(MOTHER, lays)
        .and(MOTHER, Ruler::Show { id: crate::given::placement(1), to })
        .and(GRANDMOTHER, writes(2, false));
    let (id, until) = (crate::given::invitation(1), now() + TimeDelta::days(1));
    let after = given.clone().and(FATHER, People::Renew { id, member: GRANDMOTHER, until });
    let mut was = Was::of(&given.family, &after.log[after.log.len() - 1].1).expect("is asked");
    let mut back = after.family.clone();
    was.swap(&mut back);
    assert!(back == given.family);
    let (then, now) = (&given.family, &after.family);
    assert!(then.talk != now.talk && then.ruler != now.ruler, "it changes them");
    assert!(then.dialogue != now.dialogue && then.away != now.away);
}

proptest! {
    #![proptest_config(config())]

    // [S32]
    #[test]
    fn whose_copy_stays_as_it_is_hears_nothing(rolls in rolls(60)) {
        let given = play(&rolls, |_| {});
        let (mut family, mut tellings) = (Family::default(), Tellings::default());
        for ((by, event), seq) in given.log.iter().zip(1..) {
            let (it, was, numbers) = (recorded(seq, *by, event), family.clone(), tellings.clone());
            let small = Was::of(&was, event);
            let all = tellings.take_in(&mut family, &it);
            if let Some(mut small) = small {
                let mut back = family.clone();
                small.swap(&mut back);
                prop_assert!(back == was, "more is changed: {}", kind(event));
            }
            let on = it.at.date_naive();
            for me in family.people.members.keys() {
                let same = view(&was, *me, on) == view(&family, *me, on);
                let told = all.get(me).copied().unwrap_or(Told::Nothing);
                let heard = told != Told::Nothing;
                // What changes nothing, of a thing that they see, is no secret: the same day set once more.
                let sees = touches(event).iter().all(|(it, _)| Sight::new(&family, *me, on).of(*it).is_some());
                prop_assert!(!same || !heard || (told == Told::Event && sees), "told: {}", kind(event));
                let counts = all.contains_key(me);
                let risen = tellings.number(*me) / MARKS - numbers.number(*me) / MARKS;
                prop_assert!(risen == u64::from(counts) && (me == by || counts == heard));
                prop_assert!(counts || tellings.number(*me) == numbers.number(*me));
            }
        }
        let json = serde_json::to_string(&tellings).expect("plain data");
        prop_assert!(serde_json::from_str::<Tellings>(&json).is_ok_and(|back| back == tellings));
    }
}
