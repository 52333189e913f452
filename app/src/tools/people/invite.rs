//! The ways in: a code to read across the table, a picture for the camera, a link to send.

use super::members::{RoleSelect, chosen};
use crate::components::icon::Icon;
use crate::components::unsent::Prove;
use crate::components::way::WayIn;
use crate::device;
use crate::place::{Link, Place, use_place, use_text};
use crate::sync::request::{Key, NoKey, invitation_key};
use chrono::Duration;
use domain::people::{Command as People, Invitation, Member, Role, Use};
use domain::{Command, InvitationId, MemberId};
use leptos::html::Select;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is to be shown of one invitation.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Shown {
    Nothing,
    Fetching(InvitationId),
    Key(Key),
    Failed(NoKey),
}

/// Makes invitations, and shows the newest.
#[component]
pub fn Invite() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let shown = RwSignal::new(Shown::Nothing);
    fetch_when_saved(place, shown);
    let role = NodeRef::<Select>::new();
    let waiting = place.read(|family| {
        family.people.here().filter(|member| !member.joined).cloned().collect::<Vec<Member>>()
    });
    let named = move |member: Member| {
        let who = member.id;
        let label = (text.people.invite_named)(&member.name);
        view! {
            <button r#type="button" class="chip" on:click=move |_| make(place, shown, member.role, Some(who), Use::Single)>
                {label}
            </button>
        }
    };
    view! {
        <section class="card stack" aria-labelledby="invite">
            <h2 id="invite">{text.people.invite_title}</h2>
            <p>{text.people.invite_lead}</p>
            <div class="chips chips--wrap">{move || waiting.get().into_iter().map(named).collect_view()}</div>
            <RoleSelect id="invite-role" label=text.people.invite_as node=role/>
            <div class="stack stack--tight">
                <button
                    r#type="button"
                    class="button"
                    on:click=move |_| make(place, shown, chosen(role), None, Use::Single)
                >
                    {text.people.one}
                </button>
                <button
                    r#type="button"
                    class="button button--quiet"
                    on:click=move |_| make(place, shown, chosen(role), None, Use::Table)
                >
                    {text.people.table}
                </button>
            </div>
            <div aria-live="polite">{move || show(shown.get())}</div>
        </section>
    }
}

fn make(place: Place, shown: RwSignal<Shown>, role: Role, who: Option<MemberId>, usage: Use) {
    let id = InvitationId(device::new_id());
    let open = if usage == Use::Single { Duration::days(7) } else { Duration::hours(2) };
    let command = People::Invite { id, role, who, usage, until: device::now() + open };
    if place.send(Command::People(command)).is_ok() {
        shown.set(Shown::Fetching(id));
    }
}

/// Asks for the key once the invitation is on the server: until then there is nothing to ask for.
pub(super) fn fetch_when_saved(place: Place, shown: RwSignal<Shown>) {
    Effect::new(move || {
        let (Shown::Fetching(id), Link::Saved) = (shown.get(), place.link.get()) else { return };
        spawn_local(async move {
            let key = invitation_key(place.id, id).await;
            shown.set(key.map_or_else(Shown::Failed, Shown::Key));
        });
    });
}

pub(super) fn show(shown: Shown) -> AnyView {
    let text = use_text();
    match shown {
        Shown::Nothing => ().into_any(),
        Shown::Fetching(_) => view! { <p class="muted">{text.common.saving}</p> }.into_any(),
        Shown::Failed(NoKey::Prove) => view! {
            <div class="notice">
                <Icon name="key"/>
                <div class="stack stack--tight">
                    <p>{text.people.prove_first}</p>
                    <Prove/>
                </div>
            </div>
        }
        .into_any(),
        Shown::Failed(NoKey::Away) => {
            view! { <p class="notice notice--error">{text.people.no_key}</p> }.into_any()
        }
        Shown::Key(key) => view! { <KeyCard key/> }.into_any(),
    }
}

/// With a button that copies the link.
#[component]
fn KeyCard(key: Key) -> impl IntoView {
    let text = use_text();
    let copied = RwSignal::new(false);
    let link = StoredValue::new(key.link.clone());
    let copy = move |_| {
        let clipboard = window().navigator().clipboard();
        let _ = clipboard.write_text(&link.get_value());
        copied.set(true);
    };
    let Key { link: address, code, qr } = key;
    view! {
        <WayIn link=address code qr>
            <button r#type="button" class="button button--quiet button--small" on:click=copy>
                <Icon name="copy"/>
                {move || if copied.get() { text.people.copied } else { text.people.copy }}
            </button>
        </WayIn>
    }
}

/// Every way in that is open, to be shown again or closed.
#[component]
pub fn OpenInvitations() -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let shown = RwSignal::new(Shown::Nothing);
    fetch_when_saved(place, shown);
    let open = place.read(move |family| {
        let open = |it: &&Invitation| it.open(place.now).is_ok();
        let theirs = place.theirs(family);
        let ways = family.people.invitations.values().filter(open);
        ways.map(|it| (it.clone(), theirs.may_close(it))).collect::<Vec<_>>()
    });
    let row = move |(it, may_close): (Invitation, bool)| {
        let id = it.id;
        // Whoever made it answers for whom it lets in.
        let mine = it.by == place.me;
        let name = it
            .who
            .map_or_else(|| (text.people.role_choice)(it.role).to_owned(), |who| place.name(who));
        let until = (text.people.until)(&text.dates.weekday(it.until.date_naive()));
        let revoke = move |_| {
            shown.set(Shown::Nothing);
            let _ = place.send(Command::People(People::Revoke { id }));
        };
        view! {
            <li class="list__item">
                <div>
                    <b>{name}</b>
                    <small>{until}</small>
                </div>
                {mine
                    .then(|| {
                        view! {
                            <button r#type="button" class="button button--quiet button--small" on:click=move |_| shown.set(Shown::Fetching(id))>
                                {text.people.show}
                            </button>
                        }
                    })}
                {may_close
                    .then(|| {
                        view! { <button r#type="button" class="button button--plain button--small" on:click=revoke>{text.people.revoke}</button> }
                    })}
            </li>
        }
    };
    view! {
        <Show when=move || !open.with(Vec::is_empty)>
            <section class="stack stack--tight" aria-labelledby="open">
                <h2 class="eyebrow" id="open">{text.people.open_title}</h2>
                <ul class="list">{move || open.get().into_iter().map(row).collect_view()}</ul>
                <div aria-live="polite">{move || show(shown.get())}</div>
            </section>
        </Show>
    }
}
