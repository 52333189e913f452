//! What was given to whom, for what and until when; giving more; and taking it back with one tap.

use crate::components::choice::{Boxes, anew, picked, ticked};
use crate::components::draft::{settle, tie, typing};
use crate::components::field::{Line, typed};
use crate::components::form::{Act, Hidden, Started};
use crate::place::{Place, name, use_place, use_text};
use crate::routes::Room;
use chrono::Days;
use domain::consent::{Command as Consent, Grant, Heard, LONGEST, Section};
use domain::people::Role;
use domain::{Command, MemberId};
use leptos::html::{Fieldset, Input};
use leptos::prelude::*;
use std::cmp::Ordering;

/// How long it is given for, if nobody says another day.
const USUAL: Days = Days::new(180);

const fn heard_slug(heard: Heard) -> &'static str {
    match heard {
        Heard::Fine => "fine",
        Heard::RatherNot => "rather_not",
        Heard::TooSmall => "too_small",
        Heard::Own => "own",
    }
}

/// What a child is asked, and may have answered.
const ASKED: [Heard; 3] = [Heard::Fine, Heard::RatherNot, Heard::TooSmall];

fn heard_of(slug: &str) -> Option<Heard> {
    ASKED.into_iter().find(|it| heard_slug(*it) == slug)
}

/// The grants to somebody that hold today.
fn grants(place: Place, to: MemberId, of: Option<MemberId>) -> Memo<Vec<Grant>> {
    let today = place.today();
    place.read(move |family| {
        let consent = &family.consent;
        let before = |it: &Grant| of.is_some_and(|young| consent.reaches(it, young));
        let mine = |it: &&Grant| it.to == to && (it.of == of || before(it)) && it.holds(today);
        let mut grants: Vec<Grant> = consent.grants.iter().filter(mine).cloned().collect();
        grants.sort_by(order);
        grants
    })
}

/// What was given together stands together.
fn order(one: &Grant, other: &Grant) -> Ordering {
    let key = |it: &Grant| (it.of, it.until, it.purpose.clone(), it.section);
    key(one).cmp(&key(other))
}

/// One person, and what was given to them.
#[component]
pub fn Given(to: MemberId, of: Option<MemberId>) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let given = grants(place, to, of);
    let called = move || place.name(to);
    let basis = place.read(move |family| family.consent.basis.get(&to).cloned());
    let law = move || {
        basis.get().map(|law| view! { <p class="muted">{(text.consent.basis_of)(&law)}</p> })
    };
    let body = move || {
        let all = given.get();
        if all.is_empty() {
            return view! { <p>{(text.consent.nothing)(&called())}</p> }.into_any();
        }
        let row = |it: &Grant| {
            let section = it.section;
            view! { <li class="row row--between"><b>{(text.consent.section)(section)}</b> {take(place, to, of, Some(section))}</li> }
        };
        let group = |grants: &[Grant]| {
            view! {
                {why(place, &grants[0])}
                <ul class="stack stack--tight">{grants.iter().map(row).collect_view()}</ul>
            }
        };
        view! { {all.chunk_by(alike).map(group).collect_view()} {take(place, to, of, None)} }
            .into_any()
    };
    view! {
        <section class="card stack" aria-labelledby=format!("to-{to}")>
            <h2 id=format!("to-{to}")>{called}</h2>
            {law}
            {body}
            <More to of/>
        </section>
    }
}

/// What one's own page says of what was given.
#[component]
pub fn Mine() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let given = place.read(move |family| {
        let mine = |it: &&Grant| it.to == place.me && it.holds(place.today());
        let mut all: Vec<Grant> = family.consent.grants.iter().filter(mine).cloned().collect();
        all.sort_by(order);
        all
    });
    move || {
        let all = given.get();
        if all.is_empty() {
            return view! { <p>{text.consent.nothing_yours}</p> }.into_any();
        }
        let group = |grants: &[Grant]| {
            let row = |it: &Grant| view! { <li><b>{(text.consent.section)(it.section)}</b></li> };
            view! {
                <section class="card stack stack--tight">
                    <ul>{grants.iter().map(row).collect_view()}</ul>
                    {why(place, &grants[0])}
                </section>
            }
        };
        all.chunk_by(alike).map(group).collect_view().into_any()
    }
}

