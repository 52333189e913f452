//! The files of the site: named by content, written when changed, compressed beside the original.

use crate::public;
use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

/// Pictures and fonts (woff2) are compressed already.
const COMPRESSED: [&str; 9] =
    ["wasm", "js", "css", "svg", "json", "html", "txt", "webmanifest", "xml"];

#[derive(Default)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    pub fn add(&mut self, path: String, content: Vec<u8>) {
        self.files.insert(path, content);
    }

    /// Takes a file out again.
    pub fn take(&mut self, path: &str) -> Option<Vec<u8>> {
        self.files.remove(path)
    }

    /// Where everything so far is found.
    pub fn addresses(&self) -> impl Iterator<Item = String> {
        self.files.keys().map(|path| format!("/{path}"))
    }

    /// Everything so far, by name and content.
    pub fn listing(&self) -> String {
        let line =
            |(path, content): (&String, &Vec<u8>)| format!("{path} {}\n", fingerprint(content));
        self.files.iter().map(line).collect()
    }

    /// Adds a file whose name changes with its content and says its address in the site.
    pub fn add_hashed(&mut self, stem: &str, extension: &str, content: Vec<u8>) -> String {
        let path = format!("pkg/{stem}-{}.{extension}", fingerprint(&content));
        let address = format!("/{path}");
        self.add(path, content);
        address
    }

    /// Adds two scripts that import from each other by the names given. Both bear the print of both.
    pub fn add_pair(&mut self, scripts: [(&str, String); 2]) -> [String; 2] {
        let both = scripts.each_ref().map(|(_, text)| text.as_str()).concat();
        let print = fingerprint(both.as_bytes());
        let stem = |name: &str| name.trim_start_matches("./").trim_end_matches(".js").to_owned();
        let paths = scripts.each_ref().map(|(name, _)| format!("pkg/{}-{print}.js", stem(name)));
        let addresses = paths.each_ref().map(|path| format!("/{path}"));
        let names = scripts.each_ref().map(|(name, _)| format!("from \"{name}\""));
        for (path, (_, mut text)) in paths.into_iter().zip(scripts) {
            for (name, address) in names.iter().zip(&addresses) {
                text = text.replace(name, &format!("from \"{address}\""));
            }
            self.add(path, text.into_bytes());
        }
        addresses
    }

    /// A quick site differs only in how well it is compressed.
    pub fn write(&self, root: &Path, quick: bool) -> Result<()> {
        let quality = if quick { 4 } else { 11 };
        let mut kept = HashSet::new();
        println!("{:>9} {:>9}", "bytes", "brotli");
        for (name, content) in &self.files {
            let path = root.join(name);
            write_changed(&path, content)?;
            kept.insert(path);
            let mut small = String::new();
            if COMPRESSED.iter().any(|end| name.ends_with(&format!(".{end}"))) {
                let packed = packed(content, quality, &root.with_extension("cache"))?;
                let path = root.join(format!("{name}.br"));
                write_changed(&path, &packed)?;
                kept.insert(path);
                small = packed.len().to_string();
            }
            println!("{:>9} {small:>9}  {name}", content.len());
        }
        for stale in public::files(root)?.into_iter().filter(|file| !kept.contains(file)) {
            fs::remove_file(stale)?;
        }
        Ok(())
    }
}

/// Short enough for a name, long enough that two contents never share it by chance.
pub fn fingerprint(content: &[u8]) -> String {
    Sha256::digest(content)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn write_changed(path: &Path, content: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    Ok(fs::write(path, content)?)
}

/// The compressed form, out of the cache when this content was compressed before.
fn packed(content: &[u8], quality: i32, cache: &Path) -> Result<Vec<u8>> {
    let cached = cache.join(format!("{}-{quality}-2.br", fingerprint(content)));
    if let Ok(known) = fs::read(&cached) {
        return Ok(known);
    }
    let mut parameters =
        BrotliEncoderParams { quality, lgwin: 22, size_hint: content.len(), ..Default::default() };
    // Meant for fonts; tables of numbers are what a module is too.
    if content.starts_with(b"\0asm") {
        parameters.mode = BrotliEncoderMode::BROTLI_MODE_FONT;
    }
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut packed, &parameters)?;
    write_changed(&cached, &packed)?;
    Ok(packed)
}
