//! Examples of dreams and of the plan.

use super::{DAY, child, id};
use domain::{dreams, plan};

pub(super) fn dreams() -> [dreams::Command; 6] {
    use dreams::{Command as C, Picture, Place, Zone};
    let dream = domain::DreamId(id(60));
    let (place, text) = (Place { zone: Zone::Soon, x: 400, y: 250 }, "Gå til fodbold".to_owned());
    let picture = Picture::Pictogram { name: "football".into() };
    [
        C::Add {
            id: dream,
            whose: child(),
            text: text.clone(),
            picture: picture.clone(),
            place,
            dialogue: None,
        },
        C::Move { id: dream, place },
        C::Reword { id: dream, from: text, text: "Gå til fodbold om onsdagen".into() },
        C::Picture { id: dream, picture, from: None },
        C::Remove { id: dream },
        C::Restore { id: dream },
    ]
}

pub(super) fn plan() -> [plan::Command; 16] {
    use plan::{Command as C, Item, Standing, Way};
    let (goal, step, holder) =
        (domain::GoalId(id(70)), domain::StepId(id(71)), domain::MemberId(id(3)));
    let (on, because) = (DAY, String::new());
    let item = Item::Step(step);
    [
        C::SetGoal {
            id: goal,
            about: child(),
            text: "Ali er med i mindst én leg hver dag".into(),
            sign: String::new(),
            dream: None,
            dialogue: None,
            on,
        },
        C::RewordGoal { id: goal, from: "Ali er med".into(), text: "Ali er med hver dag".into() },
        C::HowFar { id: goal, value: 4, on },
        C::Note { id: goal, way: Way::Forward, text: "Han var med i rundbold".into(), on },
        C::Turn { id: goal, to: Standing::OnHold, because: because.clone(), on },
        C::AddStep {
            id: step,
            goal: Some(goal),
            what: "Ringe til klubben".into(),
            holder,
            due: Some(on + chrono::Days::new(7)),
            help: "Mormor kan køre".into(),
            dialogue: None,
            on,
        },
        C::Offer { id: step, to: holder },
        C::Accept { id: step },
        C::Decline { id: step, because: because.clone() },
        C::HandBack { id: step, because: "Jeg når det ikke".into() },
        C::Tick { id: step, on },
        C::Untick { id: step },
        C::Tell { id: step, text: "De har plads".into(), on },
        C::Due { id: step, due: None },
        C::Agree { item, text: Some("Ali har en ven".into()), holder: None },
        C::Reopen { item },
    ]
}
