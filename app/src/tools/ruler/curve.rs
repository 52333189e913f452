//! The way so far: for each person a line through the days they placed. Steps back are drawn like steps forward.

mod chart;

use crate::components::icon::Face;
use crate::place::{name, use_place, use_text};
use chart::{BOTTOM, Chart, Dot, LEFT, Point, RIGHT, WIDTH};
use chrono::NaiveDate;
use domain::MemberId;
use domain::ruler::{Level, Setting};
use leptos::prelude::*;

/// How many lines differ by dash and hue. Marks shift by one each time round.
const DASHES: usize = 6;

/// One person's way.
#[derive(Clone, PartialEq, Eq)]
struct Way {
    name: String,
    points: Vec<Point>,
}

/// The curve of one child in one setting, a line for each person, with a table that says the same.
#[component]
pub fn Curve(child: MemberId, setting: Setting, title: String) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let ways = place.read(move |family| {
        let way = |(by, curve): (MemberId, Vec<&domain::ruler::Placement>)| Way {
            name: Some(name(family, by)).filter(|it| !it.is_empty()).unwrap_or_else(|| text.common.someone.to_owned()),
            points: curve.into_iter().map(|it| (it.on, it.level)).collect(),
        };
        family.ruler.curves(child, setting).into_iter().map(way).collect::<Vec<_>>()
    });
    move || {
        let ways = ways.get();
        if ways.is_empty() {
            return view! { <p class="lead">{text.ruler.way.empty}</p> }.into_any();
        }
        let days = ways.iter().flat_map(|way| &way.points).count();
        let keys: Vec<_> = ways.iter().map(|way| way.name.clone()).enumerate().map(legend).collect();
        let note = if days == 1 { text.ruler.way.one } else { text.ruler.way.note };
        view! {
            <figure class="curve">
                <figcaption class="visually-hidden">{title.clone()}</figcaption>
                <Picture ways=ways.clone()/>
                <ul class="curve__legend">{keys}</ul>
                <p class="muted">{note}</p>
                <details class="details details--plain">
                    <summary>{text.ruler.way.table}</summary>
                    <Table ways caption=title.clone()/>
                </details>
            </figure>
        }
        .into_any()
    }
}

#[component]
fn Picture(ways: Vec<Way>) -> impl IntoView {
    let points: Vec<&[Point]> = ways.iter().map(|way| way.points.as_slice()).collect();
    let chart = Chart::new(&points);
    let lines = chart.lines.iter().enumerate().map(|(index, dots)| {
        let class = format!("curve__line {}", dash(index));
        let marks = dots.iter().map(|dot| mark(index, *dot));
        view! {
            <g class=class>
                <path d=chart::path(dots)></path>
                {marks.collect_view()}
            </g>
        }
    });
    // The table beside it says the same in words, so the picture itself is silent.
    view! {
        <svg class="curve__chart" viewBox=format!("0 0 {WIDTH} {}", BOTTOM + 34) aria-hidden="true">
            <Axes first=chart.first last=chart.last/>
            {lines.collect_view()}
        </svg>
    }
}

/// The five positions down the side, the first and the last day along the foot.
#[component]
fn Axes(first: NaiveDate, last: NaiveDate) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let grid = Level::ALL.map(|level| {
        let y = chart::height(level);
        view! { <path d=format!("M{LEFT} {y}H{WIDTH}")></path> }
    });
    let labels = Level::ALL.map(|level| {
        let y = chart::height(level) + 5;
        view! { <text x="0" y=y>{text.ruler.level(level)}</text> }
    });
    let day = |x: i32, anchor: &'static str, on: NaiveDate| {
        view! {
            <text x=x y=BOTTOM + 28 text-anchor=anchor>{text.dates.day(on, place.today())}</text>
        }
    };
    let days = if first == last {
        day(i32::midpoint(LEFT, WIDTH), "middle", first).into_any()
    } else {
        view! { {day(LEFT, "start", first)} {day(RIGHT, "end", last)} }.into_any()
    };
    view! {
        <g class="curve__grid">{grid.collect_view()}</g>
        <g class="curve__labels">{labels.collect_view()} {days}</g>
    }
}

fn legend((index, name): (usize, String)) -> AnyView {
    let class = format!("curve__key curve__line {}", dash(index));
    view! {
        <li>
            <svg class=class viewBox="0 0 40 12" aria-hidden="true">
                <path d="M2 6h36"></path>
                {mark(index, Dot { x: 20, y: 6 })}
            </svg>
            {name}
        </li>
    }
    .into_any()
}

fn dash(index: usize) -> String {
    format!("curve__line--{}", index % DASHES + 1)
}

/// A mark that is told apart by its shape alone.
fn mark(index: usize, Dot { x, y }: Dot) -> AnyView {
    let polygon = |points: String| view! { <polygon points=points></polygon> }.into_any();
    match (index + index / DASHES) % DASHES {
        0 => view! { <circle cx=x cy=y r="5.5"></circle> }.into_any(),
        1 => view! { <rect x=x - 5 y=y - 5 width="10" height="10"></rect> }.into_any(),
        2 => polygon(format!("{x},{} {},{} {},{}", y - 7, x + 6, y + 5, x - 6, y + 5)),
        3 => polygon(format!("{x},{} {},{y} {x},{} {},{y}", y - 7, x + 7, y + 7, x - 7)),
        4 => polygon(format!("{x},{} {},{} {},{}", y + 7, x - 6, y - 5, x + 6, y - 5)),
        _ => view! { <rect x=x - 7 y=y - 3 width="14" height="6"></rect> }.into_any(),
    }
}

/// The newest day first.
#[component]
fn Table(ways: Vec<Way>, caption: String) -> impl IntoView {
    let (place, text) = (use_place(), use_text());
    let way = &text.ruler.way;
    let mut rows: Vec<(NaiveDate, Level, String)> = ways
        .into_iter()
        .flat_map(|way| way.points.into_iter().map(move |(on, level)| (on, level, way.name.clone())))
        .collect();
    rows.sort_by(|a, b| (b.0, &a.2).cmp(&(a.0, &b.2)));
    let row = |(on, level, who): (NaiveDate, Level, String)| {
        view! {
            <tr>
                <td>{text.dates.day(on, place.today())}</td>
                <td>{who}</td>
                <td>
                    <span class="position">
                        <Face level small=true/>
                        {text.ruler.level(level)}
                    </span>
                </td>
            </tr>
        }
    };
    let label = caption.clone();
    view! {
        <div class="table-frame" tabindex="0" role="region" aria-label=label>
            <table class="table">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{way.day}</th>
                        <th scope="col">{way.who}</th>
                        <th scope="col">{way.how}</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
