//! The server has every piece.

use super::{Chunk, View, views};
use crate::sync::Live;

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
