//! In which year a child was born.

use crate::components::field::{Line, typed};
use crate::components::form::{Act, Hidden};
use crate::place::{name, use_place, use_text};
use crate::routes::Room;
use domain::people::{Command as People, Member};
use domain::{Command, MemberId};
use leptos::html::Input;
use leptos::prelude::*;

/// For those who may put it right.
pub(super) fn born(member: &Member) -> AnyView {
    let (place, text) = (use_place(), &use_text().people);
    let may = place.family.with_untracked(|family| place.theirs(family).may_tell_birth(member));
    if !may {
        return ().into_any();
    }
    let year = member.born.map(|year| year.to_string());
    let title = year.as_deref().map_or_else(|| text.born_missing.to_owned(), text.born_in);
    let (id, year) = (member.id, year.unwrap_or_default());
    let goes_on = Memo::new(move |_| place.goes_on());
    view! {
        <Show when=move || goes_on.get()>
            <details class="details details--plain">
                <summary>{title.clone()}</summary>
                <div><BornForm id year=year.clone() back=Room::People/></div>
            </details>
        </Show>
    }
    .into_any()
}

#[component]
fn BornForm(id: MemberId, year: String, back: Room) -> impl IntoView {
    let (place, text) = (use_place(), &use_text().people);
    let node = NodeRef::<Input>::new();
    let send = move || {
        // What is no number is no year: the answer says so.
        let year = typed(node).parse().unwrap_or_default();
        let _ = place.send(Command::People(People::Born { member: id, year }));
    };
    view! {
        <Act action=place.action("people") back=place.href(back) send class="stack stack--tight">
            <Hidden name="act" value="born"/>
            <Hidden name="member" value=id.to_string()/>
            <Line name="born" id=format!("born-{id}") label=text.born_label hint=text.born_hint value=year kind="number" max=4 needed=true node/>
            <button class="button button--quiet button--small">{use_text().common.save}</button>
        </Act>
    }
}

/// "Is this your year?", for a young person of whom another told it, while a guardian could still put it right.
#[component]
pub fn YourYear() -> impl IntoView {
    let place = use_place();
    let told = place.read(move |family| {
        let by = place.theirs(family).told_grown(place.me).filter(|_| family.people.goes_on())?;
        Some((name(family, by), family.people.get(place.me)?.born?))
    });
    move || told.get().map(|(by, year)| your_year(&by, year))
}

fn your_year(by: &str, year: i32) -> AnyView {
    let (place, text) = (use_place(), &use_text().people);
    let id = place.me;
    let yes = move || {
        let _ = place.send(Command::People(People::Born { member: id, year }));
    };
    view! {
        <section class="card card--new stack stack--tight" aria-labelledby="your-year">
            <h2 id="your-year">{text.your_year}</h2>
            <p>{(text.your_year_told)(by, year)}</p>
            {text.your_year_lead.map(|line| view! { <p>{line}</p> })}
            <Act action=place.action("people") back=place.href(Room::Home) send=yes>
                <Hidden name="act" value="born"/>
                <Hidden name="member" value=id.to_string()/>
                <Hidden name="born" value=year.to_string()/>
                <button class="button">{text.your_year_yes}</button>
            </Act>
            <details class="details details--plain">
                <summary>{text.your_year_no}</summary>
                <div><BornForm id year=year.to_string() back=Room::Home/></div>
            </details>
        </section>
    }
    .into_any()
}
