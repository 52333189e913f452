//! English.

use super::{Form, Help, Laid, Page, Round, Text, Way, guide};
use domain::people::AgeBand;
use domain::ruler::{Level, Setting, Spread};

pub const EN: Text = Text {
    positions: guide::EN.named(),
    acute: guide::EN.acute,
    setting: |setting| setting_of(setting, Some(AgeBand::Young)),
    setting_of,
    setting_title: |setting, age| match (setting, age) {
        (Setting::Home, _) => "At home",
        (Setting::School, None) => "School or day-care",
        (Setting::School, Some(AgeBand::Baby | AgeBand::Small)) => "In day-care",
        (Setting::School, _) => "At school",
        (Setting::Leisure, _) => "In free time",
        (Setting::Friends, _) => "With friends",
        (Setting::Online, _) => "Online",
    },
    age: |band| match band {
        AgeBand::Baby => "0–2 years",
        AgeBand::Small => "3–5 years",
        AgeBand::Young => "6–9 years",
        AgeBand::Middle => "10–12 years",
        AgeBand::Teen => "13–17 years",
        AgeBand::Adult => "18–22 years",
    },
    question: |name, setting| format!("How is it going for {name} {setting}?"),
    question_now: |name, setting| format!("How is it going for {name} {setting} right now?"),
    children: "Children",
    settings: "Where",
    no_child: ("There is no child here yet", "First write who it is about.", "To the circle"),
    form: FORM,
    laid: Laid {
        title: |level| format!("You placed {level}"),
        unseen: "You have placed yours",
        seen_by_me: "Only you can see it.",
        seen_by_circle: "The circle can see it.",
        share: "Show it to the circle",
        change: "Change it",
        take_back: "Take it back",
        taken: "It is taken back. Your words still stand here.",
    },
    round: Round {
        waiting: "You show them all at once. Nobody sees where others place.",
        nobody_yet: "Nobody has placed yet.",
        laid: "has placed",
        not_yet: "is at it",
        see: |names, several, level| {
            format!("{names} {} {level}.", if several { "see" } else { "sees" })
        },
        ask: |spread, low, high| match spread {
            Spread::Nobody => "Nobody has placed. Would you rather tell it in words?".to_owned(),
            Spread::Alone => format!("What do you see that makes it {low}?"),
            Spread::Together => "You see it alike. What has each of you noticed?".to_owned(),
            Spread::Near => {
                format!("You are close. What makes the difference between {low} and {high}?")
            }
            Spread::Apart => "What does each of you see that others may not?".to_owned(),
        },
        own: "their own",
        works: "What works:",
        one_up: "One step up:",
    },
    page: Page {
        now: "How we see it now",
        then: |day| format!("How we saw it, {day}"),
        empty: (
            "Nobody has shown anything here yet",
            "Place your own. Then there is somewhere to begin.",
        ),
        history: "Look back",
        today: "now",
        back_to_now: "To now",
    },
    way: Way {
        title: "The way so far",
        empty: "The way appears here when someone shows a placement.",
        one: "The way begins here. It grows when you place again.",
        note: "Steps back are part of the way.",
        chart: |name, setting| format!("The way for {name} {setting}"),
        table: "Show as a table",
        day: "Day",
        who: "Who",
        how: "How",
    },
    help: Help {
        title: "What usually helps?",
        lead: "Open the place on the ruler where it is now.",
        ages: "Signs for another age",
        age_unknown: "Choose the age",
        signs: |age| format!("What you may see, {age}"),
        signs_note: "These are examples to talk from, not a checklist.",
        steps: "What you can begin with",
        who: "Who can join?",
        services: "What is there?",
    },
};

const FORM: Form = Form {
    title: "Place your own",
    lead: "Think of the last two weeks. You can always change it.",
    nothing_chosen: "Tap the ruler where you see it.",
    meaning: "What do the five mean?",
    because: |level| match number(level) {
        None => "What do you see?".to_owned(),
        Some(n) => format!("What do you see that makes it {n}?"),
    },
    works: |level| match number(level) {
        None => "What works?".to_owned(),
        Some(1) => "What helps, even though it is hard?".to_owned(),
        Some(n) => format!("What makes it {n} and not {}?", n - 1),
    },
    one_up: |level| match number(level) {
        None => "What does one step up look like?".to_owned(),
        Some(1) => "What must be made safe first?".to_owned(),
        Some(5) => "What must go on, so that it lasts?".to_owned(),
        Some(n) => format!("What would you see if it were {}?", n + 1),
    },
    free: "Write only if you want to. The number is enough.",
    who_sees: "Who is to see it?",
    only_me: ("Only me", "You can show it later."),
    circle: ("The circle", "Everyone who takes part here sees it now."),
    in_round: "Only you see it until you show it together.",
    from_draft: "You placed this before you met. Change it if you like.",
    lay: "Place it",
    round_over: "The ruler has been shown. Now you can talk about it.",
    more_lines: "More places to call",
    duty: "The duty to report",
    call: |number| format!("Call {number}"),
};

fn setting_of(setting: Setting, age: Option<AgeBand>) -> &'static str {
    match (setting, age) {
        (Setting::Home, _) => "at home",
        (Setting::School, None) => "at school or day-care",
        (Setting::School, Some(AgeBand::Baby | AgeBand::Small)) => "in day-care",
        (Setting::School, _) => "at school",
        (Setting::Leisure, _) => "in free time",
        (Setting::Friends, _) => "with friends",
        (Setting::Online, _) => "online",
    }
}

fn number(level: Option<Level>) -> Option<u8> {
    level.map(Level::number)
}
