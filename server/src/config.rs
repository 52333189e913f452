//! What can be set, by option or by environment.

use crate::auth::limits::FOUNDINGS;
use crate::error::StartError;
use crate::origin::Origin;
use crate::parts::{KEPT_DAYS, Reach};
use clap::{Args, Parser, Subcommand, value_parser};
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// In the data folder.
pub const DATABASE: &str = "familiedialog.db";
/// Base64 of 32 bytes. Without it a key file in the data folder is used. Only from the environment: options can be seen by all.
pub const MASTER_KEY: &str = "FAMILIEDIALOG_MASTER_KEY";

/// `postgres://…` for several processes; without it, the file in the data folder. Only from the environment: there is a password in it.
const POSTGRES: &str = "DATABASE_URL";

/// The address of the PostgreSQL that is to be used, if one is.
pub fn postgres() -> Result<Option<Zeroizing<String>>, StartError> {
    let Ok(url) = std::env::var(POSTGRES).map(Zeroizing::new) else { return Ok(None) };
    if ["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
        Ok(Some(url))
    } else {
        Err(StartError::NotPostgres)
    }
}

#[derive(Parser)]
#[command(name = "familiedialog", version, about = "A family's own place for its dialogue")]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Serve the pages and the API
    Serve(Config),
    /// Serve on this machine with families to look at, and print the ways in
    #[cfg(feature = "invented")]
    Run(Config),
    /// Check that nobody has touched what is kept of who has looked and who has changed what
    #[command(subcommand)]
    Audit(Audit),
    /// The keys that everything is sealed with
    #[command(subcommand)]
    Keys(Keys),
    /// Signing people out
    #[command(subcommand)]
    Sessions(Sessions),
    /// Copy the database into a folder, beside a running server; prints where
    Backup {
        /// Folder of the copies. It also gets the families' keys, sealed; never the master key
        to: PathBuf,
        /// Folder of the database and the keys
        #[arg(long, env = "FAMILIEDIALOG_DATA", default_value = "data")]
        data: PathBuf,
    },
    /// Put a copy back into a data folder without a database, or into an empty PostgreSQL, and check it
    Restore {
        /// The dated folder of the copy
        from: PathBuf,
        /// Folder of the database and the keys
        #[arg(long, env = "FAMILIEDIALOG_DATA", default_value = "data")]
        data: PathBuf,
    },
    /// Check that everything stored is whole; ends with 1 where it is not
    Check {
        /// Folder of the database and the keys
        #[arg(long, env = "FAMILIEDIALOG_DATA", default_value = "data")]
        data: PathBuf,
    },
}

#[derive(Subcommand)]
pub enum Keys {
    /// A new master key, under which every family's key is sealed anew. A server may run beside it
    Rotate {
        /// Folder of the database and the keys
        #[arg(long, env = "FAMILIEDIALOG_DATA", default_value = "data")]
        data: PathBuf,
        /// New keys for the families too: everything is sealed anew, and copies of the database from before open no more
        #[arg(long)]
        families: bool,
    },
}

#[derive(Subcommand)]
pub enum Sessions {
    /// End all sessions of one account: what it signs in by is read from standard input, so that it stands in no list of commands.
    /// Running servers close its pages within a second
    End {
        /// Folder of the database and the keys
        #[arg(long, env = "FAMILIEDIALOG_DATA", default_value = "data")]
        data: PathBuf,
        /// Of everybody. Who has no way in of their own needs a new invitation then
        #[arg(long)]
        all: bool,
    },
}

#[derive(Subcommand)]
pub enum Audit {
    /// Walk every family's chain; ends with 1 where one breaks, and says where
    Verify {
        /// Folder of the database and the keys
        #[arg(long, env = "FAMILIEDIALOG_DATA", default_value = "data")]
        data: PathBuf,
        /// A file with what `audit heads` printed before: finds, too, that the database was put back to an earlier copy
        #[arg(long)]
        heads: Option<PathBuf>,
    },
    /// Print how far each family's chain has come, to be kept where nobody who can change the database can change it
    Heads {
        /// Folder of the database and the keys
        #[arg(long, env = "FAMILIEDIALOG_DATA", default_value = "data")]
        data: PathBuf,
    },
}

#[derive(Args, Clone)]
pub struct Config {
    /// Where to listen; port 0 takes a free one and prints it
    #[arg(long, env = "FAMILIEDIALOG_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    /// Folder of the database and the keys
    #[arg(long, env = "FAMILIEDIALOG_DATA", default_value = "data")]
    pub data: PathBuf,
    /// Folder of the built site
    #[arg(long, env = "FAMILIEDIALOG_SITE", default_value = "target/site")]
    pub site: PathBuf,
    /// A proxy that speaks TLS stands before this server and passes Host, Origin and X-Forwarded-For on
    #[arg(long, env = "FAMILIEDIALOG_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// Every host below the one that people find us at speaks TLS too: browsers are told to ask none of them without
    #[arg(long, env = "FAMILIEDIALOG_TLS_BELOW")]
    pub tls_below: bool,
    /// The address that people find us at, for instance https://dialog.example: passkeys and other houses need it behind a proxy
    #[arg(long, env = "FAMILIEDIALOG_ORIGIN")]
    pub origin: Option<Origin>,
    /// File of the houses that staff and citizens can sign in from: see docs/signing_in.md
    #[arg(long, env = "FAMILIEDIALOG_OIDC")]
    pub oidc: Option<PathBuf>,
    /// Families' places that one address may make in an hour; this machine may make any number
    #[arg(long, env = "FAMILIEDIALOG_FOUNDINGS", default_value_t = FOUNDINGS)]
    pub foundings: NonZeroU32,
    /// So many days a course that has ended is kept before everything of it is erased: at least 30, for one guardian alone can end it
    #[arg(long, env = "FAMILIEDIALOG_KEPT_DAYS", default_value_t = KEPT_DAYS, value_parser = value_parser!(u32).range(30..))]
    pub kept_days: u32,
}

impl Config {
    pub fn reach(&self) -> Reach {
        Reach { behind_proxy: self.behind_proxy }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;
    use std::collections::BTreeSet;

    fn values(command: &clap::Command, all: &mut BTreeSet<String>) {
        let takes = command.get_arguments().filter(|it| it.get_action().takes_values());
        all.extend(takes.map(|it| it.get_id().to_string()));
        command.get_subcommands().for_each(|below| values(below, all));
    }

    #[test]
    fn an_ended_course_is_kept_so_long_that_the_other_parent_can_begin_it_again() {
        let days = |days| Cli::try_parse_from(["familiedialog", "serve", "--kept-days", days]);
        assert!(days("30").is_ok());
        let Err(refused) = days("29") else { panic!("it is too short") };
        assert!(refused.to_string().contains("29 is not in 30.."), "{refused}");
    }

    /// Whoever is on the machine reads what any process was started with.
    #[test]
    fn no_option_holds_a_secret() {
        let mut all = BTreeSet::new();
        values(&Cli::command(), &mut all);
        // Folders, files, addresses and numbers. Who adds another asks first whether anybody may read it.
        let open = [
            "addr",
            "data",
            "foundings",
            "from",
            "heads",
            "kept_days",
            "oidc",
            "origin",
            "site",
            "to",
        ];
        assert_eq!(all, open.map(str::to_owned).into());
    }
}
