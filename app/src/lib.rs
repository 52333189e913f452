//! The Leptos application. The server renders it (feature `ssr`), the browser hydrates it (feature `hydrate`).
//!
//! A page is made from a [`boot::Boot`]. On a family's pages the tools read and act through one [`place::Place`]; behind it, in
//! the browser, [`sync`] keeps the copy in step with the server.

#![recursion_limit = "512"] // the type of a view is as deep as its markup

pub mod boot;
pub mod place;
mod proving;
pub mod routes;
pub mod still;
pub mod sync;
pub mod text;

mod chunks;
mod components;
mod device;
mod drafts;
pub mod json;
mod pages;
mod tools;

mod app;
#[cfg(feature = "ssr")]
pub mod export;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "hydrate")]
mod start;

pub use app::App;
