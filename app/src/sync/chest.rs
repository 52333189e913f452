//! A chest: things kept in the browser across reloads and restarts, and readable by nobody who only has the disk.
//!
//! One IndexedDB database with two stores: the things, and the key that they are sealed with. The key never leaves the browser's
//! own keeping: no script can read it, ours neither. What stands beside a thing in the clear is only its mark, made of ids, and
//! its rank; a thing under another's mark does not open.

use js_sys::{Array, Date, Function, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AesGcmParams, AesKeyGenParams, CryptoKey, Event, IdbDatabase, IdbObjectStore,
    IdbObjectStoreParameters, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode,
    SubtleCrypto,
};

const KEYS: &str = "key";
const THINGS: &str = "things";
const CIPHER: &str = "AES-GCM";
/// In bits.
const KEY: u16 = 256;
/// In bytes. One is drawn for each sealing.
const NONCE: u32 = 12;

#[wasm_bindgen]
extern "C" {
    /// The browser's database.
    #[wasm_bindgen(extends = IdbDatabase)]
    #[derive(Clone)]
    type Base;

    /// Not in `web-sys` yet: how a transaction is to end.
    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn begin(
        this: &Base,
        store: &str,
        mode: IdbTransactionMode,
        how: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

/// An open chest.
pub struct Chest {
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
        let [count, said, whole] = [3, 4, 5].map(|n| thing.get(n).as_f64().unwrap_or_default());
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
    /// Opens the chest of this name; makes it where there is none. None where the browser keeps nothing.
    pub async fn open(name: &str) -> Option<Self> {
        let inner = base(name).await?;
        // Whoever throws the chest away, in another tab, waits for us to let go of it.
        let open = inner.clone();
        let let_go = Closure::<dyn FnMut(Event)>::new(move |_| open.close());
        inner.set_onversionchange(Some(let_go.into_js_value().unchecked_ref()));
        let key = key(&inner).await?;
        Some(Self { inner, key })
    }

    /// Everything that opens, in the order in which it came or of its places.
    pub async fn all(&self) -> Vec<Kept> {
        let Some((places, things)) = self.sealed().await else { return Vec::new() };
        let mut all = Vec::new();
        for (at, thing) in places.iter().zip(things.iter()) {
            let [mark, nonce, sealed] = [0, 1, 2].map(|n| Array::from(&thing).get(n));
            let Some(mark) = mark.as_string() else { continue };
            if let Some(text) = self.opened(&mark, nonce, sealed).await {
                all.push(Kept { at, mark, text });
            }
        }
        all
    }

    async fn sealed(&self) -> Option<(Array, Array)> {
        let store = reading(&self.inner, THINGS)?;
        // Both are asked before either is waited for: a transaction that nobody asks anything ends.
        let (places, things) = (store.get_all_keys().ok()?, store.get_all().ok()?);
        Some((answer(&places).await?.into(), answer(&things).await?.into()))
    }

    /// Does all of it or nothing, and is back once it is on disk; says where things that were put now lie.
    pub async fn carry_out(&self, deeds: Vec<Deed>) -> Option<Vec<JsValue>> {
        let mut ready = Vec::new();
        for deed in deeds {
            ready.push(match deed {
                Deed::Put { at, mark, text } => Ready::Put(at, self.thing(&mark, &text).await?),
                Deed::Take { at } => Ready::Take(at),
            });
        }
        let (store, ended) = writing(&self.inner, THINGS)?;
        let mut asked = Vec::new();
        for deed in ready {
            match deed {
                Ready::Put(Some(at), thing) => asked.push(store.put_with_key(&thing, &at).ok()?),
                Ready::Put(None, thing) => asked.push(store.put(&thing).ok()?),
                Ready::Take(at) => drop(store.delete(&at).ok()?),
            }
        }
        JsFuture::from(ended).await.ok()?;
        asked.iter().map(|request| request.result().ok()).collect()
    }

    /// Puts a thing at its place, unless what lies there under the same mark is newer by its rank, and takes away whatever another
    /// mark left. All in one transaction: whichever tab comes last, the newest stays.
    pub async fn put_newest(&self, at: &JsValue, mark: &str, rank: Rank, text: &str) -> Option<()> {
        let thing = Array::from(&self.thing(mark, text).await?);
        for number in [rank.count, rank.said, rank.whole] {
            thing.push(&number.into());
        }
        let (store, ended) = writing(&self.inner, THINGS)?;
        let (places, things) = (store.get_all_keys().ok()?, store.get_all().ok()?);
        let (places, things) = (answer(&places).await?, answer(&things).await?);
        let mut newer = false;
        for (place, thing) in Array::from(&places).iter().zip(Array::from(&things).iter()) {
            let thing = Array::from(&thing);
            if thing.get(0).as_string().as_deref() != Some(mark) {
                store.delete(&place).ok()?;
            } else if place == *at {
                let kept = Rank::of(&thing);
                // What was said in days to come was said by a clock that has been put right since.
                newer = kept.said <= Date::now() && kept.is_newer(rank);
            }
        }
        if !newer {
            store.put_with_key(&thing, at).ok()?;
        }
        JsFuture::from(ended).await.ok()?;
        Some(())
    }

    async fn thing(&self, mark: &str, text: &str) -> Option<JsValue> {
        let nonce = Uint8Array::new_with_length(NONCE);
        window().crypto().ok()?.get_random_values_with_js_u8_array(&nonce).ok()?;
        let how = sealing(mark, &nonce);
        let text = Uint8Array::from(text.as_bytes());
        let sealed = subtle()?.encrypt_with_object_and_js_u8_array(&how, &self.key, &text).ok()?;
        let sealed = JsFuture::from(sealed).await.ok()?;
        Some(Array::of3(&JsValue::from_str(mark), &nonce, &sealed).into())
    }

    async fn opened(&self, mark: &str, nonce: JsValue, sealed: JsValue) -> Option<String> {
        let how = sealing(mark, &nonce.into());
        let sealed = Uint8Array::new(&sealed);
        let text = subtle()?.decrypt_with_object_and_js_u8_array(&how, &self.key, &sealed).ok()?;
        String::from_utf8(Uint8Array::new(&JsFuture::from(text).await.ok()?).to_vec()).ok()
    }
}

/// Throws the chest of this name away, with its key: what lay in it opens never more. The browser says when it is gone.
pub fn throw_away(name: &str) -> Option<IdbOpenDbRequest> {
    window().indexed_db().ok()??.delete_database(name).ok()
}

/// The same, and waits for it. A chest that another tab holds on to, perhaps asleep, cannot go before that tab does: so it is
/// emptied first, and its key is the first to go.
pub async fn thrown_away(name: &str) {
    if let Some(inner) = base(name).await {
        for store in [KEYS, THINGS] {
            emptied(&inner, store).await;
        }
        inner.close();
    }
    let Some(request) = throw_away(name) else { return };
    let told = Promise::new(&mut |done: Function, _| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&done));
        request.set_onblocked(Some(&done));
    });
    let _ = JsFuture::from(told).await;
}

