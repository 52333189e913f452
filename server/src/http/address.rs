//! Where a request came from.

use crate::parts::Parts;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Uri, header};
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The client's address: that of the connection, or what our own proxy says.
#[derive(Clone, Copy)]
pub struct ClientAddress(pub IpAddr);

impl FromRequestParts<Parts> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(
        request: &mut request::Parts,
        parts: &Parts,
    ) -> Result<Self, Infallible> {
        let connection = request.extensions.get::<ConnectInfo<SocketAddr>>();
        let direct = connection.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip());
        let told = parts.reach.behind_proxy.then(|| forwarded(&request.headers)).flatten();
        Ok(Self(told.unwrap_or(direct)))
    }
}

/// The last entry is our proxy's own; those before it are what the client says.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let all = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    all.rsplit(',').next()?.trim().parse().ok()
}

/// Whether the browser says that a page of our own sent this. Clients that are not browsers send no origin.
pub fn own_origin(headers: &HeaderMap, uri: &Uri) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.or_else(|| uri.authority().map(Authority::as_str));
    let origin = origin.to_str().ok().and_then(|origin| origin.parse::<Uri>().ok());
    let authority = origin.as_ref().and_then(|origin| origin.authority()).map(Authority::as_str);
    authority.is_some() && authority == host
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(pairs: &[(header::HeaderName, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_our_own_pages_may_open_a_socket() {
        let uri = Uri::from_static("/live");
        let from = |origin| headers(&[(header::HOST, "a.example:3000"), (header::ORIGIN, origin)]);
        assert!(own_origin(&from("http://a.example:3000"), &uri));
        assert!(own_origin(&headers(&[(header::HOST, "a.example")]), &uri));
        for foreign in [
            "http://b.example:3000",
            "http://a.example",
            "null",
            "http://a.example:3000.evil.example",
        ] {
            assert!(!own_origin(&from(foreign), &uri), "{foreign}");
        }
    }
}
