//! What may stand on a card, and how two changes of one picture become one.

use super::{MOST_POINTS, PICTOGRAMS, Picture};
use crate::Refusal;

type Stroke = Vec<(u8, u8)>;

impl Picture {
    /// Tells one picture from another; says which picture a change started from. (FNV-1a: the same in every version.)
    pub fn mark(&self) -> u32 {
        match self {
            Self::None => mark([]),
            Self::Pictogram { name } => mark(name.bytes()),
            Self::Drawing { strokes } => mark_of(strokes),
        }
    }

    /// The picture that comes of `self`, which stands there, and of `mine`, which started from another. What both drew on top of
    /// one drawing is put together; of everything else there can be only one, and the writer chooses: [`Refusal::TextMoved`].
    /// Whoever does not say what they started from is taken at their word.
    pub(super) fn joined(&self, from: Option<u32>, mine: &Self) -> Result<Self, Refusal> {
        let Some(from) = from.filter(|from| *from != self.mark() && mine != self) else {
            return Ok(mine.clone());
        };
        let (Self::Drawing { strokes: now }, Self::Drawing { strokes: mine }) = (self, mine) else {
            return Err(Refusal::TextMoved);
        };
        let same = now.iter().zip(mine).take_while(|(now, mine)| now == mine).count();
        let started = (1..=same).rev().find(|count| mark_of(&now[..*count]) == from);
        let strokes: Vec<_> = match started {
            Some(count) => now.iter().chain(&mine[count..]).cloned().collect(),
            None => return Err(Refusal::TextMoved),
        };
        // More than one drawing holds: the finger that was slower shall not lose its strokes to a limit.
        if points(&strokes) > MOST_POINTS {
            return Err(Refusal::TextMoved);
        }
        Ok(Self::Drawing { strokes })
    }

    pub(super) fn checked(&self) -> Result<Self, Refusal> {
        match self {
            Self::Pictogram { name } if !PICTOGRAMS.contains(&name.as_str()) => {
                Err(Refusal::OffScale)
            }
            Self::Drawing { strokes } if points(strokes) > MOST_POINTS => {
                Err(Refusal::TooLong { max: MOST_POINTS })
            }
            _ => Ok(self.clone()),
        }
    }

    /// Whether there is nothing to see.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::None => true,
            Self::Pictogram { .. } => false,
            Self::Drawing { strokes } => strokes.iter().all(Vec::is_empty),
        }
    }
}

fn points(strokes: &[Stroke]) -> usize {
    strokes.iter().map(|stroke| stroke.len() + 1).sum()
}

fn mark_of(strokes: &[Stroke]) -> u32 {
    // A stroke ends with one number more than its points have, so that no two drawings give the same bytes.
    mark(
        strokes.iter().flat_map(|stroke| {
            stroke.iter().flat_map(|(x, y)| [1, *x, *y]).chain(std::iter::once(0))
        }),
    )
}

fn mark(bytes: impl IntoIterator<Item = u8>) -> u32 {
    bytes
        .into_iter()
        .fold(0x811c_9dc5, |mark, byte| (mark ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
