//! The pad to draw on with a finger, a pen or the mouse.

use super::hand::rect;
use super::strokes::{Point, VIEW_BOX, finished, fitted, path, point_at};
use crate::components::icon::Icon;
use crate::place::use_text;
use leptos::prelude::*;
use leptos::svg::Svg;
use web_sys::PointerEvent;

/// White paper, one pen, and a way back. Strokes are kept in few points as soon as they are drawn.
#[component]
pub fn Pad(strokes: RwSignal<Vec<Vec<Point>>>) -> impl IntoView {
    let text = use_text();
    let pen = Pen {
        pad: NodeRef::new(),
        pointer: StoredValue::new(None),
        line: RwSignal::new(Vec::new()),
        strokes,
    };
    let empty = move || strokes.with(Vec::is_empty);
    view! {
        <div class="draw">
            <p class="field__hint">{text.dreams.pad_hint}</p>
            <svg
                class="draw__pad dream-pad"
                viewBox=VIEW_BOX
                role="img"
                aria-label=text.dreams.pad
                node_ref=pen.pad
                on:pointerdown=move |event| pen.down(&event)
                on:pointermove=move |event| pen.moved(&event)
                on:pointerup=move |event| pen.up(&event)
                on:pointercancel=move |event| pen.up(&event)
            >
                <path d=move || strokes.with(|strokes| path(strokes))></path>
                <path d=move || pen.line.with(|line| path(std::slice::from_ref(line)))></path>
            </svg>
            <div class="row draw__tools">
                <button
                    type="button"
                    class="button button--small button--quiet"
                    disabled=empty
                    on:click=move |_| strokes.update(|strokes| drop(strokes.pop()))
                >
                    <Icon name="undo"/>
                    {text.dreams.stroke_undo}
                </button>
                <button type="button" class="button button--small button--plain" disabled=empty on:click=move |_| strokes.set(Vec::new())>
                    <Icon name="eraser"/>
                    {text.dreams.clear}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// What draws: one pointer at a time.
#[derive(Clone, Copy)]
struct Pen {
    pad: NodeRef<Svg>,
    pointer: StoredValue<Option<i32>>,
    /// The stroke that is being drawn.
    line: RwSignal<Vec<Point>>,
    strokes: RwSignal<Vec<Vec<Point>>>,
}

impl Pen {
    fn down(self, event: &PointerEvent) {
        let Some(pad) = self.pad.get_untracked() else { return };
        if event.button() == 0 && self.pointer.get_value().is_none() {
            let _ = pad.set_pointer_capture(event.pointer_id());
            self.pointer.set_value(Some(event.pointer_id()));
            self.draw(event);
        }
    }

    fn moved(self, event: &PointerEvent) {
        if self.pointer.get_value() == Some(event.pointer_id()) {
            self.draw(event);
        }
    }

    /// What is drawn stays, however the finger left.
    fn up(self, event: &PointerEvent) {
        if self.pointer.get_value() != Some(event.pointer_id()) {
            return;
        }
        self.pointer.set_value(None);
        let stroke = finished(&self.line.get_untracked());
        self.line.set(Vec::new());
        self.strokes.update(|strokes| {
            strokes.push(stroke);
            *strokes = fitted(strokes);
        });
    }

    fn draw(self, event: &PointerEvent) {
        let Some(pad) = self.pad.get_untracked() else { return };
        let point = point_at(f64::from(event.client_x()), f64::from(event.client_y()), rect(&pad));
        if self.line.with_untracked(|line| line.last() != Some(&point)) {
            self.line.update(|line| line.push(point));
        }
    }
}
