//! Writes down everything that SQLite does to the files of one folder. It is SQLite's own layer over files with four of its functions
//! replaced: each writes down what is asked for and passes it on.

#![allow(unsafe_code, reason = "SQLite's layer over files is an interface of C")]

use super::calls::Beside;
use libsqlite3_sys::{
    SQLITE_OK, SQLITE_OPEN_MAIN_JOURNAL, SQLITE_OPEN_WAL, sqlite3_file, sqlite3_filename,
    sqlite3_int64, sqlite3_io_methods, sqlite3_vfs, sqlite3_vfs_find, sqlite3_vfs_register,
};
use std::cell::Cell;
use std::collections::HashMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::{LazyLock, Mutex, MutexGuard, OnceLock, PoisonError};

/// What was done, in order.
#[derive(Clone)]
pub enum Op {
    Write {
        file: PathBuf,
        at: usize,
        bytes: Vec<u8>,
    },
    Truncate {
        file: PathBuf,
        size: usize,
    },
    /// From here on everything before is on disk, of this file; with `folder` also which files there are. SQLite does both at
    /// the first sync of a journal that is new.
    Sync {
        file: PathBuf,
        folder: bool,
    },
    Delete {
        file: PathBuf,
        folder: bool,
    },
    /// What is done to files that are not SQLite's.
    Beside(Beside),
    /// Somebody was told that this is kept.
    Told {
        family: usize,
        seq: u64,
    },
    /// Somebody was told that this family is erased.
    Erased {
        family: usize,
    },
}

#[derive(Default)]
struct Book {
    folder: Option<PathBuf>,
    ops: Vec<Op>,
    /// The files that are open, by where SQLite keeps them.
    open: HashMap<usize, Open>,
}

struct Open {
    path: PathBuf,
    /// A journal that was not there before, and was not synced yet.
    new: bool,
    theirs: &'static sqlite3_io_methods,
}

static BOOK: LazyLock<Mutex<Book>> = LazyLock::new(Mutex::default);
static BASE: OnceLock<Base> = OnceLock::new();

/// SQLite's own layer.
struct Base(*mut sqlite3_vfs);

// SAFETY: SQLite registers it once and never changes it; every thread of a program uses it.
unsafe impl Send for Base {}
// SAFETY: as above.
unsafe impl Sync for Base {}

thread_local! {
    /// What SQLite itself asks of the system is written down here already.
    static SQLITES: Cell<bool> = const { Cell::new(false) };
}

fn book() -> MutexGuard<'static, Book> {
    BOOK.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether this file lies where somebody writes down what happens, and nobody else does.
pub fn is_watched(path: &Path) -> bool {
    !SQLITES.get() && book().folder.as_ref().is_some_and(|folder| path.starts_with(folder))
}

/// Writes down what is done beside SQLite, and lets it be done.
pub fn beside<T>(note: impl FnOnce(&mut dyn FnMut(Beside)), act: impl FnOnce() -> T) -> T {
    let mut book = book();
    note(&mut |it| book.ops.push(Op::Beside(it)));
    act()
}

/// SQLite's own, which must not meet the book a second time.
fn sqlites<T>(act: impl FnOnce() -> T) -> T {
    SQLITES.set(true);
    let done = act();
    SQLITES.set(false);
    done
}

/// From here on what happens to files in `folder` is written down, for as long as the answer is held: one writes at a time.
pub async fn watch(folder: &Path) -> tokio::sync::MutexGuard<'static, ()> {
    static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let alone = ALONE.lock().await;
    BASE.get_or_init(|| {
        // SAFETY: the layer that is found is SQLite's own and lives as long as the program; so does the copy.
        unsafe {
            let base = sqlite3_vfs_find(ptr::null());
            let mut ours = Box::new(*base);
            ours.zName = c"recording".as_ptr();
            ours.xOpen = Some(open);
            ours.xDelete = Some(delete);
            assert_eq!(sqlite3_vfs_register(Box::leak(ours), 1), SQLITE_OK);
            Base(base)
        }
    });
    *book() = Book { folder: Some(folder.to_owned()), ..Book::default() };
    alone
}

