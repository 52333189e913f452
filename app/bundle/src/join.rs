//! Makes few files out of many. The splitter writes a file for every set of pieces that share something: dozens, most of them
//! small. They compress badly and come slowly, so some are put together, although one or the other piece then brings along what
//! it does not need.

use crate::{module, settle};
use anyhow::{Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::mem::discriminant;
use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{CodeSection, DataCountSection, DataSection, ElementSection, FunctionSection};
use wasm_encoder::{ImportSection, Module, RawSection, SectionId};
use wasmparser::{Parser, Payload};

/// What one more file costs whoever fetches it, in bytes before compression: the request, and that it compresses alone.
const REQUEST: usize = 15_000;

/// Some files that become one, and how many bytes and which pieces it has.
struct Group<'a> {
    files: Vec<&'a str>,
    size: usize,
    users: BTreeSet<&'a str>,
    /// A room never pays for what only other rooms share.
    rooms: BTreeSet<&'a str>,
}

impl Group<'_> {
    fn cost(size: usize, users: usize) -> usize {
        (REQUEST + size) * users
    }

    /// What all pieces together save, if the two are one.
    fn saved(&self, other: &Self) -> usize {
        if self.rooms != other.rooms {
            return 0;
        }
        let apart =
            Self::cost(self.size, self.users.len()) + Self::cost(other.size, other.users.len());
        let users = self.users.union(&other.users).count();
        apart.saturating_sub(Self::cost(self.size + other.size, users))
    }
}

/// Which of the shared files become one. What only one piece has, stays that piece.
pub fn groups(
    chunks: &BTreeMap<String, Vec<u8>>,
    needs: &BTreeMap<String, Vec<String>>,
) -> Vec<Vec<String>> {
    let mut users = BTreeMap::<&str, BTreeSet<&str>>::new();
    for (piece, files) in needs {
        for file in files {
            users.entry(file).or_default().insert(piece);
        }
    }
    let mut rooms = settle::rooms(needs);
    let mut groups: Vec<Group> = users
        .into_iter()
        .filter(|(_, users)| users.len() > 1)
        .filter_map(|(file, users)| {
            let (size, rooms) = (chunks.get(file)?.len(), rooms.remove(file)?);
            Some(Group { files: vec![file], size, users, rooms })
        })
        .collect();
    while let Some((one, other)) = best(&groups) {
        let taken = groups.swap_remove(other);
        let group = &mut groups[one];
        group.files.extend(taken.files);
        group.size += taken.size;
        group.users.extend(taken.users);
    }
    let named = |group: Group| group.files.into_iter().map(ToOwned::to_owned).collect();
    groups.into_iter().filter(|group| group.files.len() > 1).map(named).collect()
}

/// The two that save most as one, the earlier first.
fn best(groups: &[Group]) -> Option<(usize, usize)> {
    let pairs = (0..groups.len()).flat_map(|other| (0..other).map(move |one| (one, other)));
    let saved = |(one, other): &(usize, usize)| groups[*one].saved(&groups[*other]);
    pairs.filter(|pair| saved(pair) > 0).max_by_key(saved)
}

/// The functions of a file that come behind those of others.
struct Behind(u32);

impl Reencode for Behind {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(function + self.0)
    }
}

/// One file out of several. They name the same types, export nothing, and import at most one thing of a kind, the
/// same ones, and no function.
pub fn join(files: &[Vec<u8>]) -> Result<Vec<u8>> {
    let (mut functions, mut elements) = (FunctionSection::new(), ElementSection::new());
    let (mut code, mut data) = (CodeSection::new(), DataSection::new());
    let (mut types, mut imports) = (BTreeSet::new(), BTreeMap::new());
    for file in files {
        ensure!(module::imported(file)? == 0, "a piece imports a function");
        let mut behind = Behind(functions.len());
        for payload in Parser::new(0).parse_all(file) {
            match payload? {
                Payload::TypeSection(own) => {
                    types.insert(&file[module::bytes(&own.range())]);
                }
                Payload::ImportSection(own) => {
                    for import in own.into_imports() {
                        let import = import?;
                        let kind = discriminant(&import.ty);
                        let known = imports.entry(format!("{kind:?}")).or_insert(import);
                        ensure!(*known == import, "two pieces import different things");
                    }
                }
                Payload::FunctionSection(own) => {
                    behind.parse_function_section(&mut functions, own)?;
                }
                Payload::ElementSection(own) => behind.parse_element_section(&mut elements, own)?,
                Payload::CodeSectionEntry(body) => behind.parse_function_body(&mut code, body)?,
                Payload::DataSection(own) => behind.parse_data_section(&mut data, own)?,
                Payload::ExportSection(own) => {
                    ensure!(own.count() == 0, "a piece exports something");
                }
                _ => {}
            }
        }
    }
    ensure!(types.len() == 1, "two pieces differ in their types");
    let mut imported = ImportSection::new();
    for import in imports.into_values() {
        RoundtripReencoder.parse_import(&mut imported, import)?;
    }
    let mut module = Module::new();
    for data in types {
        module.section(&RawSection { id: SectionId::Type as u8, data });
    }
    module.section(&imported).section(&functions);
    if !elements.is_empty() {
        module.section(&elements);
    }
    module.section(&DataCountSection { count: data.len() }).section(&code).section(&data);
    Ok(module.finish())
}
