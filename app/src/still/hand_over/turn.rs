//! One person's turn: what the dialogue asks just now, and passing it on. Nothing of before stands here, not even their own.

use super::{Asks, Turn};
use crate::components::form::Hidden;
use crate::components::icon::Icon;
use crate::place::use_text;
use crate::tools::ruler::{acute, on_the_rule};
use domain::people::AgeBand;
use domain::ruler::{Level, Setting};
use domain::talk::Column;
use leptos::prelude::*;
use std::collections::BTreeMap;

type Typed = BTreeMap<String, String>;

/// A column, as it goes over the wire.
const fn value(column: Column) -> &'static str {
    match column {
        Column::Works => "works",
        Column::Wish => "wish",
        Column::Worry => "worry",
        Column::OneUp => "one_up",
    }
}

/// The page.
#[component]
pub fn TurnPage(turn: Turn) -> impl IntoView {
    let text = &use_text().hand_over;
    let Turn { name, asks, new, typed, kept } = turn;
    let done = kept.then(|| {
        view! {
            <div class="notice notice--done" role="status">
                <Icon name="check"/>
                <div><p>{text.kept}</p></div>
            </div>
        }
    });
    let body = match asks {
        Asks::CheckIn => view! { <CheckIn/> }.into_any(),
        Asks::Card { columns, child } => view! { <Card columns child typed/> }.into_any(),
        Asks::Place { child, setting, age, laid } => {
            view! { <Place child setting age laid typed/> }.into_any()
        }
        Asks::NoRound => view! { <p>{text.no_round}</p> }.into_any(),
        Asks::Stands => view! { <p>{text.stands}</p> }.into_any(),
        Asks::Nothing => view! { <p>{text.nothing}</p> }.into_any(),
    };
    view! {
        <h1>{(text.turn)(&name)}</h1>
        {done}
        <form method="post" action="/hand-over" class="turn stack" autocomplete="off">
            <Hidden name="new" value=new.to_string()/>
            {body}
        </form>
        <p class="private"><Icon name="lock"/> {text.blind}</p>
        <form method="post" action="/hand-over">
            <Hidden name="act" value="pass"/>
            <button class="button button--quiet button--wide">{text.pass}</button>
        </form>
    }
}

#[component]
fn CheckIn() -> impl IntoView {
    let text = use_text();
    let words = &text.dialogue.check_in;
    let face = |(index, word): (usize, &'static str)| {
        let number = index + 1;
        view! {
            <label class="faces__face">
                <input r#type="radio" name="face" value=number required/>
                <svg aria-hidden="true"><use href=format!("/faces.svg#checkin-{number}")></use></svg>
                <span>{word}</span>
            </label>
        }
    };
    view! {
        <Hidden name="act" value="check_in"/>
        <p class="lead">{words.legend}</p>
        <fieldset class="faces">
            <legend class="visually-hidden">{words.legend}</legend>
            <div class="faces__row">{words.faces.into_iter().enumerate().map(face).collect_view()}</div>
            <label class="faces__pass">
                <input r#type="radio" name="face" value="pass"/>
                <span>{words.pass}</span>
            </label>
        </fieldset>
        <button class="button button--wide">{words.go}</button>
        <p class="private"><Icon name="eye"/> {words.seen}</p>
    }
}

#[component]
fn Card(columns: Vec<Column>, child: Option<String>, typed: Typed) -> impl IntoView {
    let text = use_text();
    let first = columns[0];
    let chosen = typed.get("column").cloned().unwrap_or_else(|| value(first).to_owned());
    let column = |column: &Column| {
        view! {
            <label class="choice__card">
                <input r#type="radio" name="column" value=value(*column) checked=chosen == value(*column)/>
                <span><b>{(text.talk.label)(*column)}</b></span>
            </label>
        }
    };
    let several = columns.len() > 1;
    let label = if several { text.hand_over.words } else { (text.talk.label)(first) };
    view! {
        <Hidden name="act" value="card"/>
        <p class="lead">{(text.talk.ask)(first, child.as_deref())}</p>
        {several.then(|| view! {
            <fieldset class="choice choice--grid">
                <legend>{text.hand_over.column}</legend>
                {columns.iter().map(column).collect_view()}
            </fieldset>
        })}
        <Area name="text" label=label hint=(text.talk.hint)(first) typed=typed.clone() needed=true/>
        {(first == Column::OneUp).then(|| view! {
            <Area name="notices" label=text.talk.notices hint=text.talk.notices_hint typed needed=false/>
        })}
        <button class="button button--wide">{text.talk.lay}</button>
        <p class="private"><Icon name="eye"/> {text.hand_over.seen}</p>
    }
}

#[component]
fn Place(
    child: Option<String>,
    setting: Setting,
    age: Option<AgeBand>,
    laid: bool,
    typed: Typed,
) -> impl IntoView {
    let text = use_text();
    let child = child.as_deref().unwrap_or(text.people.you);
    let question = (text.ruler.question_now)(child, (text.ruler.setting_of)(setting, age));
    let chosen = typed.get("level").cloned().unwrap_or_default();
    let position = |level: Level| {
        view! {
            <label class="ruler__position">
                <input
                    r#type="radio"
                    name="level"
                    value=level.number()
                    required
                    checked=chosen == level.number().to_string()
                />
                {on_the_rule(level)}
            </label>
        }
    };
    view! {
        <Hidden name="act" value="place"/>
        <p class="lead">{question.clone()}</p>
        {laid.then(|| view! { <p>{text.hand_over.laid}</p> })}
        <fieldset class="ruler">
            <legend class="visually-hidden">{question}</legend>
            <div class="ruler__track">{Level::ALL.map(position)}</div>
        </fieldset>
        <div class="place-form__acute">{acute()}</div>
        <Area name="because" label=(text.ruler.form.because)(None) hint="" typed needed=false/>
        <button class="button button--wide">{text.ruler.form.lay}</button>
        <p class="private"><Icon name="eye"/> {text.ruler.form.in_round}</p>
    }
}

#[component]
fn Area(
    name: &'static str,
    #[prop(into)] label: String,
    hint: &'static str,
    typed: Typed,
    needed: bool,
) -> impl IntoView {
    let value = typed.get(name).cloned().unwrap_or_default();
    let hint_id = format!("{name}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            <textarea
                id=name
                name=name
                rows="3"
                maxlength=domain::input::TEXT
                required=needed
                autocomplete="off"
                aria-describedby=described
            >
                {value}
            </textarea>
        </div>
    }
}
