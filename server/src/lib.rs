//! Builds the whole server, for `main` and for tests.
//!
//! Reading order: [`router`] lists every route; [`http`] answers them; [`live`] holds the rooms, where commands are carried out;
//! [`looked`] keeps who has looked;
//! [`store`] and [`vault`] keep what happened; [`auth`] says who is asking.

pub mod auth;
pub mod clock;
pub mod config;
pub mod demo;
pub mod error;
pub mod http;
pub mod live;
pub mod looked;
pub mod origin;
pub mod parts;
pub mod router;
pub mod store;
pub mod vault;

use auth::limits::Limits;
use auth::oidc::Oidc;
use auth::sessions;
use auth::ways::Ways;
use axum::Router;
use axum::serve::ListenerExt;
use config::Config;
use error::StartError;
use parts::Parts;
use std::future::Future;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// So long sockets may take to say goodbye when the server goes down.
const GOODBYE: Duration = Duration::from_secs(5);

/// Everything a server needs, as the configuration says: the database on disk, the computer's clock.
pub async fn open(config: &Config) -> Result<Parts, StartError> {
    let files = http::site::files(&config.site)?;
    std::fs::create_dir_all(&config.data).map_err(StartError::Data)?;
    let vault = vault_of(&config.data)?;
    let store = store::Sqlite::open(&config.data.join(config::DATABASE)).await?;
    let clock = clock::Clock::system();
    let (site, reach) = (config.site.clone(), config.reach());
    let limits = Arc::new(Limits::new(config.foundings));
    let ways = Arc::new(ways(config)?);
    Ok(Parts { limits, ways, ..Parts::new(files, site, Arc::new(store), vault, clock, reach) })
}

/// The houses of the configuration. They send people back to us, so they must know where we are found.
fn ways(config: &Config) -> Result<Ways, StartError> {
    let houses = config.oidc.as_deref().map(auth::oidc::config::read).transpose()?;
    if houses.is_some() && config.behind_proxy && config.origin.is_none() {
        return Err(StartError::NoOrigin);
    }
    Ok(Ways::new(config.origin.clone(), Oidc::with(houses.unwrap_or_default())?))
}

/// Checks who has looked, in a database that is there. A server may run beside it.
pub async fn audit(data: &Path) -> Result<looked::audit::Report, StartError> {
    let database = data.join(config::DATABASE);
    std::fs::metadata(&database).map_err(StartError::Data)?;
    let key = std::env::var(config::MASTER_KEY).ok().map(zeroize::Zeroizing::new);
    let vault = vault::Vault::existing(data, key.as_ref().map(|key| key.as_str()))?;
    let store = store::Sqlite::open(&database).await?;
    looked::audit::verify(&store, &vault).await.map_err(StartError::Audit)
}

fn vault_of(data: &Path) -> Result<vault::Vault, StartError> {
    let key = std::env::var(config::MASTER_KEY).ok().map(zeroize::Zeroizing::new);
    Ok(vault::Vault::open(data, key.as_ref().map(|key| key.as_str()))?)
}

/// Takes the address. Without TLS before us, only this computer may reach it.
pub async fn listen(config: &Config) -> Result<TcpListener, StartError> {
    if !config.addr.ip().is_loopback() && !config.behind_proxy {
        return Err(StartError::Open(config.addr));
    }
    TcpListener::bind(config.addr).await.map_err(StartError::Bind)
}

/// Serves until `until`. Running answers finish, and every socket is told to come back.
pub async fn serve(
    parts: Parts,
    listener: TcpListener,
    until: impl Future<Output = ()> + Send + 'static,
) -> Result<(), StartError> {
    serve_with(parts, Router::new(), listener, until).await
}

/// The same with more routes beside our own.
pub async fn serve_with(
    parts: Parts,
    more: Router<Parts>,
    listener: TcpListener,
    until: impl Future<Output = ()> + Send + 'static,
) -> Result<(), StartError> {
    if !parts.reach.behind_proxy {
        parts.ways.found_here(listener.local_addr().map_err(StartError::Bind)?.port());
    }
    // With Nagle's algorithm on, small live messages wait for the acknowledgement of the last one.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::warn!(%error, "TCP_NODELAY");
        }
    });
    let closing = parts.closing.clone();
    let going_down = {
        let closing = closing.clone();
        async move {
            until.await;
            closing.send_replace(true);
        }
    };
    let app =
        router::build_with(parts.clone(), more).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, app).with_graceful_shutdown(going_down).into_future();
    tokio::select! {
        served = serving => served.map_err(StartError::Serve)?,
        never = sessions::forget_expired(&parts) => match never {},
        never = looked::kept::forget_old(&parts) => match never {},
        never = parts.rooms.keep_days() => match never {},
    }
    // Sockets live on beside the connections that they came by; each holds a receiver while it is open.
    let _ = tokio::time::timeout(GOODBYE, closing.closed()).await;
    Ok(())
}

/// Ends when the process is asked to end.
pub async fn asked_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).expect("signals can be listened to");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

/// A panic's message may quote what somebody wrote, so only its place goes into the log.
pub fn hush_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a bug");
    }));
}

/// Whatever somebody wants to see in the log: libraries that write down whole addresses, which may hold an invitation, stay quiet.
pub fn hushed(mut wanted: EnvFilter) -> EnvFilter {
    for quiet in [
        "tower_http=info",
        "hyper=info",
        "hyper_util=info",
        "rustls=info",
        "h2=info",
        "tungstenite=info",
        "leptos=info",
        "webauthn_rs=off",
        "webauthn_rs_core=off",
    ] {
        wanted = wanted.add_directive(quiet.parse().expect("a directive"));
    }
    wanted
}
