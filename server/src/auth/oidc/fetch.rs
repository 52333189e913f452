//! Asks another house: over HTTPS with the roots that this system trusts, without following anybody elsewhere, for a short
//! answer, with little patience.

use crate::origin::is_safe;
use axum::body::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openidconnect::url::Url;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use std::io;
use std::pin::Pin;
use std::time::Duration;
use thiserror::Error;
use tokio::time::timeout;

/// Keys and descriptions are a few kilobytes.
const MOST_BYTES: usize = 512 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// See the module.
pub struct Fetch(Client<HttpsConnector<HttpConnector>, Full<Bytes>>);

/// Why a house could not be asked. Says no address.
#[derive(Debug, Error)]
pub enum FetchError {
    #[error("not over HTTPS")]
    Plain,
    #[error("it did not answer")]
    Unreached,
    #[error("it took too long")]
    Slow,
    #[error("its answer could not be read")]
    Unread,
}

impl Fetch {
    /// Fails where the system has no roots.
    pub fn new() -> io::Result<Self> {
        let connector = HttpsConnectorBuilder::new()
            .with_native_roots()?
            .https_or_http()
            .enable_http1()
            .build();
        Ok(Self(Client::builder(TokioExecutor::new()).build(connector)))
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, FetchError> {
        // A house may name addresses of its own; they are held to the same.
        let address = Url::parse(&request.uri().to_string()).map_err(|_| FetchError::Plain)?;
        if !is_safe(&address) {
            return Err(FetchError::Plain);
        }
        let request = request.map(|body| Full::new(Bytes::from(body)));
        let (head, body) =
            self.0.request(request).await.map_err(|_| FetchError::Unreached)?.into_parts();
        let body =
            Limited::new(body, MOST_BYTES).collect().await.map_err(|_| FetchError::Unread)?;
        Ok(HttpResponse::from_parts(head, body.to_bytes().to_vec()))
    }
}

impl<'c> AsyncHttpClient<'c> for Fetch {
    type Error = FetchError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, FetchError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            timeout(PATIENCE, self.ask(request)).await.map_err(|_| FetchError::Slow)?
        })
    }
}
