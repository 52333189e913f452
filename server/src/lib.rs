//! Builds the whole server, for `main` and for tests.
//!
//! Reading order: [`router`] lists every route; [`http`] answers them; [`live`] holds the rooms, where commands are carried out;
//! [`looked`] keeps who has looked;
//! [`store`] and [`vault`] keep what happened; [`auth`] says who is asking.

pub mod auth;
pub mod backup;
pub mod clock;
pub mod config;
#[cfg(feature = "invented")]
pub mod demo;
pub mod error;
pub mod http;
pub mod jobs;
pub mod keys;
pub mod live;
pub mod looked;
pub mod origin;
pub mod parts;
pub mod rotation;
pub mod router;
pub mod security;
pub mod serve;
pub mod store;
pub mod vault;

/// Gives back to the machine what closed rooms took; the one of the system keeps it until the process ends.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

use auth::ending::{self, Ended, Whose};
use auth::limits::Limits;
use auth::oidc::Oidc;
use auth::sessions;
use auth::ways::Ways;
use axum::Router;
use axum::serve::ListenerExt;
use chrono::TimeDelta;
use config::Config;
use error::StartError;
use looked::audit;
use parts::Parts;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use store::{Copied, Postgres, Sqlite, Store};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;
use vault::Vault;

/// So long sockets may take to say goodbye when the server goes down.
const GOODBYE: Duration = Duration::from_secs(5);

/// Everything a server needs, as the configuration says: the database on disk, the computer's clock.
pub async fn open(config: &Config) -> Result<Parts, StartError> {
    let files = http::site::files(&config.site)?;
    std::fs::create_dir_all(&config.data).map_err(StartError::Data)?;
    let vault = vault_of(&config.data)?;
    let store = store_of(&config.data, &vault).await?;
    keys_fit(store.as_ref(), &vault).await?;
    let clock = clock::Clock::system();
    let (site, reach) = (config.site.clone(), config.reach());
    let limits = Arc::new(Limits::new(config.foundings));
    let ways = Arc::new(ways(config)?);
    let kept = TimeDelta::days(config.kept_days.into());
    let mut parts = Parts::new(files, site, store, vault, clock, reach);
    (parts.limits, parts.ways, parts.kept) = (limits, ways, kept);
    parts.tls_below = config.tls_below;
    Ok(parts)
}

/// The houses of the configuration. They send people back to us, so they must know where we are found.
fn ways(config: &Config) -> Result<Ways, StartError> {
    let houses = config.oidc.as_deref().map(auth::oidc::config::read).transpose()?;
    if houses.is_some() && config.behind_proxy && config.origin.is_none() {
        return Err(StartError::NoOrigin);
    }
    Ok(Ways::new(config.origin.clone(), Oidc::with(houses.unwrap_or_default())?))
}

/// Checks who has looked and who has changed what, in a database that is there, and against heads that were kept of it. A server may
/// run beside it.
pub async fn audit(data: &Path, heads: Option<&Path>) -> Result<audit::Report, StartError> {
    let kept = heads.map(std::fs::read_to_string).transpose().map_err(StartError::Data)?;
    let kept = audit::read(&kept.unwrap_or_default())?;
    let (store, vault) = existing(data).await?;
    audit::verify(store.as_ref(), &vault, &kept).await.map_err(StartError::Audit)
}

/// How far each family's chain has come.
pub async fn heads(data: &Path) -> Result<Vec<audit::Kept>, StartError> {
    let (store, _) = existing(data).await?;
    audit::heads(store.as_ref()).await.map_err(StartError::Audit)
}

/// Gives new keys. A master key from the environment is another's to change: then the families' keys are sealed with the first one
/// that stands there.
pub async fn rotate(data: &Path, families: bool) -> Result<rotation::Rotated, StartError> {
    let (store, vault) = existing(data).await?;
    let mut done = rotation::finish(store.as_ref(), &vault).await?;
    if std::env::var_os(config::MASTER_KEY).is_none() {
        done.keys += rotation::master(&vault)?.keys;
    }
    if families {
        done.families += rotation::families(store.as_ref(), &vault).await?.families;
    }
    Ok(done)
}

/// Ends sessions, beside running servers.
pub async fn end_sessions(data: &Path, whose: &Whose) -> Result<Ended, StartError> {
    let (store, vault) = existing(data).await?;
    Ok(ending::end(store.as_ref(), &vault, whose).await?)
}

/// Copies the database beside running servers.
pub async fn backup(data: &Path, to: &Path) -> Result<PathBuf, StartError> {
    let vault = existing_vault(data)?;
    let store: Box<dyn Copied> = match config::postgres()? {
        Some(url) => Box::new(Postgres::open(&url).await?),
        None => Box::new(sqlite(data, &vault).await?),
    };
    backup::make(store.as_ref(), &vault, data, to, clock::Clock::system().now()).await
}

