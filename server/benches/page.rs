//! What one whole page costs the server, from request to the last byte.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use criterion::{Criterion, criterion_group, criterion_main};
use server::clock::Clock;
use server::parts::{Parts, Reach};
use server::store::Memory;
use server::vault::Vault;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower::ServiceExt;

fn page(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let site: PathBuf =
        std::env::var_os("FAMILIEDIALOG_SITE").map_or(root.join("target/site"), Into::into);
    let app = runtime.block_on(async { server(site) });
    criterion.bench_function("page", |bench| {
        bench.to_async(&runtime).iter(|| render(app.clone()));
    });
}

fn server(site: PathBuf) -> Router {
    let files = server::http::site::files(&site).expect("the site is built");
    let vault = Vault::passing().expect("random bytes");
    let store = Arc::new(Memory::default());
    server::router::build(Parts::new(files, site, store, vault, Clock::system(), Reach::default()))
}

async fn render(app: Router) -> usize {
    let request = Request::get("/").body(Body::empty()).expect("a request");
    let answer = app.oneshot(request).await.expect("an answer");
    to_bytes(answer.into_body(), usize::MAX).await.expect("a whole page").len()
}

criterion_group!(benches, page);
criterion_main!(benches);