/// Given together: told together.
fn alike(one: &Grant, other: &Grant) -> bool {
    let what = |it: &Grant| (it.until, it.heard, it.of);
    what(one) == what(other) && one.purpose == other.purpose
}

/// Until when, what for, and what the child said.
fn why(place: Place, grant: &Grant) -> AnyView {
    let text = use_text();
    let day = text.dates.day(grant.until, place.today());
    let whose = grant.of.map(|of| {
        let about = place.family.with_untracked(|family| place.whom(family, of));
        view! { <p>{(text.home.about)(&about)}</p> }
    });
    let said = if is_the_child(place, grant) {
        (text.consent.you_said)(grant.heard).to_owned()
    } else {
        (text.consent.child_says)((text.consent.heard)(grant.heard))
    };
    view! {
        {whose}
        <p class="muted">
            {(text.consent.until)(&day)} <br/> {(text.consent.purpose)(&grant.purpose)} <br/>
            {said}
        </p>
    }
    .into_any()
}

/// Whether it is I who was asked: it is about me, or about the family whose only child I am.
fn is_the_child(place: Place, grant: &Grant) -> bool {
    place.family.with_untracked(|family| {
        let only = || family.people.children().all(|it| it.id == place.me);
        family.people.child(place.me).is_ok() && grant.of.map_or_else(only, |of| of == place.me)
    })
}

fn take(place: Place, to: MemberId, of: Option<MemberId>, section: Option<Section>) -> AnyView {
    let text = &use_text().consent;
    let send = move || {
        let _ = place.send(Command::Consent(Consent::Withdraw { to, of, section }));
    };
    let (label, class) = match section {
        Some(_) => (text.take, "button button--quiet button--small"),
        None => (text.take_all, "button button--danger button--small"),
    };
    let says = section.map(|it| format!("{label}: {}", (text.section)(it)));
    view! {
        <Act action=place.action("consent") back=place.href(Room::Consent) send>
            <Hidden name="act" value="withdraw"/>
            <Hidden name="to" value=to.to_string()/>
            {of.map(|of| view! { <Hidden name="of" value=of.to_string()/> })}
            {section.map(|it| view! { <Hidden name="section" value=it.slug()/> })}
            <button class=class aria-label=says>{label}</button>
        </Act>
    }
    .into_any()
}

/// Giving more. Nothing is ticked beforehand.
#[component]
fn More(to: MemberId, of: Option<MemberId>) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let called = place.family.with_untracked(|family| name(family, to));
    let day =
        move |days: Days| place.today().checked_add_days(days).unwrap_or_default().to_string();
    let (what, heard) = (NodeRef::<Fieldset>::new(), NodeRef::<Fieldset>::new());
    let (purpose, until) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    tie(until);
    // Which of the two buttons it was.
    let all = StoredValue::new(false);
    let send = move || {
        let slugs = ticked(what, "section-");
        let meant = |it: &Section| all.get_value() || slugs.iter().any(|slug| slug == it.slug());
        let said = picked(heard).and_then(|slug| heard_of(&slug));
        let give = Consent::Give {
            to,
            of,
            sections: Section::ALL.into_iter().filter(meant).collect(),
            purpose: typed(purpose),
            until: typed(until).parse().unwrap_or_default(),
            heard: said.filter(|_| of.is_none()).unwrap_or(Heard::Own),
        };
        if place.send(Command::Consent(give)).is_ok() {
            anew(what);
        }
    };
    let sections =
        Section::ALL.map(|it| (it.slug().to_owned(), (text.consent.section)(it).to_owned(), false));
    let longest = Days::new(LONGEST.unsigned_abs());
    view! {
        <details class="details">
            <summary>{(text.consent.give)(&called)}</summary>
            <Act action=place.action("consent") back=place.href(Room::Consent) send class="stack">
                <Hidden name="act" value="give"/>
                <Hidden name="to" value=to.to_string()/>
                {of.map(|of| view! { <Hidden name="of" value=of.to_string()/> })}
                <Boxes legend=text.consent.give_what prefix="section-" options=sections.to_vec() node=what/>
                <p class="field__hint">{text.consent.give_minutes}</p>
                <Line name="purpose" id=format!("purpose-{to}") label=text.consent.give_purpose value=text.consent.give_purpose_value needed=true node=purpose/>
                <div class="field">
                    <label for=format!("until-{to}")>{text.consent.give_until}</label>
                    <input
                        r#type="date"
                        id=format!("until-{to}")
                        name="until"
                        required
                        value=day(USUAL)
                        min=day(Days::new(0))
                        max=day(longest)
                        node_ref=until
                        on:input=typing
                    />
                </div>
                {of.is_none().then(|| view! { <Asked node=heard/> })}
                <button class="button" on:click=move |_| all.set_value(false)>{(text.consent.give_go)(&called)}</button>
                <button class="button button--quiet" name="all" value="yes" on:click=move |_| all.set_value(true)>
                    {(text.consent.give_all)(&called)}
                </button>
            </Act>
        </details>
    }
}

