//! The service worker of this build: `public/sw.js` with the list of what it keeps before it.

use crate::site::{Site, fingerprint};
use anyhow::{Context, Result};
use serde_json::Value;

const SCRIPT: &str = "sw.js";
/// The pieces that a family's page begins with where there is no net.
const FIRST: [&str; 2] = ["driver", "home"];
/// What is not hashed and is seen on pages. Letters of other scripts come when they are met.
const SEEN: [&str; 3] = ["fonts/atkinson-latin", ".svg", ".webmanifest"];

/// The name of this build, which every tab holds as a lock: the print of all that was added so far.
pub fn build(site: &Site) -> String {
    format!("build-{}", fingerprint(site.listing().as_bytes()))
}

/// Puts the list before the script. A site without the script has no worker.
pub fn add(site: &mut Site, build: &str, manifest: &Value) -> Result<()> {
    let Some(script) = site.take(SCRIPT) else { return Ok(()) };
    let script = String::from_utf8(script).context("the service worker is not UTF-8")?;
    let named = |key: &str| manifest[key].as_str().map(str::to_owned);
    let mut first: Vec<String> =
        ["start", "js", "link", "wasm", "css"].into_iter().filter_map(named).collect();
    for piece in FIRST {
        let files = manifest["chunks"][piece].as_array().into_iter().flatten();
        first.extend(files.filter_map(Value::as_str).map(str::to_owned));
    }
    first.sort();
    first.dedup();
    let rest: Vec<String> =
        site.addresses().filter(|it| is_kept(it) && !first.contains(it)).collect();
    let list = format!(
        "const BUILD = {}, FIRST = {}, REST = {}, START = {};\n",
        serde_json::to_string(build)?,
        serde_json::to_string(&first)?,
        serde_json::to_string(&rest)?,
        manifest["start"],
    );
    site.add(SCRIPT.to_owned(), (list + &script).into_bytes());
    Ok(())
}

fn is_kept(address: &str) -> bool {
    address.starts_with("/pkg/") || SEEN.iter().any(|seen| address.contains(seen))
}
