//! What a page is made from, by its address and by who asks.

use super::{Asking, offer, trial};
use crate::auth::seat::{self, Seat};
use crate::auth::sessions::{self, Person};
use crate::auth::step_up;
use crate::clock;
use crate::error::HttpError;
use crate::http::{enter, families};
use crate::looked;
use crate::parts::{Parts, Reach};
use crate::store::{InvitationKey, Session};
use app::boot::{Boot, Device, Fresh, Invited, Say, Trouble};
use app::json::Late;
use app::routes::{Page, Room};
use axum::http::{StatusCode, header};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use domain::looked::Way;
use domain::people::Language;
use domain::{CommandId, FamilyId, MemberId};

/// Names of the cookie. Behind TLS no other host can have set it.
const LANGUAGE: &str = "language";
const LANGUAGE_BEHIND_TLS: &str = "__Host-language";
/// The page where a code is typed.
const CODE: &str = "/join";

/// What an address leads to.
pub(super) enum Found {
    Page {
        status: StatusCode,
        boot: Box<Boot>,
        /// Whose page it is, where it shows a family.
        whose: Option<Person>,
    },
    Elsewhere(String),
}

impl Found {
    fn page(status: StatusCode, boot: Box<Boot>) -> Self {
        Self::Page { status, boot, whose: None }
    }
}

/// A page with nothing of anybody's in it.
pub(super) fn blank(parts: &Parts, asking: &Asking, path: &str) -> Boot {
    let mut boot = Boot::blank(path.to_owned(), language(parts.reach, asking), parts.clock.now());
    boot.kept_days = u32::try_from(parts.kept.num_days()).unwrap_or_default();
    boot.fresh = (Page::parse(path) == Page::New).then(fresh);
    boot
}

fn fresh() -> Fresh {
    Fresh {
        sent: CommandId(clock::new_id()),
        member: MemberId(clock::new_id()),
        family: FamilyId(clock::new_id()),
    }
}

/// What `path` shows to whoever asks.
pub(super) async fn at(parts: &Parts, asking: &Asking, path: &str) -> Result<Found, HttpError> {
    let mut boot = Box::new(blank(parts, asking, path));
    match Page::parse(path) {
        Page::Welcome => {
            if let Some(person) = sessions::person(parts, &asking.headers).await? {
                boot.families = families::homes(parts, person).await?;
            }
        }
        Page::New | Page::Code => {}
        Page::Devices => {
            let person = sessions::person(parts, &asking.headers).await?;
            let person = person.ok_or(HttpError::SignedOut)?;
            boot.devices = Some(Late::of(&devices(parts, person).await?));
            boot.trial = trial::told(parts, &asking.headers, person).await?.as_ref().map(Late::of);
        }
        Page::Join { key } => {
            let at = enter::invitation(parts, &key, asking.from).await?;
            return invited(parts, asking, boot, at).await;
        }
        Page::Family { family, room } => {
            let seat = seated(parts, asking, family).await?;
            let place = parts.rooms.view(family, seat.member).await?.ok_or(HttpError::NotFound)?;
            let me = place.family.people.get(place.me);
            boot.language = me.map_or(boot.language, |member| member.language);
            looked::at(parts, seat, room.seen(), Way::Page).await?;
            if let Room::Looked { before } = room {
                let looked = looked::read(parts, seat, &place.family, before).await?;
                boot.looked = Some(Late::of(&looked));
            }
            boot.offer = room == Room::Home && offer::is_due(parts, asking, seat.person).await?;
            // On whichever page one comes in: from there to the front page nothing is asked for again.
            let told = if room == Room::Home {
                trial::tells(parts, &asking.headers, seat.person).await?
            } else {
                trial::told(parts, &asking.headers, seat.person).await?
            };
            boot.trial = told.as_ref().map(Late::of);
            boot.fresh = Some(fresh());
            boot.proved = step_up::is_fresh(parts, seat.person);
            boot.visit = Some(seat.person.session.0);
            boot.place = Some(place);
            return Ok(Found::Page { status: StatusCode::OK, boot, whose: Some(seat.person) });
        }
        // Those that stand still are made in `http/forms`.
        Page::SignIn | Page::Account | Page::StepUp | Page::HandOver | Page::NotFound => {
            return Err(HttpError::NotFound);
        }
    }
    Ok(Found::page(StatusCode::OK, boot))
}