/// What the child said.
#[component]
fn Asked(node: NodeRef<Fieldset>) -> impl IntoView {
    let text = &use_text().consent;
    let heard = |heard: Heard| {
        view! {
            <label class="choice__card">
                <input r#type="radio" name="heard" value=heard_slug(heard) required/>
                <span><b>{(text.heard)(heard)}</b></span>
            </label>
        }
    };
    view! {
        <fieldset class="choice choice--grid" node_ref=node>
            <legend>{text.give_heard}</legend>
            <p class="field__hint">{text.give_heard_hint}</p>
            {ASKED.map(heard)}
        </fieldset>
    }
}

/// A professional tells which law their work rests on.
#[component]
pub fn Basis() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let (professional, told) = place.family.with_untracked(|family| {
        let role = family.people.get(place.me).map(|it| it.role);
        let told = family.consent.basis.get(&place.me).cloned().unwrap_or_default();
        (role == Some(Role::Professional), told)
    });
    let node = NodeRef::<Input>::new();
    let started = StoredValue::new(told.clone());
    let send = move || {
        let text = typed(node);
        let from = Some(started.get_value());
        if place.send(Command::Consent(Consent::Basis { text: text.clone(), from })).is_ok() {
            started.set_value(text);
            settle(node);
        }
    };
    professional.then(|| {
        view! {
            <Act action=place.action("consent") back=place.href(Room::Consent) send class="card stack">
                <Hidden name="act" value="basis"/>
                <Started name="from_text" value=told.clone()/>
                <Line name="text" id="basis" label=text.consent.basis hint=text.consent.basis_lead value=told node/>
                <button class="button button--quiet">{text.consent.basis_go}</button>
            </Act>
        }
    })
}

/// On the front page of a guardian: who was not given anything yet. On a guest's: that nothing was given yet.
#[component]
pub fn Ask() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let waiting = place.read(move |family| {
        let people = &family.people;
        let given = |id: MemberId| family.consent.grants.iter().any(|it| it.to == id);
        let guest = |role: Role| matches!(role, Role::Network | Role::Professional);
        if !people.is_guardian(place.me) {
            let me = people.get(place.me).map(|it| it.role);
            return (Vec::new(), me.is_some_and(guest) && !given(place.me));
        }
        let waits = people.here().filter(|it| it.joined && guest(it.role) && !given(it.id));
        (waits.map(|it| it.name.clone()).collect::<Vec<_>>(), false)
    });
    move || {
        let (names, mine) = waiting.get();
        let link = || view! { <a class="button button--quiet" href=place.href(Room::Consent)>{text.home.share_go}</a> };
        (!names.is_empty()).then(|| {
            let words = (text.home.share_ask)(&text.common.list(&names));
            view! { <section class="card card--new stack stack--tight"><p>{words}</p>{link()}</section> }.into_any()
        })
        .or_else(|| mine.then(|| view! { <p class="muted">{text.home.share_not_yet}</p> }.into_any()))
    }
}
