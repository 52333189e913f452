//! The browser fetches a piece when it is needed. The bundling tool cuts the module at the functions below: what only one of
//! them reaches becomes a file of its own.

use super::{Chunk, View, views};
use crate::pages::dialogue::steps;
use crate::sync::Live;
use crate::text;
use crate::text::ruler::guide::{LOOKS_DA, LOOKS_EN, Looks};
use domain::dialogue::Step;
use domain::people::Language;
use gloo::timers::callback::Timeout;
use leptos::prelude::{document, window};
use leptos::wasm_split::SplitLoaderError;
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// How long the rest waits for the first page to settle, in milliseconds.
const SETTLED: u32 = 1_500;

/// What a family goes between.
const ROOMS: [Chunk; 14] = [
    Chunk::Home,
    Chunk::Ruler,
    Chunk::Plan,
    Chunk::Dialogues,
    Chunk::Dialogue,
    Chunk::Prepare,
    Chunk::Lay,
    Chunk::People,
    Chunk::Ways,
    Chunk::Dreams,
    Chunk::DreamSheet,
    Chunk::Mine,
    Chunk::Consent,
    Chunk::Minutes,
];

thread_local! {
    static HERE: RefCell<Vec<(Chunk, View)>> = const { RefCell::new(Vec::new()) };
    static GUIDE: Cell<Option<&'static [Looks; 5]>> = const { Cell::new(None) };
}

pub fn view(chunk: Chunk) -> Option<View> {
    HERE.with_borrow(|here| here.iter().find(|it| it.0 == chunk).map(|it| it.1))
}

/// A page has one language, and so one guide: whoever wants another gets another page.
pub fn guide(_: Language) -> Option<&'static [Looks; 5]> {
    GUIDE.get()
}

type Fetching = Pin<Box<dyn Future<Output = Result<View, SplitLoaderError>>>>;

pub async fn fetch(chunk: Chunk) -> bool {
    // Each in a box of its own: waiting for any of them in place is code as large as a page.
    let fetching: Fetching = match chunk {
        Chunk::Outside => Box::pin(outside()),
        Chunk::Home => Box::pin(home()),
        Chunk::Ruler => Box::pin(ruler_with_guide()),
        Chunk::Dialogues => Box::pin(dialogue_list()),
        Chunk::Dialogue => Box::pin(dialogue()),
        Chunk::Prepare => Box::pin(dialogue_prepare()),
        Chunk::Lay => Box::pin(dialogue_lay()),
        Chunk::Before => Box::pin(dialogue_before()),
        Chunk::Minutes => Box::pin(dialogue_minutes()),
        Chunk::Plan => Box::pin(plan()),
        Chunk::Dreams => Box::pin(dreams()),
        Chunk::DreamSheet => Box::pin(dreams_sheet()),
        Chunk::People => Box::pin(people()),
        Chunk::Ways => Box::pin(people_ways()),
        Chunk::Consent => Box::pin(people_consent()),
        Chunk::Mine => Box::pin(people_mine()),
        Chunk::Offered => Box::pin(dialogue_offered()),
        Chunk::Step(Step::CheckIn) => Box::pin(dialogue_check_in()),
        Chunk::Step(Step::SinceLast | Step::Useful) => Box::pin(dialogue_balls()),
        Chunk::Step(Step::Works) => Box::pin(dialogue_works()),
        Chunk::Step(Step::Ruler) => Box::pin(dialogue_rounds()),
        Chunk::Step(Step::OneUp) => Box::pin(dialogue_one_up()),
        Chunk::Step(Step::Dream) => Box::pin(dialogue_map()),
        Chunk::Step(Step::Plan | Step::ReadBack) => Box::pin(dialogue_agree()),
    };
    let Ok(view) = fetching.await else { return false };
    HERE.with_borrow_mut(|here| here.push((chunk, view)));
    true
}

async fn ruler_with_guide() -> Result<View, SplitLoaderError> {
    let lang = document().document_element().and_then(|page| page.get_attribute("lang"));
    let english = lang.as_deref() == Some(text::of(Language::En).common.lang);
    GUIDE.set(Some(if english { guide_en().await? } else { guide_da().await? }));
    ruler().await
}

pub async fn live() -> Option<Live> {
    driver().await.ok()
}

/// Fetches the pieces of a family's other pages, one after the other, once the first page has settled: going there is then at
/// once, and without a connection too. Whoever is in a dialogue goes to its steps first. Not for those who told their browser to
/// save data.
pub fn fetch_the_rest() {
    if saves_data() {
        return;
    }
    let steps = Step::ALL.map(Chunk::Step).into_iter().chain([Chunk::Offered, Chunk::Before]);
    let rest: Vec<Chunk> = if Chunk::Dialogue.is_here() {
        steps.chain(ROOMS).collect()
    } else {
        ROOMS.into_iter().chain(steps).collect()
    };
    let fetch = || {
        spawn_local(async {
            for chunk in rest {
                chunk.fetch().await;
            }
        });
    };
    Timeout::new(SETTLED, fetch).forget();
}

/// Not every browser says.
fn saves_data() -> bool {
    let get = |from: &JsValue, name: &str| js_sys::Reflect::get(from, &name.into()).ok();
    let connection = get(&window().navigator(), "connection").filter(JsValue::is_object);
    connection.and_then(|it| get(&it, "saveData")).is_some_and(|it| it.is_truthy())
}

/// The name of a piece stands in the names of its files; the server's side knows it too. Those that begin with the same word
/// belong together: the bundling tool counts them as one.
macro_rules! cut {
    ($($name:ident: $what:ty = $here:expr;)*) => { $(
        #[leptos::wasm_split::wasm_split($name, wasm_split_path = leptos::wasm_split, fallible)]
        fn $name() -> Result<$what, SplitLoaderError> {
            Ok($here)
        }
    )* };
}

cut! {
    outside: View = View::Page(views::outside);
    home: View = View::Page(views::home);
    ruler: View = View::Page(views::ruler);
    dialogue_list: View = View::Page(views::dialogues);
    dialogue: View = View::Page(views::dialogue);
    dialogue_prepare: View = View::Page(views::prepare);
    dialogue_lay: View = View::Part(views::lay);
    dialogue_minutes: View = View::Page(views::minutes);
    plan: View = View::Page(views::plan);
    dreams: View = View::Page(views::dreams);
    dreams_sheet: View = View::Part(views::dream_sheet);
    people: View = View::Page(views::people);
    people_ways: View = View::Part(views::ways);
    people_consent: View = View::Page(views::consent);
    people_mine: View = View::Page(views::mine);
    dialogue_before: View = View::Screen(steps::before);
    dialogue_offered: View = View::Screen(steps::offered);
    dialogue_check_in: View = View::Screen(steps::check_in);
    dialogue_balls: View = View::Screen(steps::balls);
    dialogue_works: View = View::Screen(steps::works);
    dialogue_rounds: View = View::Screen(steps::rounds);
    dialogue_one_up: View = View::Screen(steps::one_up);
    dialogue_map: View = View::Screen(steps::map);
    dialogue_agree: View = View::Screen(steps::agree);
    guide_da: &'static [Looks; 5] = &LOOKS_DA;
    guide_en: &'static [Looks; 5] = &LOOKS_EN;
    driver: Live = Live::DRIVER;
}
