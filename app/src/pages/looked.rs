//! Who has looked. Made from what came with the page: it is the server that knows, so the page is fetched, never followed.

use crate::components::icon::Icon;
use crate::json::Late;
use crate::place::{Place, name, use_boot, use_place, use_text};
use crate::routes::{Page, Room};
use crate::text::Text;
use crate::text::dates::in_denmark;
use crate::tools::dialogue::capital;
use chrono::NaiveDateTime;
use domain::looked::{Look, Looked, TOGETHER, Way};
use domain::people::Role;
use domain::{Family, MemberId};
use leptos::prelude::*;

/// What one person did in a few minutes: one line.
struct Line {
    by: MemberId,
    at: NaiveDateTime,
    on_screen_of: Option<MemberId>,
    /// The newest first.
    looks: Vec<Look>,
}

/// The page.
#[component]
pub fn LookedPage() -> impl IntoView {
    let (boot, place, text) = (use_boot(), use_place(), use_text());
    let role = place.family.with_untracked(|family| family.people.get(place.me).map(|it| it.role));
    let (lead, aside) = match role {
        Some(Role::Guardian) => (text.looked.lead, text.looked.child),
        Some(Role::Child) => (text.looked.lead, text.looked.yours),
        _ => (text.looked.lead_guest, ""),
    };
    view! {
        <h1>{text.common.looked}</h1>
        <p class="lead">{lead}</p>
        {(!aside.is_empty()).then(|| view! { <p class="muted">{aside}</p> })}
        {match boot.looked.as_ref().and_then(Late::read) {
            Some(looked) => days(place, &looked),
            None => again(place),
        }}
        <details class="details only-screen">
            <summary>{text.looked.how_title}</summary>
            <ul class="stack stack--tight">{text.looked.how.map(|line| view! { <li>{line}</li> })}</ul>
        </details>
    }
}

/// One has come back to this page from another without it being fetched.
fn again(place: Place) -> AnyView {
    let href = place.href(Room::Looked { before: None });
    view! { <p><a class="button" href=href target="_self">{use_text().looked.again}</a></p> }
        .into_any()
}

fn days(place: Place, looked: &Looked) -> AnyView {
    let text = use_text();
    let family = place.family.get_untracked();
    let lines = lines(&looked.rows);
    let days = lines.chunk_by(|one, other| one.at.date() == other.at.date());
    let days = days.map(|lines| day(place, &family, lines)).collect_view();
    let empty = lines.is_empty().then(|| view! { <p>{text.looked.nothing}</p> });
    view! { {days} {empty} <Pages before=looked.before/> }.into_any()
}

fn day(place: Place, family: &Family, lines: &[Line]) -> AnyView {
    let text = use_text();
    let title = lines.first().map(|line| heading(text, line.at, in_denmark(place.now)));
    let line = |line: &Line| {
        view! {
            <li>
                {who(place, family, line.by)} " " {deeds(text, &line.looks)} " "
                <small class="nowrap"><time>{text.dates.clock(line.at)}</time></small>
                {grounds(place, family, &line.looks).map(|it| view! { <small>" · " {it}</small> })}
                {screen(place, family, line).map(|it| view! { <small>" · " {it}</small> })}
            </li>
        }
    };
    let lines = lines.iter().map(line).collect_view();
    view! {
        <section class="stack stack--tight">
            <h2>{title}</h2>
            <ul class="seen">{lines}</ul>
        </section>
    }
    .into_any()
}

/// "I dag", "I går", "Tirsdag den 1. september", with its year when that is another.
fn heading(text: &Text, at: NaiveDateTime, now: NaiveDateTime) -> String {
    let (day, today) = (at.date(), now.date());
    let near = text.dates.near(day, today);
    let far = text.dates.day(day, today) == near;
    capital(&if far { text.dates.weekday_of_year(day, today) } else { near })
}

