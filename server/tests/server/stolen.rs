//! Somebody steals the disk: the database with its journals, a copy, the log, a picture of the memory. Nothing that anybody wrote
//! may stand there, and no secret that lets anybody in.

use crate::given::{Client, Person, joining, noon, sent, site};
use crate::socket::Socket;
use domain::people::Command as People;
use domain::{Command, FamilyId};
use server::config::DATABASE;
use server::store::{Sqlite, Store};
use server::vault::{Vault, VaultError};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use tokio_tungstenite::tungstenite::Message;
use words::{Canaries, founded, gives, invites, keeps, own_room, write};

#[path = "stolen/words.rs"]
mod words;

/// A server in a process of its own, with everything turned on in its log, started where core dumps are allowed.
struct Process(Child);

impl Process {
    fn start(data: &Path, site: &Path, log: &Path) -> (Self, String) {
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", "ulimit -c unlimited 2>/dev/null; exec \"$0\" \"$@\""]);
        shell.arg(env!("CARGO_BIN_EXE_familiedialog")).args(["serve", "--addr", "127.0.0.1:0"]);
        shell.arg("--data").arg(data).arg("--site").arg(site);
        shell.current_dir(data).env("RUST_LOG", "trace").env_remove("FAMILIEDIALOG_MASTER_KEY");
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

/// Says which of the words stand in a file.
fn found_in(path: &Path, words: &[String]) -> Vec<String> {
    // The words are plain letters: whatever else is in the file may be anything.
    let bytes = std::fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    words.iter().filter(|word| text.contains(word.as_str())).cloned().collect()
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
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
    let raw = words.clone();
    // And in base64.
    words.extend(raw.iter().map(|word| {
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD_NO_PAD, word)
    }));
    (me, words)
}

fn nothing_in(files: &[PathBuf], words: &[String]) {
    for path in files {
        assert_eq!(found_in(path, words), Vec::<String>::new(), "{}", path.display());
    }
}

/// This search does find: what stands in the clear on purpose, and a word that is put there.
fn can_find(live: &[PathBuf], folder: &Path, words: &[String]) {
    let stands = |word: &str, end: &str| {
        live.iter().any(|path| {
            path.to_string_lossy().ends_with(end) && !found_in(path, &[word.to_owned()]).is_empty()
        })
    };
    assert!(stands("Android", "-wal") || stands("Android", DATABASE), "the kind of a device");
    assert!(stands("familiedialog", "log.out") || stands("server", "log.out"), "the log was heard");
    let planted = folder.join("planted");
    std::fs::write(&planted, format!("x{}y", words[7])).unwrap();
    assert_eq!(found_in(&planted, words), [words[7].clone()]);
    std::fs::remove_file(planted).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_steals_the_disk_reads_nothing_that_anybody_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copies) = (folder.path().join("data"), folder.path().join("copies"));
    let (site, log) = (site(), folder.path().join("log"));
    std::fs::create_dir(&data).unwrap();
    let (mut process, base) = Process::start(&data, site.path(), &log);
    let client = Client { base, http: reqwest::Client::new(), token: None };
    let (me, words) = filled(&client).await;
    // While it runs.
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_familiedialog"))
        .arg("backup")
        .arg(&copies)
        .arg("--data")
        .arg(&data)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let live = files(folder.path());
    let names = |end: &str| live.iter().any(|path| path.to_string_lossy().ends_with(end));
    for end in [DATABASE, "-wal", "-shm", "log.out", "log"] {
        assert!(names(end), "{end} is among the files");
    }
    nothing_in(&live, &words);
    can_find(&live, folder.path(), &words);
    // A picture of the memory is never made.
    let limit = process.limits();
    let limit = limit.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(limit.split_whitespace().filter(|part| *part == "0").count(), 2, "{limit}");
    let ended = process.crash();
    assert_eq!(ended.signal(), Some(6));
    assert!(!ended.core_dumped());
    nothing_in(&files(folder.path()), &words);
    erased(&data, &copies, me.family).await;
}

/// With the keys of today nothing of an erased family opens, in no copy; and of its key not a byte is left.
async fn erased(data: &Path, copies: &Path, family: FamilyId) {
    let file = data.join("keys").join(family.to_string());
    let kept: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let sealed = kept["keys"][0]["bytes"].to_string();
    let vault = Vault::existing(data, None).unwrap();
    let mut copy = std::fs::read_dir(copies).unwrap().map(|it| it.unwrap().path());
    let copy = copy.find(|it| it.join(DATABASE).exists()).unwrap().join(DATABASE);
    let old = Sqlite::open(&copy).await.unwrap();
    assert!(!old.events(family, 0).await.unwrap().is_empty());
    assert!(vault.family(family, 1).is_ok());
    vault.erase(family, noon()).unwrap();
    Sqlite::open(&data.join(DATABASE)).await.unwrap().erase_family(family).await.unwrap();
    assert!(matches!(vault.family(family, 1), Err(VaultError::Erased)));
    let again = std::process::Command::new(env!("CARGO_BIN_EXE_familiedialog"))
        .arg("backup")
        .arg(copies)
        .arg("--data")
        .arg(data)
        .output()
        .unwrap();
    assert!(again.status.success());
    for path in files(data).into_iter().chain(files(copies)) {
        assert_eq!(
            found_in(&path, std::slice::from_ref(&sealed)),
            Vec::<String>::new(),
            "{}",
            path.display()
        );
    }
    // Every row of the old copy against every key there is today.
    let keys: Vec<_> = files(&data.join("keys"))
        .iter()
        .chain(&files(&copies.join("keys")))
        .filter_map(|path| path.file_name()?.to_str()?.parse::<FamilyId>().ok())
        .filter_map(|id| vault.family(id, 1).ok())
        .collect();
    assert!(!keys.is_empty(), "the key of the blind index");
    for event in old.events(family, 0).await.unwrap() {
        assert!(
            keys.iter()
                .all(|key| key.open(server::vault::Table::Events, event.seq, &event.body).is_err())
        );
    }
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
