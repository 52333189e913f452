//! Files that go into the site as they are.

use crate::site::Site;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

pub fn add(site: &mut Site, root: &Path) -> Result<()> {
    for file in files(root)? {
        let name =
            file.strip_prefix(root)?.to_str().context("a file name in public/ is not UTF-8")?;
        site.add(name.to_owned(), std::fs::read(&file)?);
    }
    Ok(())
}

/// Every file below a folder, in the order of their names. A folder that is not there is empty.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
