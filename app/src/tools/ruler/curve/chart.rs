//! Where the lines run. Whole numbers only: they are exact, and cost nothing to print.

use chrono::NaiveDate;
use domain::ruler::Level;
use std::fmt::Write;

/// A day and a position.
pub type Point = (NaiveDate, Level);

pub const WIDTH: i32 = 328;
/// Left of it stand the words of the positions.
pub const LEFT: i32 = 112;
/// Where the last day stands.
pub const RIGHT: i32 = WIDTH;
/// Where position 1 lies.
pub const BOTTOM: i32 = TOP + 4 * STEP;

const TOP: i32 = 14;
const STEP: i32 = 40;
/// Room for a mark at either end.
const MARGIN: i32 = 12;
/// How far apart two lines run that say the same.
const APART: i32 = 4;

/// A point of the picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dot {
    pub x: i32,
    pub y: i32,
}

/// The lines of several people over the same days.
pub struct Chart {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub lines: Vec<Vec<Dot>>,
}

impl Chart {
    /// Each line by day, earliest first. Lines are shifted a little against each other, so that none hides another.
    pub fn new(lines: &[&[Point]]) -> Self {
        let days = || lines.iter().flat_map(|line| line.iter().map(|(on, _)| *on));
        let (first, last) = (days().min().unwrap_or_default(), days().max().unwrap_or_default());
        let apart = shift(lines.len());
        let line = |(index, line): (usize, &&[Point])| {
            let shift = apart(index);
            a_day_once(line)
                .map(|(on, level)| Dot { x: along(on, first, last), y: height(level) + shift })
                .collect()
        };
        Self { first, last, lines: lines.iter().enumerate().map(line).collect() }
    }
}

/// How high a position lies; the best at the top.
pub fn height(level: Level) -> i32 {
    TOP + (5 - i32::from(level.number())) * STEP
}

/// The line through the dots.
pub fn path(dots: &[Dot]) -> String {
    let mut path = String::new();
    for Dot { x, y } in dots {
        path.push(if path.is_empty() { 'M' } else { 'L' });
        // Writing to a text cannot fail.
        let _ = write!(path, "{x} {y}");
    }
    path
}

/// Whoever placed twice on a day meant the second.
fn a_day_once(line: &[Point]) -> impl Iterator<Item = Point> {
    let last = |index: usize| line.get(index + 1).is_none_or(|next| next.0 != line[index].0);
    line.iter().enumerate().filter(move |(index, _)| last(*index)).map(|(_, point)| *point)
}

fn along(on: NaiveDate, first: NaiveDate, last: NaiveDate) -> i32 {
    let (from, to) = (i64::from(LEFT + MARGIN), i64::from(RIGHT - MARGIN));
    let (passed, all) = ((on - first).num_days(), (last - first).num_days());
    let x = if all == 0 { i64::midpoint(from, to) } else { from + (to - from) * passed / all };
    i32::try_from(x).unwrap_or(LEFT)
}

/// Around the middle, and never so far that a line seems to lie at another position.
fn shift(lines: usize) -> impl Fn(usize) -> i32 {
    let lines = i32::try_from(lines.max(1)).unwrap_or(i32::MAX);
    let apart = APART.min(STEP * 2 / 3 / lines);
    move |index| i32::try_from(index).unwrap_or(0) * apart - (lines - 1) * apart / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: u32, level: u8) -> Point {
        (NaiveDate::from_ymd_opt(2026, 11, day).unwrap(), Level::try_from(level).unwrap())
    }

    #[test]
    fn nothing_is_drawn_out_of_nothing() {
        assert!(Chart::new(&[]).lines.is_empty());
        assert_eq!(path(&[]), "");
    }

    #[test]
    fn one_day_stands_in_the_middle() {
        let chart = Chart::new(&[&[at(3, 5)]]);
        assert_eq!(chart.lines, [[Dot { x: i32::midpoint(LEFT, WIDTH), y: TOP }]]);
        assert_eq!(chart.first, chart.last);
    }

    #[test]
    fn days_keep_their_distance_and_better_is_higher() {
        let chart = Chart::new(&[&[at(1, 1), at(2, 3), at(5, 4)]]);
        let [a, b, c] = chart.lines[0][..] else { panic!("three days") };
        assert_eq!((a.x, c.x), (LEFT + MARGIN, RIGHT - MARGIN));
        assert!((c.x - b.x) / 3 == b.x - a.x || (c.x - b.x - 3 * (b.x - a.x)).abs() <= 3);
        assert!(a.y == BOTTOM && b.y < a.y && c.y < b.y);
    }

    #[test]
    fn the_second_of_a_day_counts() {
        let chart = Chart::new(&[&[at(1, 1), at(1, 4), at(2, 2)]]);
        assert_eq!(
            chart.lines[0].iter().map(|dot| dot.y).collect::<Vec<_>>(),
            [height(at(1, 4).1), height(at(1, 2).1)]
        );
    }

    #[test]
    fn lines_that_say_the_same_do_not_hide_each_other() {
        for count in 2..30 {
            let line = [at(1, 3)];
            let chart = Chart::new(&vec![line.as_slice(); count]);
            let heights: Vec<i32> = chart.lines.iter().map(|line| line[0].y).collect();
            let middle = height(at(1, 3).1);
            assert!(
                heights.iter().all(|y| (y - middle).abs() < STEP / 2),
                "{count} stay at their position"
            );
            assert!(
                count > 26 || heights.windows(2).all(|pair| pair[0] < pair[1]),
                "{count} lie apart"
            );
        }
    }

    #[test]
    fn a_path_goes_from_dot_to_dot() {
        assert_eq!(path(&[Dot { x: 1, y: 2 }, Dot { x: 3, y: 4 }]), "M1 2L3 4");
    }
}
