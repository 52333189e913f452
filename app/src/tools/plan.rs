//! The picture of the plan: goals and steps with a ball.

mod agree;
mod forms;
mod goal;
mod scale;
mod step;

pub use agree::AgreeRow;
pub use forms::GoalForm;
pub use goal::GoalCard;
pub use step::StepRow;
