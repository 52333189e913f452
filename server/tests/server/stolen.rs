//! Somebody steals the disk: the database with its journals, a copy, the log, a picture of the memory. Nothing that anybody wrote
//! may stand there, however it is spelled, and no secret that lets anybody in.

use crate::given::{Client, Person, joining, noon, sent, site};
use crate::socket::Socket;
use domain::people::Command as People;
use domain::{Command, FamilyId};
use search::{Search, files};
use server::config::DATABASE;
use server::store::{Sqlite, Store};
use server::vault::{FamilyKey, Table, Vault, VaultError};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use tokio_tungstenite::tungstenite::Message;
use words::{Canaries, founded, gives, invites, keeps, own_room, write};

#[path = "stolen/postgres.rs"]
mod postgres;
#[path = "stolen/search.rs"]
mod search;
#[path = "stolen/words.rs"]
mod words;

/// A server in a process of its own, with everything turned on in its log, started where core dumps are allowed.
struct Process(Child);

impl Process {
    fn start(data: &Path, site: &Path, log: &Path, database: Option<&str>) -> (Self, String) {
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", "ulimit -c unlimited 2>/dev/null; exec \"$0\" \"$@\""]);
        shell.arg(env!("CARGO_BIN_EXE_familiedialog")).args(["serve", "--addr", "127.0.0.1:0"]);
        shell.arg("--data").arg(data).arg("--site").arg(site);
        shell.current_dir(data).env("RUST_LOG", "trace").env_remove("FAMILIEDIALOG_MASTER_KEY");
        shell.envs(database.map(|url| ("DATABASE_URL", url)));
        let mut child =
            shell.stdout(Stdio::piped()).stderr(File::create(log).unwrap()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        // The log goes to the same place as the address.
        let mut heard = String::new();
        while !line.starts_with("Familiedialog: ") {
            heard.push_str(&line);
            line.clear();
            assert!(out.read_line(&mut line).unwrap() > 0, "{heard}");
        }
        let base = line.trim().trim_start_matches("Familiedialog: ").to_owned();
        let log = log.with_extension("out");
        std::thread::spawn(move || std::io::copy(&mut out, &mut File::create(log).unwrap()));
        (Self(child), base)
    }

    fn limits(&self) -> String {
        std::fs::read_to_string(format!("/proc/{}/limits", self.0.id())).unwrap()
    }

    /// As a fault that nothing catches would end it.
    fn crash(&mut self) -> std::process::ExitStatus {
        let pid = self.0.id().to_string();
        assert!(
            std::process::Command::new("kill").args(["-ABRT", &pid]).status().unwrap().success()
        );
        self.0.wait().unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A family full of words, and everything that must not be found.
async fn filled(client: &Client) -> (Person, Vec<String>) {
    let mut canaries = Canaries::default();
    let me = founded(client, &mut canaries).await;
    write(&me, &mut canaries).await;
    let (link, code) = invites(&me, None).await;
    let joined = joining(&link, &canaries.word());
    let guest = client.post("/api/v1/join", &joined).await;
    let guest = crate::given::entered(client, guest).await;
    // What is refused, and what cannot be read, is written nowhere either.
    guest
        .client
        .form(&guest.page("/ruler"), &[("because", &canaries.word()), ("level", "x")])
        .await;
    let torn = format!("{{\"command\": \"{}\"", canaries.word());
    guest
        .client
        .ask(reqwest::Method::POST, &guest.at("/commands"))
        .body(torn)
        .send()
        .await
        .unwrap();
    let refused = Command::People(People::Rename {
        member: me.me,
        name: canaries.word(),
        title: canaries.word(),
        from: None,
    });
    me.does(Command::People(People::Speak { language: domain::people::Language::En })).await;
    guest.send(&sent(refused)).await;
    let child = own_room(&me, client, &mut canaries).await;
    gives(&me, guest.me, &mut canaries).await;
    let mut socket = Socket::enter(&guest, 0).await;
    socket.snapshot().await;
    socket.raw(Message::text(format!("{{\"do\": \"{}\"", canaries.word()))).await;
    socket.bye().await;
    let email = format!("{}@hus.dk", canaries.word());
    keeps(&guest, email, &mut canaries).await;
    let phone = canaries.number();
    keeps(&child, phone, &mut canaries).await;
    for page in ["", "/plan", "/ruler", "/people", "/looked", "/export"] {
        me.client.get(&me.page(page)).await;
    }
    let mut words = canaries.0;
    assert!(words.len() >= 200, "{}", words.len());
    words.extend([
        link,
        code,
        me.client.token.clone().unwrap(),
        guest.client.token.clone().unwrap(),
    ]);
    (me, words)
}

/// This search does find: what stands in the clear on purpose.
fn can_find(live: &[PathBuf], device: &[&str]) {
    let stands = |word: &str, end: &str| {
        let search = Search::new(&[word.to_owned()]);
        live.iter()
            .any(|it| it.to_string_lossy().contains(end) && !search.of_file(it).unwrap().is_empty())
    };
    assert!(device.iter().any(|end| stands("Android", end)), "the kind of a device");
    assert!(stands("familiedialog", "log.out") || stands("server", "log.out"), "the log was heard");
}

/// Makes a copy while it runs.
fn backup(data: &Path, copies: &Path, database: Option<&str>) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_familiedialog"));
    let command = command.arg("backup").arg(copies).arg("--data").arg(data);
    let done = command.envs(database.map(|url| ("DATABASE_URL", url))).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// A picture of the memory is never made.
fn leaves_no_core(mut process: Process) {
    let limit = process.limits();
    let limit = limit.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(limit.split_whitespace().filter(|part| *part == "0").count(), 2, "{limit}");
    let ended = process.crash();
    assert_eq!(ended.signal(), Some(6));
    assert!(!ended.core_dumped());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_steals_the_disk_reads_nothing_that_anybody_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copies) = (folder.path().join("data"), folder.path().join("copies"));
    let (site, log) = (site(), folder.path().join("log"));
    std::fs::create_dir(&data).unwrap();
    let (process, base) = Process::start(&data, site.path(), &log, None);
    let client = Client { base, http: reqwest::Client::new(), token: None };
    let (me, words) = filled(&client).await;
    backup(&data, &copies, None);
    let live = files(folder.path());
    let names = |end: &str| live.iter().any(|path| path.to_string_lossy().ends_with(end));
    for end in [DATABASE, "-wal", "-shm", "log.out", "log"] {
        assert!(names(end), "{end} is among the files");
    }
    let search = Search::new(&words);
    search.finds_nothing_in(&live);
    can_find(&live, &["-wal", DATABASE]);
    leaves_no_core(process);
    search.finds_nothing_in(&files(folder.path()));
    let store = Sqlite::open(&data.join(DATABASE)).await.unwrap();
    erased(&data, &copies, me.family, (&store, None)).await;
}

