//! The chain of what was changed, in real databases: whatever is done to it is found, and what nothing inside can show, a head that was
//! kept elsewhere shows.

use crate::given::noon;
use crate::throwaway;
use domain::{CommandId, FamilyId};
use server::clock::new_id;
use server::looked::audit::{Break, Kept, Report, heads, read, verify};
use server::looked::chain::Links;
use server::rotation::rotate;
use server::store::{
    Append, Appended, FamilyRow, Look, Postgres, Receipt, SealedEvent, Sqlite, Store,
};
use server::vault::{Table, Vault};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::any::Any;
use std::sync::Arc;

/// A family with five changes and three looks, in a database that somebody else can write into.
struct Book {
    store: Arc<dyn Store>,
    vault: Vault,
    family: FamilyId,
    at: String,
    _kept: Box<dyn Any>,
}

async fn databases() -> [(Arc<dyn Store>, String, Box<dyn Any>); 2] {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let sqlite = Arc::new(Sqlite::open(&path).await.unwrap());
    let database = throwaway::database().await;
    let postgres = Arc::new(Postgres::open(&database.url).await.unwrap());
    let url = database.url.clone();
    [
        (sqlite, format!("sqlite://{}", path.display()), Box::new(folder)),
        (postgres, url, Box::new(database)),
    ]
}

impl Book {
    async fn of_each() -> Vec<Self> {
        let mut all = Vec::new();
        for (store, at, kept) in databases().await {
            let (vault, family) = (Vault::passing().unwrap(), FamilyId(new_id()));
            let key = vault.new_family(family).unwrap();
            let sealed_name = key.seal(Table::FamilyNames, 0, b"Ved havnen").unwrap();
            let row = FamilyRow { id: family, key_version: 1, sealed_name };
            store.create_family(row).await.unwrap();
            store.begin_looks(family, Arc::new(Links::new(key))).await.unwrap();
            let book = Self { store, vault, family, at, _kept: kept };
            for _ in 0..5 {
                book.change().await;
            }
            for _ in 0..3 {
                book.look().await;
            }
            all.push(book);
        }
        all
    }

    fn is_sqlite(&self) -> bool {
        self.at.starts_with("sqlite")
    }

    async fn links(&self) -> Links {
        let row = self.store.family(self.family).await.unwrap().unwrap();
        Links::new(self.vault.family(self.family, row.key_version).unwrap())
    }

    async fn change(&self) {
        let events = self.store.events(self.family, 0).await.unwrap();
        let (family, chain) = (self.family, Arc::new(self.links().await));
        let (expected, ends) = (events.last().map_or(0, |it| it.seq), None);
        let seq = expected + 1;
        let body = chain.key().seal(Table::Events, seq, b"noget").unwrap();
        let events = vec![SealedEvent { seq, version: 1, body }];
        let receipts = vec![Receipt { command: CommandId(new_id()), answer: vec![] }];
        let append = Append { family, expected, events, receipts, chain, ends, vacates: None };
        assert!(self.store.append(append).await.unwrap() == Appended::Done);
    }

    async fn look(&self) {
        let (family, chain) = (self.family, Arc::new(self.links().await));
        let body = chain.key().seal(Table::Looked, 0, b"{}").unwrap();
        self.store.append_look(Look { family, at: noon(), body, chain }).await.unwrap();
    }

    async fn report(&self, kept: &[Kept]) -> Report {
        verify(self.store.as_ref(), &self.vault, kept).await.unwrap()
    }

    async fn found(&self, kept: &[Kept]) -> Option<Break> {
        self.report(kept).await.broken.first().map(|(_, found)| *found)
    }

    /// As they come back from wherever they were kept.
    async fn heads(&self) -> Vec<Kept> {
        let printed: Vec<_> =
            heads(self.store.as_ref()).await.unwrap().iter().map(ToString::to_string).collect();
        read(&printed.join("\n")).unwrap()
    }