/// "Mette (lærer)".
fn who(place: Place, family: &Family, by: MemberId) -> AnyView {
    let text = use_text();
    if by == place.me {
        return view! { <b>{text.looked.you}</b> }.into_any();
    }
    let called = Some(name(family, by)).filter(|name| !name.is_empty());
    let called = called.unwrap_or_else(|| text.common.someone.to_owned());
    let title = family.people.get(by).map(|member| {
        let title = member.title.as_str();
        let title = if title.is_empty() { (text.people.role)(member.role) } else { title };
        format!(" ({title})")
    });
    view! { <b>{called}</b> {title} }.into_any()
}

/// "skrevet på Mettes skærm"; nothing where it was their own.
fn screen(place: Place, family: &Family, line: &Line) -> Option<String> {
    let owner = line.on_screen_of?;
    let changed = |look: &&Look| look.way == Way::Change;
    let way = line.looks.iter().find(changed).or(line.looks.first())?.way;
    let called = (owner != place.me).then(|| name(family, owner));
    Some((use_text().looked.on_screen_of)(called.as_deref(), way))
}

/// What one person did within a few minutes stands on one line, at the time of the last, also where others came between.
fn lines(rows: &[Look]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for look in rows {
        let at = in_denmark(look.at);
        let same = |line: &&mut Line| {
            (line.by, line.on_screen_of) == (look.by, look.on_screen_of)
                && line.at.date() == at.date()
                && line.at - at < TOGETHER
        };
        if let Some(line) = lines.iter_mut().rev().find(same) {
            line.looks.push(*look);
        } else {
            let Look { by, on_screen_of, .. } = *look;
            lines.push(Line { by, at, on_screen_of, looks: vec![*look] });
        }
    }
    lines
}

/// "så forsiden og planen, ændrede noget i kredsen og fulgte med".
fn deeds(text: &Text, looks: &[Look]) -> String {
    let deed = |way: Way| {
        let mut parts: Vec<String> = Vec::new();
        for look in looks.iter().rev().filter(|look| look.way == way) {
            let part = (text.looked.part)(look.part, way);
            if parts.iter().all(|other| other != part) {
                parts.push(part.to_owned());
            }
        }
        (!parts.is_empty()).then(|| (text.looked.deed)(way, &text.common.list(&parts)))
    };
    let ways = [Way::Page, Way::Api, Way::Export, Way::Change, Way::Live];
    text.common.list(&ways.into_iter().filter_map(deed).collect::<Vec<_>>())
}

/// "med familiens ja", "med Sofies ja"; nothing where it goes without saying.
fn grounds(place: Place, family: &Family, looks: &[Look]) -> Option<String> {
    let text = use_text();
    let mut said: Vec<String> = Vec::new();
    for look in looks.iter().filter(|look| look.way != Way::Change) {
        let ground = match look.of {
            Some(of) => (text.looked.of)((of != place.me).then(|| name(family, of)).as_deref()),
            None => (text.looked.ground)(look.ground).to_owned(),
        };
        if !ground.is_empty() && !said.contains(&ground) {
            said.push(ground);
        }
    }
    (!said.is_empty()).then(|| text.common.list(&said))
}

/// The way to older rows, and back to the newest.
#[component]
fn Pages(before: Option<i64>) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let boot = use_boot();
    let old = matches!(
        Page::parse(&boot.path),
        Page::Family { room: Room::Looked { before: Some(_) }, .. }
    );
    let link = move |before: Option<i64>, label| {
        let href = place.href(Room::Looked { before });
        // Fetched anew: the rows come with the page.
        view! { <a class="button button--quiet" href=href target="_self">{label}</a> }
    };
    view! {
        <div class="row only-screen">
            {old.then(|| link(None, text.looked.newest))}
            {before.map(|before| link(Some(before), text.looked.older))}
        </div>
    }
}

/// The way here.
#[component]
pub fn LookedLink() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    view! {
        <a class="button button--quiet" href=place.href(Room::Looked { before: None }) target="_self">
            <Icon name="eye"/>
            {text.looked.open}
        </a>
    }
}
