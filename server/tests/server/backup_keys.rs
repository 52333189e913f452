//! Copies beside changes of keys: what is called a copy opens, and what does not open any more is said.

use crate::backup::{backup, bare, pool, run, serving};
use crate::given::{family, place};
use domain::ruler::Seen;
use server::config::DATABASE;
use server::rotation::{families, rotate};
use server::store::{Sqlite, Store};
use server::vault::Vault;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;

struct House {
    folder: TempDir,
    data: PathBuf,
}

impl House {
    /// With one family, and no server.
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        let server = serving(&data).await;
        let mette = family(&server).await;
        mette.does(place(mette.child().await, "det står her", Seen::Circle)).await;
        server.stop().await;
        Self { folder, data }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a copy back beside today's master key.
    fn restored(&self, copy: &Path, name: &str) -> (Option<i32>, String) {
        bare(&self.data, &self.at(name));
        run(&["restore", copy.to_str().unwrap()], &self.at(name))
    }

    fn copied(&self, name: &str) -> (Option<i32>, String) {
        run(&["backup", self.at(name).to_str().unwrap()], &self.data)
    }
}

async fn beside(data: &Path) -> (Sqlite, Vault) {
    (Sqlite::open(&data.join(DATABASE)).await.unwrap(), Vault::existing(data, None).unwrap())
}

#[tokio::test]
async fn after_new_family_keys_older_copies_do_not_open_and_the_command_says_so() {
    let house = House::new().await;
    let copy = backup(&house.data, &house.at("copies"));
    let (code, said) = run(&["keys", "rotate", "--families"], &house.data);
    assert!(
        code == Some(0) && said.contains("No copy of the database from before opens"),
        "{said}"
    );
    assert_eq!(house.restored(&copy, "too soon").0, Some(1));
    backup(&house.data, &house.at("copies"));
    let (code, said) = house.restored(&copy, "again");
    assert!(code == Some(1) && said.contains("its key cannot be opened"), "{said}");
    // A copy under the keys of before beside those of today: what a copy would be that was taken while the keys changed.
    for file in std::fs::read_dir(&house.data).unwrap().map(|it| it.unwrap().path()) {
        if file.file_name().unwrap().to_str().unwrap().starts_with(DATABASE) {
            std::fs::remove_file(file).unwrap();
        }
    }
    std::fs::copy(copy.join(DATABASE), house.data.join(DATABASE)).unwrap();
    let (code, said) = house.copied("more");
    assert!(code == Some(1) && said.contains("1 families in it do not open"), "{said}");
}

#[tokio::test]
async fn a_copy_of_a_family_that_was_half_sealed_anew_is_not_called_made() {
    let house = House::new().await;
    let all = pool(&house.data).await;
    let crash = "create trigger crash before update of body on events begin select raise(abort, 'crash'); end";
    sqlx::raw_sql(crash).execute(&all).await.unwrap();
    let (store, vault) = beside(&house.data).await;
    let family = store.families().await.unwrap()[0];
    assert!(rotate(&store, &vault, family).await.is_err());
    sqlx::raw_sql("drop trigger crash").execute(&all).await.unwrap();
    let (code, said) = house.copied("both keys");
    assert_eq!(code, Some(0), "{said}");
    vault.end_rotation(family, 2).unwrap();
    let (code, said) = house.copied("one key");
    assert!(code == Some(1) && said.contains("1 families in it do not open"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn copies_made_while_keys_change_open_or_are_not_called_made() {
    let house = House::new().await;
    let (store, vault) = beside(&house.data).await;
    let enough = Arc::new(AtomicBool::new(false));
    let until = enough.clone();
    let changing = tokio::spawn(async move {
        while !until.load(Ordering::Relaxed) {
            families(&store, &vault).await.unwrap();
        }
    });
    for number in 0..8 {
        let (code, said) = house.copied(&format!("copies {number}"));
        if code == Some(0) {
            let (code, said) = house.restored(Path::new(&said), &format!("again {number}"));
            assert!(code == Some(0) && said.ends_with("0 faults"), "{said}");
        } else {
            assert!(said.contains("1 families in it do not open"), "{said}");
        }
    }
    enough.store(true, Ordering::Relaxed);
    changing.await.unwrap();
    let (code, said) = house.copied("copies");
    assert_eq!(code, Some(0), "{said}");
}

#[tokio::test]
async fn after_a_new_master_key_the_next_copy_opens_the_older_ones_again() {
    let house = House::new().await;
    let copy = backup(&house.data, &house.at("copies"));
    let (code, said) = run(&["keys", "rotate"], &house.data);
    assert!(code == Some(0) && said.contains("so that its copies open again"), "{said}");
    assert_eq!(house.restored(&copy, "too soon").0, Some(1));
    backup(&house.data, &house.at("copies"));
    let (code, said) = house.restored(&copy, "again");
    assert!(code == Some(0) && said.ends_with("0 faults"), "{said}");
}
