//! Finds what can only end in a stop. The compiler keeps the words of every panic and the way to them; here a panic just stops.

use crate::module::bytes;
use anyhow::Result;
use std::collections::HashSet;
use std::ops::Range;
use wasmparser::{FunctionBody, Operator};

/// The stretches of code that go straight on to a stop. Nobody outside would see what they do. `never` are the functions that are
/// not called in earnest; whoever only goes on to one of them stops too, and so on.
pub fn stretches(
    bodies: &[(u32, FunctionBody)],
    mut never: HashSet<u32>,
) -> Result<Vec<Range<usize>>> {
    loop {
        let (before, mut found) = (never.len(), Vec::new());
        for (index, body) in bodies {
            let inside = if never.contains(index) { None } else { before_stops(body, &never)? };
            if let Some(stretches) = inside {
                found.extend(stretches);
            } else {
                never.insert(*index);
                let code = body.get_operators_reader()?.original_position();
                found.push(bytes(&(code..body.range().end - 1)));
            }
        }
        if never.len() == before {
            return Ok(found);
        }
    }
}

/// The stretches of a function that lead to a stop. None when all of it does.
fn before_stops(body: &FunctionBody, never: &HashSet<u32>) -> Result<Option<Vec<Range<usize>>>> {
    use Operator::{
        Block, Br, BrIf, BrTable, Call, CallIndirect, Else, End, If, Loop, Return, Unreachable,
    };
    let mut reader = body.get_operators_reader()?;
    let (mut found, mut straight) = (Vec::new(), true);
    let mut start = reader.original_position();
    while !reader.eof() {
        let operator = reader.read()?;
        let end = reader.original_position();
        let stop = match operator {
            Unreachable => true,
            Call { function_index } => never.contains(&function_index),
            _ => false,
        };
        if stop && straight {
            return Ok(None);
        }
        if stop {
            found.push(bytes(&(start..end)));
        }
        match operator {
            Block { .. } => start = end,
            Unreachable
            | Call { .. }
            | CallIndirect { .. }
            | Loop { .. }
            | If { .. }
            | Else
            | End
            | Br { .. }
            | BrIf { .. }
            | BrTable { .. }
            | Return => {
                straight = false;
                start = end;
            }
            _ => {}
        }
    }
    Ok(Some(found))
}
