//! Sealing: AES-GCM by the browser itself, a nonce for each, bound to where it lies and to whose it is.

use js_sys::{Array, Object, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, CryptoKey, SubtleCrypto};

const CIPHER: &str = "AES-GCM";
/// In bytes. One is drawn for each sealing.
const NONCE: u32 = 12;

/// The key of these bytes, in base64url. No script reads it out of the browser's hands again.
pub async fn key(bytes: &str) -> Option<CryptoKey> {
    let jwk = Object::new();
    for (name, value) in [("kty", "oct"), ("k", bytes)] {
        Reflect::set(&jwk, &name.into(), &value.into()).ok()?;
    }
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let key = subtle()?.import_key_with_str("jwk", &jwk, CIPHER, false, &uses).ok()?;
    Some(JsFuture::from(key).await.ok()?.unchecked_into())
}

/// Nonce and sealed text.
pub async fn sealed(key: &CryptoKey, bound: &str, text: &str) -> Option<[JsValue; 2]> {
    let nonce = Uint8Array::new_with_length(NONCE);
    window().crypto().ok()?.get_random_values_with_js_u8_array(&nonce).ok()?;
    let (how, text) = (sealing(bound, &nonce), Uint8Array::from(text.as_bytes()));
    let sealed = subtle()?.encrypt_with_object_and_js_u8_array(&how, key, &text).ok()?;
    Some([nonce.into(), JsFuture::from(sealed).await.ok()?])
}

/// The text of a thing.
pub async fn opened(key: &CryptoKey, bound: &str, thing: &Array) -> Option<String> {
    let how = sealing(bound, &thing.get(1).into());
    let sealed = Uint8Array::new(&thing.get(2));
    let text = subtle()?.decrypt_with_object_and_js_u8_array(&how, key, &sealed).ok()?;
    String::from_utf8(Uint8Array::new(&JsFuture::from(text).await.ok()?).to_vec()).ok()
}

fn subtle() -> Option<SubtleCrypto> {
    // Only where nobody listens in: elsewhere the browser has none.
    Some(window().crypto().ok()?.subtle()).filter(|subtle| !subtle.is_undefined())
}

fn sealing(bound: &str, nonce: &Uint8Array) -> AesGcmParams {
    let how = AesGcmParams::new_with_u8_array(CIPHER, nonce);
    how.set_additional_data_u8_array(&Uint8Array::from(bound.as_bytes()));
    how
}
