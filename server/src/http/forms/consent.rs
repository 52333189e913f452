//! Giving, taking back, and telling the law one works under; and what is kept from somebody.

use super::fields::{Fields, ticked};
use super::send::{Form, fresh, to_family};
use crate::parts::Parts;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::consent::{Command, Heard, Section};
use domain::shield::{Command as Shield, Noted};
use domain::{FactId, MemberId, Refusal};
use std::collections::BTreeSet;

/// Fields by act. give: to, of, section-… or all, purpose, until, heard. withdraw: to, of, section. basis: text (from_text).
pub async fn consent(
    State(parts): State<Parts>,
    Path(family): Path<String>,
    request: Request,
) -> Response {
    to_family(&parts, &family, request, given).await
}

/// Fields by act. set: id or new, about, kind, text, words (one a line), known-…, kept-…, dialogue (from_text, from_words, from_known,
/// from_kept). remove: id.
pub async fn shield(
    State(parts): State<Parts>,
    Path(family): Path<String>,
    request: Request,
) -> Response {
    to_family(&parts, &family, request, kept).await
}

pub(super) fn given(Form { fields, .. }: &Form<'_>) -> Result<domain::Command, Refusal> {
    let to = || fields.needed("to", Refusal::Unknown);
    let of = fields.optional("of", Refusal::Unknown)?;
    Ok(domain::Command::Consent(match fields.text("act").as_str() {
        "give" => {
            let all = fields.has("all");
            let chosen = |it: &Section| all || fields.has(&format!("section-{}", it.slug()));
            Command::Give {
                to: to()?,
                of,
                sections: Section::ALL.into_iter().filter(chosen).collect(),
                purpose: fields.text("purpose"),
                until: fields.needed("until", Refusal::OffScale)?,
                heard: if of.is_some() { Heard::Own } else { fields.choice("heard")? },
            }
        }
        "withdraw" => {
            let section = fields.has("section").then(|| fields.choice("section")).transpose()?;
            Command::Withdraw { to: to()?, of, section }
        }
        "basis" => {
            let from = fields.has("from_text").then(|| fields.text("from_text"));
            Command::Basis { text: fields.text("text"), from }
        }
        _ => return Err(Refusal::Unknown),
    }))
}

pub(super) fn kept(Form { fields, .. }: &Form<'_>) -> Result<domain::Command, Refusal> {
    Ok(domain::Command::Shield(match fields.text("act").as_str() {
        "set" => Shield::Set {
            id: fields
                .optional("id", Refusal::Unknown)?
                .unwrap_or_else(|| fresh(fields, "new", FactId)),
            about: fields.needed("about", Refusal::Unknown)?,
            kind: fields.choice("kind")?,
            text: fields.text("text"),
            words: lines(&fields.text("words")),
            known_to: ticked(fields, "known-")?,
            kept_from: ticked(fields, "kept-")?,
            dialogue: fields.optional("dialogue", Refusal::Unknown)?,
            from: fields.has("from_text").then(|| started(fields)).transpose()?.map(Box::new),
        },
        "remove" => Shield::Remove { id: fields.needed("id", Refusal::Unknown)? },
        _ => return Err(Refusal::Unknown),
    }))
}

/// What a change of a fact started from.
fn started(fields: &Fields) -> Result<Noted, Refusal> {
    let ids = |name: &str| -> Result<BTreeSet<MemberId>, Refusal> {
        let ids = fields.text(name);
        ids.split_whitespace().map(|id| id.parse().map_err(|_| Refusal::Unknown)).collect()
    };
    Ok(Noted {
        text: fields.text("from_text"),
        words: lines(&fields.text("from_words")),
        known_to: ids("from_known")?,
        kept_from: ids("from_kept")?,
    })
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
