//! What somebody wrote with a command. Where it is refused, the words are given back to them: nothing that was written is lost.

use crate::family::Command;
use crate::{consent, dialogue, dreams, people, plan, ruler, shield, talk};

impl Command {
    /// The person's own words in it, in the order of the form. Words that only tell the others how something is called from
    /// before (`from`) are not theirs.
    pub fn words(&self) -> Vec<&str> {
        let all = match self {
            Self::Talk(command) => talk(command),
            Self::Ruler(command) => ruler(command),
            Self::Dreams(command) => dreams(command),
            Self::Plan(command) => plan(command),
            Self::Dialogue(command) => dialogue(command),
            Self::People(command) => people(command),
            Self::Consent(command) => consent(command),
            Self::Shield(command) => shield(command),
        };
        all.into_iter().filter(|words| !words.trim().is_empty()).collect()
    }
}

fn talk(command: &talk::Command) -> Vec<&str> {
    match command {
        talk::Command::Write { text, notices, .. } => vec![text, notices],
        talk::Command::Reword { text, .. } => vec![text],
        talk::Command::Share { .. } | talk::Command::Show { .. } | talk::Command::Remove { .. } => {
            vec![]
        }
    }
}

fn ruler(command: &ruler::Command) -> Vec<&str> {
    match command {
        ruler::Command::Place { because, works, one_up, .. } => vec![because, works, one_up],
        ruler::Command::Share { .. }
        | ruler::Command::Show { .. }
        | ruler::Command::Withdraw { .. }
        | ruler::Command::Open { .. }
        | ruler::Command::Reveal { .. } => vec![],
    }
}

fn dreams(command: &dreams::Command) -> Vec<&str> {
    match command {
        dreams::Command::Add { text, .. } | dreams::Command::Reword { text, .. } => vec![text],
        dreams::Command::Move { .. }
        | dreams::Command::Picture { .. }
        | dreams::Command::Remove { .. }
        | dreams::Command::Restore { .. } => vec![],
    }
}

fn plan(command: &plan::Command) -> Vec<&str> {
    use plan::Command as Plan;
    match command {
        Plan::SetGoal { text, sign, .. } => vec![text, sign],
        Plan::RewordGoal { text, .. } | Plan::Note { text, .. } | Plan::Tell { text, .. } => {
            vec![text]
        }
        Plan::AddStep { what, help, .. } => vec![what, help],
        Plan::Turn { because, .. }
        | Plan::Decline { because, .. }
        | Plan::HandBack { because, .. } => vec![because],
        Plan::HowFar { .. }
        | Plan::Offer { .. }
        | Plan::Accept { .. }
        | Plan::Tick { .. }
        | Plan::Untick { .. }
        | Plan::Due { .. }
        | Plan::Agree { .. }
        | Plan::Reopen { .. } => vec![],
    }
}

fn dialogue(command: &dialogue::Command) -> Vec<&str> {
    use dialogue::Command as Dialogue;
    match command {
        Dialogue::Plan { place, .. } | Dialogue::Move { place, .. } => vec![place],
        Dialogue::Useful { useful, .. } => vec![&useful.next_time],
        Dialogue::Start { .. }
        | Dialogue::Go { .. }
        | Dialogue::CheckIn { .. }
        | Dialogue::Among { .. }
        | Dialogue::End { .. } => vec![],
    }
}

fn consent(command: &consent::Command) -> Vec<&str> {
    match command {
        consent::Command::Give { purpose, .. } => vec![purpose],
        consent::Command::Basis { text, .. } => vec![text],
        consent::Command::Withdraw { .. } => vec![],
    }
}

fn shield(command: &shield::Command) -> Vec<&str> {
    match command {
        shield::Command::Set { text, words, .. } => {
            std::iter::once(text.as_str()).chain(words.iter().map(String::as_str)).collect()
        }
        shield::Command::Remove { .. } => vec![],
    }
}

fn people(command: &people::Command) -> Vec<&str> {
    use people::Command as People;
    match command {
        People::Found { name, note, founder, children, .. } => {
            let members = std::iter::once(founder).chain(children);
            let called = members.flat_map(|it| [it.name.as_str(), it.title.as_str()]);
            [name.as_str(), note.as_str()].into_iter().chain(called).collect()
        }
        People::Name { member } => vec![&member.name, &member.title],
        People::Rename { name, title, .. } | People::Join { name, title, .. } => vec![name, title],
        People::AskAnother { because, .. } => vec![because],
        People::Erase { name } => vec![name],
        People::Invite { .. }
        | People::Renew { .. }
        | People::Revoke { .. }
        | People::Speak { .. }
        | People::Born { .. }
        | People::OfferBaton { .. }
        | People::AnswerBaton { .. }
        | People::Leave {}
        | People::Remove { .. }
        | People::Pause {}
        | People::Resume {}
        | People::Close {}
        | People::Keep {} => vec![],
    }
}

#[cfg(test)]
mod tests {
    use crate::family::Command;
    use crate::given::circle;
    use crate::given::random::{Dice, command, config, rolls};
    use crate::plan;
    use proptest::{prop_assert, proptest};
    use serde_json::Value;

    /// The fields that people write in, in all tools.
    const WRITTEN: [&str; 11] = [
        "text",
        "notices",
        "because",
        "works",
        "one_up",
        "sign",
        "what",
        "help",
        "next_time",
        "name",
        "title",
    ];

    fn written(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => fields.iter().for_each(|(name, value)| match value.as_str() {
                // What a change started from was read, not written.
                _ if name == "from" => {}
                Some(words) if WRITTEN.contains(&name.as_str()) && !words.trim().is_empty() => {
                    found.push(words.to_owned());
                }
                _ => written(value, found),
            }),
            Value::Array(all) => all.iter().for_each(|value| written(value, found)),
            _ => {}
        }
    }

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn whatever_was_written_is_given_back(rolls in rolls(40)) {
            let family = circle().family;
            for (number, roll) in rolls.iter().enumerate() {
                let command = command(&family, &mut Dice::new(roll, number));
                if matches!(command, Command::Plan(plan::Command::Agree { .. })) {
                    // Its words were read, not written.
                    continue;
                }
                let mut found = Vec::new();
                // A pictogram has a name too, but nobody wrote it.
                let mut json = serde_json::to_value(&command).expect("plain data");
                json.as_object_mut().and_then(|it| it.get_mut("dreams")).and_then(Value::as_object_mut)
                    .into_iter().flat_map(|it| it.values_mut()).filter_map(Value::as_object_mut)
                    .for_each(|it| drop(it.remove("picture")));
                written(&json, &mut found);
                let words = command.words();
                prop_assert!(found.iter().all(|it| words.contains(&it.as_str())), "{json}");
            }
        }
    }
}
