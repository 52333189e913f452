//! Proving again who one is, before something that cannot be taken back.

use super::again::Waiting;
use super::parts::{Code, Secret, Told};
use super::passkey::{Answers, Press, Script};
use super::{Held, House, Lacks, StepUp};
use crate::components::form::Hidden;
use crate::components::icon::Icon;
use crate::components::trial::TrialCard;
use crate::place::{of_boot, use_text};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// The page.
#[component]
pub fn StepUpPage(made: StepUp) -> impl IntoView {
    let text = use_text();
    let back = made.then.clone();
    let asked = match made.lacks {
        Some(lacks) => {
            let waits = made.held.map(|held| view! { <Waiting held/> });
            view! { <First lacks/> {waits} }.into_any()
        }
        None => view! { <Ways made/> }.into_any(),
    };
    view! {
        <h1>{text.common.step_up}</h1>
        {asked}
        <a class="button button--plain" href=back>{text.common.back}</a>
    }
}

/// Each of the ways by which it can be proved.
#[component]
fn Ways(made: StepUp) -> impl IntoView {
    let text = use_text();
    let StepUp { then, password, code, passkey, houses, new, answer, held, .. } = made;
    let finger = passkey.then(|| view! { <Finger then=then.clone() held=held.clone()/> });
    let waits = held.is_some();
    let new = new.map(|new| {
        let waits = view! { <Hidden name="then" value=then.clone()/> {held.clone().map(waiting)} };
        view! { <TrialCard new then=then.clone() proving=Some(waits.into_any())/> }
    });
    let words = (password || code).then(|| {
        view! { <Words then=then.clone() held password code/> }
    });
    let to_house = |house: House| {
        view! {
            <form method="post" action=format!("/sign-in/oidc/{}", house.id)>
                <Hidden name="then" value=then.clone()/>
                <button class="button button--quiet button--wide">{(text.ways.go_to)(&house.name)}</button>
            </form>
        }
    };
    view! {
        <p class="lead">{text.account.step_up_lead}</p>
        {waits.then(|| view! { <p>{text.account.step_up_waits}</p> })}
        <Told answer=answer/>
        {words}
        {finger}
        {houses.into_iter().map(to_house).collect_view()}
        {new}
    }
}

#[component]
fn Words(then: String, held: Option<Held>, password: bool, code: bool) -> impl IntoView {
    let text = use_text();
    let password = password.then(|| {
        view! {
            <Secret
                name="password"
                label=text.account.password_label
                autocomplete="current-password"
            />
        }
    });
    let code = code.then(|| {
        view! { <Code label=text.account.code_label hint=text.account.code_or_paper needed=true/> }
    });
    view! {
        <form method="post" action="/step-up" class="card stack">
            <Hidden name="then" value=then/>
            {held.map(waiting)}
            {password}
            {code}
            <button class="button button--wide">{text.common.on}</button>
        </form>
    }
}

/// The script asks the device, and then sends the form, in which nothing is to be typed.
#[component]
fn Finger(then: String, held: Option<Held>) -> impl IntoView {
    let text = use_text();
    view! {
        <section class="card stack">
            <Press what="prove" words=text.account.step_up_finger without=text.account.step_up_no_finger/>
            <form method="post" action="/step-up" data-passkey="proved">
                <Hidden name="then" value=then/>
                <Hidden name="by" value="passkey"/>
                {held.map(waiting)}
            </form>
            <Answers/>
        </section>
        <Script/>
    }
}

/// The form that waits.
fn waiting(held: Held) -> AnyView {
    let field = |(name, text): (String, String)| {
        view! { <input r#type="hidden" name=format!("{}{name}", Held::MARK) value=text/> }
    };
    view! {
        <Hidden name=Held::ADDRESS value=held.address/>
        {held.fields.into_iter().map(field).collect_view()}
    }
    .into_any()
}

/// Where there is nothing yet to prove it with.
#[component]
fn First(lacks: Lacks) -> impl IntoView {
    let text = use_text();
    let words = match lacks {
        Lacks::Password => text.account.first_password,
        Lacks::Second => text.account.first_second,
        Lacks::Time(until) => return view! { <NotYet until/> }.into_any(),
    };
    view! {
        <p class="lead">{words}</p>
        <a class="button button--wide" href="/account">{text.account.to_account}</a>
    }
    .into_any()
}

/// They came in by a way that is on trial: there is nothing to prove, only to wait for.
#[component]
pub fn NotYet(until: DateTime<Utc>) -> impl IntoView {
    let text = use_text();
    let now = of_boot(|boot| boot.now).unwrap_or_default();
    let day = text.dates.day(until.date_naive(), now.date_naive());
    view! {
        <div class="notice">
            <Icon name="shield"/>
            <div>
                <b>{(text.trial.not_yet)(&day)}</b>
                <p>{text.trial.not_yet_next}</p>
            </div>
        </div>
    }
}