pub fn told(family: usize, seq: u64) {
    book().ops.push(Op::Told { family, seq });
}

pub fn erased(family: usize) {
    book().ops.push(Op::Erased { family });
}

/// Everything so far.
pub fn ops() -> Vec<Op> {
    book().ops.clone()
}

/// # Safety
/// `name` is a path of SQLite's, which ends with a zero.
unsafe fn path(name: *const c_char) -> PathBuf {
    // SAFETY: see above.
    PathBuf::from(unsafe { CStr::from_ptr(name) }.to_string_lossy().as_ref())
}

unsafe extern "C" fn open(
    _: *mut sqlite3_vfs,
    name: sqlite3_filename,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: what SQLite gave is passed on unchanged. After that the file has its functions, and ours take the same file.
    unsafe {
        let path = if name.is_null() { PathBuf::new() } else { path(name) };
        let new = flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL) != 0 && !path.exists();
        let base = BASE.get().expect("registered").0;
        let done = (*base).xOpen.expect("there is one")(base, name, file, flags, out);
        if done == SQLITE_OK {
            let mut book = book();
            if book.folder.as_ref().is_some_and(|folder| path.starts_with(folder)) {
                // The file itself and its journal have different ones, which live as long as the program.
                let theirs = &*(*file).pMethods;
                (*file).pMethods = Box::leak(Box::new(ours(theirs)));
                book.open.insert(file as usize, Open { path, new, theirs });
            }
        }
        done
    }
}

fn ours(theirs: &sqlite3_io_methods) -> sqlite3_io_methods {
    sqlite3_io_methods {
        xWrite: Some(write),
        xTruncate: Some(truncate),
        xSync: Some(sync),
        xClose: Some(close),
        ..*theirs
    }
}

/// Writes it down and lets the file have it. The book stays in one hand meanwhile: what stands before a sync was done before it.
fn noted(
    file: *mut sqlite3_file,
    op: impl FnOnce(&mut Open) -> Op,
    then: impl FnOnce(&sqlite3_io_methods) -> c_int,
) -> c_int {
    let mut book = book();
    let open = book.open.get_mut(&(file as usize)).expect("it is open");
    let (op, theirs) = (op(open), open.theirs);
    book.ops.push(op);
    sqlites(|| then(theirs))
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    from: *const c_void,
    count: c_int,
    at: sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite gives `count` bytes at `from`, and the file that it opened.
    unsafe {
        let length = usize::try_from(count).expect("a count");
        let bytes = std::slice::from_raw_parts(from.cast::<u8>(), length).to_vec();
        let at_byte = usize::try_from(at).expect("an offset");
        let op = |it: &mut Open| Op::Write { file: it.path.clone(), at: at_byte, bytes };
        noted(file, op, |it| it.xWrite.expect("there is one")(file, from, count, at))
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: sqlite3_int64) -> c_int {
    // SAFETY: as above.
    unsafe {
        let bytes = usize::try_from(size).expect("a size");
        let op = |it: &mut Open| Op::Truncate { file: it.path.clone(), size: bytes };
        noted(file, op, |it| it.xTruncate.expect("there is one")(file, size))
    }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: as above.
    unsafe {
        let op =
            |it: &mut Open| Op::Sync { file: it.path.clone(), folder: std::mem::take(&mut it.new) };
        noted(file, op, |it| it.xSync.expect("there is one")(file, flags))
    }
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    let closed = book().open.remove(&(file as usize)).expect("it was opened");
    // SAFETY: as above. The file is not touched after it.
    unsafe { closed.theirs.xClose.expect("there is one")(file) }
}

unsafe extern "C" fn delete(_: *mut sqlite3_vfs, name: *const c_char, folder_too: c_int) -> c_int {
    // SAFETY: SQLite gives a path that ends with a zero.
    unsafe {
        let file = path(name);
        let mut book = book();
        if book.folder.as_ref().is_some_and(|folder| file.starts_with(folder)) {
            book.ops.push(Op::Delete { file, folder: folder_too != 0 });
        }
        let base = BASE.get().expect("registered").0;
        sqlites(|| (*base).xDelete.expect("there is one")(base, name, folder_too))
    }
}
