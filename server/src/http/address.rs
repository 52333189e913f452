//! Where a request came from.

use crate::parts::{Parts, Reach};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Uri, header};
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

/// The client's address: that of the connection, or what our own proxy says. None where a proxy stands before us and does not
/// say it: the connection's is the proxy's, and must not be taken for somebody on our own machine.
#[derive(Clone, Copy)]
pub struct ClientAddress(pub Option<IpAddr>);

impl FromRequestParts<Parts> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(
        request: &mut request::Parts,
        parts: &Parts,
    ) -> Result<Self, Infallible> {
        if parts.reach.behind_proxy {
            return Ok(Self(forwarded(&request.headers)));
        }
        let connection = request.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(connection.map(|info| info.0.ip())))
    }
}

/// The last entry is our proxy's own; those before it are what the client says.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let all = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    all.rsplit(',').next()?.trim().parse().ok()
}

/// Whether the browser says that a page of our own sent this. Clients that are not browsers send no origin. Behind TLS a page
/// that came without it is not our own: anybody on the way may have written it.
pub fn own_origin(headers: &HeaderMap, uri: &Uri, reach: Reach) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.or_else(|| uri.authority().map(Authority::as_str));
    let origin = origin.to_str().ok().and_then(|origin| origin.parse::<Uri>().ok());
    let authority = origin.as_ref().and_then(|origin| origin.authority()).map(Authority::as_str);
    let scheme = origin.as_ref().and_then(Uri::scheme_str);
    let own_scheme = scheme == Some(if reach.behind_proxy { "https" } else { "http" });
    own_scheme && authority.is_some() && authority == host
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
        let here = Reach::default();
        assert!(own_origin(&from("http://a.example:3000"), &uri, here));
        assert!(own_origin(&headers(&[(header::HOST, "a.example")]), &uri, here));
        let behind_tls = Reach { behind_proxy: true };
        assert!(own_origin(&from("https://a.example:3000"), &uri, behind_tls));
        assert!(!own_origin(&from("http://a.example:3000"), &uri, behind_tls));
        for foreign in [
            "http://b.example:3000",
            "https://a.example:3000",
            "http://a.example",
            "null",
            "http://a.example:3000.evil.example",
        ] {
            assert!(!own_origin(&from(foreign), &uri, here), "{foreign}");
        }
    }
}
