//! The wording of `talk`: cards with people's own words.

use domain::talk::Column;

/// Wording. A name is the child's, or none when it is about oneself.
pub struct Text {
    pub column: fn(Column) -> &'static str,
    /// The question of a column, asked of one person at home.
    pub ask: fn(Column, Option<&str>) -> String,
    pub hint: fn(Column) -> &'static str,
    /// Over the field in the dialogue.
    pub label: fn(Column) -> &'static str,
    /// Laying a card for all to see.
    pub lay: &'static str,
    pub lay_seen: &'static str,
    /// Keeping a card to oneself, and beginning another.
    pub one_more: &'static str,
    pub notices: &'static str,
    pub notices_hint: &'static str,
    /// Unfolding the field of a column.
    pub add: fn(Column) -> &'static str,
    pub reword: &'static str,
    pub reword_label: &'static str,
    pub remove: &'static str,
    pub removed: &'static str,
    pub share: &'static str,
    pub share_all: &'static str,
    pub prepared: &'static str,
    pub prepared_lead: &'static str,
    pub none: &'static str,
}

pub const DA: Text = Text {
    column: |column| match column {
        Column::Works => "Det, der virker",
        Column::Wish => "Ønsker",
        Column::Worry => "Bekymringer",
        Column::OneUp => "Ét trin op",
    },
    ask: |column, child| {
        let whom = child.unwrap_or("dig");
        match column {
            Column::Works => format!("Hvad virker allerede for {whom}?"),
            Column::Wish => format!("Hvad ønsker du for {}?", child.unwrap_or("dig selv")),
            Column::Worry => "Er der noget, der fylder for dig?".to_owned(),
            Column::OneUp => format!("Hvad ville du se, hvis det gik lidt bedre for {whom}?"),
        }
    },
    hint: |column| match column {
        Column::Works => "Tænk på noget, der gik godt. Småt er også godt.",
        Column::Wish => "Hvordan ser en god dag ud om en måned?",
        Column::Worry => "Skriv det kort, som du ville sige det.",
        Column::OneUp => "Noget, man kan se eller høre.",
    },
    label: |column| match column {
        Column::Works => "Noget, der virker",
        Column::Wish => "Et ønske",
        Column::Worry => "En bekymring",
        Column::OneUp => "Det ville vi se",
    },
    lay: "Læg kortet frem",
    lay_seen: "Alle i kredsen kan se det.",
    one_more: "Gem, og skriv et mere",
    notices: "Hvem ser det først?",
    notices_hint: "For eksempel farmor. Du kan springe over.",
    add: |column| match column {
        Column::Works => "Skriv noget, der virker",
        Column::Wish => "Skriv et ønske",
        Column::Worry => "Skriv en bekymring",
        Column::OneUp => "Skriv, hvad I ville se",
    },
    reword: "Ret",
    reword_label: "Ret dine ord",
    remove: "Fjern",
    removed: "Kortet er fjernet.",
    share: "Del",
    share_all: "Del alle",
    prepared: "Det, du har forberedt",
    prepared_lead: "Kun du ser det her. Del det, du vil have frem.",
    none: "Ingen kort endnu.",
};

pub const EN: Text = Text {
    column: |column| match column {
        Column::Works => "What works",
        Column::Wish => "Wishes",
        Column::Worry => "Worries",
        Column::OneUp => "One step up",
    },
    ask: |column, child| {
        let whom = child.unwrap_or("you");
        match column {
            Column::Works => format!("What works already for {whom}?"),
            Column::Wish => format!("What do you wish for {}?", child.unwrap_or("yourself")),
            Column::Worry => "Is there anything on your mind?".to_owned(),
            Column::OneUp => format!("What would you see if it went a little better for {whom}?"),
        }
    },
    hint: |column| match column {
        Column::Works => "Think of something that went well. Small is fine.",
        Column::Wish => "What does a good day look like in a month?",
        Column::Worry => "Write it briefly, as you would say it.",
        Column::OneUp => "Something one can see or hear.",
    },
    label: |column| match column {
        Column::Works => "Something that works",
        Column::Wish => "A wish",
        Column::Worry => "A worry",
        Column::OneUp => "This we would see",
    },
    lay: "Lay the card out",
    lay_seen: "Everyone in the circle can see it.",
    one_more: "Keep it and write one more",
    notices: "Who sees it first?",
    notices_hint: "For instance grandmother. You can skip this.",
    add: |column| match column {
        Column::Works => "Write something that works",
        Column::Wish => "Write a wish",
        Column::Worry => "Write a worry",
        Column::OneUp => "Write what you would see",
    },
    reword: "Change",
    reword_label: "Change your words",
    remove: "Remove",
    removed: "The card is removed.",
    share: "Share",
    share_all: "Share all",
    prepared: "What you have prepared",
    prepared_lead: "Only you see this. Share what you want out.",
    none: "No cards yet.",
};
