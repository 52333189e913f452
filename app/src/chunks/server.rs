//! The server has every piece.

use super::{Chunk, View, views};
use crate::sync::Live;

#[expect(clippy::unnecessary_wraps, reason = "the browser may not have it yet")]
pub fn view(chunk: Chunk) -> Option<View> {
    Some(match chunk {
        Chunk::Outside => views::outside,
        Chunk::Home => views::home,
        Chunk::Ruler => views::ruler,
        Chunk::Dialogue => views::dialogue,
        Chunk::Plan => views::plan,
        Chunk::Dreams => views::dreams,
        Chunk::People => views::people,
    })
}

#[expect(clippy::unused_async, reason = "the browser's side waits")]
pub async fn fetch(_chunk: Chunk) -> bool {
    true
}

#[expect(clippy::unused_async, reason = "the browser's side waits")]
pub async fn live() -> Option<Live> {
    Some(Live::DRIVER)
}

impl Chunk {
    /// As the bundling tool calls its files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Home => "home",
            Self::Ruler => "ruler",
            Self::Dialogue => "dialogue",
            Self::Plan => "plan",
            Self::Dreams => "dreams",
            Self::People => "people",
        }
    }
}
