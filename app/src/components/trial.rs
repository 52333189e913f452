//! A way in that is new, told to whoever was in before it was there: what it is, and its end by one tap.

use super::form::Hidden;
use crate::boot::{NewWay, OnTrial};
use crate::place::{of_boot, use_text};
use leptos::prelude::*;

/// The card. Its forms go to the account, without a script too.
#[component]
pub fn TrialCard(
    new: OnTrial,
    /// The page of our own to come back to.
    #[prop(into)]
    then: String,
    /// Where it stands beside what asks for a proof: what waits for that.
    #[prop(default = None)]
    proving: Option<AnyView>,
) -> impl IntoView {
    let text = &use_text().trial;
    let (one, until) = (new.ways.len() == 1, until(&new));
    let mine = (new.mine && proving.is_none()).then(|| {
        view! {
            <form method="post" action="/account">
                <Hidden name="act" value="mine"/>
                <Hidden name="then" value=then/>
                <button class="button button--quiet button--wide">{text.yes}</button>
            </form>
        }
    });
    let asks = match (&proving, &mine) {
        (Some(_), _) => text.asks_here,
        (None, Some(_)) => text.asks,
        (None, None) => text.asks_first,
    };
    view! {
        <section class="card card--new stack stack--tight" aria-labelledby="trial">
            <h2 id="trial">{text.title}</h2>
            <ul class="plain">{new.ways.into_iter().map(line).collect_view()}</ul>
            <p class="muted">{if one { (text.until)(&until) } else { (text.until_all)(&until) }}</p>
            <p>{asks}</p>
            <div class="button-pair">
                {mine}
                <form method="post" action="/account">
                    <Hidden name="act" value="not-mine"/>
                    {proving}
                    <button class="button button--quiet button--wide">{if one { text.no } else { text.no_all }}</button>
                </form>
            </div>
        </section>
    }
}

fn line(NewWay { kind, made }: NewWay) -> impl IntoView {
    let text = use_text();
    let now = of_boot(|boot| boot.now).unwrap_or_default();
    let when = text.dates.near(made.date_naive(), now.date_naive());
    view! { <li><b>{(text.trial.kind)(kind)}</b> " · " {(text.trial.made)(&when)}</li> }
}

fn until(new: &OnTrial) -> String {
    let now = of_boot(|boot| boot.now).unwrap_or_default();
    use_text().dates.day(new.until.date_naive(), now.date_naive())
}
