//! A fingerprint of everything that goes in, so that an unchanged site costs nothing.

use crate::{Args, public, site};
use anyhow::Result;
use std::path::{Path, PathBuf};

pub fn of_inputs(args: &Args) -> Result<String> {
    let style = args.style.parent().unwrap_or(Path::new("."));
    let mut inputs = vec![std::env::current_exe()?, args.wasm.clone()];
    inputs.extend(public::files(style)?);
    inputs.extend(public::files(&args.public)?);
    let mut prints = vec![format!("dev={}", args.dev)];
    for input in inputs {
        prints.push(format!("{} {}", input.display(), site::fingerprint(&std::fs::read(&input)?)));
    }
    Ok(site::fingerprint(prints.join("\n").as_bytes()))
}

pub fn is_current(site: &Path, stamp: &str) -> bool {
    site.join("pkg/manifest.json").exists()
        && std::fs::read_to_string(path(site)).is_ok_and(|kept| kept == stamp)
}

/// Before the first file changes: a site that was left half written is never current.
pub fn forget(site: &Path) -> Result<()> {
    let path = path(site);
    if path.exists() {
        std::fs::remove_file(path)?;
    }
    Ok(())
}

pub fn keep(site: &Path, stamp: &str) -> Result<()> {
    Ok(std::fs::write(path(site), stamp)?)
}

/// Beside the site, not in it: it is not served.
fn path(site: &Path) -> PathBuf {
    site.with_extension("stamp")
}
