//! What the dialogue asks somebody whose turn it is, and the command their answer makes.

use crate::auth::hand_over::{Once, Turn};
use crate::clock;
use crate::http::forms::fields::Fields;
use app::still::hand_over::Asks;
use chrono::{Datelike, NaiveDate};
use domain::dialogue::{self, CheckIn, Step};
use domain::people::AgeBand;
use domain::ruler::{self, Level, Round, Seen};
use domain::talk::{self, Column};
use domain::{CardId, Command, PlacementId, Refusal};

/// What stands on the page of a turn.
pub(super) fn asks(turn: &Turn, today: NaiveDate) -> Asks {
    let Turn { view, dialogue, table, .. } = turn;
    let child = (dialogue.about != view.me).then(|| table.called(dialogue.about));
    if once(turn).is_some_and(|once| turn.is_kept_from(once)) {
        return Asks::Stands;
    }
    match dialogue.step {
        Step::CheckIn => Asks::CheckIn,
        Step::Works | Step::OneUp => Asks::Card { columns: columns(dialogue.step), child },
        Step::Ruler => open_round(turn).map_or(Asks::NoRound, |round| {
            let born = view.family.people.get(round.child).and_then(|it| it.born);
            Asks::Place {
                child: (round.child != view.me).then(|| table.called(round.child)),
                setting: round.setting,
                age: born.map(|born| AgeBand::of(born, today.year())),
                laid: round.laid.contains(&view.me),
            }
        }),
        _ => Asks::Nothing,
    }
}

fn columns(step: Step) -> Vec<Column> {
    match step {
        Step::Works => Column::PREPARED.to_vec(),
        Step::OneUp => vec![Column::OneUp],
        _ => Vec::new(),
    }
}

fn open_round(turn: &Turn) -> Option<&Round> {
    turn.view.family.ruler.current_round(turn.dialogue.id).filter(|round| !round.revealed)
}

/// What is asked at this step, where it stands once for each.
pub(super) fn once(turn: &Turn) -> Option<Once> {
    match turn.dialogue.step {
        Step::CheckIn => Some(Once::CheckIn),
        Step::Ruler => open_round(turn).map(|round| Once::Placement { round: round.id }),
        _ => None,
    }
}

/// The answer to what is asked at this step, and nothing else: a form of an earlier step is refused.
pub(super) fn command(turn: &Turn, fields: &Fields, today: NaiveDate) -> Result<Command, Refusal> {
    let it = &turn.dialogue;
    if once(turn).is_some_and(|once| turn.is_kept_from(once)) {
        return Err(Refusal::Already);
    }
    match (fields.text("act").as_str(), it.step) {
        ("check_in", Step::CheckIn) => {
            let check_in = match fields.text("face").as_str() {
                "pass" => CheckIn::Pass,
                _ => CheckIn::Face { face: fields.needed("face", Refusal::OffScale)? },
            };
            Ok(Command::Dialogue(dialogue::Command::CheckIn { id: it.id, check_in }))
        }
        ("card", Step::Works | Step::OneUp) => {
            let all = columns(it.step);
            let column = match fields.choice("column") {
                Err(Refusal::Empty) => all.first().copied(),
                chosen => chosen.map(|it| all.contains(&it).then_some(it))?,
            };
            Ok(Command::Talk(talk::Command::Write {
                id: CardId(clock::new_id()),
                about: it.about,
                column: column.ok_or(Refusal::NotNow)?,
                text: fields.text("text"),
                notices: fields.text("notices"),
                dialogue: Some(it.id),
                on: today,
                shared: true,
            }))
        }
        ("place", Step::Ruler) => {
            let round = open_round(turn).ok_or(Refusal::NotNow)?;
            let level: u8 = fields.needed("level", Refusal::OffScale)?;
            Ok(Command::Ruler(ruler::Command::Place {
                id: PlacementId(clock::new_id()),
                child: round.child,
                setting: round.setting,
                level: Level::try_from(level)?,
                on: round.on,
                because: fields.text("because"),
                works: String::new(),
                one_up: String::new(),
                seen: Seen::Round(round.id),
            }))
        }
        _ => Err(Refusal::NotNow),
    }
}
