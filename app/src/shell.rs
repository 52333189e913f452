//! The page around the application. Only the server renders it.

use crate::App;
use crate::boot::Boot;
use crate::chunks::Chunk;
use crate::components::frame::Bare;
use crate::components::leave::{GONE, NEUTRAL};
use crate::components::notice::words;
use crate::json;
use crate::routes::Page;
use crate::still::{self, Still};
use crate::text::{self, Text};
use domain::people::Language;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Addresses of the built files, as the bundling tool wrote them into `pkg/manifest.json`.
#[derive(Clone, Deserialize)]
pub struct SiteFiles {
    pub start: String,
    pub js: String,
    /// The script that fetches pieces of the application. None when it is built in one.
    pub link: Option<String>,
    pub wasm: String,
    pub css: String,
    /// The files of each piece, by its name.
    #[serde(default)]
    pub chunks: BTreeMap<String, Vec<String>>,
}

/// One whole page. The preloads let the files of the app, and those of this page's pieces, come at the same time as the stylesheet.
pub fn shell(files: SiteFiles, mut boot: Boot) -> impl IntoView {
    boot.words = boot.say.map(|say| words(boot.language, say));
    let text = text::of(boot.language);
    let page = Page::parse(&boot.path);
    let title = text.common.title(&page);
    let css = files.css.clone();
    let names = Chunk::first(&boot).into_iter().flat_map(|chunk| chunk.names(boot.language));
    // Two pieces may share a file.
    let first: BTreeSet<String> =
        names.filter_map(|name| files.chunks.get(name)).flatten().cloned().collect();
    let modules = std::iter::once(files.wasm).chain(first);
    let life = view! {
        <link rel="modulepreload" href=files.js/>
        {files.link.map(|link| view! { <link rel="modulepreload" href=link/> })}
        {modules.map(preload).collect_view()}
        <script r#type="application/json" id=Boot::ELEMENT inner_html=embedded(&boot)></script>
        <script r#type="module" src=files.start></script>
    };
    view! {
        <!DOCTYPE html>
        <html lang=text.common.lang dir="ltr">
            {head(text, title, css, life)}
            <body>
                <App boot/>
            </body>
        </html>
    }
}

/// A page with nothing in it, the same for everybody: the browser keeps it, and fills it where there is no net. No data stands in
/// it, which tells the application to look for what was kept.
pub fn empty(files: SiteFiles, language: Language) -> impl IntoView {
    let text = text::of(language);
    let life = view! {
        <script r#type="application/json" id=Boot::ELEMENT></script>
        <script r#type="module" src=files.start></script>
    };
    view! {
        <!DOCTYPE html>
        <html lang=text.common.lang dir="ltr">
            {head(text, text.common.product.to_owned(), files.css, life)}
            <body></body>
        </html>
    }
}

/// A whole page that stands still: nothing of the application comes along.
pub fn still(files: SiteFiles, boot: Boot, page: Still) -> impl IntoView {
    let text = text::of(boot.language);
    let title = still::title(&boot, &page);
    provide_context(RwSignal::new(Page::parse(&boot.path)));
    provide_context(Arc::new(boot));
    view! {
        <!DOCTYPE html>
        <html lang=text.common.lang dir="ltr">
            {head(text, title, files.css, ())}
            <body>
                <Bare>{still::view(page)}</Bare>
            </body>
        </html>
    }
}

/// What stands at the head of every page.
fn head(text: &'static Text, title: String, css: String, more: impl IntoView) -> impl IntoView {
    view! {
        <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
            // Its content is no markup: a marker for the taking over would be read out in the tab.
            <title inner_html=title></title>
            <meta name="description" content=text.common.description/>
            <meta name="robots" content="noindex"/>
            <meta name="theme-color" content="#f7f3ec" media="(prefers-color-scheme: light)"/>
            <meta name="theme-color" content="#1c1f26" media="(prefers-color-scheme: dark)"/>
            <script nonce=use_nonce() inner_html=guard()></script>
            <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
            <link rel="apple-touch-icon" href="/icon-192.png"/>
            <link rel="manifest" href="/manifest.webmanifest"/>
            <link rel="stylesheet" href=css/>
            {more}
        </head>
    }
}

fn preload(wasm: String) -> impl IntoView {
    view! { <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/> }
}

/// JSON that cannot end its own element, whatever somebody wrote.
fn embedded(boot: &Boot) -> String {
    json::pack(boot).replace('<', "\\u003c")
}

/// Runs before anything of the page is drawn. Where one came by the back button after having gone, it goes on to the weather;
/// whoever comes on purpose is let in. A page that the browser had put aside whole is asked for anew: another may hold the screen.
pub fn guard() -> String {
    format!(
        "try{{if(sessionStorage.getItem('{GONE}')){{if(performance.getEntriesByType('navigation')[0].type=='back_forward'){{\
         document.documentElement.hidden=true;location.replace('{NEUTRAL}')}}else sessionStorage.removeItem('{GONE}')}}}}catch(e){{}}\
         addEventListener('pageshow',e=>{{if(e.persisted){{document.documentElement.hidden=true;location.reload()}}}})"
    )
}
