//! Taking connections. As `axum::serve` does it, but there is an end to how many are open, whoever sends the head of a request drop by
//! drop is let go, and going down does not wait for ever: a connection costs us more than it costs them.

mod door;

pub use door::{Door, Inside};

use crate::parts::Parts;
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::serve::Listener;
use door::Entered;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

/// So long the head of a request may take, and so long a connection may wait for the next.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// So long running answers may take when the server goes down.
pub const DRAINING: Duration = Duration::from_secs(10);
/// So long a connection may take to say what it wants, when the server goes down before it did.
const MOMENT: Duration = Duration::from_millis(50);
/// More do not stand before a door that Linux keeps, unless it is told to.
const QUEUE: usize = 4096;

/// How far the server has come. Every connection holds a receiver for as long as it is open.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Stage {
    Up,
    GoingDown,
    Gone,
}

/// Who answers: `app` whoever is in, `full` whoever finds no room.
pub(crate) struct Answers {
    pub(crate) app: Router,
    pub(crate) full: Router,
}

/// Serves until `until`; whoever has reached us by then is answered, and running answers finish, if they do soon.
pub(crate) async fn serve(
    mut listener: impl Listener<Addr = SocketAddr>,
    answers: Answers,
    parts: &Parts,
    until: impl Future<Output = ()>,
) {
    let (stage, open) = watch::channel(Stage::Up);
    let take = |(stream, from): (_, SocketAddr)| {
        let address = (!parts.reach.behind_proxy).then(|| from.ip());
        let (app, inside, stays) = match parts.door.enter(address) {
            Entered::Inside(inside) => (answers.app.clone(), inside, true),
            Entered::Told(inside) => (answers.full.clone(), inside, false),
            Entered::No => return,
        };
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(parts.patience).keep_alive(stays);
        tokio::spawn(connection(stream, from, http, (app, inside), open.clone()));
    };
    let mut until = pin!(until);
    loop {
        tokio::select! {
            () = &mut until => break,
            accepted = listener.accept() => take(accepted),
        }
    }
    // Who has connected takes themselves for heard, and has said, perhaps, what they want: closing now would cut them off.
    for _ in 0..QUEUE {
        tokio::select! {
            biased;
            accepted = listener.accept() => take(accepted),
            () = yield_now() => break,
        }
    }
    drop((listener, open));
    sleep(MOMENT).await;
    stage.send_replace(Stage::GoingDown);
    if timeout(parts.draining, stage.closed()).await.is_err() {
        tracing::warn!("some answers were not taken in time; their connections end");
        stage.send_replace(Stage::Gone);
        stage.closed().await;
    }
}

/// How it ends is the client's matter.
async fn connection(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    from: SocketAddr,
    http: http1::Builder,
    (app, inside): (Router, Inside),
    mut stage: watch::Receiver<Stage>,
) {
    let answer = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(from));
        // A socket lives on when the connection that it came by has ended.
        request.extensions_mut().insert(inside.clone());
        app.clone().oneshot(request)
    });
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), answer).with_upgrades());
    let mut down = stage.clone();
    tokio::select! {
        // First: what was said before the end is heard before it.
        biased;
        _ = connection.as_mut() => return,
        _ = down.wait_for(|stage| *stage > Stage::Up) => connection.as_mut().graceful_shutdown(),
    }
    tokio::select! {
        _ = connection => {}
        _ = stage.wait_for(|stage| *stage == Stage::Gone) => {}
    }
}
