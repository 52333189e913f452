//! The command line: `familiedialog serve`, `run`, `audit`, `keys`, `sessions`, `backup`, `restore`, `check`.

use clap::Parser;
use server::auth::ending::{Ended, Whose};
use server::backup::Report;
#[cfg(feature = "invented")]
use server::clock::Clock;
use server::config::{Audit, Cli, Command, Config, Keys, Sessions};
#[cfg(feature = "invented")]
use server::demo::{self, door};
use std::path::Path;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Said after a change of keys, for it is too late when a copy is needed.
const COPIES_ARE_SHUT: &str = "The keys in your folders of copies are sealed with the old master key, which is gone: run `familiedialog backup` into each of them \
     now, so that its copies open again.";
const NO_COPY_OPENS: &str = "No copy of the database from before opens any more: make a new one now, with `familiedialog backup`.";

type Done = Result<(), Box<dyn std::error::Error>>;

/// What went wrong is told in words, without the shape of our types.
#[tokio::main]
async fn main() -> ExitCode {
    match begin().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn begin() -> Done {
    server::no_core_dumps()?;
    let cli = Cli::parse();
    // Who tries it out on their own machine wants to see the links, not the log; a script wants what a command prints, and nothing beside it.
    let serves = matches!(cli.command, Command::Serve(_));
    let quiet = if serves { "info" } else { "warn" };
    let wanted = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(quiet));
    let log = tracing_subscriber::fmt().with_env_filter(server::hushed(wanted));
    if serves {
        log.init();
    } else {
        log.with_writer(std::io::stderr).init();
    }
    server::hush_panics();
    match cli.command {
        Command::Serve(config) => serve(config).await,
        #[cfg(feature = "invented")]
        Command::Run(config) => run(config).await,
        Command::Audit(Audit::Verify { data, heads }) => audit(&data, heads.as_deref()).await,
        Command::Audit(Audit::Heads { data }) => {
            server::heads(&data).await?.iter().for_each(|it| println!("{it}"));
            Ok(())
        }
        Command::Backup { to, data } => {
            println!("{}", server::backup(&data, &to).await?.display());
            Ok(())
        }
        Command::Restore { from, data } => whole(server::restore(&from, &data).await?),
        Command::Check { data } => whole(server::check(&data).await?),
        Command::Sessions(Sessions::End { data, all }) => end_sessions(&data, all).await,
        Command::Keys(Keys::Rotate { data, families }) => rotate(&data, families).await,
    }
}

async fn serve(config: Config) -> Done {
    let parts = server::open(&config).await?;
    let listener = server::listen(&config).await?;
    println!("Familiedialog: http://{}", listener.local_addr()?);
    Ok(server::serve(parts, listener, server::asked_to_end()).await?)
}

/// The families are entered through the server's own front door, so it serves meanwhile.
#[cfg(feature = "invented")]
async fn run(config: Config) -> Done {
    let parts = server::open(&config).await?;
    let listener = server::listen(&config).await?;
    let base = format!("http://{}", listener.local_addr()?);
    println!("Familiedialog: {base}");
    let doors = door::Doors::default();
    let more = door::routes(doors.clone());
    let serving = server::serve_with(parts, more, listener, server::asked_to_end());
    let showing = async {
        if let Err(error) = demo::welcome(&base, &config.data, Clock::system().now(), &doors).await
        {
            tracing::error!(%error, "the families to look at are not there");
        }
    };
    let (served, ()) = tokio::join!(serving, showing);
    Ok(served?)
}

async fn audit(data: &Path, heads: Option<&Path>) -> Done {
    let report = server::audit(data, heads).await?;
    println!("{report}");
    if report.broken.is_empty() { Ok(()) } else { std::process::exit(1) }
}

fn whole(report: Report) -> Done {
    println!("{report}");
    if report.is_whole() { Ok(()) } else { std::process::exit(1) }
}

async fn end_sessions(data: &Path, all: bool) -> Done {
    let whose = if all {
        Whose::Everybodys
    } else {
        Whose::Named(std::io::read_to_string(std::io::stdin())?)
    };
    match server::end_sessions(data, &whose).await? {
        Ended::All => println!("nobody is signed in any more"),
        Ended::Some(count) => println!("{count} sessions ended"),
        Ended::Nobody => return Err("nobody signs in by that".into()),
    }
    Ok(())
}

async fn rotate(data: &Path, families: bool) -> Done {
    let done = server::rotate(data, families).await?;
    println!(
        "{} keys under a new master key, {} families under a new key",
        done.keys, done.families
    );
    println!("{}", if families { NO_COPY_OPENS } else { COPIES_ARE_SHUT });
    Ok(())
}
