//! Says shortly what the binding of wasm to JavaScript says at length: every name is in both files, with a print in it that does
//! not compress.

use crate::module;
use anyhow::{Result, ensure};
use wasm_encoder::ImportSection;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasmparser::Payload;

/// How the names of the binding begin.
const LONG: &str = "__wb";

/// The module with short names for what it imports; in the script they stand as keys of one object.
pub fn names(wasm: &[u8], js: &mut String) -> Result<Vec<u8>> {
    let mut count = 0;
    module::rewrite(wasm, |payload| {
        let Payload::ImportSection(imports) = payload else { return Ok(None) };
        let mut section = ImportSection::new();
        for import in imports.clone().into_imports() {
            let import = import?;
            let mut name = import.name.to_owned();
            if name.starts_with(LONG) {
                let key = format!("\n{name}: ");
                ensure!(js.matches(&key).count() == 1, "the script does not give {name} once");
                name = format!("{count:x}");
                count += 1;
                *js = js.replace(&key, &format!("\n\"{name}\":"));
            }
            section.import(import.module, &name, RoundtripReencoder.entity_type(import.ty)?);
        }
        Ok(Some(module::content(&section)))
    })
}

/// A script without indentation and without lines that only comment.
pub fn script(js: &str) -> String {
    let lines = js.lines().map(str::trim);
    let comments = |line: &str| {
        let inside = ["//", "/**", "*"].iter().any(|begin| line.starts_with(begin));
        inside || (line.starts_with("/*") && line.ends_with("*/"))
    };
    let said = lines.filter(|line| !line.is_empty() && !comments(line));
    said.flat_map(|line| [line, "\n"]).collect()
}
