//! A way in: a code to read across the table, a picture for the camera, and a link to send, side by side.

use crate::place::use_text;
use leptos::prelude::*;

/// What more can be done with the link stands under it.
#[component]
pub fn WayIn(
    link: String,
    code: String,
    /// SVG text of our own.
    qr: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let text = &use_text().people;
    let (first, second) = code.split_at_checked(3).unwrap_or((&code, ""));
    let (first, second) = (first.to_owned(), second.to_owned());
    let spelled = code.chars().map(String::from).collect::<Vec<_>>().join(" ");
    view! {
        <div class="invite">
            <figure class="qr">
                <div role="img" aria-label=text.qr inner_html=qr></div>
                <figcaption>{text.qr_hint}</figcaption>
            </figure>
            <div class="stack centre">
                <p class="muted">{text.code_hint}</p>
                <p class="code" role="img" aria-label=spelled>
                    <span>{first}</span>
                    <span>{second}</span>
                </p>
                <p class="muted">{text.link_hint}</p>
                <p><a href=link.clone() target="_blank" rel="noopener">{link.clone()}</a></p>
                {children.map(|more| more())}
            </div>
        </div>
    }
    .into_any()
}
