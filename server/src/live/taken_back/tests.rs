use super::told;
use chrono::{DateTime, Utc};
use domain::people::{Command as People, Language, Member, Role, Use};
use domain::ruler::{Command as Ruler, Level, Seen, Setting};
use domain::talk::{Column, Command as Talk};
use domain::{CardId, FamilyId, InvitationId, MemberId, PlacementId, RoundId};
use domain::{Command, Ctx, Family, Recorded, apply, decide, view};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
use std::collections::BTreeSet;
use uuid::Uuid;

const LEAD: MemberId = MemberId(Uuid::from_u128(1));
const MOTHER: MemberId = MemberId(Uuid::from_u128(2));
const CHILD: MemberId = MemberId(Uuid::from_u128(3));

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).expect("a moment")
}

/// A family with its log.
#[derive(Default)]
struct Told {
    family: Family,
    log: Vec<Recorded>,
}

impl Told {
    fn does(&mut self, by: MemberId, command: &Command) {
        let events = decide(&self.family, &Ctx { actor: by, now: now() }, command);
        for event in events.into_iter().flatten() {
            apply(&mut self.family, &event);
            let seq = self.log.len() as u64 + 1;
            self.log.push(Recorded { seq, at: now(), by, event });
        }
    }

    /// A coordinator, a mother and a child.
    fn begun() -> Self {
        let person = |id, role| {
            let (name, title, joined) = ("N".to_owned(), String::new(), false);
            Member { id, name, role, title, born: None, language: Language::Da, joined }
        };
        let (name, note, founder) =
            ("F".to_owned(), String::new(), person(LEAD, Role::Professional));
        let (family, children) = (FamilyId(Uuid::from_u128(9)), vec![person(CHILD, Role::Child)]);
        let (id, until) = (InvitationId(Uuid::from_u128(8)), now() + chrono::TimeDelta::days(7));
        let (role, who, usage) = (Role::Guardian, None, Use::Single);
        let (joining, title, language) = ("M".to_owned(), String::new(), Language::Da);
        let join = People::Join { invitation: id, name: joining, title, language };
        let mut begun = Self::default();
        begun.does(LEAD, &Command::People(People::Found { family, name, note, founder, children }));
        begun.does(LEAD, &Command::People(People::Invite { id, role, who, usage, until }));
        begun.does(MOTHER, &Command::People(join));
        begun
    }
}

/// Writing, placing, sharing, revealing and taking back, over so few ids that they are used again.
fn command(roll: [u8; 4], word: String) -> Command {
    let [kind, id, how, _] = roll;
    let number = u128::from(id % 3) + 1;
    let (card, placement) = (CardId(Uuid::from_u128(number)), PlacementId(Uuid::from_u128(number)));
    let round = RoundId(Uuid::from_u128(u128::from(how / 4 % 3)));
    let (child, setting, on) = (CHILD, Setting::Home, now().date_naive());
    let seen = [Seen::Mine, Seen::Circle, Seen::Round(round), Seen::Round(round)];
    let nothing = String::new;
    match kind % 9 {
        0 => Command::Ruler(Ruler::Open { round, child, setting, dialogue: None, on }),
        1 => Command::Ruler(Ruler::Reveal { round }),
        2 | 3 => Command::Ruler(Ruler::Place {
            id: placement,
            child,
            setting,
            level: Level::ALL[2],
            on,
            because: word,
            works: nothing(),
            one_up: nothing(),
            seen: seen[usize::from(how % 4)],
        }),
        4 => Command::Ruler(Ruler::Share { id: placement }),
        5 => Command::Ruler(Ruler::Withdraw { id: placement }),
        6 => Command::Talk(Talk::Write {
            id: card,
            about: child,
            column: Column::Works,
            text: word,
            notices: nothing(),
            dialogue: None,
            on,
            shared: how % 2 == 0,
        }),
        7 if how % 2 == 0 => Command::Talk(Talk::Share { id: card }),
        7 => Command::Talk(Talk::Reword { id: card, from: nothing(), text: word }),
        _ => Command::Talk(Talk::Remove { id: card }),
    }
}

fn json(it: &impl serde::Serialize) -> String {
    serde_json::to_string(it).expect("can be written")
}

/// The words of everything that anybody but `viewer` has taken back.
fn taken_back(family: &Family, log: &[Recorded], viewer: MemberId) -> BTreeSet<String> {
    let words = |text: &str| -> BTreeSet<String> {
        text.split('"').filter(|it| it.starts_with("word")).map(str::to_owned).collect()
    };
    // What was reworded still stands; the event that first told it holds the words from before.
    if log.iter().any(|it| json(it).contains("reworded")) {
        return BTreeSet::new();
    }
    // Whoever reveals shows what is not theirs.
    let others = log.iter().filter(|it| it.by != viewer && !json(it).contains("revealed\":{"));
    let ever: BTreeSet<_> = others.flat_map(|it| words(&json(it))).collect();
    ever.difference(&words(&json(family))).cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_log_without_what_was_taken_back_leads_to_todays_view(rolls in vec(any::<[u8; 4]>(), 0..60)) {
        let mut given = Told::begun();
        let mut copies = vec![(0, given.family.clone())];
        for (number, roll) in rolls.iter().enumerate() {
            let by = if roll[3] % 2 == 0 { LEAD } else { MOTHER };
            given.does(by, &command(*roll, format!("word{number}")));
            copies.push((given.log.len(), given.family.clone()));
        }
        for viewer in [LEAD, MOTHER] {
            let today = view::view(&given.family, viewer);
            for (seq, then) in &copies {
                let mut copy = if *seq == 0 { Some(Family::default()) } else { view::view(then, viewer) };
                let news = told(viewer, given.log[*seq..].to_vec());
                if let Some(copy) = &mut copy {
                    for it in &news {
                        apply(copy, &it.event);
                    }
                }
                prop_assert!(copy == today);
            }
            let text = json(&told(viewer, given.log.clone()));
            let leaked = taken_back(&given.family, &given.log, viewer);
            let told = leaked.iter().any(|word| text.contains(&format!("\"{word}\"")));
            prop_assert!(!told);
        }
    }
}
