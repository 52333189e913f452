//! Leaves out what a module says and nobody reads: the places in its source, which only a panic would tell.

use crate::module::{self, bytes};
use crate::trim::without;
use anyhow::Result;
use std::ops::Range;
use wasmparser::{
    DataKind, DataSectionReader, DefinedDataSymbol, KnownCustom, Linking, Operator, Parser,
    Payload, SymbolInfo,
};

/// The bytes of a place: where its path lies, how long that is, the line, the column.
const SIZE: usize = 16;

/// The module with empty places.
pub fn blank(wasm: &[u8]) -> Result<Vec<u8>> {
    let texts = Texts::of(wasm)?;
    module::rewrite(wasm, |payload| {
        Ok(match payload {
            Payload::DataSection(section) => {
                let range = bytes(&section.range());
                let mut data = wasm[range.clone()].to_vec();
                for place in &texts.places {
                    data[place.start - range.start..place.end - range.start].fill(0);
                }
                Some(data)
            }
            Payload::CustomSection(custom) => match custom.as_known() {
                KnownCustom::Reloc(reloc) if custom.name() == "reloc.DATA" => {
                    Some(without(reloc, custom.name(), &texts.places, texts.start)?)
                }
                _ => None,
            },
            _ => None,
        })
    })
}

/// What is looked for, by where it lies in the file.
#[derive(Default)]
struct Texts {
    /// Where the data begins.
    start: usize,
    places: Vec<Range<usize>>,
}

impl Texts {
    fn of(wasm: &[u8]) -> Result<Self> {
        let (mut it, mut symbols, mut addresses) = (Self::default(), Vec::new(), Vec::new());
        let mut segments = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::DataSection(section) => {
                    it.start = bytes(&section.range()).start;
                    segments = self::segments(section)?;
                }
                Payload::CustomSection(custom) => match custom.as_known() {
                    KnownCustom::Linking(parts) => {
                        for part in parts {
                            let Linking::SymbolTable(all) = part? else { continue };
                            for symbol in all {
                                symbols.extend(place(&symbol?, &segments));
                            }
                        }
                    }
                    KnownCustom::Reloc(reloc) if custom.name() == "reloc.DATA" => {
                        for entry in reloc.entries() {
                            addresses.push(it.start + entry?.offset as usize);
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        addresses.sort_unstable();
        symbols.sort_unstable_by_key(|symbol| symbol.start);
        symbols.dedup();
        for symbol in symbols {
            let from = addresses.partition_point(|at| *at < symbol.start);
            let inside: Vec<_> =
                addresses[from..].iter().take_while(|at| **at < symbol.end).collect();
            if inside == [&symbol.start] && is_place(wasm, &symbol, &segments) {
                it.places.push(symbol);
            }
        }
        Ok(it)
    }
}

/// Where a segment lies in memory, and where in the file. One that is laid out only when it is asked for lies nowhere yet, and keeps
/// its place among the others: symbols name a segment by its number.
type Segment = (Option<usize>, Range<usize>);

fn segments(section: DataSectionReader) -> Result<Vec<Segment>> {
    let mut segments = Vec::new();
    for data in section {
        let data = data?;
        let end = bytes(&data.range).end;
        segments.push((address(&data.kind)?, end - data.data.len()..end));
    }
    Ok(segments)
}

fn address(kind: &DataKind) -> Result<Option<usize>> {
    let DataKind::Active { offset_expr, .. } = kind else { return Ok(None) };
    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
        return Ok(None);
    };
    Ok(Some(usize::try_from(value)?))
}

/// Where a symbol of the size that is looked for lies in the file.
fn place(symbol: &SymbolInfo, segments: &[Segment]) -> Option<Range<usize>> {
    let SymbolInfo::Data { symbol: Some(DefinedDataSymbol { index, offset, size }), .. } = symbol
    else {
        return None;
    };
    let from = segments.get(*index as usize)?.1.start + *offset as usize;
    (*size as usize == SIZE).then_some(from..from + SIZE)
}

/// A path of a source file, of such a length, and then where in it.
fn is_place(wasm: &[u8], symbol: &Range<usize>, segments: &[Segment]) -> bool {
    let word = |index: usize| {
        let at = symbol.start + index * 4;
        u32::from_le_bytes(wasm[at..at + 4].try_into().expect("four bytes")) as usize
    };
    let (path, length) = (word(0), word(1));
    let named = segments.iter().find_map(|(address, file)| {
        let from = path.checked_sub((*address)?)?;
        (from < file.len() && length <= file.len() - from)
            .then(|| &wasm[file.start + from..][..length])
    });
    named.is_some_and(|path| path.ends_with(b".rs"))
}

#[cfg(test)]
mod tests {
    use super::{is_place, place as place_of, segments};
    use wasm_encoder::{ConstExpr, DataSection, Encode};
    use wasmparser::{BinaryReader, DataSectionReader, DefinedDataSymbol, SymbolFlags, SymbolInfo};

    #[test]
    fn a_segment_that_lies_nowhere_yet_moves_no_other() {
        let place = [104_u32, 4, 7, 8].map(u32::to_le_bytes).concat();
        let mut section = DataSection::new();
        section.passive(*b"nowhere");
        section.active(0, &ConstExpr::i32_const(100), [b"....a.rs".to_vec(), place].concat());
        let mut wasm = Vec::new();
        section.encode(&mut wasm);
        // Before the content stands its length, in one byte.
        let reader = DataSectionReader::new(BinaryReader::new(&wasm[1..], 1)).unwrap();
        let segments = segments(reader).unwrap();
        let symbol = |index, offset| {
            let symbol = Some(DefinedDataSymbol { index, offset, size: 16 });
            SymbolInfo::Data { flags: SymbolFlags::empty(), name: "place", symbol }
        };
        let found = place_of(&symbol(1, 8), &segments).unwrap();
        assert!(is_place(&wasm, &found, &segments));
        assert_eq!(place_of(&symbol(0, 0), &segments).unwrap().start, segments[0].1.start);
        assert!(place_of(&symbol(2, 0), &segments).is_none());
    }
}
