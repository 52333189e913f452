//! How it goes for one child in one setting: now, before, my own, and what helps.

use crate::components::icon::Pictogram;
use crate::place::{Place, name, use_place, use_text};
use crate::routes::Room;
use crate::tools::ruler::parts::{each, follow, nothing, paragraph, part, words};
use crate::tools::ruler::{Chosen, PlaceForm, age, curve, guide, views};
use domain::people::{AgeBand, Role};
use domain::ruler::{Level, Seen, Setting};
use domain::{Family, MemberId};
use leptos::prelude::*;

/// The page. Without a child it is about me, if I am one, or the first; without a setting it is where something was seen last.
#[component]
pub fn RulerPage(child: Option<MemberId>, setting: Option<Setting>) -> impl IntoView {
    let place = use_place();
    let about = place.family.with_untracked(|family| about(family, place.me, child));
    let Some(child) = about else { return no_child() };
    let setting =
        setting.unwrap_or_else(|| place.family.with_untracked(|family| last_seen(family, child)));
    about_child(child, setting)
}

fn about_child(child: MemberId, setting: Setting) -> AnyView {
    let (place, text) = (use_place(), use_text());
    let (age, where_) = place.family.with_untracked(|family| {
        let age = age(place, family, child);
        (age, (text.ruler.setting_of)(setting, age))
    });
    let way =
        (text.ruler.way.chart)(&place.family.with_untracked(|family| name(family, child)), where_);
    let chosen = RwSignal::new(None);
    provide_context(Chosen(chosen));
    // What helps is opened where I place; before that where I, or somebody, saw it last.
    let here =
        place.read(move |family| chosen.get().or_else(|| seen(family, place.me, child, setting)));
    let title = |title: &'static str| words(|| title.to_owned());
    let seen_by = to_begin_with(place);
    let goes_on = Memo::new(move |_| place.goes_on());
    let own = follow(move || {
        if !goes_on.get() {
            return nothing();
        }
        part(
            "own",
            "stack own",
            title(text.ruler.form.title),
            vec![
                paragraph("lead", text.ruler.form.lead),
                view! { <PlaceForm child setting seen=seen_by/> }.into_any(),
            ],
        )
    });
    view! {
        <h1>{words(move || (text.ruler.question)(&place.family.with(|family| place.whom(family, child)), where_))}</h1>
        {follow(move || children(child, setting))}
        {settings(child, setting, age)}
        <div class="stack stack--loose">
            {views(child, setting)}
            {own}
            {part("way", "stack", title(text.ruler.way.title), vec![curve(child, setting, way)])}
            {guide(here, age)}
        </div>
    }
    .into_any()
}

/// Which child, if there are several. Plain links: they lead back, and can be passed on.
fn children(child: MemberId, setting: Setting) -> AnyView {
    let place = use_place();
    let children: Vec<(MemberId, String)> = place.family.with(|family| {
        family.people.children().map(|child| (child.id, child.name.clone())).collect()
    });
    if children.len() < 2 {
        return nothing();
    }
    let chips = each(children, |(id, name)| {
        chip(Room::Ruler { child: Some(id), setting: Some(setting) }, id == child, name)
    });
    view! { <nav class="chips chips--wrap only-screen" aria-label=use_text().ruler.children>{chips}</nav> }.into_any()
}

/// Where it is seen.
fn settings(child: MemberId, setting: Setting, age: Option<AgeBand>) -> AnyView {
    let text = &use_text().ruler;
    let chips = each(Setting::ALL, |it| {
        let name = (text.setting_title)(it, age).to_owned();
        chip(Room::Ruler { child: Some(child), setting: Some(it) }, it == setting, name)
    });
    view! { <nav class="chips chips--wrap only-screen" aria-label=text.settings>{chips}</nav> }
        .into_any()
}

fn chip(to: Room, here: bool, name: String) -> AnyView {
    let href = use_place().href(to);
    view! { <a class="chip" href=href aria-current=here.then_some("page")>{name}</a> }.into_any()
}

fn no_child() -> AnyView {
    let (place, text) = (use_place(), &use_text().ruler);
    let (title, what, to) = text.no_child;
    view! {
        <div class="empty">
            <Pictogram name="family" large=true/>
            <h1>{title}</h1>
            <p>{what}</p>
            <a class="button" href=place.href(Room::People)>{to}</a>
        </div>
    }
    .into_any()
}

fn about(family: &Family, me: MemberId, asked: Option<MemberId>) -> Option<MemberId> {
    let children = || family.people.children().map(|child| child.id);
    let this = |id: MemberId| children().find(|child| *child == id);
    asked.and_then(this).or_else(|| this(me)).or_else(|| children().next())
}

/// Where something was placed last; ids grow with time.
fn last_seen(family: &Family, child: MemberId) -> Setting {
    let last = family.ruler.placements.values().rfind(|it| it.child == child);
    last.map_or(Setting::Home, |it| it.setting)
}

/// Where I saw the child last, or whoever stands first.
fn seen(family: &Family, me: MemberId, child: MemberId, setting: Setting) -> Option<Level> {
    let latest = family.ruler.latest(child, setting);
    latest.iter().find(|it| it.by == me).or(latest.first()).map(|it| it.level)
}

/// A child decides piece by piece what is shown. The others are here to tell each other.
fn to_begin_with(place: Place) -> Seen {
    let child = place.family.with_untracked(|family| {
        family.people.get(place.me).is_some_and(|me| me.role == Role::Child)
    });
    if child { Seen::Mine } else { Seen::Circle }
}
