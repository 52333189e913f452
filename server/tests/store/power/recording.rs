//! Writes down everything that SQLite does to the files of one folder. It is SQLite's own layer over files with four of its functions
//! replaced: each writes down what is asked for and passes it on.

#![allow(unsafe_code, reason = "SQLite's layer over files is an interface of C")]

use libsqlite3_sys::{
    SQLITE_OK, sqlite3_file, sqlite3_filename, sqlite3_int64, sqlite3_io_methods, sqlite3_vfs,
    sqlite3_vfs_find, sqlite3_vfs_register,
};
use std::collections::HashMap;
use std::ffi::{CStr, c_int, c_void};
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
    /// From here on everything before is on disk.
    Sync {
        file: PathBuf,
    },
    Delete {
        file: PathBuf,
    },
    /// Somebody was told that this is kept.
    Told {
        family: usize,
        seq: u64,
    },
}

#[derive(Default)]
struct Book {
    folder: Option<PathBuf>,
    ops: Vec<Op>,
    /// The files that are open, by where SQLite keeps them.
    open: HashMap<usize, PathBuf>,
}

static BOOK: LazyLock<Mutex<Book>> = LazyLock::new(Mutex::default);
static BASE: OnceLock<Base> = OnceLock::new();
static METHODS: OnceLock<[sqlite3_io_methods; 2]> = OnceLock::new();

/// SQLite's own layer.
struct Base(*mut sqlite3_vfs);

// SAFETY: SQLite registers it once and never changes it; every thread of a program uses it.
unsafe impl Send for Base {}
// SAFETY: as above.
unsafe impl Sync for Base {}

fn book() -> MutexGuard<'static, Book> {
    BOOK.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From here on what happens to files in `folder` is written down.
pub fn watch(folder: &Path) {
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
}

pub fn told(family: usize, seq: u64) {
    book().ops.push(Op::Told { family, seq });
}

/// Everything so far.
pub fn ops() -> Vec<Op> {
    book().ops.clone()
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
        let base = BASE.get().expect("registered").0;
        let done = (*base).xOpen.expect("there is one")(base, name, file, flags, out);
        if done == SQLITE_OK && !name.is_null() {
            let path = PathBuf::from(CStr::from_ptr(name).to_string_lossy().as_ref());
            let mut book = book();
            if book.folder.as_ref().is_some_and(|folder| path.starts_with(folder)) {
                let [_, ours] = METHODS.get_or_init(|| both(*(*file).pMethods));
                (*file).pMethods = ours;
                book.open.insert(file as usize, path);
            }
        }
        done
    }
}

fn both(theirs: sqlite3_io_methods) -> [sqlite3_io_methods; 2] {
    let ours = sqlite3_io_methods {
        xWrite: Some(write),
        xTruncate: Some(truncate),
        xSync: Some(sync),
        xClose: Some(close),
        ..theirs
    };
    [theirs, ours]
}

fn theirs() -> &'static sqlite3_io_methods {
    &METHODS.get().expect("a file was opened")[0]
}

/// The book stays in one hand until the file has it: what stands before a sync was done before it.
fn noted(file: *mut sqlite3_file, op: impl FnOnce(PathBuf) -> Op) -> MutexGuard<'static, Book> {
    let mut book = book();
    if let Some(path) = book.open.get(&(file as usize)).cloned() {
        book.ops.push(op(path));
    }
    book
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
        let _book = noted(file, |file| Op::Write { file, at: at_byte, bytes });
        theirs().xWrite.expect("there is one")(file, from, count, at)
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: sqlite3_int64) -> c_int {
    // SAFETY: as above.
    unsafe {
        let bytes = usize::try_from(size).expect("a size");
        let _book = noted(file, |file| Op::Truncate { file, size: bytes });
        theirs().xTruncate.expect("there is one")(file, size)
    }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: as above.
    unsafe {
        let _book = noted(file, |file| Op::Sync { file });
        theirs().xSync.expect("there is one")(file, flags)
    }
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    book().open.remove(&(file as usize));
    // SAFETY: as above. The file is not touched after it.
    unsafe { theirs().xClose.expect("there is one")(file) }
}

unsafe extern "C" fn delete(
    _: *mut sqlite3_vfs,
    name: *const std::ffi::c_char,
    folder_too: c_int,
) -> c_int {
    // SAFETY: SQLite gives a path that ends with a zero.
    unsafe {
        let file = PathBuf::from(CStr::from_ptr(name).to_string_lossy().as_ref());
        let mut book = book();
        if book.folder.as_ref().is_some_and(|folder| file.starts_with(folder)) {
            book.ops.push(Op::Delete { file });
        }
        let base = BASE.get().expect("registered").0;
        (*base).xDelete.expect("there is one")(base, name, folder_too)
    }
}
