//! Takes away what never runs, which the compiler cannot know.

use crate::doomed;
use crate::module::{self, bytes};
use anyhow::Result;
use std::ops::Range;
use wasm_encoder::Encode;
use wasmparser::{KnownCustom, Payload, RelocAddendKind, RelocSectionReader};

/// Leptos keeps for every view how it would be hydrated bit by bit; we hydrate whole pages. It exports streams for server
/// functions; we have none. Called after all, such a function stops the page, and every test in the browser shows it. Should it
/// get another name, the files grow and nothing else happens.
///
/// Only functions of just this name: what they alone call goes with them, but the compiler may have put something of theirs
/// and something that runs into one.
fn never(name: &str) -> bool {
    let plain = format!("{:#}", rustc_demangle::demangle(name));
    NEVER.contains(&plain.as_str())
        || plain.ends_with("::into_any::hydrate_async")
        || plain.starts_with("intounderlying")
        || plain.starts_with("__wbg_intounderlying")
}

/// A panic stops the page; in a browser nobody reads what it says, because there is nowhere to write it. Of the dates of e-mail,
/// which the reading of dates brings along, and of numbers with a fraction, which the words of faults bring along, none is ever
/// written out or read: ours are whole, and what another program says is made so first (`app/src/json.rs`).
/// Nor is a text ever written out for a programmer.
const NEVER: [&str; 8] = [
    "core::panicking::panic_fmt",
    "core::str::slice_error_fail_rt",
    "chrono::format::parse::parse_rfc2822",
    "serde_json::de::Deserializer<R>::f64_from_parts",
    "<f64 as core::fmt::Display>::fmt",
    "<f64 as core::fmt::Debug>::fmt",
    "<str as core::fmt::Debug>::fmt",
    "<char as core::fmt::Debug>::fmt",
];

const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;

/// Empties these functions, and whatever can only lead to them. What only they called is then cut away with whatever else nothing
/// reaches. Nothing moves, because the relocations of everything else say where it lies.
pub fn never_run(wasm: &[u8]) -> Result<Vec<u8>> {
    let names = module::names(wasm)?;
    let bodies: Vec<_> = (module::imported(wasm)?..).zip(module::bodies(wasm)?).collect();
    let named = |index: &u32| names.get(index).is_some_and(|name| never(name));
    let never = names.keys().copied().filter(named).collect();
    let stretches = doomed::stretches(&bodies, never)?;
    let mut code = 0..0;
    let mut section = 0;
    module::rewrite(wasm, |payload| {
        section += 1;
        Ok(match payload {
            Payload::CodeSectionStart { range, .. } => {
                code = bytes(range);
                let mut text = wasm[code.clone()].to_vec();
                for stretch in &stretches {
                    let stretch = &mut text[stretch.start - code.start..stretch.end - code.start];
                    stretch.fill(NOP);
                    stretch.iter_mut().take(1).for_each(|first| *first = UNREACHABLE);
                }
                Some(text)
            }
            Payload::CustomSection(custom) => match custom.as_known() {
                KnownCustom::Reloc(reloc) if custom.name() == "reloc.CODE" => {
                    Some(without(reloc, custom.name(), &stretches, code.start)?)
                }
                _ => None,
            },
            _ => None,
        })
    })
}

/// The relocations outside these stretches of a section, which are in order. They are counted from its start.
pub fn without(
    reloc: RelocSectionReader,
    name: &str,
    stretches: &[Range<usize>],
    start: usize,
) -> Result<Vec<u8>> {
    let (mut kept, mut text) = (0_u32, Vec::new());
    for entry in reloc.entries() {
        let entry = entry?;
        let at = start + entry.offset as usize;
        let before = stretches.partition_point(|it| it.start <= at);
        if before > 0 && stretches[before - 1].contains(&at) {
            continue;
        }
        kept += 1;
        text.push(entry.ty as u8);
        entry.offset.encode(&mut text);
        entry.index.encode(&mut text);
        if !matches!(entry.ty.addend_kind(), RelocAddendKind::None) {
            entry.addend.encode(&mut text);
        }
    }
    let mut section = Vec::new();
    name.encode(&mut section);
    reloc.section_index().encode(&mut section);
    kept.encode(&mut section);
    section.extend(text);
    Ok(section)
}
