//! The libraries: all from one place and each with its checksum, and what looks for holes in them finds them.

use super::repo::{assert_none, root};
use std::path::Path;
use std::process::Command;

const LOCKS: [&str; 2] = ["Cargo.lock", "app/bundle/Cargo.lock"];
const FROM: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
/// What is our own has no source.
const OWN: [&str; 4] = ["app", "bundle", "domain", "server"];

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect("it is there")
}

#[test]
fn every_library_comes_from_the_one_registry_with_its_checksum() {
    let mut strange = Vec::new();
    for lock in LOCKS {
        let text = read(lock);
        let all: Vec<_> = text.split("[[package]]").skip(1).collect();
        assert!(all.len() > 100, "{lock}: {}", all.len());
        for entry in all {
            let name = entry.split('"').nth(1).unwrap_or_default();
            let pinned = entry.contains(FROM) && entry.contains("checksum = \"");
            if !pinned && !OWN.contains(&name) {
                strange.push(format!("{lock}: {name}"));
            }
        }
    }
    assert_none(strange, "It comes from elsewhere, or nobody could tell if it were another.");
}

#[test]
fn every_library_of_the_tests_in_a_browser_has_its_checksum() {
    let lock: serde_json::Value =
        serde_json::from_str(&read("end2end/package-lock.json")).expect("it is JSON");
    let all = lock["packages"].as_object().expect("packages");
    let bare = all.iter().filter(|(at, it)| !at.is_empty() && it["integrity"].is_null());
    assert_none(bare.map(|(at, _)| at.clone()), "Nobody could tell if it were another.");
}

/// RustSec's list, with one hole in one library: repaired in `patched`.
fn listed(folder: &Path, id: &str, name: &str, patched: &str) {
    for number in 0..100 {
        std::fs::create_dir_all(folder.join(format!("crates/other{number}"))).expect("a folder");
    }
    let of_it = folder.join("crates").join(name);
    std::fs::create_dir_all(&of_it).expect("a folder");
    let text = format!(
        "```toml\n[advisory]\nid = \"{id}\"\npackage = \"{name}\"\n\n[versions]\npatched = [{patched}]\n```\n\n# A hole\n"
    );
    std::fs::write(of_it.join(format!("{id}.md")), text).expect("written");
}

/// What the audit says of such a list, but for what it says of holes that docs/repairs.md knows and the list does not.
fn audited(id: &str, name: &str, patched: &str) -> (bool, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    listed(folder.path(), id, name, patched);
    let run =
        Command::new("node").arg(root().join("scripts/audit.mjs")).arg(folder.path()).output();
    let run = run.expect("node is there");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    let said = said.lines().filter(|it| !it.contains(" is gone: take it out of"));
    (run.status.success(), said.map(str::to_owned).collect())
}

#[test]
fn a_hole_in_a_library_is_found_unless_it_is_repaired_or_known() {
    let new = "RUSTSEC-2099-0001";
    for (patched, open) in [
        ("", true),
        ("\">= 9999.0.0\"", true),
        ("\">= 0.0.1\"", false),
        ("\">= 9999.0.0\", \">= 0.0.1, < 9999.0.0\"", false),
        ("\"^0.0.1\"", true),
        ("\"< 0.0.1\"", true),
    ] {
        let (whole, said) = audited(new, "axum", patched);
        assert!(!whole, "what docs/repairs.md knows is not in this list");
        assert_eq!(said.len(), usize::from(open), "{patched}: {said:?}");
        assert!(said.iter().all(|it| it.contains(new) && it.contains("axum")), "{said:?}");
    }
    let known = read("docs/repairs.md");
    let known = known.split("| RUSTSEC-").nth(1).and_then(|it| it.split(' ').next());
    let known = format!("RUSTSEC-{}", known.expect("one is known"));
    // Its day may be over when this runs; that the audit says, and not this test.
    let unknown =
        audited(&known, "axum", "").1.into_iter().filter(|it| it.contains("not stand in"));
    assert_eq!(unknown.collect::<Vec<_>>(), Vec::<String>::new());
}
