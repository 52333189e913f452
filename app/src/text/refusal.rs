//! Why something was not done, in kind words: what happened, and what to do now.

use domain::Refusal;

/// Refusals.
pub struct Text {
    pub title: &'static str,
    /// That nothing is lost.
    pub kept: &'static str,
    pub why: fn(Refusal) -> String,
}

pub const DA: Text =
    Text { title: "Det blev ikke gemt endnu", kept: "Det, du skrev, står her stadig.", why: da };

pub const EN: Text =
    Text { title: "It is not saved yet", kept: "What you wrote still stands here.", why: en };

fn da(refusal: Refusal) -> String {
    match refusal {
        Refusal::Unknown => "Det findes ikke mere, eller det er ikke delt med dig.",
        Refusal::NotAMember => "Du er ikke med i kredsen.",
        Refusal::NotYours => "Det hører til en anden. Kun den anden kan ændre det.",
        Refusal::NotHolder => "Kun den, der har bolden, kan gøre det.",
        Refusal::OnlyCoordinator => "Det er tovholderen, der gør det.",
        Refusal::OnlyFamily => "Det er familien, der bestemmer det.",
        Refusal::MayNotInvite => "Forældre og tovholder inviterer. Spørg en af dem.",
        Refusal::Empty => "Der mangler nogle ord.",
        Refusal::TooLong { max } => {
            return format!("Teksten er for lang. Der er plads til {max} tegn.");
        }
        Refusal::TooMany { max } => return format!("Der er plads til {max}. Tag noget væk først."),
        Refusal::OffScale => "Det ligger uden for skalaen. Vælg igen.",
        Refusal::InTheFuture => "Den dag er ikke kommet endnu. Vælg i dag eller før.",
        Refusal::InThePast => "Den dag er gået. Vælg en dag, der kommer.",
        Refusal::Already => "Det er allerede gjort.",
        Refusal::NotNow => "Det passer ikke på dette trin. Se, hvor I er nået til.",
        Refusal::InvitationUsed => "Invitationen er brugt. Bed om en ny.",
        Refusal::InvitationOver => "Invitationen er udløbet. Bed om en ny.",
        Refusal::TextMoved => "En anden rettede samtidig. Læs begge, og gem din igen.",
        Refusal::Changed => "Det er blevet ændret, mens du læste. Læs det igen, og svar så.",
        Refusal::HasBalls => "Du har stadig en bold. Giv den tilbage først.",
        Refusal::HasBaton => "Du er tovholder. Giv rollen videre først.",
        Refusal::AskAParent => "Du behøver ikke være med her. Sig det til en forælder.",
        Refusal::LastGuardian => "Du er den eneste forælder her. Du kan slutte forløbet i stedet.",
        Refusal::Rests => "Forløbet hviler. En forælder kan sætte det i gang igen.",
        Refusal::OwnSeat => "Den plads kan ingen anden åbne. Kun den, der sidder der.",
        Refusal::HasOwnWay => {
            "Den, du vil hjælpe, har sin egen vej ind. Brug den, og log ukendte enheder ud."
        }
        Refusal::ProveFirst => "Vis først, at det er dig. Gå til »Din konto«, og prøv igen.",
        Refusal::Unlike => {
            "Det ligner ikke en adresse, et nummer eller et navn på et sted. Skriv det helt ud."
        }
        Refusal::OtherName => "Navnet passer ikke. Skriv familiens navn, som det står her.",
        Refusal::NotUnderstood => "Siden er nyere end serveren. Prøv igen om lidt.",
    }
    .to_owned()
}

fn en(refusal: Refusal) -> String {
    match refusal {
        Refusal::Unknown => "It is no longer there, or it is not shared with you.",
        Refusal::NotAMember => "You are not in the circle.",
        Refusal::NotYours => "It belongs to someone else. Only they can change it.",
        Refusal::NotHolder => "Only the one who has the ball can do that.",
        Refusal::OnlyCoordinator => "The coordinator does that.",
        Refusal::OnlyFamily => "That is for the family to decide.",
        Refusal::MayNotInvite => "Parents and the coordinator invite. Ask one of them.",
        Refusal::Empty => "Some words are missing.",
        Refusal::TooLong { max } => {
            return format!("The text is too long. There is room for {max} characters.");
        }
        Refusal::TooMany { max } => {
            return format!("There is room for {max}. Take something away first.");
        }
        Refusal::OffScale => "That is outside the scale. Choose again.",
        Refusal::InTheFuture => "That day has not come yet. Choose today or earlier.",
        Refusal::InThePast => "That day has gone. Choose a day to come.",
        Refusal::Already => "It is done already.",
        Refusal::NotNow => "It does not fit this step. See where you are.",
        Refusal::InvitationUsed => "The invitation has been used. Ask for a new one.",
        Refusal::InvitationOver => "The invitation has run out. Ask for a new one.",
        Refusal::TextMoved => "Someone changed it meanwhile. Read both and save yours again.",
        Refusal::Changed => "It changed while you were reading. Read it again, then answer.",
        Refusal::HasBalls => "You still have a ball. Hand it back first.",
        Refusal::HasBaton => "You are the coordinator. Hand that over first.",
        Refusal::AskAParent => "You need not take part here. Tell a parent.",
        Refusal::LastGuardian => "You are the only parent here. You can end the course instead.",
        Refusal::Rests => "The course is resting. A parent can start it again.",
        Refusal::OwnSeat => "Nobody else can open that seat. Only whoever sits there.",
        Refusal::HasOwnWay => {
            "They have a way in of their own. They use it, and sign unknown devices out."
        }
        Refusal::ProveFirst => "Show first that it is you. Go to “Your account”, and try again.",
        Refusal::Unlike => "That looks like no address, number or name of a place. Write it out.",
        Refusal::OtherName => "The name does not fit. Type the family's name as it stands here.",
        Refusal::NotUnderstood => "The page is newer than the server. Try again in a while.",
    }
    .to_owned()
}
