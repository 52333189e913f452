//! Copies of the database while the server runs, putting one back, and checking that everything is whole. A copy is the same file, of whichever
//! database it was made, and can be put back into either.
//!
//! A folder of copies holds many dated copies of the database and *one* copy of the keys, which every new copy brings up to date: a key
//! that was erased is overwritten there too, so that none of the old copies opens the erased family any more. The master key is never
//! in it.

mod opening;

use crate::error::{HttpError, StartError};
use crate::keys::files::named_on_disk;
use crate::keys::{Files, KeyStore};
use crate::live::{Fault, check as check_family};
use crate::looked::audit::{self, Break};
use crate::store::{Copied, Lying, Postgres, Sqlite, Store, StoreError};
use crate::vault::{KEYS, Vault};
use crate::{config, move_old_keys, rotation};
use chrono::{DateTime, Utc};
use domain::FamilyId;
use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// So often a copy is taken that does not open.
const TRIES: usize = 3;
/// What a copy is called until it is whole.
const PART: &str = "unfinished";

/// What stands in a database, and what is wrong with it.
#[derive(Default)]
pub struct Report {
    pub families: usize,
    pub events: u64,
    pub looks: usize,
    pub faults: Vec<(FamilyId, Fault)>,
    pub broken: Vec<(FamilyId, Break)>,
    /// What the database itself finds.
    pub file: Vec<String>,
}

impl Report {
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty() && self.broken.is_empty() && self.file.is_empty()
    }
}

/// A line for each fault, and one for all.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.file {
            writeln!(f, "the database: {fault}")?;
        }
        for (family, fault) in &self.faults {
            writeln!(f, "{family}: {fault}")?;
        }
        for (family, broken) in &self.broken {
            writeln!(f, "{family}: {broken}")?;
        }
        let Self { families, events, looks, .. } = self;
        let faults = self.faults.len() + self.broken.len() + self.file.len();
        write!(f, "{families} families, {events} events, {looks} looks, {faults} faults")
    }
}

/// Walks everything.
pub async fn check(store: Arc<dyn Store>, vault: Arc<Vault>) -> Result<Report, StartError> {
    let mut report = Report { file: store.integrity().await?, ..Report::default() };
    for family in store.families().await? {
        let found = check_family(store.clone(), vault.clone(), family).await;
        let (events, fault) = found.map_err(|error| StartError::Check(error.into()))?;
        report.families += 1;
        report.events += events;
        report.faults.extend(fault.map(|fault| (family, fault)));
    }
    let audit = audit::verify(store.as_ref(), &vault, &[]).await;
    let audit = audit.map_err(|error: HttpError| StartError::Check(error.into()))?;
    report.looks = audit.rows;
    report.broken = audit.broken;
    Ok(report)
}

/// Copies the database into a new dated folder of `to`, and brings the keys there up to date. Says where it lies. Whoever changes keys
/// meanwhile destroys those that the copy was sealed with; then it is taken again.
pub async fn make(
    store: &dyn Copied,
    vault: &Vault,
    data: &Path,
    to: &Path,
    now: DateTime<Utc>,
) -> Result<PathBuf, StartError> {
    let folder = to.join(now.format("%Y-%m-%dT%H%M%S%3fZ").to_string());
    fs::create_dir_all(&folder).map_err(StartError::Data)?;
    named_on_disk(&folder).map_err(StartError::Data)?;
    // Under its name only once it is whole: what broke off must not lie there like a good copy.
    let (copy, whole) = (folder.join(PART), folder.join(config::DATABASE));
    let mut tries = TRIES;
    loop {
        store.copy_to(&copy).await?;
        on_disk(&copy).map_err(StartError::Data)?;
        // After the database: a family that was erased meanwhile is erased in the copy too.
        let keys = Files::new(to.join(KEYS));
        mirror(&Files::new(data.join(KEYS)), &keys)?;
        let shut = opening::shut(&Lying::open(&copy).await?, vault, Arc::new(keys)).await?;
        tries -= 1;
        if shut.is_empty() || tries == 0 {
            fs::rename(&copy, &whole)
                .and_then(|()| named_on_disk(&whole))
                .map_err(StartError::Data)?;
        }
        match shut.first() {
            None => return Ok(folder),
            Some(first) if tries == 0 => {
                return Err(StartError::Shut { folder, count: shut.len(), first: *first });
            }
            Some(_) => fs::remove_file(&copy).map_err(StartError::Data)?,
        }
    }
}

