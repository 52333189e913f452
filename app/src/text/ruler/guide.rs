//! The text of the ruler (*børnelineal*): what each position looks like, what usually helps
//! *there*, and the way to acute help. Danish is the original; English follows it sentence by
//! sentence. The words are our own. A municipality may load its own text in the same shape.

#[path = "guide_da.rs"]
mod guide_da;
#[path = "guide_en.rs"]
mod guide_en;
#[cfg(test)]
#[path = "guide_tests.rs"]
mod guide_tests;

pub use guide_da::DA;
pub use guide_en::EN;

/// The whole guide in one language.
///
/// Every language has the same shape: the same number of signs, steps, helpers, services and
/// lines in the same order, so an index means the same thing in all of them.
#[derive(Debug)]
pub struct Guide {
    /// The five positions, worst first: index 0 is position 1, index 4 is position 5.
    pub positions: [Position; 5],
    /// The way to help right now. Always shown with position 1, never acted on by itself.
    pub acute: Acute,
}

/// What stands on the ruler itself and beside it, wherever it is laid or looked at.
pub struct Named {
    pub name: &'static str,
    pub name_soft: &'static str,
    pub short: &'static str,
}

/// What is read at leisure: by far the most of the guide. It comes in a piece of its own, in one language.
pub struct Looks {
    pub signs: [&'static [&'static str]; 6],
    pub help: Help,
}

/// Only [`crate::chunks`] may name these two: whatever does, brings all their words along.
pub static LOOKS_DA: [Looks; 5] = DA.looks();
pub static LOOKS_EN: [Looks; 5] = EN.looks();

impl Guide {
    /// Without the rest, so that a page that needs no more has no more.
    pub const fn named(&self) -> [Named; 5] {
        let [one, two, three, four, five] = &self.positions;
        [one.named(), two.named(), three.named(), four.named(), five.named()]
    }

    const fn looks(&self) -> [Looks; 5] {
        let [one, two, three, four, five] = &self.positions;
        [one.looks(), two.looks(), three.looks(), four.looks(), five.looks()]
    }
}

impl Position {
    const fn named(&self) -> Named {
        Named { name: self.name, name_soft: self.name_soft, short: self.short }
    }

    const fn looks(&self) -> Looks {
        Looks { signs: self.signs, help: self.help }
    }
}

/// One position on the ruler. It describes how it goes in one setting, never what a child *is*.
#[derive(Debug)]
pub struct Position {
    /// The name in lower case, as it stands under the ruler.
    pub name: &'static str,
    /// The same name with a soft hyphen (U+00AD) wherever it may break; otherwise identical.
    pub name_soft: &'static str,
    /// Two short sentences for the card under the ruler.
    pub short: &'static str,
    /// What can be seen or heard, one list per age band: 0–2, 3–5, 6–9, 10–12, 13–17, 18–22.
    /// Four or five signs each. In positions 1–3 the first sign is something that still works;
    /// in 4–5 the strongest resource comes first. No sign stands in two positions of one band.
    /// Signs are examples to talk from, not a checklist and not an assessment.
    pub signs: [&'static [&'static str]; 6],
    /// What usually helps when it goes like this.
    pub help: Help,
}

/// Help at one position, so that a circle can agree on *what, with whom, when*.
///
/// The text is for all ages. "Barnet" ("the child") is used only where no neutral form is natural.
#[derive(Clone, Copy, Debug)]
pub struct Help {
    /// Five or six everyday steps that anybody around the child can begin with.
    pub steps: &'static [&'static str],
    /// Three or four kinds of people who can join, and with what.
    pub who: &'static [&'static str],
    /// Three to five services that Danish municipalities and regions have, named generically.
    /// They say what exists, never what a family is entitled to.
    pub services: &'static [&'static str],
}

/// The way to acute help and the duty to report. It stands beside position 1 and on paper.
#[derive(Debug)]
pub struct Acute {
    /// The heading, without a full stop.
    pub title: &'static str,
    /// What to do first, before anything else is read.
    pub lead: &'static str,
    /// Who to call, the most urgent first.
    pub lines: &'static [AcuteLine],
    /// The duty to report (*underretning*) in plain words. The tool never replaces it.
    pub duty: &'static [&'static str],
    /// That nothing is sent on by the tool itself.
    pub promise: &'static str,
}

/// One place to call.
#[derive(Debug)]
pub struct AcuteLine {
    /// The name of the place, without a full stop.
    pub who: &'static str,
    /// The number as it is shown, or `None` where it differs from place to place.
    pub number: Option<&'static str>,
    /// The same number for a `tel:` link: digits, with +45 before eight-digit numbers.
    /// It is `Some` exactly when `number` is.
    pub tel: Option<&'static str>,
    /// When to call there.
    pub when: &'static str,
}
