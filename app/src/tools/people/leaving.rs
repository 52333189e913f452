//! Going: oneself, or taken out; and the course resting or ending. Each is folded, says what it means, and is one more tap.

use super::baton::button;
use crate::components::form::{Act, Hidden};
use crate::place::{use_place, use_text};
use crate::routes::Room;
use domain::Command;
use domain::people::{Command as People, Lead, Member, Phase, Role};
use leptos::prelude::*;

/// For guardians, on the row of a guest.
pub fn take_out(member: &Member) -> AnyView {
    let (place, text) = (use_place(), &use_text().circle);
    let guest = matches!(member.role, Role::Network | Role::Professional);
    let may = place.family.with_untracked(|family| family.people.is_guardian(place.me));
    if !guest || !may {
        return ().into_any();
    }
    let (id, name) = (member.id, member.name.clone());
    let leads = place.family.with_untracked(|family| family.people.is_coordinator(id));
    // Which of the two buttons it was.
    let lead = StoredValue::new(Lead::NotYet);
    let send = move || {
        let _ = place.send(Command::People(People::Remove { member: id, lead: lead.get_value() }));
    };
    let go = if leads { text.take_out_find } else { text.take_out_go };
    let myself = leads.then(|| {
        view! {
            <button class="button button--danger button--small" name="lead" value="yes" on:click=move |_| lead.set_value(Lead::Myself)>
                {(text.take_out_lead_myself)(&name)}
            </button>
        }
    });
    view! {
        <details class="details details--plain">
            <summary>{text.take_out}</summary>
            <div>
                <Act action=place.action("people") back=place.href(Room::People) send class="stack stack--tight">
                    <Hidden name="act" value="remove"/>
                    <Hidden name="member" value=id.to_string()/>
                    <p>{(text.take_out_lead)(&name)}</p>
                    {leads.then(|| view! { <p>{(text.take_out_leader)(&name)}</p> })}
                    <button class="button button--danger button--small" on:click=move |_| lead.set_value(Lead::NotYet)>{go(&name)}</button>
                    {myself}
                </Act>
            </div>
        </details>
    }
    .into_any()
}

/// Leaving oneself.
#[component]
pub fn Leave() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().circle);
    let may = place.read(move |family| place.theirs(family).may_leave());
    let body = move || {
        if !may.get() {
            return view! { <p>{text.leave_child}</p> }.into_any();
        }
        view! {
            <p>{text.leave_lead}</p>
            {button("leave", text.leave_go, "button button--danger", People::Leave {})}
        }
        .into_any()
    };
    view! {
        <details class="details">
            <summary>{text.leave}</summary>
            <div class="stack">{body}</div>
        </details>
    }
}

/// Guardians pause and end the course, and start it again.
#[component]
pub fn Course() -> impl IntoView {
    let (place, text) = (use_place(), &use_text().circle);
    let phase = place.read(|family| family.people.phase);
    let may = place.read(move |family| family.people.is_guardian(place.me));
    let body = move || {
        if phase.get() == Phase::Open {
            return view! {
                <div class="button-pair">
                    {button("pause", text.pause, "button button--quiet", People::Pause {})}
                    {button("close", text.close, "button button--quiet", People::Close {})}
                </div>
            }
            .into_any();
        }
        button("resume", text.resume, "button", People::Resume {})
    };
    view! {
        <Show when=move || may.get()>
            <details class="details">
                <summary>{text.course}</summary>
                <div class="stack">
                    <p>{text.course_lead}</p>
                    {body}
                </div>
            </details>
        </Show>
    }
}
