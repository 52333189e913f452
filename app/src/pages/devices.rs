//! Where one is signed in: this device, the others, and the way out of each. Plain forms: they work on any phone.

use crate::boot::Device;
use crate::components::form::Hidden;
use crate::components::icon::Icon;
use crate::components::notice::SayNotice;
use crate::json::Late;
use crate::place::{use_boot, use_text};
use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::*;

/// Behind the address once a device was ended that is not one's own.
const STRANGE: &str = "?strange";
/// Being used is noted once an hour, so more cannot be said.
const A_MOMENT: TimeDelta = TimeDelta::hours(1);

/// The page.
#[component]
pub fn DevicesPage() -> impl IntoView {
    let (boot, text) = (use_boot(), use_text());
    let devices = boot.devices.as_ref().and_then(Late::read).unwrap_or_default();
    let (here, others): (Vec<_>, Vec<_>) = devices.into_iter().partition(|it: &Device| it.here);
    let alone = others.is_empty();
    view! {
        <h1>{text.common.devices}</h1>
        <p class="lead">{text.devices.lead}</p>
        {boot.trial.is_some().then(|| view! { <Told/> })}
        {boot.path.ends_with(STRANGE).then(|| view! { <Out/> })}
        {boot.words.clone().map(|words| view! { <SayNotice words/> })}
        {here.into_iter().map(|device| view! { <Here device alone/> }).collect_view()}
        <Others devices=others now=boot.now/>
        <details class="details">
            <summary>{text.devices.seat}</summary>
            <p>{text.devices.seat_lead}</p>
        </details>
        <a class="button button--plain" href="/passkey">{text.devices.passkey}</a>
        <a class="button button--quiet" href="/account">
            <Icon name="key"/>
            {text.common.account}
        </a>
    }
}

/// A way into this account is new: it is told where it can be taken away.
#[component]
fn Told() -> impl IntoView {
    let text = &use_text().trial;
    view! { <a class="button button--wide" href="/account">{text.title}</a> }
}

/// Somebody else's device was ended.
#[component]
fn Out() -> impl IntoView {
    let text = use_text();
    view! {
        <div class="notice notice--done" role="status">
            <Icon name="check"/>
            <div class="stack stack--tight">
                <b>{text.devices.strange_out}</b>
                {text.devices.strange_next.map(|next| view! { <p>{next}</p> })}
            </div>
        </div>
    }
}

/// This device, and one tap out of it.
#[component]
fn Here(device: Device, alone: bool) -> impl IntoView {
    let text = use_text();
    // Nobody is tempted to lock themselves out.
    let class = if alone { "button button--quiet button--wide" } else { "button button--wide" };
    view! {
        <section class="card" aria-labelledby="here">
            <div class="stack">
                <h2 class="eyebrow" id="here">{text.devices.here}</h2>
                <div class="device">
                    <Icon name=icon(&device.kind)/>
                    <div>
                        <b>{(text.devices.kind)(&device.kind)}</b>
                        <small>{since(&device)}</small>
                    </div>
                </div>
                <small>{text.devices.out_here_hint}</small>
                {alone.then(|| view! { <p>{text.devices.back_in}</p> })}
                <form method="post" action="/devices">
                    <Hidden name="end" value="here"/>
                    <button class=class>
                        <Icon name="sign-out"/>
                        {text.devices.out_here}
                    </button>
                </form>
            </div>
        </section>
    }
}

/// All the others, each with its way out.
#[component]
fn Others(devices: Vec<Device>, now: DateTime<Utc>) -> impl IntoView {
    let text = use_text();
    if devices.is_empty() {
        return view! { <p class="muted">{text.devices.none}</p> }.into_any();
    }
    let many = devices.len() > 1;
    let all = devices.into_iter().map(|device| view! { <Other device now/> }).collect_view();
    view! {
        <section class="stack" aria-labelledby="others">
            <div class="stack stack--tight">
                <h2 id="others">{text.devices.others}</h2>
                <p class="muted">{text.devices.others_hint}</p>
                <p class="muted">{text.devices.most}</p>
            </div>
            <ul class="list">{all}</ul>
            {many
                .then(|| {
                    view! {
                        <form method="post" action="/devices">
                            <Hidden name="end" value="others"/>
                            <button class="button button--quiet button--wide">{text.devices.out_others}</button>
                        </form>
                    }
                })}
        </section>
    }
    .into_any()
}

#[component]
fn Other(device: Device, now: DateTime<Utc>) -> impl IntoView {
    let text = use_text();
    let kind = (text.devices.kind)(&device.kind);
    let used = if now - device.used <= A_MOMENT {
        text.devices.used_now.to_owned()
    } else {
        (text.devices.used)(&text.dates.near(device.used.date_naive(), now.date_naive()))
    };
    view! {
        <li class="list__item">
            <Icon name=icon(&device.kind)/>
            <div>
                <b>{kind}</b>
                <small>{used}</small>
                <small>{since(&device)}</small>
                <form method="post" action="/devices">
                    <Hidden name="end" value=device.id.to_string()/>
                    <Hidden name="strange" value="yes"/>
                    <button class="button button--plain button--small" aria-label=(text.devices.strange_of)(kind)>
                        {text.devices.strange}
                    </button>
                </form>
            </div>
            <form method="post" action="/devices">
                <Hidden name="end" value=device.id.to_string()/>
                <button class="button button--quiet button--small" aria-label=(text.devices.out_of)(kind)>
                    {text.devices.out}
                </button>
            </form>
        </li>
    }
}

fn since(device: &Device) -> String {
    let (boot, text) = (use_boot(), use_text());
    let on = text.dates.near(device.since.date_naive(), boot.now.date_naive());
    (text.devices.since)(&on)
}

fn icon(kind: &str) -> &'static str {
    match kind {
        "iPhone" | "Android" => "mobile",
        _ => "device",
    }
}
