//! One's own account: the name one signs in by, the password, and the second factor.

use super::parts::{Code, Secret, Told};
use super::step_up::NotYet;
use super::{Account, Answer, By, Changes, Ends};
use crate::components::field::Line;
use crate::components::form::Hidden;
use crate::components::icon::Icon;
use crate::components::trial::TrialCard;
use crate::place::{of_boot, use_text};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// The page.
#[component]
pub fn AccountPage(made: Account) -> impl IntoView {
    let text = use_text();
    let both = made.second && made.name.is_some();
    let in_by = made.by == By::Profession;
    let low = match made.by {
        By::ProfessionUnproved { more } if !matches!(made.changes, Changes::From(_)) => {
            let proves = made.changes == Changes::Proved;
            Some(view! { <Low proves passkeys=made.passkeys more/> }.into_any())
        }
        By::ProfessionOnTrial(until) => Some(view! { <LowYet until/> }.into_any()),
        By::ProfessionUnproved { .. } | By::Family | By::Profession => None,
    };
    let proved_there = matches!(made.by, By::ProfessionUnproved { .. });
    let lacking = in_by && !both;
    let first = match made.changes {
        Changes::Proved if !proved_there => Some(view! { <First/> }.into_any()),
        Changes::From(until) => Some(view! { <NotYet until/> }.into_any()),
        Changes::Proved | Changes::Here => None,
    };
    let here = made.changes == Changes::Here;
    let forms = here.then(|| {
        view! {
            <Opening made=made.clone()/>
            <SecondFactor second=made.second named=made.name.is_some() left=made.codes_left/>
        }
    });
    view! {
        <h1>{text.common.account}</h1>
        <p class="lead">{text.account.lead}</p>
        <Told answer=made.answer/>
        {made.new.map(|new| view! { <TrialCard new then="/account"/> })}
        {low}
        {in_by
            .then(|| view! { <a class="button button--wide" href="/">{text.account.to_places}</a> })}
        {lacking
            .then(|| {
                view! {
                    <div class="notice">
                        <Icon name="shield"/>
                        <div>
                            <b>{text.account.professional_title}</b>
                            <p>{text.account.professional}</p>
                        </div>
                    </div>
                }
            })}
        {first}
        {forms}
        <a class="button button--quiet" href="/devices">
            <Icon name="device"/>
            {text.common.devices}
        </a>
        <Closing open=made.answer == Some(Answer::StillIn)/>
    }
}

/// The end of the account. It lies folded, below all else.
#[component]
fn Closing(open: bool) -> impl IntoView {
    let text = use_text();
    view! {
        <details class="details" open=open>
            <summary>{text.account.close}</summary>
            <form method="post" action="/account" class="stack">
                <Hidden name="act" value="close"/>
                {text.account.close_lead.map(|line| view! { <p>{line}</p> })}
                <button class="button button--quiet button--wide">{text.account.close_now}</button>
            </form>
        </details>
    }
}

/// Somebody who came in by an invitation alone, and is there by profession: what opens the families' pages.
#[component]
fn Low(proves: bool, passkeys: bool, more: bool) -> impl IntoView {
    let text = use_text();
    view! {
        <div class="notice">
            <Icon name="shield"/>
            <div class="stack stack--tight">
                <b>{text.account.professional_title}</b>
                <p>{text.account.low}</p>
                {(!proves).then(|| view! { <p>{text.account.professional}</p> })}
                {proves
                    .then(|| view! { <a class="button" href="/step-up?then=/">{text.unsent.prove}</a> })}
                {(passkeys && !proves)
                    .then(|| view! { <a class="button button--quiet" href="/passkey">{text.passkey.title}</a> })}
                // Who signs out here would be out of what they are in as something else.
                {(!more).then(|| view! { <p class="muted">{text.account.low_again}</p> })}
            </div>
        </div>
    }
}