async fn emptied(inner: &Base, store: &str) -> Option<()> {
    let (store, ended) = writing(inner, store)?;
    store.clear().ok()?;
    JsFuture::from(ended).await.ok()?;
    Some(())
}

/// The database of a chest, with its stores.
async fn base(name: &str) -> Option<Base> {
    let request = window().indexed_db().ok()??.open_with_u32(name, 1).ok()?;
    let fresh = request.clone();
    let furnish = Closure::once_into_js(move || {
        let chest = fresh.result().ok()?.unchecked_into::<IdbDatabase>();
        let numbered = IdbObjectStoreParameters::new();
        numbered.set_auto_increment(true);
        for store in [KEYS, THINGS] {
            chest.create_object_store_with_optional_parameters(store, &numbered).ok()?;
        }
        Some(JsValue::TRUE)
    });
    request.set_onupgradeneeded(Some(furnish.unchecked_ref()));
    Some(answer(&request).await?.unchecked_into())
}

fn subtle() -> Option<SubtleCrypto> {
    // Only where nobody listens in: elsewhere the browser has none.
    Some(window().crypto().ok()?.subtle()).filter(|subtle| !subtle.is_undefined())
}

fn sealing(mark: &str, nonce: &Uint8Array) -> AesGcmParams {
    let how = AesGcmParams::new_with_u8_array(CIPHER, nonce);
    how.set_additional_data_u8_array(&Uint8Array::from(mark.as_bytes()));
    how
}

/// The chest's key. Two tabs may make one at the same time: the first that lies in the chest is it.
async fn key(inner: &Base) -> Option<CryptoKey> {
    let at = JsValue::from(1);
    if let Some(key) = key_at(inner, &at).await {
        return Some(key);
    }
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let made = AesKeyGenParams::new(CIPHER, KEY);
    let made = subtle()?.generate_key_with_object(&made, false, &uses).ok()?;
    let made = JsFuture::from(made).await.ok()?;
    let (store, ended) = writing(inner, KEYS)?;
    store.add_with_key(&made, &at).ok()?;
    let _ = JsFuture::from(ended).await;
    key_at(inner, &at).await
}

async fn key_at(inner: &Base, at: &JsValue) -> Option<CryptoKey> {
    let found = answer(&reading(inner, KEYS)?.get(at).ok()?).await?;
    (!found.is_undefined()).then(|| found.unchecked_into())
}

fn reading(inner: &Base, store: &str) -> Option<IdbObjectStore> {
    let mode = IdbTransactionMode::Readonly;
    inner.begin(store, mode, &JsValue::UNDEFINED).ok()?.object_store(store).ok()
}

/// The store, and when all that is asked of it is on disk: not only with the system, for a phone dies without asking.
fn writing(inner: &Base, store: &str) -> Option<(IdbObjectStore, Promise)> {
    let how = Object::new();
    Reflect::set(&how, &"durability".into(), &"strict".into()).ok()?;
    let transaction = inner.begin(store, IdbTransactionMode::Readwrite, &how).ok()?;
    let ended = Promise::new(&mut |done: Function, failed: Function| {
        transaction.set_oncomplete(Some(&done));
        transaction.set_onabort(Some(&failed));
    });
    Some((transaction.object_store(store).ok()?, ended))
}

async fn answer(request: &IdbRequest) -> Option<JsValue> {
    let told = Promise::new(&mut |done: Function, failed: Function| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    });
    JsFuture::from(told).await.ok()?;
    request.result().ok()
}
