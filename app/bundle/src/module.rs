//! A wasm module as its sections, so that one can be changed and the rest stays as it is.

use anyhow::Result;
use std::collections::HashMap;
use std::ops::Range;
use wasm_encoder::{Encode, Module, RawSection};
use wasmparser::{FunctionBody, KnownCustom, Name, Parser, Payload, TypeRef};

/// Writes the module again. `change` says what a section becomes; an empty one is left out.
pub fn rewrite(
    wasm: &[u8],
    mut change: impl FnMut(&Payload) -> Result<Option<Vec<u8>>>,
) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else { continue };
        let changed = change(&payload)?;
        let data = changed.as_deref().unwrap_or(&wasm[bytes(&range)]);
        if !data.is_empty() {
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

/// What the functions are called, by their index.
pub fn names(wasm: &[u8]) -> Result<HashMap<u32, String>> {
    let mut names = HashMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::CustomSection(custom) = payload? else { continue };
        let KnownCustom::Name(kinds) = custom.as_known() else { continue };
        for kind in kinds {
            let Name::Function(functions) = kind? else { continue };
            for function in functions {
                let function = function?;
                names.insert(function.index, function.name.to_owned());
            }
        }
    }
    Ok(names)
}

/// How many functions come from outside; those inside are counted on from there.
pub fn imported(wasm: &[u8]) -> Result<u32> {
    let mut count = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ImportSection(imports) = payload? {
            for import in imports.into_imports() {
                count += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
            }
        }
    }
    Ok(count)
}

/// The types of the functions that are inside.
pub fn types(wasm: &[u8]) -> Result<Vec<u32>> {
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::FunctionSection(types) = payload? {
            return Ok(types.into_iter().collect::<Result<_, _>>()?);
        }
    }
    Ok(Vec::new())
}

/// The bodies of the functions that are inside.
pub fn bodies(wasm: &[u8]) -> Result<Vec<FunctionBody<'_>>> {
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CodeSectionEntry(body) = payload? {
            bodies.push(body);
        }
    }
    Ok(bodies)
}

pub fn bytes(range: &Range<u64>) -> Range<usize> {
    let at = |offset: u64| usize::try_from(offset).expect("a module fits into memory");
    at(range.start)..at(range.end)
}

/// What is in a section: as it is encoded it begins with its length.
pub fn content(section: &impl Encode) -> Vec<u8> {
    let mut encoded = Vec::new();
    section.encode(&mut encoded);
    let length = encoded.iter().take_while(|byte| **byte & 0x80 != 0).count() + 1;
    encoded.split_off(length)
}
