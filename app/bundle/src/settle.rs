//! Says what belongs to the core. The splitter makes a file of its own out of whatever some pieces share, for every set of
//! pieces that share something; dozens of small files compress badly and come slowly.

use crate::module;
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{DataCountSection, DataSection, ExportKind, ExportSection};
use wasmparser::{DataSectionReader, Parser, Payload};

/// What so many rooms share, most people fetch anyhow.
const MANY: usize = 4;

/// What fewer share is worth files of its own from this size on, in bytes.
const LARGE: usize = 8_192;

/// Texts that two pieces share are a file of their own from this size on, in bytes.
const LONG: usize = 8_192;

/// The names by which the functions of the core are exported while the splitter looks: it keeps what is exported in the core.
const MARK: &str = "core:";

/// What a piece belongs to: the word that its name begins with. A room may come in several pieces.
pub fn room(piece: &str) -> &str {
    piece.split('_').next().unwrap_or(piece)
}

/// The rooms that need each file.
pub fn rooms(needs: &BTreeMap<String, Vec<String>>) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut rooms = BTreeMap::<&str, BTreeSet<&str>>::new();
    for (piece, files) in needs {
        for file in files {
            rooms.entry(file).or_default().insert(room(piece));
        }
    }
    rooms
}

/// Out of a cut: the functions that go into the core.
pub fn of_core(
    chunks: &BTreeMap<String, Vec<u8>>,
    needs: &BTreeMap<String, Vec<String>>,
) -> Result<HashSet<String>> {
    let rooms = rooms(needs);
    let mut sizes = HashMap::<_, usize>::new();
    for (file, users) in &rooms {
        if let Some(wasm) = chunks.get(*file) {
            let size: usize = module::bodies(wasm)?.iter().map(|body| body.as_bytes().len()).sum();
            *sizes.entry(users).or_default() += size;
        }
    }
    let mut names = HashSet::new();
    for (file, users) in &rooms {
        let Some(wasm) = chunks.get(*file) else { continue };
        if users.len() >= MANY || (users.len() > 1 && sizes[users] < LARGE) {
            let first = module::imported(wasm)?;
            let called = module::names(wasm)?;
            names.extend(called.into_iter().filter(|it| it.0 >= first).map(|it| it.1));
        }
    }
    Ok(names)
}

/// Exports these functions, so that they stay in the core.
pub fn mark(wasm: &[u8], core: &HashSet<String>) -> Result<Vec<u8>> {
    let mut marked: Vec<u32> =
        module::names(wasm)?.into_iter().filter(|it| core.contains(&it.1)).map(|it| it.0).collect();
    marked.sort_unstable();
    exports(wasm, |_| true, &marked)
}

/// Takes the marks away again.
pub fn unmark(wasm: &[u8]) -> Result<Vec<u8>> {
    exports(wasm, |name| !name.starts_with(MARK), &[])
}

fn exports(wasm: &[u8], keep: impl Fn(&str) -> bool, more: &[u32]) -> Result<Vec<u8>> {
    module::rewrite(wasm, |payload| {
        let Payload::ExportSection(exports) = payload else { return Ok(None) };
        let mut section = ExportSection::new();
        for export in exports.clone() {
            let export = export?;
            if keep(export.name) {
                section.export(export.name, export.kind.into(), export.index);
            }
        }
        for index in more {
            section.export(&format!("{MARK}{index}"), ExportKind::Func, *index);
        }
        Ok(Some(module::content(&section)))
    })
}

/// The texts of a piece that holds nothing else, and not many. None for every other piece.
pub fn only_texts(piece: &[u8]) -> Result<Option<DataSectionReader<'_>>> {
    let mut texts = None;
    for payload in Parser::new(0).parse_all(piece) {
        match payload? {
            Payload::DataSection(section) if module::bytes(&section.range()).len() >= LONG => {
                return Ok(None);
            }
            Payload::DataSection(section) => texts = Some(section),
            Payload::CodeSectionStart { count, .. } if count > 0 => return Ok(None),
            Payload::ElementSection(section) if section.count() > 0 => return Ok(None),
            _ => {}
        }
    }
    Ok(texts)
}

/// The core with such texts: a word that two pages share is no file. All share one memory, where each text has its place.
pub fn with_texts(core: &[u8], texts: &[DataSectionReader]) -> Result<Vec<u8>> {
    let more: u32 = texts.iter().map(DataSectionReader::count).sum();
    module::rewrite(core, |payload| {
        Ok(match payload {
            Payload::DataCountSection { count, .. } => {
                Some(module::content(&DataCountSection { count: count + more }))
            }
            Payload::DataSection(own) => {
                let mut section = DataSection::new();
                for one in std::iter::once(own).chain(texts) {
                    RoundtripReencoder.parse_data_section(&mut section, one.clone())?;
                }
                Some(module::content(&section))
            }
            _ => None,
        })
    })
}
