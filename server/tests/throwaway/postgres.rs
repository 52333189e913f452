//! A PostgreSQL that nobody needs afterwards. `scripts/postgres` runs it, and stops it when nobody holds it any more, however the
//! tests ended. Tests that only write share one that does not wait for the disk, each in a database of its own.

#[path = "between.rs"]
pub mod between;

use server::clock::new_id;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::fs::{File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader};
use std::iter;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../scripts/postgres");

/// A database, and what keeps its PostgreSQL running.
pub struct Database {
    pub url: String,
    pub postgres: Postgres,
}

/// One that runs as long as this is held.
pub struct Postgres {
    folder: PathBuf,
    _used: File,
}

/// A new database in the one that the tests of this checkout share.
pub async fn database() -> Database {
    let mut name = DefaultHasher::new();
    env!("CARGO_MANIFEST_DIR").hash(&mut name);
    let postgres = Postgres::held(&format!("shared-{:x}", name.finish()), "off");
    new_database(postgres).await
}

/// A new database in a PostgreSQL of its own, which waits for the disk and may be killed.
pub async fn own_database() -> Database {
    let own = new_database(Postgres::held(&format!("own-{}", new_id().simple()), "on")).await;
    let mut only = PgConnection::connect(&own.url).await.unwrap();
    // After a kill it syncs every file there is before it reads its journal: a thousand of them are of databases that nobody is in.
    let rest = ["template1", "template0", "postgres"];
    let begin = "update pg_database set datistemplate = false".to_owned();
    for sql in iter::once(begin).chain(rest.map(|it| format!("drop database {it} with (force)"))) {
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut only).await.unwrap();
    }
    only.close().await.unwrap();
    own
}

async fn new_database(postgres: Postgres) -> Database {
    let name = format!("t{}", new_id().simple());
    let mut all = PgConnection::connect(&postgres.url("postgres")).await.unwrap();
    let make = AssertSqlSafe(format!("create database {name}"));
    sqlx::raw_sql(make).execute(&mut all).await.unwrap();
    Database { url: postgres.url(&name), postgres }
}

impl Postgres {
    fn held(name: &str, fsync: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("familiedialog-{name}"));
        // Only one begins it, and it does not stop between our look and our holding it.
        let starting = lockable(&folder, "lock");
        starting.lock().unwrap();
        let used = lockable(&folder, "used");
        used.lock_shared().unwrap();
        let postgres = Self { folder, _used: used };
        if !postgres.answers() {
            postgres.begin(fsync);
        }
        postgres
    }

    #[expect(clippy::zombie_processes, reason = "it ends after us, by itself")]
    fn begin(&self, fsync: &str) {
        let mut command = Command::new("setsid");
        command.arg(SCRIPT).arg(&self.folder).arg(fsync);
        let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut running = command.spawn().expect("scripts/setup test installs what is missing");
        let mut said = String::new();
        BufReader::new(running.stdout.take().unwrap()).read_line(&mut said).unwrap();
        assert_eq!(said, "ready\n", "scripts/postgres {} says why", self.folder.display());
    }

    /// Where its socket lies.
    pub fn socket(&self) -> PathBuf {
        self.folder.join(".s.PGSQL.5432")
    }

    fn answers(&self) -> bool {
        std::os::unix::net::UnixStream::connect(self.socket()).is_ok()
    }

    fn url(&self, database: &str) -> String {
        let folder = self.folder.to_str().unwrap().replace('/', "%2F");
        format!("postgres://familiedialog@{folder}/{database}")
    }

    /// Ends it at once, as a power cut would, without a word to those who are connected.
    pub fn kill(&self) {
        self.asked(&["kill"]);
    }

    /// Back as soon as it begins to read its journal. Whoever comes before it is done is told so, and comes again.
    pub fn start_again(&self) {
        self.asked(&["ctl", "-W", "start"]);
    }

    fn asked(&self, arguments: &[&str]) {
        let mut command = Command::new(SCRIPT);
        command.arg(&self.folder).args(arguments);
        let done = command.stdin(Stdio::null()).stdout(Stdio::null()).status().unwrap();
        assert!(done.success(), "scripts/postgres {arguments:?}");
    }
}

/// `FOLDER.END`, to be locked.
fn lockable(folder: &Path, end: &str) -> File {
    let path = folder.with_extension(end);
    OpenOptions::new().create(true).append(true).open(path).unwrap()
}
