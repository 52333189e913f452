//! A chest: things kept in the browser across reloads and restarts, and readable by nobody but the person they are of.
//!
//! One IndexedDB database. What lies there is sealed with the person's key, which lies in no chest: the server gives it with the
//! session and takes it with the session (`visit.rs`). What stands beside a thing in the clear is only its mark, made of ids, and
//! its rank; a thing under another's mark, or in another chest, does not open.

mod base;
mod seal;

pub use base::{throw_away, thrown_away};
pub use seal::key;

use super::visit;
use crate::device;
use base::{Base, THINGS, base, everything, reading, writing};
use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, IdbObjectStore, IdbRequest};

/// So long waits a draft of somebody who does not come back, in milliseconds. What was done and is not sent yet waits for ever: the clock
/// is the device's, and it may be wrong.
const WAITS: f64 = 30.0 * DAY;
/// That somebody is here is noted at most so often.
const DAY: f64 = 86_400_000.0;
/// Where in a thing its rank begins, after mark, nonce and what is sealed. What waits for its writer has one number: when that
/// writer was here last.
const RANK: u32 = 3;

/// An open chest.
pub struct Chest {
    name: String,
    inner: Base,
    key: CryptoKey,
}

/// How new a thing is. It stands beside the thing in the clear.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub struct Rank {
    /// How much had been told by then. It counts on, but for where a history began anew.
    pub count: f64,
    /// The moment of the last word, in milliseconds.
    pub said: f64,
    /// The moment at which the thing was whole, whatever had been told before.
    pub whole: f64,
}

impl Rank {
    fn of(thing: &Array) -> Self {
        let [count, said, whole] =
            [0, 1, 2].map(|n| thing.get(RANK + n).as_f64().unwrap_or_default());
        Self { count, said, whole }
    }

    /// What was whole after the last word of the other is newer, though it may count less: a backup was put back.
    fn is_newer(self, than: Self) -> bool {
        self.whole > than.said || (than.whole <= self.said && self > than)
    }
}

/// A thing as it lies in the chest.
pub struct Kept {
    /// Its place, or its number in the order in which things came.
    pub at: JsValue,
    pub mark: String,
    pub text: String,
}

/// What is done with the things of a chest.
pub enum Deed {
    /// Puts a thing at a place, or as the newest.
    Put {
        at: Option<JsValue>,
        mark: String,
        text: String,
    },
    Take {
        at: JsValue,
    },
}

/// A deed with its text sealed.
enum Ready {
    Put(Option<JsValue>, JsValue),
    Take(JsValue),
}

impl Chest {
    /// Opens the chest of this name for whom this page was made for; makes it where there is none. None where the browser keeps
    /// nothing, or where nobody is in.
    pub async fn open(name: &str) -> Option<Self> {
        let key = visit::key().await?;
        Some(Self { name: name.to_owned(), inner: base(name).await?, key })
    }

    /// Everything that opens, in the order in which it came or of its places.
    pub async fn all(&self) -> Vec<Kept> {
        let mut all = Vec::new();
        let Some(store) = reading(&self.inner, THINGS) else { return all };
        for (at, thing) in everything(&store).await.unwrap_or_default() {
            let Some(mark) = mark_of(&thing) else { continue };
            if let Some(text) = seal::opened(&self.key, &self.bound(&mark), &thing).await {
                all.push(Kept { at, mark, text });
            }
        }
        all
    }

    /// Does all of it or nothing, and is back once it is on disk; says where things that were put now lie.
    pub async fn carry_out(&self, deeds: Vec<Deed>) -> Option<Vec<JsValue>> {
        let mut ready = Vec::new();
        for deed in deeds {
            ready.push(match deed {
                Deed::Put { at, mark, text } => {
                    Ready::Put(at, self.thing(&mark, &text, &[now()]).await?)
                }
                Deed::Take { at } => Ready::Take(at),
            });
        }
        let (store, ended) = writing(&self.inner)?;
        let asked = asked(&store, ready);
        if asked.is_none() {
            // What was asked before it would be done all the same.
            let _ = store.transaction().abort();
        }
        JsFuture::from(ended).await.ok()?;
        asked?.iter().map(|request| request.result().ok()).collect()
    }

    /// Puts a thing at its place, unless what lies there under the same mark is newer by its rank, and takes away whatever another
    /// mark left. All in one transaction: whichever tab comes last, the newest stays.
    pub async fn put_newest(&self, at: &JsValue, mark: &str, rank: Rank, text: &str) -> Option<()> {
        let thing = self.thing(mark, text, &[rank.count, rank.said, rank.whole]).await?;
        let (store, ended) = writing(&self.inner)?;
        let mut newer = false;
        for (place, lies) in everything(&store).await? {
            if mark_of(&lies).as_deref() != Some(mark) {
                store.delete(&place).ok()?;
            } else if place == *at {
                let kept = Rank::of(&lies);
                // What was said in days to come was said by a clock that has been put right since.
                newer = kept.said <= now() && kept.is_newer(rank);
            }
        }
        if !newer {
            store.put_with_key(&thing, at).ok()?;
        }
        JsFuture::from(ended).await.ok()?;
        Some(())
    }

    /// Whoever bears this mark is here: what is theirs waits from now on. What another left half written who has not been here for so
    /// long goes.
    pub async fn is_here(&self, mark: &str) -> Option<()> {
        let (store, ended) = writing(&self.inner)?;
        let now = now();
        for (place, thing) in everything(&store).await? {
            let Some(noted) = thing.get(RANK).as_f64() else { continue };
            let is_here = mark_of(&thing).as_deref() == Some(mark);
            let since = now - noted;
            if !is_here && since > WAITS {
                store.delete(&place).ok()?;
            } else if since < 0.0 || (is_here && since > DAY) {
                // What a clock that ran ahead noted waits from today on.
                thing.set(RANK, now.into());
                store.put_with_key(&thing, &place).ok()?;
            }
        }
        JsFuture::from(ended).await.ok()?;
        Some(())
    }

    async fn thing(&self, mark: &str, text: &str, rank: &[f64]) -> Option<JsValue> {
        let thing = seal::sealed(&self.key, &self.bound(mark), text).await?;
        let thing = Array::of3(&mark.into(), &thing[0], &thing[1]);
        for number in rank {
            thing.push(&(*number).into());
        }
        Some(thing.into())
    }

    /// What a thing is bound to: one key seals in every chest.
    fn bound(&self, mark: &str) -> String {
        format!("{}/{mark}", self.name)
    }
}

/// None where the browser will not even be asked for one of them.
fn asked(store: &IdbObjectStore, deeds: Vec<Ready>) -> Option<Vec<IdbRequest>> {
    let mut asked = Vec::new();
    for deed in deeds {
        match deed {
            Ready::Put(Some(at), thing) => asked.push(store.put_with_key(&thing, &at).ok()?),
            Ready::Put(None, thing) => asked.push(store.put(&thing).ok()?),
            Ready::Take(at) => drop(store.delete(&at).ok()?),
        }
    }
    Some(asked)
}

fn mark_of(thing: &Array) -> Option<String> {
    thing.get(0).as_string()
}

fn now() -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are far below 2^53")]
    let now = device::now().timestamp_millis() as f64;
    now
}
