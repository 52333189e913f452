//! The WebSocket: text in, text out.

use super::driver;
use crate::json;
use domain::{FamilyId, MemberId};
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, MessageEvent, WebSocket};

/// An open (or opening) socket. Dropping it closes it and forgets its callbacks.
pub struct Socket {
    inner: WebSocket,
    _on_open: Closure<dyn FnMut(Event)>,
    _on_close: Closure<dyn FnMut(Event)>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

/// Opens the family's live socket, for this member and for nobody else. None where the browser will not.
pub fn open(family: FamilyId, me: MemberId) -> Option<Socket> {
    let location = window().location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    let url = format!("{scheme}://{}/api/v1/families/{family}/live?as={me}", location.host().ok()?);
    let inner = WebSocket::new(&url).ok()?;
    let on_open = Closure::new(|_: Event| driver::opened());
    let on_close = Closure::new(|_: Event| driver::closed());
    let on_message = Closure::new(|event: MessageEvent| {
        match event.data().as_string().and_then(|json| json::read(&json)) {
            Some(message) => driver::heard(message),
            None => driver::lost(),
        }
    });
    inner.set_onopen(Some(on_open.as_ref().unchecked_ref()));
    inner.set_onclose(Some(on_close.as_ref().unchecked_ref()));
    inner.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    Some(Socket { inner, _on_open: on_open, _on_close: on_close, _on_message: on_message })
}

impl Socket {
    /// Sends one message. What cannot be sent now is sent again after the next greeting.
    pub fn write(&self, json: &str) {
        let _ = self.inner.send_with_str(json);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.inner.set_onopen(None);
        self.inner.set_onclose(None);
        self.inner.set_onmessage(None);
        let _ = self.inner.close();
    }
}
