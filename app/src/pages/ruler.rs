//! How it goes for one child in one setting: now, before, my own, and what helps.

use crate::components::icon::Pictogram;
use crate::place::{Place, name, use_place, use_text};
use crate::routes::Room;
use crate::tools::ruler::{Chosen, Curve, Guide, PlaceForm, Views, age};
use domain::people::Role;
use domain::ruler::{Level, Seen, Setting};
use domain::{Family, MemberId};
use leptos::prelude::*;

/// The page. Without a child it is about me, if I am one, or the first; without a setting it is where something was seen last.
#[component]
pub fn RulerPage(child: Option<MemberId>, setting: Option<Setting>) -> impl IntoView {
    let place = use_place();
    let about = place.family.with_untracked(|family| about(family, place.me, child));
    let Some(child) = about else { return view! { <NoChild/> }.into_any() };
    let setting = setting.unwrap_or_else(|| place.family.with_untracked(|family| last_seen(family, child)));
    view! { <About child setting/> }.into_any()
}

#[component]
fn About(child: MemberId, setting: Setting) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let (age, words) = place.family.with_untracked(|family| {
        let age = age(place, family, child);
        (age, (text.ruler.setting_of)(setting, age))
    });
    let title = move || (text.ruler.question)(&place.name(child), words);
    let way = (text.ruler.way.chart)(&place.family.with_untracked(|family| name(family, child)), words);
    let chosen = RwSignal::new(None);
    provide_context(Chosen(chosen));
    // What helps is opened where I place; before that where I, or somebody, saw it last.
    let here = place.read(move |family| chosen.get().or_else(|| seen(family, place.me, child, setting)));
    view! {
        <h1>{title}</h1>
        <Where child setting/>
        <div class="stack stack--loose">
            <Views child setting/>
            <section class="stack own" aria-labelledby="own">
                <h2 id="own">{text.ruler.form.title}</h2>
                <p class="lead">{text.ruler.form.lead}</p>
                <PlaceForm child setting seen=to_begin_with(place)/>
            </section>
            <section class="stack" aria-labelledby="way">
                <h2 id="way">{text.ruler.way.title}</h2>
                <Curve child setting title=way/>
            </section>
            <Guide here age/>
        </div>
    }
}

/// Which child, if there are several, and where. Plain links: they lead back, and can be passed on.
#[component]
fn Where(child: MemberId, setting: Setting) -> impl IntoView {
    let (place, text) = (use_place(), &use_text().ruler);
    let chip = move |to: Room, here: bool, name: String| {
        view! { <a class="chip" href=place.href(to) aria-current=here.then_some("page")>{name}</a> }.into_any()
    };
    let children = move || {
        let children: Vec<(MemberId, String)> = place
            .family
            .with(|family| family.people.children().map(|child| (child.id, child.name.clone())).collect());
        (children.len() > 1).then(|| {
            let chips = children.into_iter().map(|(id, name)| {
                chip(Room::Ruler { child: Some(id), setting: Some(setting) }, id == child, name)
            });
            view! { <nav class="chips" aria-label=text.children>{chips.collect_view()}</nav> }
        })
    };
    let age = place.family.with_untracked(|family| age(place, family, child));
    let settings = Setting::ALL.map(|it| {
        let name = (text.setting_title)(it, age).to_owned();
        chip(Room::Ruler { child: Some(child), setting: Some(it) }, it == setting, name)
    });
    view! {
        {children}
        <nav class="chips" aria-label=text.settings>{settings.collect_view()}</nav>
    }
}

#[component]
fn NoChild() -> impl IntoView {
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
    let child = place.family.with_untracked(|family| family.people.get(place.me).is_some_and(|me| me.role == Role::Child));
    if child { Seen::Mine } else { Seen::Circle }
}
