//! What could not be done now and waits in its page: only on pages that stand still.

/// Words around what is sent, or asked for, once more.
pub struct Text {
    /// Over what somebody wrote.
    pub waits: &'static str,
    pub send: &'static str,
    /// To ask for the same page.
    pub ask: &'static str,
}

pub const DA: Text =
    Text { waits: "Det, du skrev, ligger her.", send: "Send det igen", ask: "Prøv igen" };

pub const EN: Text =
    Text { waits: "What you wrote is here.", send: "Send it again", ask: "Try again" };
