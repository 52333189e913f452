//! Puts like functions side by side and equal ones into one place: a compressor finds what has just been said cheaper than what
//! was said long ago.

use crate::module;
use anyhow::Result;
use std::convert::Infallible;
use wasm_encoder::StartSection;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, ElementSection, ExportSection, Function, FunctionSection};
use wasmparser::{Element, ElementItems, FunctionBody, Operator, Payload};

/// Where the functions come to stand. Those from outside stay where they are.
struct Places {
    imported: u32,
    own: Vec<u32>,
}

impl Reencode for Places {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        let own = function.checked_sub(self.imported);
        Ok(own.map_or(function, |own| self.imported + self.own[own as usize]))
    }
}

/// A module without what is only for tools (names), with its functions in order, and every number in the code as short as it can
/// be: the linker writes them wide, so that it can move things.
pub fn sorted(wasm: &[u8]) -> Result<Vec<u8>> {
    let (types, bodies) = (module::types(wasm)?, module::bodies(wasm)?);
    let key = |at: &usize| (types[*at], bodies[*at].as_bytes());
    let mut order: Vec<usize> = (0..bodies.len()).collect();
    order.sort_by_key(key);
    let mut own = vec![0; order.len()];
    let mut kept: Vec<usize> = Vec::new();
    for at in order {
        if kept.last().is_none_or(|last| key(last) != key(&at)) {
            kept.push(at);
        }
        own[at] = u32::try_from(kept.len() - 1)?;
    }
    let mut places = Places { imported: module::imported(wasm)?, own };
    let moved = module::rewrite(wasm, |payload| {
        Ok(match payload {
            Payload::FunctionSection(_) => {
                let mut section = FunctionSection::new();
                for at in &kept {
                    section.function(types[*at]);
                }
                Some(module::content(&section))
            }
            Payload::ExportSection(own) => {
                let mut section = ExportSection::new();
                places.parse_export_section(&mut section, own.clone())?;
                Some(module::content(&section))
            }
            Payload::StartSection { func, .. } => {
                let function_index = places.function_index(*func)?;
                Some(module::content(&StartSection { function_index }))
            }
            Payload::ElementSection(own) => {
                let mut section = ElementSection::new();
                for element in own.clone() {
                    let element = element?;
                    if !is_blank(&element)? {
                        places.parse_element(&mut section, element)?;
                    }
                }
                Some(module::content(&section))
            }
            Payload::CodeSectionStart { .. } => {
                let mut section = CodeSection::new();
                for at in &kept {
                    section.function(&short(&mut places, &bodies[*at])?);
                }
                Some(module::content(&section))
            }
            Payload::CustomSection(_) => Some(Vec::new()),
            _ => None,
        })
    })?;
    // What called two equal functions may itself have become equal to another.
    if kept.len() < bodies.len() { sorted(&moved) } else { Ok(moved) }
}

/// The splitter keeps places free for the functions of the pieces by saying that there is nothing. There is nothing anyhow.
fn is_blank(element: &Element) -> Result<bool> {
    let ElementItems::Expressions(_, items) = element.items.clone() else { return Ok(false) };
    for item in items {
        let first = item?.get_operators_reader().read()?;
        if !matches!(first, Operator::RefNull { .. }) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A function without what `trim` has emptied.
fn short(places: &mut Places, body: &FunctionBody) -> Result<Function> {
    let mut function = places.new_function_with_parsed_locals(body)?;
    let mut stopped = false;
    for operator in body.get_operators_reader()? {
        let operator = operator?;
        let stops = matches!(operator, Operator::Unreachable);
        if !matches!(operator, Operator::Nop) && !(stops && stopped) {
            function.instruction(&places.instruction(operator)?);
            stopped = stops;
        }
    }
    Ok(function)
}
