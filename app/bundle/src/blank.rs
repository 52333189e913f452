//! Says shortly what a module says at length and nobody reads: the places in its source, which only a panic would tell, and the
//! numbers by which it knows its types apart, sixteen bytes of chance each.

use crate::module::{self, bytes};
use crate::trim::without;
use anyhow::Result;
use std::collections::HashMap;
use std::ops::Range;
use wasmparser::{
    DataKind, DataSectionReader, DefinedDataSymbol, KnownCustom, Linking, Operator, Parser,
    Payload, SymbolInfo,
};

/// The bytes of a place (where its path lies, how long that is, the line, the column), and of a type's number.
const SIZE: usize = 16;
const HALF: usize = SIZE / 2;

/// The module with empty places and short numbers.
pub fn blank(wasm: &[u8]) -> Result<Vec<u8>> {
    let texts = Texts::of(wasm)?;
    let numbers = numbers(wasm, &texts);
    module::rewrite(wasm, |payload| {
        Ok(match payload {
            Payload::DataSection(section) => {
                let range = bytes(&section.range());
                let mut data = wasm[range.clone()].to_vec();
                for place in &texts.places {
                    data[place.start - range.start..place.end - range.start].fill(0);
                }
                for at in texts.numbers.iter().flat_map(|it| [it.start, it.start + HALF]) {
                    let to = at - range.start..at - range.start + HALF;
                    let half = half(wasm, at);
                    data[to].copy_from_slice(&numbers[&half].to_le_bytes());
                }
                Some(data)
            }
            Payload::CodeSectionStart { range, .. } => Some(code(wasm, &bytes(range), &numbers)?),
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
    numbers: Vec<Range<usize>>,
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
            match inside.as_slice() {
                [] if is_number(&wasm[symbol.clone()]) => it.numbers.push(symbol),
                [first] if **first == symbol.start && is_place(wasm, &symbol, &segments) => {
                    it.places.push(symbol);
                }
                _ => {}
            }
        }
        Ok(it)
    }
}

/// Where a segment lies in memory, and where in the file.
type Segment = (usize, Range<usize>);

fn segments(section: DataSectionReader) -> Result<Vec<Segment>> {
    let mut segments = Vec::new();
    for data in section {
        let data = data?;
        let end = bytes(&data.range).end;
        let DataKind::Active { offset_expr, .. } = data.kind else { continue };
        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
            continue;
        };
        segments.push((usize::try_from(value)?, end - data.data.len()..end));
    }
    Ok(segments)
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

fn half(wasm: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(wasm[at..at + HALF].try_into().expect("eight bytes"))
}

/// A path of a source file, of such a length, and then where in it.
fn is_place(wasm: &[u8], symbol: &Range<usize>, segments: &[Segment]) -> bool {
    let word = |index: usize| {
        let at = symbol.start + index * 4;
        u32::from_le_bytes(wasm[at..at + 4].try_into().expect("four bytes")) as usize
    };
    let (path, length) = (word(0), word(1));
    let inside = |(address, file): &&Segment| {
        (*address..address + file.len()).contains(&path) && length <= address + file.len() - path
    };
    segments.iter().find(inside).is_some_and(|(address, file)| {
        let from = file.start + path - address;
        wasm[from..from + length].ends_with(b".rs")
    })
}

/// The number of a type is made by chance. What could be a text or two numbers with a fraction is none: to pass over one costs
/// sixteen bytes.
fn is_number(it: &[u8]) -> bool {
    let real = |half: &[u8]| {
        let value = f64::from_le_bytes(half.try_into().expect("eight bytes"));
        (1e-30..1e30).contains(&value.abs())
    };
    let mut all = it.to_vec();
    all.sort_unstable();
    all.dedup();
    all.len() >= 12 && str::from_utf8(it).is_err() && !it.chunks(HALF).all(real)
}

/// What each half of a number becomes. Numbers that stand beside each other differ by one.
fn numbers(wasm: &[u8], texts: &Texts) -> HashMap<u64, u64> {
    let mut numbers = HashMap::new();
    for (count, it) in (1..).zip(&texts.numbers) {
        for at in [it.start, it.start + HALF] {
            numbers.entry(half(wasm, at)).or_insert(count);
        }
    }
    numbers
}

/// The code, comparing with the short numbers. They take as much room as the long ones did, until it is written anew.
fn code(wasm: &[u8], range: &Range<usize>, numbers: &HashMap<u64, u64>) -> Result<Vec<u8>> {
    let mut code = wasm[range.clone()].to_vec();
    for body in module::bodies(wasm)? {
        let mut reader = body.get_operators_reader()?;
        while !reader.eof() {
            let from = reader.original_position();
            let Operator::I64Const { value } = reader.read()? else { continue };
            let Some(number) = numbers.get(&value.cast_unsigned()) else { continue };
            let room = bytes(&(from + 1..reader.original_position()));
            write(&mut code[room.start - range.start..room.end - range.start], *number);
        }
    }
    Ok(code)
}

/// Writes a small number into all of this room.
fn write(room: &mut [u8], mut number: u64) {
    let last = room.len() - 1;
    for (at, byte) in room.iter_mut().enumerate() {
        *byte = (number & 0x7f) as u8 | if at < last { 0x80 } else { 0 };
        number >>= 7;
    }
}
