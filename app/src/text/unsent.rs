//! What was not taken, as it is given back to its writer. The reasons stand in [`super::refusal`].

/// Wording.
pub struct Text {
    /// Over words that were on their way and were not taken.
    pub unsent: &'static str,
    /// Why, when no server said it: they lay here since before the program was made anew.
    pub strange: &'static str,
    pub your_words: &'static str,
    pub put_away: &'static str,
    /// Over what was made without words, and was not taken.
    pub not_taken: &'static str,
    pub your_work: &'static str,
    pub check_in: &'static str,
    pub useful: &'static str,
    pub how_far: &'static str,
    pub again: &'static str,
    pub put_it_away: &'static str,
    /// Over two versions of the same, of which one is to stand.
    pub both: &'static str,
    pub choose: &'static str,
    pub stands: &'static str,
    pub yours: &'static str,
    pub take_mine: &'static str,
    pub let_it_stand: &'static str,
    /// Over what waits for its sender to prove who they are.
    pub waits: &'static str,
    pub waits_why: &'static str,
    pub prove: &'static str,
}

pub const DA: Text = Text {
    unsent: "Dine ord blev ikke gemt",
    strange: "Appen er blevet ny og kan ikke sende dem.",
    your_words: "Her er de, så du kan skrive dem igen.",
    put_away: "Læg dem væk",
    not_taken: "Det blev ikke gemt",
    your_work: "Her er det, så du kan prøve igen.",
    check_in: "Dit svar på, hvordan du har det",
    useful: "Dit svar på, om dialogen var nyttig",
    how_far: "Dit svar på, hvor langt I er",
    again: "Prøv igen",
    put_it_away: "Læg det væk",
    both: "I skrev det samme sted",
    choose: "Begge dele er her. Læs dem, og vælg, hvad der skal stå.",
    stands: "Det står der nu",
    yours: "Det skrev du",
    take_mine: "Brug mit",
    let_it_stand: "Lad det andet stå",
    waits: "Vis først, at det er dig",
    waits_why: "Det er ikke gjort endnu. Det bliver gjort bagefter.",
    prove: "Vis, at det er mig",
};

pub const EN: Text = Text {
    unsent: "Your words were not saved",
    strange: "The app is new and cannot send them.",
    your_words: "Here they are, so you can write them again.",
    put_away: "Put them away",
    not_taken: "It was not saved",
    your_work: "Here it is, so you can try again.",
    check_in: "Your answer to how you are",
    useful: "Your answer to whether the dialogue was useful",
    how_far: "Your answer to how far you are",
    again: "Try again",
    put_it_away: "Put it away",
    both: "You both changed the same",
    choose: "Both are here. Read them, and choose what is to stand there.",
    stands: "What stands there now",
    yours: "What you wrote",
    take_mine: "Use mine",
    let_it_stand: "Let the other stand",
    waits: "Show first that it is you",
    waits_why: "It is not done yet. It is done afterwards.",
    prove: "Show that it is me",
};
