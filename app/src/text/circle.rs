//! Who leads, who goes, and the course resting or ending.

/// Wording.
pub struct Text {
    pub baton: BatonText,
    pub take_out: &'static str,
    /// What it means; `&str` is the name.
    pub take_out_lead: fn(&str) -> String,
    pub take_out_go: fn(&str) -> String,
    pub leave: &'static str,
    pub leave_lead: &'static str,
    pub leave_go: &'static str,
    pub course: &'static str,
    pub course_lead: &'static str,
    pub pause: &'static str,
    pub close: &'static str,
    pub resume: &'static str,
}

/// The baton.
pub struct BatonText {
    pub give: &'static str,
    pub give_lead: &'static str,
    pub to: &'static str,
    pub ask: &'static str,
    pub asked: fn(&str) -> String,
    pub ask_no_more: &'static str,
    pub would_you: &'static str,
    pub would_you_lead: fn(&str) -> String,
    pub yes: &'static str,
    pub no: &'static str,
    pub another: &'static str,
    pub another_lead: &'static str,
    pub because: &'static str,
    pub another_go: &'static str,
    pub another_asked: fn(&str) -> String,
    pub another_no_more: &'static str,
}

pub const DA: Text = Text {
    baton: BatonText {
        give: "Giv tovholderrollen videre",
        give_lead: "Du er tovholder, til den anden har sagt ja.",
        to: "Hvem spørger du?",
        ask: "Spørg",
        asked: |name| format!("Du har spurgt {name}. Du er tovholder, til der er sagt ja."),
        ask_no_more: "Spørg alligevel ikke",
        would_you: "Vil du være tovholder?",
        would_you_lead: |name| format!("{name} spørger. Tovholderen leder dialogen og samler op."),
        yes: "Ja, det vil jeg",
        no: "Ikke mig",
        another: "Bed om en anden tovholder",
        another_lead: "Alle i kredsen kan se, at I beder om det.",
        because: "Hvorfor? Du kan springe over.",
        another_go: "Bed om en anden",
        another_asked: |name| format!("{name} beder om en anden tovholder."),
        another_no_more: "Vi beder ikke mere",
    },
    take_out: "Tag ud af kredsen",
    take_out_lead: |name| {
        format!("Så kan {name} ikke se mere her. Det, der er sagt, bliver stående.")
    },
    take_out_go: |name| format!("Tag {name} ud nu"),
    leave: "Forlad kredsen",
    leave_lead: "Bagefter kan du ikke se mere her. Det, du har skrevet, bliver stående.",
    leave_go: "Forlad kredsen nu",
    course: "Hold pause, eller slut",
    course_lead: "Alle kan stadig læse. Ingen bliver spurgt om noget.",
    pause: "Hold pause",
    close: "Slut forløbet",
    resume: "Sæt i gang igen",
};

pub const EN: Text = Text {
    baton: BatonText {
        give: "Hand over as coordinator",
        give_lead: "You are the coordinator until the other has said yes.",
        to: "Whom do you ask?",
        ask: "Ask",
        asked: |name| format!("You have asked {name}. You lead until they say yes."),
        ask_no_more: "Do not ask after all",
        would_you: "Will you be the coordinator?",
        would_you_lead: |name| {
            format!("{name} asks. The coordinator leads the dialogue and sums up.")
        },
        yes: "Yes, I will",
        no: "Not me",
        another: "Ask for another coordinator",
        another_lead: "Everyone in the circle can see that you ask.",
        because: "Why? You can skip this.",
        another_go: "Ask for another",
        another_asked: |name| format!("{name} asks for another coordinator."),
        another_no_more: "We no longer ask",
    },
    take_out: "Take out of the circle",
    take_out_lead: |name| format!("Then {name} can see nothing more here. What was said stays."),
    take_out_go: |name| format!("Take {name} out now"),
    leave: "Leave the circle",
    leave_lead: "Afterwards you can see nothing more here. What you have written stays.",
    leave_go: "Leave the circle now",
    course: "Pause or end",
    course_lead: "Everyone can still read. Nobody is asked for anything.",
    pause: "Pause",
    close: "End the course",
    resume: "Start again",
};
