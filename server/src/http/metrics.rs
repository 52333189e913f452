//! `/metrics`: numbers for whoever runs the server. They count, and name nobody.

use super::address::ClientAddress;
use crate::error::HttpError;
use crate::security;
use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;
use tokio::time::Instant;

/// Seconds; the interesting ones are those of one durable commit.
const SECONDS: [f64; 10] = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];
const APPENDS: [f64; 7] = [1.0, 2.0, 4.0, 8.0, 16.0, 64.0, 256.0];

/// The numbers belong to the process, however many servers it holds (as in tests).
fn recorder() -> Option<&'static PrometheusHandle> {
    static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    let install = || {
        PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), &SECONDS)
            .and_then(|it| it.set_buckets_for_metric(Matcher::Suffix("_appends".into()), &APPENDS))
            .and_then(PrometheusBuilder::install_recorder)
            .inspect_err(|error| tracing::warn!(%error, "nothing is measured"))
            .ok()
    };
    RECORDER.get_or_init(install).as_ref()
}

/// Begins to count.
pub fn start() {
    let _ = recorder();
}

/// On the own machine only; to others there is nothing here.
pub async fn show(ClientAddress(from): ClientAddress) -> Result<String, HttpError> {
    let here = recorder()
        .filter(|_| from.is_some_and(|it| it.is_loopback()))
        .ok_or(HttpError::NotFound)?;
    here.run_upkeep();
    Ok(here.render())
}

/// Counts and times every answer, by route: an address may hold a secret, a route never does.
pub async fn count(request: Request, next: Next) -> Response {
    let route =
        request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let begun = Instant::now();
    let response = security::within(route.clone(), next.run(request)).await;
    let (took, status) = (begun.elapsed(), response.status().as_u16());
    let ms = took.as_secs_f64() * 1000.0;
    // Where thousands are told to come again, writing that down would cost more than telling them.
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        tracing::debug!(%method, route, status, ms, "told to come again");
    } else {
        tracing::info!(%method, route, status, ms, "answered");
    }
    metrics::histogram!("familiedialog_http_seconds", "route" => route, "status" => status.to_string())
        .record(took.as_secs_f64());
    response
}