    /// What somebody does who can write into the database.
    async fn tamper(&self, sql: &str) {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql));
        if self.is_sqlite() {
            let mut there = SqliteConnection::connect(&self.at).await.unwrap();
            sql.execute(&mut there).await.unwrap();
            there.close().await.unwrap();
        } else {
            let mut there = PgConnection::connect(&self.at).await.unwrap();
            sql.execute(&mut there).await.unwrap();
            there.close().await.unwrap();
        }
    }
}

const DEEDS: [(&str, Break); 14] = [
    (
        "update events set body = (select body from events where seq = 2) where seq = 4",
        Break::ChangeChanged { change: 4 },
    ),
    ("update events set digest = null where seq = 3", Break::ChangeChanged { change: 3 }),
    (
        "update events set body = (select body from events where seq = 2) where seq = 4;
         update events set digest = (select digest from events where seq = 2) where seq = 4",
        Break::Changes,
    ),
    ("update events set version = 0 where seq = 3", Break::Changes),
    ("delete from events where seq = 3", Break::ChangeMissing { change: 3 }),
    (
        "delete from events where seq = 3; update events set seq = -seq where seq > 3;
         update events set seq = -seq - 1 where seq < 0",
        Break::ChangeMissing { change: 5 },
    ),
    ("delete from events where seq = 1", Break::ChangeMissing { change: 1 }),
    ("delete from events where seq > 3", Break::ChangeMissing { change: 4 }),
    ("delete from events", Break::ChangeMissing { change: 1 }),
    (
        "insert into events (family_id, seq, version, body, digest)
         select family_id, 6, version, body, digest from events where seq = 5",
        Break::ChangeTooMuch { change: 6 },
    ),
    ("delete from events where seq > 3; update looked_heads set changes_last = 3", Break::Head),
    (
        "delete from events where seq > 3; update looked_heads set changes_from = null,
         changes_last = null, changes_hash = null",
        Break::Head,
    ),
    (
        "delete from events where seq > 3; delete from looked where number > 2",
        Break::Missing { row: 3 },
    ),
    (
        "delete from events where seq > 3; delete from looked; delete from looked_heads",
        Break::NoHead,
    ),
];

#[tokio::test]
async fn whatever_is_done_to_the_changes_is_found() {
    for (sql, expected) in DEEDS {
        for book in Book::of_each().await {
            let report = book.report(&[]).await;
            assert!(report.broken.is_empty() && report.unbound.is_empty(), "{report}");
            assert_eq!((report.rows, report.changes), (3, 5));
            book.tamper(sql).await;
            assert_eq!(book.found(&[]).await, Some(expected), "{} {sql}", book.at);
            // Going on must not make it good.
            book.change().await;
            book.look().await;
            assert!(book.found(&[]).await.is_some(), "{} {sql}", book.at);
        }
    }
}

/// The one thing that nothing inside can show: everything of the family as it was.
#[tokio::test]
async fn what_was_put_back_to_an_earlier_copy_is_found_by_a_kept_head() {
    for book in Book::of_each().await {
        book.tamper("create table earlier as select * from looked_heads").await;
        for _ in 0..2 {
            book.change().await;
            book.look().await;
        }
        let kept = book.heads().await;
        assert_eq!(book.found(&kept).await, None);
        book.tamper(
            "delete from events where seq > 5; delete from looked where number > 3;
             delete from looked_heads; insert into looked_heads select * from earlier",
        )
        .await;
        assert_eq!(book.found(&[]).await, None, "it fits itself");
        assert_eq!(book.found(&kept).await, Some(Break::Missing { row: 4 }));
        for _ in 0..4 {
            book.look().await;
        }
        // The rows have come further than those that were kept; they are others.
        assert_eq!(book.found(&kept).await, Some(Break::Rewritten));
        // Under another key the rows' hashes are others too, and only the changes tell.
        assert!(rotate(book.store.as_ref(), &book.vault, book.family).await.unwrap());
        assert_eq!(book.found(&kept).await, Some(Break::ChangeMissing { change: 6 }));
        for _ in 0..4 {
            book.change().await;
        }
        assert_eq!(book.found(&[]).await, None);
        assert_eq!(book.found(&kept).await, Some(Break::Rewritten));
    }
}

