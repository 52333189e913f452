//! Shortly before one is signed out.

/// The line at the foot of the page.
pub struct Text {
    pub ending: &'static str,
    pub stay: &'static str,
    /// Where it cannot be made longer.
    pub last: &'static str,
}

pub const DA: Text = Text {
    ending: "Du bliver snart logget ud. Det, du skriver, bliver her.",
    stay: "Bliv logget ind",
    last: "Du skal logge ind igen om lidt. Det, du skriver, bliver her.",
};

pub const EN: Text = Text {
    ending: "You will soon be signed out. What you write stays here.",
    stay: "Stay signed in",
    last: "You must sign in again in a moment. What you write stays here.",
};