/// With the keys of today nothing of an erased family opens, in no copy and not in what stood in the database; and of its key not a
/// byte is left.
async fn erased(
    data: &Path,
    copies: &Path,
    family: FamilyId,
    (store, database): (&dyn Store, Option<&str>),
) {
    let file = data.join("keys").join(family.to_string());
    let kept: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let sealed = Search::new(&[kept["keys"][0]["bytes"].to_string()]);
    let vault = Vault::existing(data, None).unwrap();
    let mut copy = std::fs::read_dir(copies).unwrap().map(|it| it.unwrap().path());
    let copy = copy.find(|it| it.join(DATABASE).exists()).unwrap().join(DATABASE);
    let old = Sqlite::open(&copy).await.unwrap();
    let mut stood = sealed_of(store, family).await;
    let key = vault.family(family, 1).unwrap();
    assert!(stood.len() > 100 && stood.iter().all(|it| it.opens(&key)), "as it is before");
    drop(key);
    vault.erase(family, noon()).unwrap();
    store.erase_family(family).await.unwrap();
    assert!(store.events(family, 0).await.unwrap().is_empty());
    assert!(matches!(vault.family(family, 1), Err(VaultError::Erased)));
    backup(data, copies, database);
    sealed.finds_nothing_in(&files(data));
    sealed.finds_nothing_in(&files(copies));
    // Every row of the old copy, and of the pages that a database does not wipe, against every key there is today.
    let of_before = sealed_of(&old, family).await;
    assert!(of_before.len() > 100);
    stood.extend(of_before);
    let keys: Vec<_> = files(&data.join("keys"))
        .iter()
        .chain(&files(&copies.join("keys")))
        .filter_map(|path| path.file_name()?.to_str()?.parse::<FamilyId>().ok())
        .filter_map(|id| vault.family(id, 1).ok())
        .collect();
    assert!(!keys.is_empty(), "the key of the blind index");
    assert!(!stood.iter().any(|it| keys.iter().any(|key| it.opens(key))));
}

/// One thing that is sealed with the key of a family.
struct Sealed(Table, u64, Vec<u8>);

impl Sealed {
    fn opens(&self, key: &FamilyKey) -> bool {
        key.open(self.0, self.1, &self.2).is_ok()
    }
}

/// All of them: its name, what happened, how it stood, who has looked.
async fn sealed_of(store: &dyn Store, family: FamilyId) -> Vec<Sealed> {
    let name = store.family(family).await.unwrap().unwrap().sealed_name;
    let events = store.events(family, 0).await.unwrap();
    let kept = store.snapshot(family).await.unwrap();
    let looks = store.looks(family, 1_000_000, 1_000_000).await.unwrap();
    assert!(!looks.is_empty(), "somebody looked");
    let mut all = vec![Sealed(Table::FamilyNames, 0, name)];
    all.extend(events.into_iter().map(|it| Sealed(Table::Events, it.seq, it.body)));
    all.extend(kept.map(|it| Sealed(Table::Snapshots, it.seq, it.body)));
    all.extend(looks.into_iter().map(|it| Sealed(Table::Looked, 0, it.body)));
    all
}

/// Nobody but the machine's owner looks into the memory: no other process of the same user either.
#[test]
fn no_other_process_may_look_into_the_memory() {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};
    // Each test is a process of its own: `make test` runs them so.
    assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::Dumpable, "as it begins");
    server::no_core_dumps().unwrap();
    assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    let limit = getrlimit(Resource::Core);
    assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
}
