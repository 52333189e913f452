//! Every route in one list.

use crate::error::HttpError;
use crate::http::{
    body, commands, export, families, forms, gate, headers, health, join, key, looked, metrics,
    oidc, openapi, page, passkey, session, site,
};
use crate::live::socket;
use crate::parts::Parts;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, any, get, post};
use std::any::Any;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

/// A route of the list.
type Route = (&'static str, MethodRouter<Parts>);

fn pages() -> Vec<Route> {
    vec![
        ("/", get(page::page)),
        ("/offline", get(page::offline)),
        ("/new", get(page::page).post(forms::new)),
        ("/join", get(page::page).post(forms::code)),
        ("/join/{token}", get(page::page).post(forms::join)),
        ("/devices", get(page::page).post(forms::devices)),
        ("/sign-in", get(forms::sign_in_page).post(forms::sign_in)),
        ("/account", get(forms::account_page).post(forms::account)),
        ("/step-up", get(forms::step_up_page).post(forms::step_up)),
        ("/hand-over", get(forms::hand_over_page).post(forms::hand_over)),
        ("/language", post(forms::language)),
        ("/passkey", get(passkey::show).post(forms::passkeys)),
        ("/passkey/add", post(passkey::add)),
        ("/passkey/add/begin", post(passkey::begin_adding)),
        ("/passkey/enter", post(passkey::enter)),
        ("/passkey/enter/begin", post(passkey::begin_entering)),
        ("/passkey/prove", post(passkey::prove)),
        ("/sign-in/oidc", get(oidc::houses)),
        ("/sign-in/oidc/connect", post(forms::connected)),
        ("/sign-in/oidc/{provider}", post(forms::set_out_to)),
        ("/sign-in/oidc/{provider}/back", get(oidc::back)),
        ("/sign-in/oidc/{provider}/part", post(forms::parted)),
        ("/f/{family}", get(page::page)),
        ("/f/{family}/export", get(export::paper)),
        ("/f/{family}/export.json", get(export::data_file)),
        ("/f/{family}/{*rest}", get(page::page)),
        ("/f/{family}/ruler", get(page::page).post(forms::ruler)),
        ("/f/{family}/plan", get(page::page).post(forms::plan)),
        ("/f/{family}/people", get(page::page).post(forms::people)),
        ("/f/{family}/consent", get(page::page).post(forms::consent)),
        ("/f/{family}/shield", post(forms::shield)),
        ("/f/{family}/way/{invitation}", get(key::page)),
        ("/f/{family}/mine", get(page::page).post(forms::mine)),
        ("/f/{family}/dialogue", get(page::page).post(forms::dialogues)),
        ("/f/{family}/dialogue/{dialogue}", get(page::page).post(forms::dialogue)),
    ]
}

/// The surface for other programs. Described by `http/openapi.rs`.
fn api() -> Vec<Route> {
    vec![
        ("/api/openapi.json", get(openapi::show)),
        ("/api/v1/families", get(families::list).post(families::found)),
        ("/api/v1/families/{family}", get(families::read)),
        ("/api/v1/families/{family}/commands", post(commands::carry_out)),
        ("/api/v1/families/{family}/events", get(families::events)),
        ("/api/v1/families/{family}/export", get(export::data)),
        ("/api/v1/families/{family}/looked", get(looked::read)),
        ("/api/v1/families/{family}/live", get(socket::live)),
        ("/api/v1/families/{family}/invitations/{invitation}/key", post(key::show)),
        ("/api/v1/join", post(join::join)),
        ("/api/v1/session", get(session::left).post(session::stay).delete(session::end)),
    ]
}

fn house() -> Vec<Route> {
    vec![
        ("/healthz", get(health::alive)),
        ("/readyz", get(health::ready)),
        ("/metrics", get(metrics::show)),
    ]
}

/// The addresses of the API, for the test that all of them are described.
pub fn api_paths() -> Vec<&'static str> {
    api().into_iter().map(|(path, _)| path).collect()
}

/// The addresses of everything of a family's, for the test that reading any of it leaves a row.
pub fn family_paths() -> Vec<&'static str> {
    let all = pages().into_iter().chain(api()).map(|(path, _)| path);
    all.filter(|path| path.contains("{family}")).collect()
}

/// Every address, for the tests that hold for all of them.
pub fn paths() -> Vec<&'static str> {
    pages().into_iter().chain(api()).chain(house()).map(|(path, _)| path).collect()
}

/// All routes, and what holds for each of them.
pub fn build(parts: Parts) -> Router {
    build_with(parts, Router::new())
}

/// The same with more routes beside our own.
pub fn build_with(parts: Parts, more: Router<Parts>) -> Router {
    // Without leptos_router nobody else tells Leptos where to spawn. A second time is harmless.
    let _ = any_spawner::Executor::init_tokio();
    metrics::start();
    let stays = middleware::from_fn_with_state(parts.clone(), forms::stays);
    let pages = pages().into_iter().map(|(path, route)| (path, route.layer(stays.clone())));
    let programs = middleware::from_fn(families::is_no_page);
    let api = api().into_iter().map(|(path, route)| (path, route.layer(programs.clone())));
    let routes = pages.chain(api).chain(house());
    let all = routes.fold(more, |all, (path, route)| all.route(path, route));
    let csrf = CsrfLayer::new().with_rejection_response(|_| HttpError::ForeignSite.into_response());
    all.fallback_service(site::service(&parts.site, any(page::missing).with_state(parts.clone())))
        .layer(middleware::from_fn_with_state(parts.clone(), gate::pass))
        .layer(DefaultBodyLimit::max(body::MOST_LIST_BYTES))
        .layer(csrf)
        .layer(CatchPanicLayer::custom(broken))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(parts.clone(), headers::add))
        .layer(middleware::from_fn(metrics::count))
        .with_state(parts)
}

/// What answers whoever finds no room: that there is none, at every address.
pub(crate) fn full(parts: Parts) -> Router {
    Router::new()
        .fallback(gate::full)
        .layer(middleware::from_fn_with_state(parts.clone(), headers::add))
        .with_state(parts)
}

/// A bug. What it says may quote somebody's words, so only its place goes into the log: see [`crate::hush_panics`].
fn broken(_panic: Box<dyn Any + Send>) -> axum::response::Response {
    HttpError::broken("a handler panicked").into_response()
}
