//! The server has every piece.

use super::{Chunk, View, views};
use crate::pages::dialogue::steps;
use crate::sync::Live;
use crate::text::ruler::guide::{LOOKS_DA, LOOKS_EN, Looks};
use domain::dialogue::Step;
use domain::people::Language;

#[expect(clippy::unnecessary_wraps, reason = "the browser may not have it yet")]
pub fn view(chunk: Chunk) -> Option<View> {
    Some(match chunk {
        Chunk::Outside => View::Page(views::outside),
        Chunk::Home => View::Page(views::home),
        Chunk::Ruler => View::Page(views::ruler),
        Chunk::Dialogues => View::Page(views::dialogues),
        Chunk::Dialogue => View::Page(views::dialogue),
        Chunk::Prepare => View::Page(views::prepare),
        Chunk::Lay => View::Part(views::lay),
        Chunk::Minutes => View::Page(views::minutes),
        Chunk::Plan => View::Page(views::plan),
        Chunk::Dreams => View::Page(views::dreams),
        Chunk::DreamSheet => View::Part(views::dream_sheet),
        Chunk::People => View::Page(views::people),
        Chunk::Ways => View::Part(views::ways),
        Chunk::Consent => View::Page(views::consent),
        Chunk::Mine => View::Page(views::mine),
        Chunk::Before => View::Screen(steps::before),
        Chunk::Offered => View::Screen(steps::offered),
        Chunk::Step(step) => View::Screen(match step {
            Step::CheckIn => steps::check_in,
            Step::SinceLast | Step::Useful => steps::balls,
            Step::Works => steps::works,
            Step::Ruler => steps::rounds,
            Step::OneUp => steps::one_up,
            Step::Dream => steps::map,
            Step::Plan | Step::ReadBack => steps::agree,
        }),
    })
}

/// What is long about the five positions.
#[expect(clippy::unnecessary_wraps, reason = "the browser may not have it yet")]
pub fn guide(language: Language) -> Option<&'static [Looks; 5]> {
    Some(match language {
        Language::Da => &LOOKS_DA,
        Language::En => &LOOKS_EN,
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
    /// As the bundling tool calls its files, and those that come along on a page of this language.
    pub fn names(self, language: Language) -> impl Iterator<Item = &'static str> {
        let guide = match language {
            Language::Da => "guide_da",
            Language::En => "guide_en",
        };
        std::iter::once(self.name()).chain((self == Self::Ruler).then_some(guide))
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Home => "home",
            Self::Ruler => "ruler",
            Self::Dialogues => "dialogue_list",
            Self::Dialogue => "dialogue",
            Self::Prepare => "dialogue_prepare",
            Self::Lay => "dialogue_lay",
            Self::Before => "dialogue_before",
            Self::Minutes => "dialogue_minutes",
            Self::Plan => "plan",
            Self::Dreams => "dreams",
            Self::DreamSheet => "dreams_sheet",
            Self::People => "people",
            Self::Ways => "people_ways",
            Self::Consent => "people_consent",
            Self::Mine => "people_mine",
            Self::Offered => "dialogue_offered",
            Self::Step(step) => match step {
                Step::CheckIn => "dialogue_check_in",
                Step::SinceLast | Step::Useful => "dialogue_balls",
                Step::Works => "dialogue_works",
                Step::Ruler => "dialogue_rounds",
                Step::OneUp => "dialogue_one_up",
                Step::Dream => "dialogue_map",
                Step::Plan | Step::ReadBack => "dialogue_agree",
            },
        }
    }
}
