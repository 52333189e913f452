//! A finger drawing: from the hand to few points, and from points to a path. Pure.

use super::geometry::Rect;
use domain::dreams::MOST_POINTS;

/// A point of a drawing, 0–255 in both directions.
pub type Point = (u8, u8);

/// The point under the finger; outside the pad it stays at the edge.
pub fn point_at(x: f64, y: f64, pad: Rect) -> Point {
    (share(x - pad.left, pad.width), share(y - pad.top, pad.height))
}

fn share(offset: f64, room: f64) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0–255")]
    let share = ((offset / room).clamp(0.0, 1.0) * 255.0).round() as u8;
    share
}

/// The same line in fewer points (Ramer, Douglas, Peucker): none is further off than `tolerance`.
pub fn simplified(points: &[Point], tolerance: f32) -> Vec<Point> {
    let Some(last) = points.len().checked_sub(1).filter(|last| *last > 1) else {
        return points.to_vec();
    };
    let allowed = tolerance * tolerance;
    let mut keep = vec![false; points.len()];
    (keep[0], keep[last]) = (true, true);
    let mut parts = vec![(0, last)];
    while let Some((from, to)) = parts.pop() {
        let off = |index: &usize| off_line(points[*index], points[from], points[to]);
        let farthest = (from + 1..to).max_by(|a, b| off(a).total_cmp(&off(b)));
        if let Some(middle) = farthest.filter(|index| off(index) > allowed) {
            keep[middle] = true;
            parts.extend([(from, middle), (middle, to)]);
        }
    }
    points.iter().zip(keep).filter_map(|(point, keep)| keep.then_some(*point)).collect()
}

/// How far a point is from the line between two others, squared.
fn off_line(point: Point, from: Point, to: Point) -> f32 {
    let between =
        |a: Point, b: Point| (f32::from(b.0) - f32::from(a.0), f32::from(b.1) - f32::from(a.1));
    let ((x, y), (px, py)) = (between(from, to), between(from, point));
    let along = x * x + y * y;
    let share = if along == 0.0 { 0.0 } else { ((px * x + py * y) / along).clamp(0.0, 1.0) };
    let (right, down) = (px - share * x, py - share * y);
    right * right + down * down
}

/// How far a drawn line may move when it is simplified: less than its own width.
const TOLERANCE: f32 = 0.8;

/// A drawing that fits on a card. A long one gets coarser; when even that does not help, its newest strokes go.
pub fn fitted(strokes: &[Vec<Point>]) -> Vec<Vec<Point>> {
    let size =
        |strokes: &[Vec<Point>]| strokes.iter().map(|stroke| stroke.len() + 1).sum::<usize>();
    let (mut drawing, mut tolerance) = (strokes.to_vec(), TOLERANCE);
    while size(&drawing) > MOST_POINTS && tolerance < 64.0 {
        drawing = strokes.iter().map(|stroke| simplified(stroke, tolerance)).collect();
        tolerance *= 2.0;
    }
    while size(&drawing) > MOST_POINTS {
        drawing.pop();
    }
    drawing
}

/// A finished stroke in few points.
pub fn finished(points: &[Point]) -> Vec<Point> {
    simplified(points, TOLERANCE)
}

/// The `viewBox` that [`path`] draws in: twice as fine as the points, so that the middle between two is a whole number too.
pub const VIEW_BOX: &str = "-8 -8 526 526";

/// The drawing as the `d` of an SVG path: rounded between its points, and a dot where the finger only touched.
pub fn path(strokes: &[Vec<Point>]) -> String {
    strokes.iter().map(|stroke| line(stroke)).collect()
}

/// The `viewBox` of a drawing on a card: what is drawn, square and as large as it gets, but never blown up more than three times.
pub fn frame(strokes: &[Vec<Point>]) -> String {
    let points = || strokes.iter().flatten();
    let edges = |of: fn(&Point) -> u8| {
        let least = points().map(of).min().unwrap_or(0);
        let most = points().map(of).max().unwrap_or(255);
        (i32::from(least) * 2, i32::from(most) * 2)
    };
    let ((left, right), (top, bottom)) = (edges(|point| point.0), edges(|point| point.1));
    let side = (right - left).max(bottom - top).max(150) * 6 / 5;
    format!("{} {} {side} {side}", (left + right - side) / 2, (top + bottom - side) / 2)
}

