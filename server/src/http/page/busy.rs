//! The page for whoever is told to come again. It is made once for each language and kept: where there is too much to do, saying
//! so costs next to nothing.

use super::{Asking, boot, policy};
use crate::error::HttpError;
use crate::parts::Parts;
use app::boot::{Boot, Trouble};
use app::shell;
use app::still::Still;
use axum::body::Bytes;
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use domain::people::Language;
use leptos::prelude::{Owner, RenderHtml};
use policy::Runs;
use std::sync::OnceLock;

/// The pages as they were made.
#[derive(Default)]
pub struct Kept {
    da: OnceLock<Bytes>,
    en: OnceLock<Bytes>,
}

/// The same for everybody who speaks this language, at every address.
pub fn busy(parts: &Parts, asking: &Asking) -> Response {
    let language = boot::language(parts.reach, asking);
    let kept = match language {
        Language::Da => &parts.busy.da,
        Language::En => &parts.busy.en,
    };
    let page = kept.get_or_init(|| made(parts, language)).clone();
    let host = asking.headers.get(header::HOST);
    let policy = policy::of_a_kept_page(Runs::Still, &shell::guard(), host);
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, HeaderValue::from_static(super::NEVER_KEPT)),
    ];
    let mut response = (HttpError::Busy.status(), headers, Html(page)).into_response();
    response.headers_mut().extend(HttpError::Busy.comes_again());
    response
}

fn made(parts: &Parts, language: Language) -> Bytes {
    let boot = Boot::blank("/".to_owned(), language, parts.clock.now());
    let page = Still::Again { trouble: Trouble::Busy, held: None };
    let files = parts.files.as_ref().clone();
    Owner::new().with(|| shell::still(files, boot, page).to_html()).into()
}
