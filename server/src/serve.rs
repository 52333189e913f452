//! Taking connections. As `axum::serve` does it, but whoever sends the head of a request drop by drop is let go: a connection
//! costs us more than it costs them.

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;
use tokio::sync::watch;
use tower::ServiceExt;

/// So long the head of a request may take, and so long a connection may wait for the next.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Serves until `until`; running answers finish.
pub(crate) async fn serve(
    mut listener: impl Listener<Addr = SocketAddr>,
    app: Router,
    patience: Duration,
    until: impl Future<Output = ()>,
) {
    // Every connection holds a receiver for as long as it is open.
    let (going_down, open) = watch::channel(false);
    let mut until = pin!(until);
    loop {
        let (stream, from) = tokio::select! {
            () = &mut until => break,
            accepted = listener.accept() => accepted,
        };
        let (app, mut open) = (app.clone(), open.clone());
        let answer = service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(from));
            app.clone().oneshot(request)
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(patience)
            .serve_connection(TokioIo::new(stream), answer)
            .with_upgrades();
        tokio::spawn(async move {
            let down = async { drop(open.wait_for(|down| *down).await) };
            let mut connection = pin!(connection);
            // How a connection ends is the client's matter.
            tokio::select! {
                _ = connection.as_mut() => return,
                () = down => connection.as_mut().graceful_shutdown(),
            }
            let _ = connection.await;
        });
    }
    drop((listener, open));
    going_down.send_replace(true);
    going_down.closed().await;
}
