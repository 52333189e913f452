//! The browser's databases, as a chest needs them: one with the things in it, which is made, opened, emptied and thrown away.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Event, IdbDatabase, IdbObjectStore, IdbObjectStoreParameters, IdbOpenDbRequest, IdbRequest,
    IdbTransaction, IdbTransactionMode,
};

pub const THINGS: &str = "things";

#[wasm_bindgen]
extern "C" {
    /// The browser's database.
    #[wasm_bindgen(extends = IdbDatabase)]
    #[derive(Clone)]
    pub type Base;

    /// Not in `web-sys` yet: how a transaction is to end.
    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn begin(
        this: &Base,
        store: &str,
        mode: IdbTransactionMode,
        how: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

/// The database of a chest. Whoever throws it away, in another tab, waits for us to let go of it.
pub async fn base(name: &str) -> Option<Base> {
    let request = window().indexed_db().ok()??.open_with_u32(name, 1).ok()?;
    let fresh = request.clone();
    let furnish = Closure::once_into_js(move || {
        let chest = fresh.result().ok()?.unchecked_into::<IdbDatabase>();
        let numbered = IdbObjectStoreParameters::new();
        numbered.set_auto_increment(true);
        chest.create_object_store_with_optional_parameters(THINGS, &numbered).ok()?;
        Some(JsValue::TRUE)
    });
    request.set_onupgradeneeded(Some(furnish.unchecked_ref()));
    Some(lets_go(answer(&request).await?.unchecked_into()))
}

fn lets_go(inner: Base) -> Base {
    let open = inner.clone();
    let let_go = Closure::<dyn FnMut(Event)>::new(move |_| open.close());
    inner.set_onversionchange(Some(let_go.into_js_value().unchecked_ref()));
    inner
}

/// Throws the chest of this name away. The browser says when it is gone.
pub fn throw_away(name: &str) -> Option<IdbOpenDbRequest> {
    window().indexed_db().ok()??.delete_database(name).ok()
}

/// The same, and waits for it. A chest that another tab holds on to, perhaps asleep, cannot go before that tab does: so it is
/// emptied first.
pub async fn thrown_away(name: &str) {
    if let Some(inner) = base(name).await {
        emptied(&inner).await;
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

async fn emptied(inner: &Base) -> Option<()> {
    let (things, ended) = writing(inner)?;
    things.clear().ok()?;
    JsFuture::from(ended).await.ok()?;
    Some(())
}

pub fn reading(inner: &Base, store: &str) -> Option<IdbObjectStore> {
    let mode = IdbTransactionMode::Readonly;
    inner.begin(store, mode, &JsValue::UNDEFINED).ok()?.object_store(store).ok()
}

/// The things, and when all that is asked of them is on disk: not only with the system, for a phone dies without asking.
pub fn writing(inner: &Base) -> Option<(IdbObjectStore, Promise)> {
    let how = Object::new();
    Reflect::set(&how, &"durability".into(), &"strict".into()).ok()?;
    let transaction = inner.begin(THINGS, IdbTransactionMode::Readwrite, &how).ok()?;
    let ended = Promise::new(&mut |done: Function, failed: Function| {
        transaction.set_oncomplete(Some(&done));
        transaction.set_onabort(Some(&failed));
    });
    Some((transaction.object_store(THINGS).ok()?, ended))
}

/// All places and all things of a store. Both are asked before either is waited for: a transaction that nobody asks anything ends.
pub async fn everything(store: &IdbObjectStore) -> Option<Vec<(JsValue, Array)>> {
    let (places, things) = (store.get_all_keys().ok()?, store.get_all().ok()?);
    let (places, things) = (Array::from(&answer(&places).await?), answer(&things).await?);
    let things: Vec<_> = Array::from(&things).iter().map(|thing| Array::from(&thing)).collect();
    Some(places.iter().zip(things).collect())
}

pub async fn answer(request: &IdbRequest) -> Option<JsValue> {
    let told = Promise::new(&mut |done: Function, failed: Function| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    });
    JsFuture::from(told).await.ok()?;
    request.result().ok()
}