/// Makes the second what the first is. What is overwritten in the one is overwritten in the other.
fn mirror(from: &Files, to: &Files) -> Result<(), StartError> {
    for family in from.all().map_err(StartError::Keys)? {
        loop {
            let Some(kept) = from.get(family).map_err(StartError::Keys)? else { break };
            let there = to.get(family).map_err(StartError::Keys)?;
            if there.as_ref() == Some(&kept)
                || to.put(family, there.as_ref(), &kept).map_err(StartError::Keys)?
            {
                break;
            }
        }
    }
    Ok(())
}

/// What SQLite lays beside a database, and writes into whichever database it finds there.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

fn beside(database: &Path) -> [PathBuf; 3] {
    BESIDE.map(|end| {
        let mut name = database.as_os_str().to_owned();
        name.push(end);
        name.into()
    })
}

/// What would be lost, or would be mixed with the copy.
fn free(database: &Path) -> Result<(), StartError> {
    if database.exists() {
        return Err(StartError::Occupied(database.to_owned()));
    }
    match beside(database).into_iter().find(|left| left.exists()) {
        Some(left) => Err(StartError::LeftBehind(left)),
        None => Ok(()),
    }
}

/// Puts a copy back into a data folder without a database. Keys and tombstones that are there stay: a family that was erased since
/// the copy was made stays erased, and what the copy holds of it is swept.
pub fn restore(from: &Path, data: &Path) -> Result<(), StartError> {
    let database = data.join(config::DATABASE);
    free(&database)?;
    let aside = laid_aside(from, data)?;
    put_keys(from, data)?;
    fs::rename(&aside, &database).map_err(StartError::Data)?;
    on_disk(&database).map_err(StartError::Data)
}

/// The same into a PostgreSQL in which nobody has written anything.
pub async fn restore_into(
    store: &Postgres,
    vault: &Vault,
    from: &Path,
    data: &Path,
) -> Result<(), StartError> {
    // A copy of an older program is brought up to date first.
    let aside = laid_aside(from, data)?;
    let file = Sqlite::open(&aside).await?;
    let filled = async {
        if !store.is_empty(&file).await? {
            return Err(StartError::NotEmpty);
        }
        put_keys(from, data)?;
        move_old_keys(&file, vault).await?;
        store.fill_from(&file).await.map_err(|error| match error {
            StoreError::Taken => StartError::NotEmpty,
            error => error.into(),
        })
    };
    let filled = filled.await;
    file.close().await;
    fs::remove_file(&aside).map_err(StartError::Data)?;
    filled
}

fn laid_aside(from: &Path, data: &Path) -> Result<PathBuf, StartError> {
    fs::create_dir_all(data).map_err(StartError::Data)?;
    let aside = data.join("restoring.db");
    for file in [aside.clone()].into_iter().chain(beside(&aside)) {
        // Left by one that broke off.
        let _ = fs::remove_file(file);
    }
    fs::copy(from.join(config::DATABASE), &aside).map_err(StartError::Data)?;
    on_disk(&aside).map_err(StartError::Data)?;
    Ok(aside)
}

/// Before anything that they open: else a family stands there which nobody can read.
fn put_keys(from: &Path, data: &Path) -> Result<(), StartError> {
    let Some(copies) = from.parent() else { return Ok(()) };
    let (there, here) = (Files::new(copies.join(KEYS)), Files::new(data.join(KEYS)));
    for family in there.all().map_err(StartError::Keys)? {
        if let Some(kept) = there.get(family).map_err(StartError::Keys)? {
            here.put(family, None, &kept).map_err(StartError::Keys)?;
        }
    }
    Ok(())
}

/// Sweeps what was erased, and ends changes of keys, before anybody reads.
pub async fn settle(store: &dyn Store, vault: &Vault) -> Result<(), StartError> {
    for family in store.families().await? {
        if vault.is_erased(family)? {
            store.erase_family(family).await?;
        }
    }
    rotation::finish(store, vault).await?;
    Ok(())
}

fn on_disk(file: &Path) -> io::Result<()> {
    File::open(file)?.sync_all()?;
    named_on_disk(file)
}