#[tokio::test]
async fn a_family_that_is_gone_is_missed_unless_it_was_erased() {
    for book in Book::of_each().await {
        let kept = book.heads().await;
        book.store.erase_family(book.family).await.unwrap();
        assert_eq!(book.found(&[]).await, None);
        assert_eq!(book.found(&kept).await, Some(Break::Gone));
        book.vault.erase(book.family, noon()).unwrap();
        assert_eq!(book.found(&kept).await, None);
    }
}

#[tokio::test]
async fn a_family_whose_key_is_erased_is_counted_for_as_long_as_rows_of_it_stand() {
    for book in Book::of_each().await {
        assert_eq!(book.report(&[]).await.unswept, 0);
        book.vault.erase(book.family, noon()).unwrap();
        let report = book.report(&[]).await;
        assert_eq!((report.unswept, report.broken.len(), report.rows), (1, 0, 0));
        let said = report.to_string();
        assert!(said.starts_with("1 erased, with rows that are not swept yet\n"), "{said}");
        assert!(!said.contains(&book.family.to_string()));
        book.store.erase_family(book.family).await.unwrap();
        let swept = book.report(&[]).await;
        assert_eq!((swept.unswept, swept.to_string().lines().count()), (0, 1));
    }
}

#[tokio::test]
async fn new_keys_leave_the_changes_bound() {
    for book in Book::of_each().await {
        let kept = book.heads().await;
        for _ in 0..2 {
            assert!(rotate(book.store.as_ref(), &book.vault, book.family).await.unwrap());
            assert_eq!(book.found(&kept).await, None);
            book.change().await;
        }
        let entries = book.store.book(book.family).await.unwrap().entries;
        let witnessed = entries.iter().filter(|it| it.witness.is_some()).count();
        assert_eq!((witnessed, entries.len()), (6, 7), "the last was never sealed anew");
        book.tamper("update events set witness = null where seq = 2").await;
        assert_eq!(book.found(&[]).await, Some(Break::ChangeChanged { change: 2 }));
        assert!(rotate(book.store.as_ref(), &book.vault, book.family).await.is_err());
        assert_eq!(book.found(&[]).await, Some(Break::ChangeChanged { change: 2 }));
    }
}

/// As an older program left it: no event has a digest, and the head knows nothing of them.
#[tokio::test]
async fn an_older_database_goes_on_and_says_from_where_it_is_bound() {
    for book in Book::of_each().await {
        let links = book.links().await;
        let head = book.store.book(book.family).await.unwrap().head.unwrap();
        let old = server::store::LookHead { changes: None, ..head };
        let seal = server::store::Chain::head(&links, &old);
        let hex = seal.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        let seal = if book.is_sqlite() { format!("x'{hex}'") } else { format!("'\\x{hex}'") };
        book.tamper(&format!(
            "update events set digest = null; update looked_heads set seal = {seal},
             changes_from = null, changes_last = null, changes_hash = null"
        ))
        .await;
        let unbound = async || book.report(&[]).await.unbound.first().map(|(_, until)| *until);
        assert_eq!((book.found(&[]).await, unbound().await), (None, Some(5)));
        book.look().await;
        book.change().await;
        book.change().await;
        assert_eq!((book.found(&[]).await, unbound().await), (None, Some(5)));
        assert!(book.report(&[]).await.to_string().contains("its changes are bound after 5\n"));
        assert!(rotate(book.store.as_ref(), &book.vault, book.family).await.unwrap());
        assert_eq!(book.found(&book.heads().await).await, None);
        book.tamper("delete from events where seq > 6").await;
        assert_eq!(book.found(&[]).await, Some(Break::ChangeMissing { change: 7 }));
    }
}
