//! The page around the application. Only the server renders it.

use crate::App;
use crate::boot::Boot;
use crate::routes::Page;
use crate::text;
use leptos::prelude::*;
use serde::Deserialize;

/// Addresses of the built files, as the bundling tool wrote them into `pkg/manifest.json`.
#[derive(Clone, Deserialize)]
pub struct SiteFiles {
    pub start: String,
    pub js: String,
    pub wasm: String,
    pub css: String,
}

/// One whole page. The preloads let the three files of the app come at the same time as the stylesheet.
pub fn shell(files: SiteFiles, boot: Boot) -> impl IntoView {
    let text = text::of(boot.language);
    let title = text.common.title(&Page::parse(&boot.path));
    let data = embedded(&boot);
    provide_context(boot);
    view! {
        <!DOCTYPE html>
        <html lang=text.common.lang dir="ltr">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <title>{title}</title>
                <meta name="description" content=text.common.description/>
                <meta name="robots" content="noindex"/>
                <meta name="theme-color" content="#f7f3ec" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#1c1f26" media="(prefers-color-scheme: dark)"/>
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/icon-192.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="stylesheet" href=files.css/>
                <link rel="modulepreload" href=files.js/>
                <link
                    rel="preload"
                    href=files.wasm
                    r#as="fetch"
                    r#type="application/wasm"
                    crossorigin="anonymous"
                />
                <script r#type="application/json" id=Boot::ELEMENT inner_html=data></script>
                <script r#type="module" src=files.start></script>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// JSON that cannot end its own element, whatever somebody wrote.
fn embedded(boot: &Boot) -> String {
    serde_json::to_string(boot).expect("a boot is plain data").replace('<', "\\u003c")
}