fn line(stroke: &[Point]) -> String {
    let Some(((x, y), rest)) = stroke.split_first() else { return String::new() };
    let start = format!("M{} {}", twice(*x), twice(*y));
    let Some((end, between)) = rest.split_last() else { return start + "h1" };
    let bends = between.iter().zip(&rest[1..]).map(|(bend, next)| {
        let (x, y) = (middle(bend.0, next.0), middle(bend.1, next.1));
        format!("Q{} {} {x} {y}", twice(bend.0), twice(bend.1))
    });
    start + &bends.collect::<String>() + &format!("L{} {}", twice(end.0), twice(end.1))
}

fn twice(at: u8) -> u16 {
    u16::from(at) * 2
}

fn middle(a: u8, b: u8) -> u16 {
    u16::from(a) + u16::from(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAD: Rect = Rect { left: 10.0, top: 20.0, width: 510.0, height: 510.0 };

    #[test]
    fn the_pad_reaches_from_edge_to_edge() {
        assert_eq!(point_at(10.0, 20.0, PAD), (0, 0));
        assert_eq!(point_at(520.0, 530.0, PAD), (255, 255));
        assert_eq!(point_at(30.0, 40.0, PAD), (10, 10));
        assert_eq!(point_at(-5.0, 9000.0, PAD), (0, 255));
    }

    #[test]
    fn a_straight_line_is_two_points() {
        let line: Vec<Point> = (0..=200).map(|at| (at, at / 2)).collect();
        assert_eq!(simplified(&line, 1.0), [(0, 0), (200, 100)]);
    }

    #[test]
    fn a_corner_stays() {
        let corner: Vec<Point> =
            (0..100).map(|at| (at, 0)).chain((0..100).map(|at| (100, at))).collect();
        assert_eq!(simplified(&corner, 1.0), [(0, 0), (100, 0), (100, 99)]);
    }

    #[test]
    fn a_ring_that_closes_on_itself_stays_a_ring() {
        let ring = [(0, 0), (50, 0), (50, 50), (0, 50), (0, 0)];
        assert_eq!(simplified(&ring, 1.0), ring);
    }

    #[test]
    fn few_points_stay_as_they_are() {
        assert_eq!(simplified(&[], 1.0), []);
        assert_eq!(simplified(&[(3, 4)], 1.0), [(3, 4)]);
        assert_eq!(simplified(&[(3, 4), (3, 4)], 1.0), [(3, 4), (3, 4)]);
    }

    fn low(number: u32) -> u8 {
        number.to_le_bytes()[0]
    }

    #[test]
    fn an_endless_scribble_fits_on_a_card() {
        let scribble: Vec<Point> =
            (0..9_000).map(|at: u32| (37 * at, 91 * at)).map(|(x, y)| (low(x), low(y))).collect();
        let strokes = vec![scribble, vec![(1, 1); 20]];
        let fitted = fitted(&strokes);
        assert!(fitted.iter().map(|stroke| stroke.len() + 1).sum::<usize>() <= MOST_POINTS);
    }

    #[test]
    fn a_thousand_dots_fit_or_the_newest_go() {
        let dots = vec![vec![(9, 9)]; 3_000];
        assert_eq!(fitted(&dots).len(), MOST_POINTS / 2);
    }

    #[test]
    fn a_drawing_that_fits_is_not_touched() {
        let strokes = vec![vec![(0, 0), (1, 0), (2, 0)]];
        assert!(fitted(&strokes) == strokes);
    }

    #[test]
    fn a_drawing_fills_its_frame() {
        assert_eq!(frame(&[vec![(0, 0), (255, 100)]]), "-51 -206 612 612");
        assert_eq!(frame(&[vec![(100, 100)]]), "110 110 180 180");
        assert_eq!(frame(&[]), "-51 -51 612 612");
    }

    #[test]
    fn a_path_bends_between_its_points() {
        assert_eq!(path(&[vec![(5, 6)]]), "M10 12h1");
        assert_eq!(path(&[vec![], vec![(0, 0), (10, 0), (10, 11)]]), "M0 0Q20 0 20 11L20 22");
        assert_eq!(path(&[vec![(0, 0), (1, 2)]]), "M0 0L2 4");
    }
}