/// This device first.
async fn devices(parts: &Parts, person: Person) -> Result<Vec<Device>, HttpError> {
    let device = |session: Session| Device {
        here: session.token_hash == person.token_hash,
        id: session.id.0,
        kind: session.device,
        since: session.created,
        used: session.seen,
    };
    Ok(sessions::of(parts, person).await?.into_iter().map(device).collect())
}

/// The seat of whoever asks in this family.
pub async fn seated(parts: &Parts, asking: &Asking, family: FamilyId) -> Result<Seat, HttpError> {
    let person = sessions::person(parts, &asking.headers).await?.ok_or(HttpError::SignedOut)?;
    seat::sits(parts, person, family).await
}

/// Whether whoever asks is in, and has no seat any more: what this browser kept for them to look at is over.
pub(super) async fn has_lost_all(parts: &Parts, asking: &Asking) -> Result<bool, HttpError> {
    let Some(person) = sessions::person(parts, &asking.headers).await? else { return Ok(false) };
    for kept in parts.store.seats(person.account).await? {
        if seat::held(parts, person, kept.family).await?.is_some() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whoever is in already is taken there: people come back by the link they know.
async fn invited(
    parts: &Parts,
    asking: &Asking,
    mut boot: Box<Boot>,
    at: InvitationKey,
) -> Result<Found, HttpError> {
    if let Some(person) = sessions::person(parts, &asking.headers).await?
        && seat::find(parts, person, at.family).await?.is_some()
    {
        return Ok(Found::Elsewhere(format!("/f/{}", at.family)));
    }
    let door = parts.rooms.invitation(at.family, at.invitation).await?.ok_or(HttpError::BadKey)?;
    if let Err(over) = door.invitation.open(boot.now) {
        // An old link may be in anybody's hands: it says that it is over, where another code can be typed, and nothing of whom.
        CODE.clone_into(&mut boot.path);
        boot.say = Some(Say::Refused(over));
        return Ok(Found::page(StatusCode::GONE, boot));
    }
    boot.fresh = Some(fresh());
    boot.invitation = Some(Late::of(&Invited {
        family: door.family,
        role: door.invitation.role,
        name: door.name,
        who: door.invitation.who,
    }));
    Ok(Found::page(StatusCode::OK, boot))
}

/// Which words an error has on a page.
pub(super) fn say(error: &HttpError) -> Say {
    Say::Trouble(match error {
        HttpError::NotFound => Trouble::NotFound,
        // Its page leads to where it is proved; this is for whoever did not go there.
        HttpError::SignedOut
        | HttpError::StepUp
        | HttpError::OnTrial { .. }
        | HttpError::TwoThings => Trouble::SignedOut,
        HttpError::BadKey | HttpError::BadPasskey => Trouble::BadKey,
        HttpError::Malformed { .. } | HttpError::Shape { .. } | HttpError::ForeignSite => {
            Trouble::Malformed
        }
        HttpError::TooLarge => Trouble::TooLarge,
        HttpError::TooMany { .. } => Trouble::TooMany,
        HttpError::Busy => Trouble::Busy,
        HttpError::Away(_) | HttpError::Broken(_) | HttpError::Anew => Trouble::Broken,
        HttpError::Refused(refusal) => return Say::Refused(*refusal),
    })
}

/// As they chose on this device, else as their browser asks.
pub fn language(reach: Reach, asking: &Asking) -> Language {
    let chosen = CookieJar::from_headers(&asking.headers);
    let chosen = chosen.get(language_name(reach)).and_then(|cookie| known(cookie.value()));
    let accepted =
        asking.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    // Browsers list what they prefer first.
    let accepted = accepted.and_then(|all| all.split(',').find_map(|one| known(&primary(one))));
    chosen.or(accepted).unwrap_or_default()
}

/// "da-DK;q=0.8" is Danish.
fn primary(tag: &str) -> String {
    tag.trim().split(['-', ';']).next().unwrap_or_default().to_ascii_lowercase()
}

fn known(slug: &str) -> Option<Language> {
    serde_json::from_value(slug.into()).ok()
}

/// Keeps the choice of a language on this device.
pub fn language_cookie(reach: Reach, language: Language) -> Cookie<'static> {
    let slug = serde_json::to_value(language).ok();
    let slug = slug.and_then(|slug| slug.as_str().map(str::to_owned)).unwrap_or_default();
    Cookie::build((language_name(reach), slug))
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(reach.behind_proxy)
        .path("/")
        .permanent()
        .build()
}

fn language_name(reach: Reach) -> &'static str {
    if reach.behind_proxy { LANGUAGE_BEHIND_TLS } else { LANGUAGE }
}
