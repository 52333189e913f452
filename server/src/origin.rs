//! The address that people find us at. What another house sends people back to, and what a passkey is made for, hang on it, so it
//! is configured and never read out of a request.

use openidconnect::url::{Host, Url};
use std::str::FromStr;
use thiserror::Error;

/// Scheme, host and port; nothing after them.
#[derive(Clone, PartialEq, Eq)]
pub struct Origin(Url);

/// What stands on the command line is none.
#[derive(Debug, Error)]
#[error("say it as https://name, without anything after it; http is for this machine only")]
pub struct NoOrigin;

impl FromStr for Origin {
    type Err = NoOrigin;

    fn from_str(text: &str) -> Result<Self, NoOrigin> {
        let url = Url::parse(text).map_err(|_| NoOrigin)?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let nobody = url.username().is_empty() && url.password().is_none();
        if bare && nobody && is_safe(&url) { Ok(Self(url)) } else { Err(NoOrigin) }
    }
}

impl Origin {
    /// Where this machine finds itself.
    pub fn here(port: u16) -> Self {
        let url = Url::parse(&format!("http://localhost:{port}"));
        Self(url.expect("a port makes no address wrong"))
    }

    /// The whole address of a path of ours.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.0.origin().ascii_serialization())
    }

    pub fn url(&self) -> &Url {
        &self.0
    }

    /// The name of the host. None where it is a number: a passkey needs a name.
    pub fn name(&self) -> Option<&str> {
        self.0.domain()
    }
}

/// HTTPS, or this machine: nobody on the way can read or write along.
pub fn is_safe(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.has_host(),
        "http" => match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_safe_and_bare() {
        for good in
            ["https://dialog.example", "https://dialog.example:8443/", "http://127.0.0.1:3000"]
        {
            assert!(good.parse::<Origin>().is_ok(), "{good}");
        }
        for bad in [
            "http://dialog.example",
            "https://dialog.example/here",
            "https://dialog.example/?a",
            "https://me@dialog.example",
            "dialog.example",
            "file:///etc",
            "http://127.0.0.1.evil.example",
            "",
        ] {
            assert!(bad.parse::<Origin>().is_err(), "{bad}");
        }
        let origin: Origin = "https://dialog.example:8443".parse().ok().unwrap();
        assert_eq!(origin.at("/a"), "https://dialog.example:8443/a");
        assert_eq!(origin.name(), Some("dialog.example"));
        assert_eq!("http://127.0.0.1".parse::<Origin>().ok().unwrap().name(), None);
    }
}
