//! Chests of before each person had a key: their key lies in them, for whoever uses the browser. What a person had kept there comes
//! into their own chest when they next are here. Such a chest goes, with its key, once nobody's things lie in it, and unread after a
//! day by which all have been here who had anything: whoever is at the console could lay a thing of anybody's into one.

use super::base::{Base, THINGS, answer, base_if_any, everything, reading, throw_away, writing};
use super::{Chest, Deed, Kept, age, mark_of, now, seal};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::CryptoKey;

const KEYS: &str = "key";
/// The last day on which one is read, in milliseconds since 1970: the end of February 2027. After it all of this file may go.
const UNTIL: f64 = 1_803_859_200_000.0;

/// How long such a chest keeps what is another's.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lasts {
    ThirtyDays,
    UntilSent,
}

/// Moves what lies under this mark. Gives back what came along. A thing with a place stays out where there is a newer one.
pub async fn move_in(before: &str, into: &Chest, mark: &str, lasts: Lasts) -> Vec<Kept> {
    if now() > UNTIL {
        throw_away(before);
        return Vec::new();
    }
    let Some(old) = base_if_any(before).await else { return Vec::new() };
    let moved = moved(&old, into, mark).await.unwrap_or_default();
    let left = match lasts {
        Lasts::ThirtyDays => age(&old, None).await,
        Lasts::UntilSent => count(&old).await,
    };
    old.close();
    if left == Some(0) {
        throw_away(before);
    }
    moved
}

async fn count(old: &Base) -> Option<usize> {
    everything(&reading(old, THINGS)?).await.map(|all| all.len())
}

async fn moved(old: &Base, into: &Chest, mark: &str) -> Option<Vec<Kept>> {
    let key = answer(&reading(old, KEYS)?.get(&JsValue::from(1)).ok()?).await?;
    let key = key.dyn_into::<CryptoKey>().ok()?;
    let taken: Vec<JsValue> = into.all().await.into_iter().map(|kept| kept.at).collect();
    let mut moved = Vec::new();
    let mut gone = Vec::new();
    for (at, thing) in everything(&reading(old, THINGS)?).await? {
        if mark_of(&thing).as_deref() != Some(mark) {
            continue;
        }
        let Some(text) = seal::opened(&key, mark, &thing).await else { continue };
        // Only a place has a name; numbers are given anew, in their order.
        let place = at.is_string().then(|| at.clone());
        if place.as_ref().is_none_or(|place| !taken.contains(place)) {
            let deed = Deed::Put { at: place, mark: mark.to_owned(), text: text.clone() };
            into.carry_out(vec![deed]).await?;
            moved.push(Kept { at: at.clone(), mark: mark.to_owned(), text });
        }
        gone.push(at);
    }
    // Only now: whatever happens, each thing lies in one chest at least.
    let (store, ended) = writing(old)?;
    for at in gone {
        store.delete(&at).ok()?;
    }
    JsFuture::from(ended).await.ok()?;
    Some(moved)
}
