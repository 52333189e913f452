//! The way to help right now. It stands beside position 1 and never acts by itself.

use super::parts::{each, fold, fold_plain, paragraph};
use crate::components::icon::Icon;
use crate::place::use_text;
use crate::text::ruler::guide::AcuteLine;
use leptos::prelude::*;

/// How many places to call stand in sight; the rest is one tap away.
const FIRST: usize = 3;

/// Who to call, the duty to report, and that nothing is sent on.
pub fn acute() -> AnyView {
    let text = &use_text().ruler;
    let acute = &text.acute;
    let (first, more) = acute.lines.split_at(FIRST.min(acute.lines.len()));
    view! {
        <div class="notice notice--acute">
            <Icon name="phone"/>
            <div>
                <b>{acute.title}</b>
                {paragraph("", acute.lead)}
                {calls(first)}
                {fold_plain(text.form.more_lines, vec![calls(more)])}
                {fold_plain(text.form.duty, each(acute.duty, |rule| paragraph("", *rule)))}
                {paragraph("", acute.promise)}
            </div>
        </div>
    }
    .into_any()
}

/// The same, folded up: beside a picture in which somebody sees position 1.
pub fn acute_fold() -> AnyView {
    let title = use_text().ruler.acute.title;
    fold("details", view! { <Icon name="phone"/> {title} }.into_any(), vec![acute()])
}

fn calls(lines: &'static [AcuteLine]) -> AnyView {
    view! { <ul class="acute__lines">{each(lines, line)}</ul> }.into_any()
}

fn line(place: &'static AcuteLine) -> AnyView {
    let call = use_text().ruler.form.call;
    let link = place.number.zip(place.tel).map(|(number, tel)| {
        view! {
            <a class="button button--quiet button--small nowrap" href=format!("tel:{tel}")>
                {call(number)}
            </a>
        }
    });
    view! {
        <li>
            <div>
                <b>{place.who}</b>
                <small>{place.when}</small>
            </div>
            {link}
        </li>
    }
    .into_any()
}
