//! Writes down what a program asks of the system to bring a file to disk, where it is not SQLite that asks. The functions of C that the
//! standard library calls stand here a second time: the program takes these, and each lets the system do what was asked.

#![allow(unsafe_code, reason = "what a program asks of the system is an interface of C")]

use super::recording::{beside, is_watched};
use libc::{
    AT_FDCWD, S_IFDIR, S_IFMT, SEEK_CUR, c_char, c_int, c_long, c_uint, c_void, mode_t, size_t,
    ssize_t,
};
use std::collections::HashMap;
use std::ffi::CStr;
use std::fs::read_link;
use std::mem::zeroed;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

/// A file, whatever it is called by now.
pub type Id = usize;

/// What was done, in order. What a folder holds is one thing, what stands in a file another: each comes to disk by a sync of its own.
#[derive(Clone)]
pub enum Beside {
    /// None for a folder.
    Named {
        path: PathBuf,
        id: Option<Id>,
    },
    Moved {
        from: PathBuf,
        to: PathBuf,
    },
    Removed {
        path: PathBuf,
    },
    FolderSync {
        path: PathBuf,
    },
    Write {
        id: Id,
        at: usize,
        bytes: Vec<u8>,
    },
    Sync {
        id: Id,
    },
}

/// Which file lies at which place of the disk, and which names lead to one.
#[derive(Default)]
struct Known {
    ids: HashMap<u64, Id>,
    names: HashMap<PathBuf, Id>,
    last: Id,
}

static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);

impl Known {
    /// A name that leads nowhere yet leads to a new file, also where that lies in the place of one that is gone.
    fn id(&mut self, path: &Path, place: u64) -> (Id, bool) {
        let is_new = !gone(path) && !self.names.contains_key(path);
        if is_new {
            self.last += 1;
            self.ids.insert(place, self.last);
            self.names.insert(path.to_owned(), self.last);
        }
        (self.ids[&place], is_new)
    }
}

fn known<T>(act: impl FnOnce(&mut Known) -> T) -> T {
    act(&mut KNOWN.lock().unwrap_or_else(PoisonError::into_inner))
}

/// No name leads to it any more, though it is open.
fn gone(path: &Path) -> bool {
    path.to_string_lossy().ends_with(" (deleted)")
}

/// The open file's path, if it is watched. The database's files are SQLite's.
fn path_of(file: c_int) -> Option<PathBuf> {
    let path = read_link(format!("/proc/self/fd/{file}")).ok()?;
    let name = path.file_name()?.to_str()?;
    (is_watched(&path) && !name.starts_with("test.db")).then_some(path)
}

/// Where it lies, and whether it is a folder.
fn place_of(file: c_int) -> (u64, bool) {
    // SAFETY: the struct is plain numbers, which the system fills in.
    let found = unsafe {
        let mut found = zeroed();
        assert_eq!(libc::fstat(file, &raw mut found), 0);
        found
    };
    (found.st_ino, found.st_mode & S_IFMT == S_IFDIR)
}

/// # Safety
/// `name` is a path that ends with a zero.
unsafe fn path(name: *const c_char) -> PathBuf {
    // SAFETY: see above.
    PathBuf::from(unsafe { CStr::from_ptr(name) }.to_string_lossy().as_ref())
}

fn whole(done: c_long) -> c_int {
    c_int::try_from(done).expect("a call gives 0 or -1")
}

#[unsafe(no_mangle)]
unsafe extern "C" fn write(file: c_int, from: *const c_void, count: size_t) -> ssize_t {
    // SAFETY: what was asked is passed on unchanged; `count` bytes can be read at `from`.
    unsafe {
        let act = || {
            let done = libc::syscall(libc::SYS_write, file, from, count);
            ssize_t::try_from(done).expect("a call gives a length or -1")
        };
        let Some(path) = path_of(file) else { return act() };
        let (place, _) = place_of(file);
        let at = usize::try_from(libc::lseek(file, 0, SEEK_CUR)).expect("a file has places");
        let bytes = std::slice::from_raw_parts(from.cast::<u8>(), count).to_vec();
        let (id, is_new) = known(|known| known.id(&path, place));
        let note = |note: &mut dyn FnMut(Beside)| {
            if is_new {
                note(Beside::Named { path, id: Some(id) });
            }
            note(Beside::Write { id, at, bytes });
        };
        beside(note, act)
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn fsync(file: c_int) -> c_int {
    // SAFETY: as above.
    unsafe {
        let act = || whole(libc::syscall(libc::SYS_fsync, file));
        let Some(path) = path_of(file) else { return act() };
        let op = match place_of(file) {
            (_, true) => Beside::FolderSync { path },
            (place, false) => Beside::Sync { id: known(|known| known.id(&path, place).0) },
        };
        beside(|note| note(op), act)
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    // SAFETY: as above; both are paths that end with a zero.
    unsafe {
        let (before, after) = (path(from), path(to));
        let none: c_uint = 0;
        let act = || whole(libc::syscall(libc::SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, none));
        if !is_watched(&before) {
            return act();
        }
        known(|known| {
            let moved = known.names.remove(&before).expect("it was written");
            known.names.insert(after.clone(), moved);
        });
        beside(|note| note(Beside::Moved { from: before, to: after }), act)
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn unlink(name: *const c_char) -> c_int {
    // SAFETY: as above.
    unsafe {
        let path = path(name);
        let none: c_int = 0;
        let act = || whole(libc::syscall(libc::SYS_unlinkat, AT_FDCWD, name, none));
        if !is_watched(&path) || known(|known| known.names.remove(&path)).is_none() {
            return act();
        }
        beside(|note| note(Beside::Removed { path }), act)
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn mkdir(name: *const c_char, mode: mode_t) -> c_int {
    // SAFETY: as above.
    unsafe {
        let path = path(name);
        let act = || whole(libc::syscall(libc::SYS_mkdirat, AT_FDCWD, name, mode));
        if !is_watched(&path) {
            return act();
        }
        beside(|note| note(Beside::Named { path, id: None }), act)
    }
}