/// The same, once both things are there and on trial: to prove them here would lead back here.
#[component]
fn LowYet(until: DateTime<Utc>) -> impl IntoView {
    let text = use_text();
    let now = of_boot(|boot| boot.now).unwrap_or_default();
    let day = text.dates.day(until.date_naive(), now.date_naive());
    view! {
        <div class="notice">
            <Icon name="shield"/>
            <div class="stack stack--tight">
                <b>{text.account.professional_title}</b>
                <p>{(text.account.low_yet)(&day)}</p>
                <p>{text.account.low_yet_next}</p>
            </div>
        </div>
    }
}

/// Somebody whose account has a way in that is not proved on this page.
#[component]
fn First() -> impl IntoView {
    let text = use_text();
    view! {
        <section class="card stack">
            <p>{text.account.proves}</p>
            <a class="button button--wide" href="/step-up?then=/account">{text.unsent.prove}</a>
        </section>
    }
}

/// Name and password.
#[component]
fn Opening(made: Account) -> impl IntoView {
    let text = use_text();
    let has = made.name.is_some();
    let refused = made.answer.is_some_and(|it| !it.is_done() && it != Answer::StillIn);
    let lead = match &made.name {
        Some(name) => (text.account.you_use)(name),
        None => text.account.no_name.to_owned(),
    };
    let hint = if made.alone { text.account.new_hint } else { text.account.new_hint_beside };
    let ends = match made.ends {
        Ends::OnTrial => text.account.ends_tried,
        Ends::Others => text.account.ends_others,
    };
    let proof = if made.asks_code {
        view! { <Code label=text.account.code_label hint=text.account.app_hint needed=true/> }
            .into_any()
    } else if has {
        view! { <Secret name="old" label=text.account.old_label autocomplete="current-password"/> }
            .into_any()
    } else {
        ().into_any()
    };
    let name = made.typed.or(made.name).unwrap_or_default();
    let form = view! {
        <form method="post" action="/account" class="stack">
            <Hidden name="act" value="keep"/>
            <Line
                name="name"
                label=text.account.name_label
                hint=text.account.name_hint
                value=name
                max=domain::input::LINE
                needed=true
                autocomplete="username"
            />
            <Secret name="password" label=text.account.new_label hint autocomplete="new-password"/>
            {proof}
            <button class="button button--wide">{text.account.keep}</button>
            {has.then(|| view! { <p class="muted">{ends}</p> })}
        </form>
    };
    view! {
        <section class="card stack" aria-labelledby="opening">
            <h2 id="opening">{text.account.opening_title}</h2>
            <p>{lead}</p>
            {if has {
                view! {
                    <details class="details" open=refused>
                        <summary>{text.account.change}</summary>
                        <div>{form}</div>
                    </details>
                }
                    .into_any()
            } else {
                form.into_any()
            }}
        </section>
    }
}

/// The app and the paper. What comes first is the one deed of the page: a password, and then this.
#[component]
fn SecondFactor(second: bool, named: bool, left: u32) -> impl IntoView {
    let text = use_text();
    let act = |act: &'static str, name: &'static str| {
        let next = named && !second;
        let class = if next { "button button--wide" } else { "button button--quiet button--wide" };
        view! {
            <form method="post" action="/account">
                <Hidden name="act" value=act/>
                <button class=class>{name}</button>
            </form>
        }
    };
    view! {
        <section class="card stack" aria-labelledby="second">
            <h2 id="second">{text.account.second_title}</h2>
            {if second {
                view! {
                    <p>{text.account.second_on}</p>
                    <p>{(text.account.codes_left)(left)}</p>
                    {act("codes", text.account.new_codes)}
                    {act("second", text.account.new_phone)}
                }
                    .into_any()
            } else {
                view! {
                    <p>{text.account.second_off}</p>
                    {act("second", text.account.set_up)}
                }
                    .into_any()
            }}
        </section>
    }
}
