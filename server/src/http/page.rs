//! Pages, whole before the first byte leaves: they read well without JavaScript.

mod boot;
mod busy;
pub mod offer;
mod offline;
mod policy;
pub mod trial;

use super::address::ClientAddress;
use super::forms;
use crate::auth::sessions;
use crate::error::HttpError;
use crate::parts::Parts;
use app::boot::{Boot, Say, Trouble};
use app::routes::Page;
use app::shell;
use app::still::{Answer, Held, Still};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use leptos::prelude::{IntoView, expect_context};
use leptos_axum::ResponseOptions;
use policy::Runs;
use std::collections::BTreeMap;
use std::net::IpAddr;

pub use boot::{language, language_cookie, seated};
pub use busy::{Kept, busy};
pub use offline::offline;

/// No copy of it stays anywhere.
const NEVER_KEPT: &str = "no-store";

/// Who asks for a page, and where from.
pub struct Asking {
    pub headers: HeaderMap,
    /// None where it is not known.
    pub from: Option<IpAddr>,
}

/// What a page says beside what it shows.
#[derive(Default)]
pub struct Said {
    pub say: Option<Say>,
    pub kept: BTreeMap<String, String>,
    /// Another status than the page itself has.
    pub status: Option<StatusCode>,
}

/// The page at the address that is asked for.
pub async fn page(
    State(parts): State<Parts>,
    ClientAddress(from): ClientAddress,
    request: Request,
) -> Response {
    let path = request.uri().path_and_query().map_or("/", |it| it.as_str()).to_owned();
    let asking = Asking { headers: request.headers().clone(), from };
    show(&parts, &asking, &path, Said::default()).await
}

/// What no route knows: a file of the site that is not there, or a wrong address.
pub async fn missing(state: State<Parts>, from: ClientAddress, request: Request) -> Response {
    if request.uri().path().starts_with("/api/") {
        return HttpError::NotFound.into_response();
    }
    page(state, from, request).await
}

/// Makes the page at `path` for whoever asks, and says something on it.
pub async fn show(parts: &Parts, asking: &Asking, path: &str, said: Said) -> Response {
    match boot::at(parts, asking, path).await {
        Ok(boot::Found::Page { status, mut boot, whose }) => {
            boot.say = said.say.or(boot.say);
            boot.kept = said.kept;
            let page = render(parts, asking, said.status.unwrap_or(status), *boot).await;
            let visit = whose.map(|person| sessions::visit_cookie(parts, person));
            (visit.into_iter().fold(CookieJar::new(), CookieJar::add), page).into_response()
        }
        Ok(boot::Found::Elsewhere(path)) => Redirect::to(&path).into_response(),
        Err(error) => trouble(parts, asking, path, &error, said.kept).await,
    }
}

/// A page that stands still. For whoever asks and for nobody else: it says which ways in somebody has.
pub async fn still(
    parts: &Parts,
    asking: &Asking,
    path: &str,
    status: StatusCode,
    made: Still,
) -> Response {
    let boot = boot::blank(parts, asking, path);
    let files = parts.files.clone();
    let view = move || shell::still(files.as_ref().clone(), boot.clone(), made.clone());
    rendered(asking, status, (Runs::Still, NEVER_KEPT), view).await
}

/// A page that says what stands in the way just now. The form that was sent waits in it, to go once more by one tap.
pub async fn again(parts: &Parts, asking: &Asking, error: &HttpError, held: Held) -> Response {
    error.note();
    let trouble = match boot::say(error) {
        Say::Trouble(trouble) => trouble,
        Say::Refused(_) => Trouble::Broken,
    };
    let path = held.address.clone();
    let made = Still::Again { trouble, held: Some(held) };
    let mut response = still(parts, asking, &path, error.status(), made).await;
    response.headers_mut().extend(error.comes_again());
    response
}

/// Says for how long to wait, to programs too.
pub fn waiting(mut response: Response, answer: Answer) -> Response {
    if let Answer::Wait(seconds) = answer {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Where somebody proves again who they are, and comes back to `path` from.
pub fn to_step_up(path: &str) -> Response {
    let then: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    Redirect::to(&format!("/step-up?then={then}")).into_response()
}

/// A page that says what stands in the way, with everything that had been typed.
pub async fn trouble(
    parts: &Parts,
    asking: &Asking,
    path: &str,
    error: &HttpError,
    kept: BTreeMap<String, String>,
) -> Response {
    if let HttpError::StepUp | HttpError::OnTrial { .. } = error {
        return to_step_up(path);
    }
    if let HttpError::TwoThings = error {
        return Redirect::to(forms::ACCOUNT).into_response();
    }
    error.note();
    let mut boot = boot::blank(parts, asking, path);
    boot.say = Some(boot::say(error));
    boot.kept = kept;
    let mut response = render(parts, asking, error.status(), boot).await;
    response.headers_mut().extend(error.comes_again());
    let is_out = match error {
        HttpError::SignedOut => true,
        HttpError::NotFound => boot::has_lost_all(parts, asking).await.unwrap_or_default(),
        _ => false,
    };
    if is_out {
        let jar = CookieJar::new().add(sessions::no_visit_cookie(parts));
        return (jar, response).into_response();
    }
    response
}

async fn render(parts: &Parts, asking: &Asking, status: StatusCode, boot: Boot) -> Response {
    // A page of a family must be gone from a borrowed phone when its owner signs out.
    let cache = if is_personal(&boot) { NEVER_KEPT } else { "private, no-cache" };
    let files = parts.files.clone();
    let view = move || shell::shell(files.as_ref().clone(), boot.clone());
    rendered(asking, status, (Runs::Application, cache), view).await
}

async fn rendered<V: IntoView + 'static>(
    asking: &Asking,
    status: StatusCode,
    (runs, cache): (Runs, &'static str),
    view: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> Response {
    let host = asking.headers.get(header::HOST).cloned();
    let context = move || {
        let answer = expect_context::<ResponseOptions>();
        answer.set_status(status);
        answer.insert_header(
            header::CONTENT_SECURITY_POLICY,
            policy::of_this_page(runs, host.as_ref()),
        );
        answer.insert_header(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    };
    let request = Request::new(Body::empty());
    leptos_axum::render_app_async_with_context(context, view)(request).await
}

/// Whether it tells anything of anybody.
fn is_personal(boot: &Boot) -> bool {
    let somebodys = boot.place.is_some() || boot.invitation.is_some();
    somebodys
        || boot.devices.is_some()
        || !boot.families.is_empty()
        || !boot.kept.is_empty()
        || boot.path.starts_with("/f/")
        || matches!(
            Page::parse(&boot.path),
            Page::SignIn | Page::Account | Page::StepUp | Page::HandOver
        )
}
