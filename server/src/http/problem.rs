//! Errors for other programs: `application/problem+json`, with a title in plain words.

use crate::error::HttpError;
use crate::security::{self, Kind};
use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use serde::Serialize;

/// As long as a database takes to come back, mostly, and a rush to pass.
const SECONDS_AWAY: u64 = 2;

/// Wire type (RFC 9457).
#[derive(Serialize)]
struct Problem {
    r#type: &'static str,
    title: String,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<Refusal>,
}

impl HttpError {
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::BadKey => StatusCode::NOT_FOUND,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Malformed { .. } => StatusCode::BAD_REQUEST,
            Self::Shape { .. } | Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::ForeignSite
            | Self::BadPasskey
            | Self::StepUp
            | Self::OnTrial { .. }
            | Self::TwoThings => StatusCode::FORBIDDEN,
            Self::Anew => StatusCode::CONFLICT,
            Self::Away(_) | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::NotFound => "/problems/not-found",
            Self::BadKey => "/problems/bad-key",
            Self::BadPasskey => "/problems/bad-passkey",
            Self::SignedOut => "/problems/signed-out",
            Self::StepUp => "/problems/step-up",
            Self::OnTrial { .. } => "/problems/on-trial",
            Self::TwoThings => "/problems/two-things",
            Self::Malformed { .. } => "/problems/malformed",
            Self::Shape { .. } => "/problems/unknown-shape",
            Self::Refused(_) => "/problems/refused",
            Self::TooLarge => "/problems/too-large",
            Self::TooMany { .. } => "/problems/too-many-tries",
            Self::ForeignSite => "/problems/foreign-site",
            Self::Anew => "/problems/made-anew",
            Self::Away(_) => "/problems/away",
            Self::Busy => "/problems/busy",
            Self::Broken(_) => "/problems/our-fault",
        }
    }

    fn title(&self) -> String {
        match self {
            Self::NotFound => "There is nothing here.".into(),
            Self::BadKey => "No invitation opens with this. Check it, or ask for a new one.".into(),
            Self::BadPasskey => "This passkey opens nothing here. Begin again.".into(),
            Self::SignedOut => "You are not signed in.".into(),
            Self::StepUp => "Prove again who you are, at /step-up. Nothing was changed.".into(),
            Self::OnTrial { until } => {
                let day = until.format("%Y-%m-%d");
                format!("You came in by a way that is new. From {day} on you can do this. Nothing was changed.")
            }
            Self::TwoThings => "You are here by profession. Set up two things to come in with, at /account.".into(),
            Self::Malformed { .. } => "This could not be read. Nothing was changed.".into(),
            Self::Shape { .. } => "This is not something we know. Nothing was changed.".into(),
            Self::Refused(refusal) => words(*refusal),
            Self::TooLarge => "This is more than can be taken at once. Nothing was changed.".into(),
            Self::TooMany { seconds: 1 } => "Too many tries. Wait one second and try again.".into(),
            Self::TooMany { seconds } => {
                format!("Too many tries. Wait {seconds} seconds and try again.")
            }
            Self::Anew => "What you may see has changed. Read the place again.".into(),
            Self::ForeignSite => "This came from another site. Nothing was changed.".into(),
            Self::Away(_) => "We cannot keep or read anything just now. Send it again in a moment: it is done once.".into(),
            Self::Busy => "Many are here at once. Send it again in a moment: nothing was begun.".into(),
            Self::Broken(_) => "Something broke on our side. Try again in a moment.".into(),
        }
    }

    fn detail(&self) -> Option<String> {
        match self {
            Self::Malformed { place } | Self::Shape { place } => {
                place.map(|(line, column)| format!("Line {line}, column {column}."))
            }
            _ => None,
        }
    }

    /// When it is worth trying again, where that can be said.
    pub fn comes_again(&self) -> Option<(HeaderName, HeaderValue)> {
        let seconds = match self {
            Self::TooMany { seconds } => *seconds,
            Self::Away(_) | Self::Busy => SECONDS_AWAY,
            _ => return None,
        };
        Some((header::RETRY_AFTER, seconds.into()))
    }

    /// Our own faults go into the log once, where they are answered; and so does what no page and no program of ours sends.
    pub fn note(&self) {
        match self {
            Self::ForeignSite => security::note(Kind::ForeignSite, "origin"),
            Self::Malformed { .. } => security::note(Kind::Unreadable, "malformed"),
            Self::Shape { .. } => security::note(Kind::Unreadable, "shape"),
            Self::TooLarge => security::note(Kind::Unreadable, "too-large"),
            Self::Broken(error) => tracing::error!(%error, "an answer failed"),
            Self::Away(error) => tracing::warn!(%error, "the database is away"),
            _ => {}
        }
    }
}

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        self.note();
        let refusal = match &self {
            Self::Refused(refusal) => Some(*refusal),
            _ => None,
        };
        let problem = Problem {
            r#type: self.kind(),
            title: self.title(),
            status: self.status().as_u16(),
            detail: self.detail(),
            refusal,
        };
        let mut response = (self.status(), Json(problem)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.extend(self.comes_again());
        response
    }
}

/// For programs that show an answer as it comes. Our own screens have words in the person's language.
fn words(refusal: Refusal) -> String {
    use Refusal as R;
    match refusal {
        R::Unknown => "It is not there (any more).",
        R::NotAMember => "Only somebody of the circle can do this.",
        R::NotYours => "Only the one it belongs to can do this.",
        R::NotHolder => "Only the one who has the ball can do this.",
        R::OnlyCoordinator => "Only the coordinator can do this.",
        R::OnlyFamily => "The family decides this.",
        R::MayNotInvite => "Guardians and the coordinator invite.",
        R::Empty => "Some words are missing.",
        R::TooLong { max } => return format!("The text is too long: at most {max} characters."),
        R::TooMany { max } => return format!("There are too many: at most {max}."),
        R::OffScale => "This is outside of the scale.",
        R::InTheFuture => "That day has not come yet.",
        R::InThePast => "That day has gone.",
        R::Already => "That has been done already.",
        R::NotNow => "That is not possible at this point.",
        R::InvitationUsed => "This invitation has been used. Ask for a new one.",
        R::InvitationOver => "This invitation is over. Ask for a new one.",
        R::TextMoved => "Somebody changed the same words. Look at both, and choose.",
        R::Changed => "What was read has changed meanwhile. Read it again, then answer.",
        R::HasBalls => "Whoever goes hands back their balls first.",
        R::HasBaton => "Whoever goes hands over the baton first.",
        R::AskAParent => "A child does not go by themselves. A parent can help them.",
        R::LastGuardian => "The last guardian does not go. They can end the course.",
        R::NotUnderstood => "This server does not know the command: it is older than its sender.",
        R::Unlike => "It does not look like what it is said to be: an address, a number, what a place is called.",
        R::OtherName => "The name that was typed is not the family's.",
        R::OwnSeat => "Nobody else opens this seat. Whoever sits there decides over it.",
        R::HasOwnWay => "They have a way in of their own, and take care of their seat by it.",
        R::ProveFirst => "Prove again who you are, at /step-up.",
        R::Rests => "The course rests or has ended. A guardian can start it again.",
    }
    .into()
}
