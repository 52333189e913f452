//! Views without a type of their own. Each kind of view that is built, hydrated and followed costs its share of the download;
//! these make many views of one kind.

use leptos::prelude::*;

/// A view that follows what it reads.
pub fn follow(view: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let view: Box<dyn FnMut() -> AnyView + Send> = Box::new(view);
    view.into_any()
}

/// Words that follow what they read.
pub fn words(words: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(words)
}

/// Several views, one after the other.
pub fn each<T>(
    things: impl IntoIterator<Item = T>,
    view: impl FnMut(T) -> AnyView,
) -> Vec<AnyView> {
    things.into_iter().map(view).collect()
}

/// Nothing, where there may be something.
pub fn nothing() -> AnyView {
    ().into_any()
}

/// A paragraph; without a class it is plain.
pub fn paragraph(class: &'static str, words: impl Into<String>) -> AnyView {
    let words: String = words.into();
    view! { <p class=(!class.is_empty()).then_some(class)>{words}</p> }.into_any()
}

/// A heading of a thing.
pub fn heading(words: impl Into<String>) -> AnyView {
    let words: String = words.into();
    view! { <h3>{words}</h3> }.into_any()
}

/// Our own words, line by line.
pub fn lines(lines: &'static [&'static str]) -> AnyView {
    let lines = each(lines, |line| view! { <li>{*line}</li> }.into_any());
    view! { <ul>{lines}</ul> }.into_any()
}

/// Something that folds out; `class` says how it looks.
pub fn fold(class: &'static str, summary: AnyView, body: Vec<AnyView>) -> AnyView {
    view! {
        <details class=class>
            <summary>{summary}</summary>
            <div>{body}</div>
        </details>
    }
    .into_any()
}

/// A fold without a sheet, under plain words.
pub fn fold_plain(summary: &'static str, body: Vec<AnyView>) -> AnyView {
    fold("details details--plain", summary.into_any(), body)
}

/// A part of the page under its heading. `id`: of the heading, so that it can be led to.
pub fn part(
    id: &'static str,
    class: &'static str,
    title: Signal<String>,
    body: Vec<AnyView>,
) -> AnyView {
    view! {
        <section class=class aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {body}
        </section>
    }
    .into_any()
}
