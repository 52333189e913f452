//! Coming in with finger or face. The script of the page, `public/passkey.js`, asks the device; it finds its way by the
//! `data-passkey` of what stands here, and shows one of the answers that stand here hidden.

use super::parts::ToStart;
use crate::boot::OnTrial;
use crate::components::form::Hidden;
use crate::components::icon::Icon;
use crate::components::trial::TrialCard;
use crate::place::{use_boot, use_text};
use chrono::{DateTime, Utc};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use uuid::Uuid;

/// A passkey of the person who looks at it.
#[derive(Clone, PartialEq, Eq)]
pub struct Passkey {
    pub id: Uuid,
    /// "Android", "iPhone", …: where it was made.
    pub device: String,
    pub since: DateTime<Utc>,
    pub used: DateTime<Utc>,
}

/// One's passkeys.
#[component]
pub fn Passkeys(all: Vec<Passkey>, new: Option<OnTrial>) -> impl IntoView {
    let text = use_text();
    let none = all.is_empty();
    view! {
        <h1>{text.passkey.title}</h1>
        <p class="lead">{text.passkey.lead}</p>
        {new.map(|new| view! { <TrialCard new then="/passkey"/> })}
        <section class="card stack">
            <p>{text.passkey.promise}</p>
            <Press what="add" words=text.passkey.add without=text.passkey.without/>
            <Answers/>
        </section>
        {if none {
            view! { <p class="muted">{text.passkey.none}</p> }.into_any()
        } else {
            view! {
                <section class="stack" aria-labelledby="yours">
                    <h2 id="yours">{text.passkey.yours}</h2>
                    <ul class="list">{all.into_iter().map(|passkey| view! { <One passkey/> }).collect_view()}</ul>
                </section>
            }
                .into_any()
        }}
        <a class="button button--plain" href="/devices">{text.common.devices}</a>
        <Script/>
    }
}

#[component]
fn One(passkey: Passkey) -> impl IntoView {
    let (boot, text) = (use_boot(), use_text());
    let today = boot.now.date_naive();
    let device = (text.devices.kind)(&passkey.device);
    let since = (text.passkey.since)(&text.dates.near(passkey.since.date_naive(), today));
    let used = (text.devices.used)(&text.dates.near(passkey.used.date_naive(), today));
    view! {
        <li class="list__item">
            <Icon name="key"/>
            <div>
                <b>{device}</b>
                <small>{since}</small>
                <small>{used}</small>
            </div>
            <form method="post" action="/passkey">
                <Hidden name="remove" value=passkey.id.to_string()/>
                <button class="button button--quiet button--small" aria-label=(text.passkey.remove_of)(device)>
                    {text.passkey.remove}
                </button>
            </form>
        </li>
    }
}

/// Coming in again.
#[component]
pub fn Enter() -> impl IntoView {
    let text = use_text();
    view! {
        <h1>{text.passkey.enter_title}</h1>
        <p class="lead">{text.passkey.enter_lead}</p>
        <section class="card stack">
            <Press what="enter" words=text.passkey.enter without=text.passkey.without/>
            <Answers/>
        </section>
        <a class="button button--plain" href="/join">{text.common.to_code}</a>
        <ToStart/>
        <Script/>
    }
}

/// The button is there once the script has found out that the device can do it; until then the reason is.
#[component]
pub(super) fn Press(
    what: &'static str,
    words: &'static str,
    without: &'static str,
) -> impl IntoView {
    view! {
        <button class="button button--wide" hidden=true data-passkey=what>
            <Icon name="key"/>
            {words}
        </button>
        <p class="muted" data-passkey="without">{without}</p>
    }
}

/// Everything the script can have to say.
#[component]
pub(super) fn Answers() -> impl IntoView {
    let text = use_text();
    view! {
        <div role="status">
            {[
                ("cancelled", text.passkey.cancelled),
                ("known", text.passkey.known),
                ("wrong", text.passkey.wrong),
                ("elsewhere", text.passkey.elsewhere),
                ("out", text.passkey.out),
                ("wait", text.passkey.wait),
                ("away", text.passkey.away),
            ]
                .map(|(name, words)| view! { <p hidden=true data-answer=name>{words}</p> })}
        </div>
    }
}

#[component]
pub(super) fn Script() -> impl IntoView {
    view! { <script r#type="module" src="/passkey.js" nonce=use_nonce()></script> }
}
