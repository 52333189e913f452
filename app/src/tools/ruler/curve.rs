//! The way so far: for each person a line through the days they placed. Steps back are drawn like steps forward.

mod chart;

use super::parts::{each, fold_plain, follow, paragraph};
use super::picture::in_a_line;
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
pub fn curve(child: MemberId, setting: Setting, title: String) -> AnyView {
    let (place, text) = (use_place(), use_text());
    let ways = place.read(move |family| {
        let way = |(by, curve): (MemberId, Vec<&domain::ruler::Placement>)| Way {
            name: Some(name(family, by))
                .filter(|it| !it.is_empty())
                .unwrap_or_else(|| text.common.someone.to_owned()),
            points: curve.into_iter().map(|it| (it.on, it.level)).collect(),
        };
        family.ruler.curves(child, setting).into_iter().map(way).collect::<Vec<_>>()
    });
    follow(move || draw(&ways.get(), &title))
}

fn draw(ways: &[Way], title: &str) -> AnyView {
    let text = &use_text().ruler.way;
    let days = ways.iter().flat_map(|way| &way.points).count();
    let note = match days {
        0 => return paragraph("lead", text.empty),
        1 => text.one,
        _ => text.note,
    };
    view! {
        <figure class="curve">
            <figcaption class="visually-hidden">{title.to_owned()}</figcaption>
            {chart(ways)}
            <ul class="curve__legend">{each(ways.iter().enumerate(), key)}</ul>
            {paragraph("muted", note)}
            {fold_plain(text.table, vec![table(ways, title)])}
        </figure>
    }
    .into_any()
}

fn chart(ways: &[Way]) -> AnyView {
    let points: Vec<&[Point]> = ways.iter().map(|way| way.points.as_slice()).collect();
    let chart = Chart::new(&points);
    let lines = each(chart.lines.iter().enumerate(), |(index, dots)| {
        line(index, format!("curve__line {}", dash(index)), chart::path(dots), dots)
    });
    // The table beside it says the same in words, so the picture itself is silent.
    view! {
        <svg class="curve__chart" viewBox=format!("0 0 {WIDTH} {}", BOTTOM + 34) aria-hidden="true">
            {axes(chart.first, chart.last)}
            {lines}
        </svg>
    }
    .into_any()
}

fn line(index: usize, class: String, path: String, dots: &[Dot]) -> AnyView {
    view! { <g class=class><path d=path></path>{each(dots, |dot| mark(index, *dot))}</g> }
        .into_any()
}

/// The five positions down the side, the first and the last day along the foot.
fn axes(first: NaiveDate, last: NaiveDate) -> AnyView {
    let (place, text) = (use_place(), use_text());
    let grid = Level::ALL.map(|level| format!("M{LEFT} {}H{WIDTH}", chart::height(level))).concat();
    let word = |x: i32, y: i32, anchor: &'static str, words: String| {
        view! { <text x=x y=y text-anchor=anchor>{words}</text> }.into_any()
    };
    let mut words = each(Level::ALL, |level| {
        word(0, chart::height(level) + 5, "start", text.ruler.level(level))
    });
    let mut day =
        |x, anchor, on| words.push(word(x, BOTTOM + 28, anchor, text.dates.day(on, place.today())));
    if first == last {
        day(i32::midpoint(LEFT, WIDTH), "middle", first);
    } else {
        day(LEFT, "start", first);
        day(RIGHT, "end", last);
    }
    view! {
        <g class="curve__grid"><path d=grid></path></g>
        <g class="curve__labels">{words}</g>
    }
    .into_any()
}

fn key((index, way): (usize, &Way)) -> AnyView {
    let class = format!("curve__key {}", dash(index));
    let name = way.name.clone();
    let sample =
        line(index, "curve__line".to_owned(), "M2 6h36".to_owned(), &[Dot { x: 20, y: 6 }]);
    view! {
        <li>
            <svg class=class viewBox="0 0 40 12" aria-hidden="true">{sample}</svg>
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
    let corners: &[(i32, i32)] = match (index + index / DASHES) % DASHES {
        0 => return view! { <circle cx=x cy=y r="5.5"></circle> }.into_any(),
        1 => &[(-5, -5), (5, -5), (5, 5), (-5, 5)],
        2 => &[(0, -7), (6, 5), (-6, 5)],
        3 => &[(0, -7), (7, 0), (0, 7), (-7, 0)],
        4 => &[(0, 7), (-6, -5), (6, -5)],
        _ => &[(-7, -3), (7, -3), (7, 3), (-7, 3)],
    };
    let points: Vec<String> =
        corners.iter().map(|(right, down)| format!("{},{}", x + right, y + down)).collect();
    view! { <polygon points=points.join(" ")></polygon> }.into_any()
}

/// The newest day first.
fn table(ways: &[Way], caption: &str) -> AnyView {
    let (place, text) = (use_place(), use_text());
    let way = &text.ruler.way;
    let of = |way: &'_ Way| {
        way.points.iter().map(|(on, level)| (*on, *level, way.name.clone())).collect::<Vec<_>>()
    };
    let mut rows: Vec<(NaiveDate, Level, String)> = ways.iter().flat_map(of).collect();
    // The unstable sort is the smaller one; it may only swap two rows of one person on one day.
    rows.sort_unstable_by(|a, b| (b.0, &a.2).cmp(&(a.0, &b.2)));
    let row = |(on, level, who): (NaiveDate, Level, String)| {
        view! {
            <tr>
                <td>{text.dates.day(on, place.today())}</td>
                <td>{who}</td>
                <td>{in_a_line(level)}</td>
            </tr>
        }
        .into_any()
    };
    let head =
        each([way.day, way.who, way.how], |name| view! { <th scope="col">{name}</th> }.into_any());
    view! {
        <div class="table-frame" tabindex="0" role="region" aria-label=caption.to_owned()>
            <table class="table">
                <caption>{caption.to_owned()}</caption>
                <thead><tr>{head}</tr></thead>
                <tbody>{each(rows, row)}</tbody>
            </table>
        </div>
    }
    .into_any()
}
