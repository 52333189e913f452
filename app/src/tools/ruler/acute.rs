//! The way to help right now. It stands beside position 1 and never acts by itself.

use crate::components::icon::Icon;
use crate::place::use_text;
use crate::text::ruler::guide::AcuteLine;
use leptos::prelude::*;

/// How many places to call stand in sight; the rest is one tap away.
const FIRST: usize = 3;

/// Who to call, the duty to report, and that nothing is sent on.
#[component]
pub fn Acute() -> impl IntoView {
    let text = &use_text().ruler;
    let acute = &text.guide.acute;
    let (first, more) = acute.lines.split_at(FIRST.min(acute.lines.len()));
    view! {
        <div class="notice notice--acute">
            <Icon name="phone"/>
            <div>
                <b>{acute.title}</b>
                <p>{acute.lead}</p>
                <ul class="acute__lines">{first.iter().map(line).collect_view()}</ul>
                <details class="details details--plain">
                    <summary>{text.form.more_lines}</summary>
                    <ul class="acute__lines">{more.iter().map(line).collect_view()}</ul>
                </details>
                <details class="details details--plain">
                    <summary>{text.form.duty}</summary>
                    <div>{acute.duty.iter().map(|rule| view! { <p>{*rule}</p> }).collect_view()}</div>
                </details>
                <p>{acute.promise}</p>
            </div>
        </div>
    }
}

/// The same, folded up: beside a picture in which somebody sees position 1.
#[component]
pub fn AcuteFold() -> impl IntoView {
    let text = &use_text().ruler;
    view! {
        <details class="details">
            <summary>
                <Icon name="phone"/>
                {text.guide.acute.title}
            </summary>
            <div><Acute/></div>
        </details>
    }
}

fn line(line: &'static AcuteLine) -> impl IntoView {
    let call = use_text().ruler.form.call;
    let link = line.number.zip(line.tel).map(|(number, tel)| {
        view! {
            <a class="button button--quiet button--small nowrap" href=format!("tel:{tel}")>
                {call(number)}
            </a>
        }
    });
    view! {
        <li>
            <div>
                <b>{line.who}</b>
                <small>{line.when}</small>
            </div>
            {link}
        </li>
    }
}
