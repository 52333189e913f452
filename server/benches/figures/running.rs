//! The server in a process of its own, on core 0, with a data folder that is thrown away.

use crate::Done;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::sync::mpsc::{Receiver, channel};
use std::thread::{available_parallelism, spawn};
use std::time::Duration;
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_familiedialog");
/// Nothing that a server says while it starts takes so long.
const LONG: Duration = Duration::from_mins(1);

/// Linux counts processor time for programs in hundredths of a second.
const TICKS: f64 = 100.0;

/// Ends when it is dropped.
pub struct Running {
    pub base: String,
    child: Child,
    said: Receiver<String>,
}

impl Running {
    /// `how` is the command of the program: `serve` or `run`. Comes back when the address is open.
    pub fn start(how: &str, data: &Path) -> Done<Self> {
        Self::start_at(how, data, "127.0.0.1:0")
    }

    /// Asks it to go down, as an update does, and starts it again at the same address.
    pub fn restart(&mut self, data: &Path) -> Done {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status()?;
        self.child.wait()?;
        let address = self.base.trim_start_matches("http://").to_owned();
        *self = Self::start_at("serve", data, &address)?;
        Ok(())
    }

    fn start_at(how: &str, data: &Path, address: &str) -> Done<Self> {
        let (program, first) = if can_pin() {
            ("taskset", ["-c", "0", BINARY].as_slice())
        } else {
            (BINARY, [].as_slice())
        };
        let mut child = Command::new(program)
            .args(first)
            .args([how, "--addr", address])
            .arg("--data")
            .arg(data)
            .arg("--site")
            .arg(site())
            .env_remove("RUST_LOG")
            .env_remove("FAMILIEDIALOG_BEHIND_PROXY")
            .stdout(Stdio::piped())
            .spawn()?;
        let out = child.stdout.take().ok_or("a server has an output")?;
        let (sender, said) = channel();
        // Reads to the end, so that the log, which is written as in real use, never fills the pipe.
        spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if line.contains("http://") {
                    let _ = sender.send(line);
                }
            }
        });
        let mut server = Self { base: String::new(), child, said };
        server.base = server.address()?;
        Ok(server)
    }

    /// The next address that the server prints.
    pub fn address(&self) -> Done<String> {
        let line = self.said.recv_timeout(LONG)?;
        let at = line.find("http://").ok_or("a line with an address")?;
        Ok(line[at..].trim().to_owned())
    }

    /// The families to look at, as far as they are printed: one link a person.
    pub fn links(&self) -> Done<Vec<String>> {
        let mut links = vec![self.address()?];
        while let Ok(line) = self.said.recv_timeout(Duration::from_millis(200)) {
            links.extend(line.find("http://").map(|at| line[at..].trim().to_owned()));
        }
        Ok(links)
    }

    /// Resident memory, in bytes.
    pub fn resident(&self) -> Done<f64> {
        memory(&self.child.id().to_string(), "VmRSS:")
    }

    /// The most that ever was resident, in bytes.
    pub fn most_resident(&self) -> Done<f64> {
        memory(&self.child.id().to_string(), "VmHWM:")
    }

    /// Processor time so far, in seconds: says what work costs, however busy the machine is with other things.
    pub fn worked(&self) -> Done<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let (_, fields) = stat.rsplit_once(") ").ok_or("a name in brackets")?;
        let ticks: Vec<f64> =
            fields.split(' ').skip(11).take(2).map(str::parse).collect::<Result<_, _>>()?;
        Ok(ticks.iter().sum::<f64>() / TICKS)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where everything that is built lies.
pub fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("a folder inside target")
}

pub fn site() -> PathBuf {
    target().join("site")
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the server is part of the repository")
}

/// An empty data folder on the disk that holds `target`: `/tmp` may be memory.
pub fn scratch() -> Done<TempDir> {
    fs::create_dir_all(env!("CARGO_TARGET_TMPDIR"))?;
    Ok(tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?)
}

/// From here on this process and what it starts stay on core 1, away from the server.
pub fn take_core() {
    if can_pin() {
        let me = std::process::id().to_string();
        let pin = Command::new("taskset").args(["-acp", "1", &me]).stdout(Stdio::null()).status();
        assert!(pin.is_ok_and(|it| it.success()), "taskset could before");
    }
}

/// Found out before anything is pinned.
pub fn can_pin() -> bool {
    static CAN: LazyLock<bool> = LazyLock::new(|| {
        let both = Command::new("taskset").args(["-c", "0,1", "true"]).status();
        available_parallelism().is_ok_and(|cores| cores.get() >= 2)
            && both.is_ok_and(|it| it.success())
    });
    *CAN
}

/// What it runs on, and how busy that is with other things.
pub fn machine() -> String {
    let read = |path| fs::read_to_string(path).unwrap_or_default();
    let cpu = read("/proc/cpuinfo");
    let name = cpu.lines().find_map(|it| it.strip_prefix("model name")?.split_once(": "));
    let cores = cpu.lines().filter(|it| it.starts_with("processor")).count();
    let load = read("/proc/loadavg");
    let load: Vec<&str> = load.split(' ').take(2).collect();
    let pinned = if can_pin() { "server on core 0, load from core 1" } else { "not pinned" };
    let name = name.map_or("unknown processor", |(_, name)| name);
    format!("{name}, {cores} cores, {pinned}; load average {} (1 min, 5 min)", load.join(", "))
}

/// A kind of memory of a process, or of `self`, in bytes.
pub fn memory(process: &str, kind: &str) -> Done<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find(|it| it.starts_with(kind)).ok_or("a line of memory")?;
    let kib: f64 = line.split_whitespace().nth(1).ok_or("a number")?.parse()?;
    Ok(kib * 1024.0)
}
