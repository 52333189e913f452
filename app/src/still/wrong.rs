//! Why somebody who came back from another house is not let in.

/// See the module.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// They stopped on the way.
    Cancelled,
    /// Used, older than ten minutes, or never begun.
    Over,
    /// Begun in another browser.
    OtherBrowser,
    /// The answer is from another house than was asked.
    OtherHouse,
    Unreached,
    /// The house itself says that it did not work.
    House,
    /// The house does not take the code.
    Code,
    Signature,
    Issuer,
    Audience,
    Expired,
    Nonce,
    Unread,
    /// Staff that the house is not sure enough of.
    TooLow,
    /// The house does not say how sure it is, or in words we do not know.
    NoLevel,
    /// It is the only way in that is left.
    OnlyWay,
    /// It leads to another account than the one that is signed in here.
    Taken,
}

impl Wrong {
    /// For whoever is asked for help, and for the log.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Over => "over",
            Self::OtherBrowser => "other-browser",
            Self::OtherHouse => "other-house",
            Self::Unreached => "unreached",
            Self::House => "house",
            Self::Code => "code",
            Self::Signature => "signature",
            Self::Issuer => "issuer",
            Self::Audience => "audience",
            Self::Expired => "expired",
            Self::Nonce => "nonce",
            Self::Unread => "unread",
            Self::TooLow => "too-low",
            Self::NoLevel => "no-level",
            Self::OnlyWay => "only-way",
            Self::Taken => "taken",
        }
    }
}
