//! The wasm of cargo, cut into pieces and bound to JavaScript for the browser.

use crate::{blank, join, link, order, settle, short, trim};
use anyhow::{Context, Result, anyhow};
use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::Options;

/// How the parts name each other before their names are hashed.
pub const MAIN: &str = "./app.js";
pub const LINK: &str = "./split.js";

pub struct Bound {
    pub js: String,
    pub wasm: Vec<u8>,
    /// Fetches the pieces when they are asked for.
    pub link: String,
    /// The files of the pieces, by the names that stand in `link`.
    pub chunks: BTreeMap<String, Vec<u8>>,
    /// What each piece needs, by the name of the piece: names of files, without `.wasm`.
    pub needs: BTreeMap<String, Vec<String>>,
    /// JavaScript that crates bring along, as path and text; the bound module imports it by this path.
    pub snippets: Vec<(String, String)>,
}

/// How often a cut is looked at: what stays in the core makes others share less, and some share anew.
const LOOKS: usize = 8;

/// Quickly means: as the splitter cuts it, in dozens of files.
pub fn bind(module: &Path, quick: bool) -> Result<Bound> {
    let whole = std::fs::read(module).with_context(|| format!("reading {}", module.display()))?;
    let whole = blank::blank(&trim::never_run(&whole)?)?;
    let mut core = HashSet::new();
    let mut cut = split(&whole)?;
    for _ in 0..if quick { 0 } else { LOOKS } {
        let before = core.len();
        core.extend(settle::of_core(&cut.chunks, &cut.needs)?);
        if core.len() == before {
            break;
        }
        cut = split(&settle::mark(&whole, &core)?)?;
    }
    let mut output = Bindgen::new()
        .input_bytes("app", cut.core()?)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .keep_lld_exports(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("binding {}", module.display()))?;
    let mut js = short::script(output.js());
    let wasm = order::sorted(&short::names(&output.wasm_mut().emit_wasm(), &mut js)?)?;
    let mut link = short::script(&cut.link);
    link::once(&mut link);
    Ok(Bound { js, snippets: snippets(&output), wasm, link, chunks: cut.chunks, needs: cut.needs })
}

struct Cut {
    main: Vec<u8>,
    link: String,
    chunks: BTreeMap<String, Vec<u8>>,
    needs: BTreeMap<String, Vec<String>>,
}

impl Cut {
    /// The core, and beside it the pieces that are files.
    fn core(&mut self) -> Result<Vec<u8>> {
        let pieces = std::mem::take(&mut self.chunks);
        let mut texts = Vec::new();
        for (name, piece) in &pieces {
            if let Some(only) = settle::only_texts(piece)? {
                texts.push(only);
                link::forget(&mut self.link, name)?;
            } else {
                self.chunks.insert(name.clone(), order::sorted(piece)?);
            }
        }
        for group in join::groups(&self.chunks, &self.needs) {
            self.join(&group)?;
        }
        for needed in self.needs.values_mut() {
            needed.retain(|name| self.chunks.contains_key(name));
        }
        settle::unmark(&settle::with_texts(&self.main, &texts)?)
    }

    /// Makes these files one, under the name of the first.
    fn join(&mut self, group: &[String]) -> Result<()> {
        let files: Vec<_> = group.iter().filter_map(|name| self.chunks.remove(name)).collect();
        self.chunks.insert(group[0].clone(), order::sorted(&join::join(&files)?)?);
        for name in &group[1..] {
            link::instead(&mut self.link, name, &group[0])?;
        }
        for needed in self.needs.values_mut() {
            let before = needed.len();
            needed.retain(|name| !group.contains(name));
            if needed.len() < before {
                needed.insert(0, group[0].clone());
            }
        }
        Ok(())
    }
}

fn split(whole: &[u8]) -> Result<Cut> {
    let folder = tempfile::tempdir()?;
    let main = folder.path().join("app.wasm");
    let mut options = Options::new(whole);
    options.output_dir = folder.path();
    options.main_out_path = &main;
    options.main_module = MAIN;
    options.link_name = LINK;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|fault| anyhow!("splitting the module: {fault:?}"))?;
    let mut chunks = BTreeMap::new();
    for file in split.split_modules {
        let name = file.file_stem().and_then(|name| name.to_str()).context("a piece has a name")?;
        chunks.insert(name.to_owned(), std::fs::read(&file)?);
    }
    Ok(Cut {
        main: std::fs::read(&main)?,
        link: std::fs::read_to_string(folder.path().join(LINK))?,
        chunks,
        needs: split.prefetch_map.into_iter().collect(),
    })
}

fn snippets(output: &wasm_bindgen_cli_support::Output) -> Vec<(String, String)> {
    let inline = output.snippets().iter().flat_map(|(crate_name, texts)| {
        let named = texts.iter().enumerate();
        named.map(move |(index, text)| {
            (format!("snippets/{crate_name}/inline{index}.js"), text.clone())
        })
    });
    let modules = output.local_modules().iter();
    inline.chain(modules.map(|(path, text)| (format!("snippets/{path}"), text.clone()))).collect()
}

/// The module that the page names, without the lines that only explain it.
pub fn start(js: &str, wasm: &str, build: &str) -> String {
    let said = include_str!("start.js").lines().filter(|line| !line.starts_with("//"));
    let said: String = said.flat_map(|line| [line, "\n"]).collect();
    said.replace("APP_JS", js).replace("APP_WASM", wasm).replace("BUILD", build)
}
