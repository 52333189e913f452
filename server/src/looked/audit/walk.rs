//! Walking one family's chain.

use super::Break;
use crate::looked::chain::Links;
use crate::store::looked::ANEW;
use crate::store::{Book, Bound, Chain, Entry, LookHead, LookRow};

/// The first break from the front, so that the line says where it begins.
pub fn walk(chain: &Links, head: &LookHead, book: &Book) -> Option<Break> {
    if chain.head(head) != head.seal {
        return Some(Break::Head);
    }
    // Last: that a chain was begun anew must not hide what was done to it since.
    let anew = || (head.cut == 0 && head.cut_hash == ANEW).then_some(Break::Anew);
    looks(chain, head, &book.rows)
        .or_else(|| changes(chain, head.changes, &book.entries))
        .or_else(anew)
}

fn looks(chain: &Links, head: &LookHead, rows: &[LookRow]) -> Option<Break> {
    let (mut before, mut last) = (head.cut_hash, head.cut);
    for row in rows {
        let next = last + 1;
        if row.number > next && next <= head.last {
            return Some(Break::Missing { row: next });
        }
        if row.number != next || next > head.last {
            return Some(Break::TooMuch { row: row.number });
        }
        if chain.row(&before, row.number, row.at, &row.body) != row.hash {
            return Some(Break::Changed { row: row.number });
        }
        (before, last) = (row.hash, row.number);
    }
    (last < head.last).then_some(Break::Missing { row: last + 1 })
}

/// What stands before the bound ones is held by its numbers alone.
fn changes(chain: &Links, head: Option<Bound>, entries: &[Entry]) -> Option<Break> {
    let end = head.map_or(u64::MAX, |it| it.last);
    let mut bound = head.map(|it| Bound::after(it.from));
    let mut last = 0;
    for it in entries {
        let (next, seq) = (last + 1, it.event.seq);
        if seq > next && next <= end {
            return Some(Break::ChangeMissing { change: next });
        }
        if seq != next || next > end {
            return Some(Break::ChangeTooMuch { change: seq });
        }
        if let (Some(so_far), true) = (bound, head.is_some_and(|it| seq > it.from)) {
            let digest = it.digest.filter(|_| chain.is_bound(it));
            let Some(digest) = digest else { return Some(Break::ChangeChanged { change: seq }) };
            bound = Some(so_far.with(&it.event, &digest));
        }
        last = seq;
    }
    match (head, bound) {
        (Some(head), _) if last < head.last => Some(Break::ChangeMissing { change: last + 1 }),
        (Some(head), Some(bound)) if bound.hash != head.hash => Some(Break::Changes),
        _ => None,
    }
}
