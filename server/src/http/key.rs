//! `/api/v1/families/{family}/invitations/{invitation}/key`: showing how to come in, as link, code and picture.

use super::address::ClientAddress;
use super::page::{self, Asking};
use crate::auth::seat::Seat;
use crate::auth::{deeds, invitations};
use crate::error::HttpError;
use crate::looked;
use crate::parts::Parts;
use app::routes::Room;
use app::still::Still;
use axum::Json;
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::looked::{Part, Way};
use domain::people::Invitation;
use domain::protocol::Snapshot;
use domain::{FamilyId, InvitationId, may};
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::qr::QRBuilder;
use serde::Serialize;
use std::collections::BTreeMap;

/// Wire type.
#[derive(Serialize)]
pub struct Shown {
    /// The whole address.
    pub link: String,
    pub code: String,
    /// The link as a picture, SVG text.
    pub qr: String,
}

/// For whoever made it: they answer for whom they let in. To others there is nothing here. A way in among the family is shown to
/// nobody who only holds the device.
pub async fn show(
    State(parts): State<Parts>,
    seat: Seat,
    Path((_, invitation)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<Shown>, HttpError> {
    shown(&parts, seat, &invitation, &headers, Way::Api).await.map(Json)
}

/// `/f/{family}/way/{invitation}`: the same on a page that stands still, for whoever has no script.
pub async fn page(
    State(parts): State<Parts>,
    Path((family, invitation)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (mut head, _) = request.into_parts();
    let Ok(ClientAddress(from)) = ClientAddress::from_request_parts(&mut head, &parts).await;
    let (asking, path) = (Asking { headers: head.headers, from }, head.uri.path());
    let made = async {
        let family: FamilyId = family.parse().map_err(|_| HttpError::NotFound)?;
        let seat = page::seated(&parts, &asking, family).await?;
        let Shown { link, code, qr } =
            shown(&parts, seat, &invitation, &asking.headers, Way::Page).await?;
        Ok(Still::WayIn { back: Room::People.href(family), link, code, qr })
    };
    match made.await {
        Ok(made) => page::still(&parts, &asking, path, StatusCode::OK, made).await,
        Err(error) => page::trouble(&parts, &asking, path, &error, BTreeMap::new()).await,
    }
}

async fn shown(
    parts: &Parts,
    seat: Seat,
    invitation: &str,
    headers: &HeaderMap,
    way: Way,
) -> Result<Shown, HttpError> {
    let invitation: InvitationId = invitation.parse().map_err(|_| HttpError::NotFound)?;
    let view = parts.rooms.view(seat.family, seat.member).await?.ok_or(HttpError::NotFound)?;
    let invitation = may_show(&view, invitation).ok_or(HttpError::NotFound)?;
    if may::is_of_family(invitation.role) {
        deeds::asked(parts, seat.person).await?;
    }
    looked::at(parts, seat, Part::Invitation, way).await?;
    let secrets = invitations::show(parts, seat.family, invitation).await?;
    let link = format!("{}/join/{}", base(parts, headers), secrets.link);
    let qr = picture(&link)?;
    Ok(Shown { link, code: secrets.code, qr })
}

fn may_show(view: &Snapshot, invitation: InvitationId) -> Option<&Invitation> {
    let people = &view.family.people;
    // Whoever may not let a guardian in is not shown the way in for one either.
    let mine = |it: &&Invitation| it.by == view.me && people.may_invite_as(view.me, it.role);
    people.invitations.get(&invitation).filter(mine)
}

/// Where this server is for the one who asks.
fn base(parts: &Parts, headers: &HeaderMap) -> String {
    let scheme = if parts.reach.behind_proxy { "https" } else { "http" };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    format!("{scheme}://{host}")
}

/// The link as a QR code.
pub fn picture(link: &str) -> Result<String, HttpError> {
    let code = QRBuilder::new(link)
        .build()
        .map_err(|_| HttpError::broken("a link does not fit a QR code"))?;
    Ok(SvgBuilder::default().to_str(&code))
}
