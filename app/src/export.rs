//! Everything a member may see as one file to read and print: no script, nothing fetched, black and white. Made from their view
//! and from nothing else. Only the server makes it.

mod sheet;
mod tools;

use crate::place::name;
use crate::text::{self, Text};
use chrono::{DateTime, NaiveDate, Utc};
use domain::protocol::Snapshot;
use domain::{Family, MemberId};
use sheet::Sheet;

/// What the file is written with.
struct Copy<'a> {
    family: &'a Family,
    text: &'static Text,
    sheet: Sheet,
}

/// The file.
pub fn page(view: &Snapshot, now: DateTime<Utc>) -> String {
    let Snapshot { family, me, .. } = view;
    let language = family.people.get(*me).map(|it| it.language).unwrap_or_default();
    let text = text::of(language);
    let mut copy = Copy { family, text, sheet: Sheet::new(text.common.lang, &family.name) };
    let when = text.dates.moment_of_year(text::dates::in_denmark(now));
    copy.sheet.line((text.export.taken)(&name(family, *me), &when));
    copy.sheet.line(text.export.lead);
    copy.sheet.line(&family.note);
    tools::all(&mut copy);
    copy.sheet.done()
}

/// What the file is called on the device; nothing personal, for it may be a borrowed one.
pub fn file_name(view: &Snapshot, now: DateTime<Utc>) -> String {
    let language = view.family.people.get(view.me).map(|it| it.language).unwrap_or_default();
    format!("{}-{}", text::of(language).export.file, now.date_naive())
}

impl Copy<'_> {
    fn name(&self, id: MemberId) -> String {
        let name = name(self.family, id);
        if name.is_empty() { self.text.common.someone.to_owned() } else { name }
    }

    fn names<'a>(&self, ids: impl IntoIterator<Item = &'a MemberId>) -> String {
        self.text.common.list(&ids.into_iter().map(|id| self.name(*id)).collect::<Vec<_>>())
    }

    /// With its year, as on paper that is kept.
    fn day(&self, on: NaiveDate) -> String {
        self.text.dates.day(on, NaiveDate::MIN)
    }

    /// "Amina, 3. december 2026".
    fn by(&self, by: MemberId, on: NaiveDate) -> String {
        format!("{}, {}", self.name(by), self.day(on))
    }
}