/// Puts a copy back, and checks it.
pub async fn restore(from: &Path, data: &Path) -> Result<backup::Report, StartError> {
    let key = std::env::var(config::MASTER_KEY).ok().map(zeroize::Zeroizing::new);
    // Without its master key a copy is of no use: told before anything is put anywhere.
    if key.is_none() {
        std::fs::metadata(data.join("master.key")).map_err(StartError::NoMaster)?;
    }
    match config::postgres()? {
        Some(url) => {
            let (store, vault) = (Postgres::open(&url).await?, existing_vault(data)?);
            backup::restore_into(&store, &vault, from, data).await?;
        }
        None => backup::restore(from, data)?,
    }
    let (store, vault) = existing(data).await?;
    backup::settle(store.as_ref(), &vault).await?;
    backup::check(store, Arc::new(vault)).await
}

/// Checks that everything stored is whole. A server may run beside it.
pub async fn check(data: &Path) -> Result<backup::Report, StartError> {
    let (store, vault) = existing(data).await?;
    backup::check(store, Arc::new(vault)).await
}

/// The database and the keys of a folder that has them.
async fn existing(data: &Path) -> Result<(Arc<dyn Store>, Vault), StartError> {
    let vault = existing_vault(data)?;
    Ok((store_of(data, &vault).await?, vault))
}

fn existing_vault(data: &Path) -> Result<Vault, StartError> {
    if config::postgres()?.is_none() {
        std::fs::metadata(data.join(config::DATABASE)).map_err(StartError::Data)?;
    }
    let key = std::env::var(config::MASTER_KEY).ok().map(zeroize::Zeroizing::new);
    Ok(Vault::existing(data, key.as_ref().map(|key| key.as_str()))?)
}

fn vault_of(data: &Path) -> Result<Vault, StartError> {
    let key = std::env::var(config::MASTER_KEY).ok().map(zeroize::Zeroizing::new);
    Ok(Vault::open(data, key.as_ref().map(|key| key.as_str()))?)
}

/// PostgreSQL where the environment names it, otherwise the file in the data folder.
async fn store_of(data: &Path, vault: &Vault) -> Result<Arc<dyn Store>, StartError> {
    Ok(match config::postgres()? {
        Some(url) => Arc::new(Postgres::open(&url).await?),
        None => Arc::new(sqlite(data, vault).await?),
    })
}

/// A process that holds other keys than those who wrote would read nothing, and write what nobody else reads. The newest families tell.
async fn keys_fit(store: &dyn Store, vault: &Vault) -> Result<(), StartError> {
    for family in store.families().await?.into_iter().rev().take(3) {
        rotation::key(store, vault, family).await.map_err(StartError::OtherKeys)?;
    }
    Ok(())
}

/// The database file.
async fn sqlite(data: &Path, vault: &Vault) -> Result<Sqlite, StartError> {
    let store = Sqlite::open(&data.join(config::DATABASE)).await?;
    move_old_keys(&store, vault).await?;
    Ok(store)
}

/// Keys that an older program kept in the file are moved to where keys lie now.
pub(crate) async fn move_old_keys(store: &Sqlite, vault: &Vault) -> Result<(), StartError> {
    let old = store.old_keys().await?;
    if !old.is_empty() {
        for key in old {
            vault.take_in(key.family, key.version, key.sealed)?;
        }
        store.forget_old_keys().await?;
    }
    Ok(())
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
    parts.limits.count_with(&parts.others);
    let closing = parts.closing.clone();
    let going_down = {
        let closing = closing.clone();
        async move {
            until.await;
            closing.send_replace(true);
        }
    };
    let app = router::build_with(parts.clone(), more);
    let answers = serve::Answers { app, full: router::full(parts.clone()) };
    tokio::select! {
        () = serve::serve(listener, answers, &parts, going_down) => {}
        never = sessions::forget_expired(&parts) => match never {},
        never = looked::kept::forget_old(&parts) => match never {},
        never = parts.rooms.keep_days() => match never {},
        never = live::watch::run(&parts) => match never {},
        never = jobs::erasing::run(&parts) => match never {},
        never = jobs::keys::run(&parts) => match never {},
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

/// What is in memory is in the clear. A process that is killed leaves no picture of it on the disk, and nobody looks into it from
/// beside.
pub fn no_core_dumps() -> std::io::Result<()> {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    Ok(set_dumpable_behavior(DumpableBehavior::NotDumpable)?)
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
