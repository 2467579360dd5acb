//! The layout's laws, read off the finished SVG: nothing overlaps, all is inside.

use crate::{draw_svg, drone, given, graph, many};
use dixit::write::picture::{Options, View};
use proptest::prelude::*;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

#[test]
fn a_real_record_keeps_the_laws() {
    for view in View::ALL {
        let options = Options {
            view,
            ..Options::default()
        };
        check(&draw_svg(&drone(), &options));
    }
}

#[test]
fn a_large_drawing_keeps_the_laws() {
    let graph = graph(&many::articles(12, 25));
    let options = Options {
        top: Some(usize::MAX),
        ..Options::default()
    };
    check(&draw_svg(&graph, &options));
    check(&draw_svg(&graph, &Options::default()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_record_keeps_the_laws(article in given::record(), view in 0_usize..3) {
        let options = Options { view: View::ALL[view], ..Options::default() };
        let graph = graph([&article]);
        let svg = draw_svg(&graph, &options);
        check(&svg);
        prop_assert_eq!(svg, draw_svg(&graph, &options));
    }
}

/// A rectangle with its kind.
#[derive(Debug, Clone, Copy)]
struct Rect {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Rect {
    fn overlaps(&self, other: &Self) -> bool {
        // Numbers are rounded to tenths.
        const HAIR: f32 = 0.2;
        self.left + HAIR < other.right
            && other.left + HAIR < self.right
            && self.top + HAIR < other.bottom
            && other.top + HAIR < self.bottom
    }

    fn holds(&self, (x, y): (f32, f32), margin: f32) -> bool {
        x > self.left + margin
            && x < self.right - margin
            && y > self.top + margin
            && y < self.bottom - margin
    }
}

#[derive(Default)]
struct Scene {
    size: (f32, f32),
    shift: (f32, f32),
    boxes: Vec<Rect>,
    /// Labels, each with its line.
    plates: Vec<(Rect, usize)>,
    /// Points along the lines, each with its line.
    points: Vec<((f32, f32), usize)>,
    /// Words with their extent.
    words: Vec<Rect>,
}

fn check(svg: &str) {
    let scene = read(svg);
    for (at, one) in scene.boxes.iter().enumerate() {
        for other in &scene.boxes[at + 1..] {
            assert!(!one.overlaps(other), "boxes {one:?} {other:?}");
        }
        for (plate, _) in &scene.plates {
            assert!(!one.overlaps(plate), "box {one:?} and label {plate:?}");
        }
    }
    for (at, (one, _)) in scene.plates.iter().enumerate() {
        for (other, _) in &scene.plates[at + 1..] {
            assert!(!one.overlaps(other), "labels {one:?} {other:?}");
        }
    }
    for &(point, line) in &scene.points {
        for rect in &scene.boxes {
            assert!(
                !rect.holds(point, 1.0),
                "line {line} at {point:?} in box {rect:?}"
            );
        }
        for (rect, own) in &scene.plates {
            let met = *own != line && rect.holds(point, 1.0);
            assert!(
                !met,
                "line {line} at {point:?} in the label {rect:?} of {own}"
            );
        }
        let (x, y) = (point.0 + scene.shift.0, point.1 + scene.shift.1);
        let inside = x >= 0.0 && y >= 0.0 && x <= scene.size.0 && y <= scene.size.1;
        assert!(inside, "line {line} leaves the picture at {point:?}");
    }
    for rect in &scene.words {
        let inside = rect.left >= 0.0 && rect.right <= scene.size.0 && rect.bottom <= scene.size.1;
        assert!(inside, "words leave the picture at {rect:?}");
    }
}

/// What the element means that is open now.
#[derive(Default)]
struct Open {
    depth: usize,
    shifted: bool,
    shifted_at: usize,
    in_box: bool,
    line: usize,
}

fn read(svg: &str) -> Scene {
    let mut scene = Scene::default();
    let mut reader = Reader::from_str(svg);
    let mut open = Open::default();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(element) => {
                open.depth += 1;
                take(&element, &mut open, &mut scene);
            }
            Event::Empty(element) => take(&element, &mut open, &mut scene),
            Event::End(_) => {
                open.shifted &= open.depth != open.shifted_at;
                open.in_box &= open.shifted;
                open.depth -= 1;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.depth, 0);
    scene
}

fn take(element: &BytesStart<'_>, open: &mut Open, scene: &mut Scene) {
    let name = element.name();
    let class = text(element, "class");
    match name.as_ref() {
        b"svg" => scene.size = (number(element, "width"), number(element, "height")),
        b"g" if text(element, "transform").starts_with("translate") => {
            scene.shift = translation(&text(element, "transform"));
            open.shifted = true;
            open.shifted_at = open.depth;
        }
        b"g" => {
            // The legend above has samples of lines and boxes.
            open.in_box = open.shifted && class.starts_with("box");
            open.line += 1;
        }
        b"rect" if class == "plate" => scene.plates.push((rect(element), open.line)),
        b"rect" if open.in_box => scene.boxes.push(rect(element)),
        b"path" if open.in_box => {
            let points = points(&text(element, "d"));
            scene.boxes.push(bounds(&points));
        }
        b"path" if open.shifted && class == "stroke" => {
            let all = points(&text(element, "d")).into_iter();
            scene.points.extend(all.map(|point| (point, open.line)));
        }
        b"text" => take_words(element, open, scene),
        _ => {}
    }
}

fn translation(words: &str) -> (f32, f32) {
    let inner = words.trim_start_matches("translate(").trim_end_matches(')');
    let mut parts = inner.split(' ').map(|part| part.parse().expect("a number"));
    (parts.next().expect("x"), parts.next().expect("y"))
}

/// Words stay inside the box that they belong to.
fn take_words(element: &BytesStart<'_>, open: &Open, scene: &mut Scene) {
    let (left, y) = (number(element, "x"), number(element, "y"));
    let right = left + number(element, "textLength");
    let shift = match open.shifted {
        true => scene.shift,
        false => (0.0, 0.0),
    };
    scene.words.push(Rect {
        left: left + shift.0,
        right: right + shift.0,
        top: y + shift.1 - 10.0,
        bottom: y + shift.1,
    });
    if open.in_box {
        let last = scene.boxes.last().expect("a box before its words");
        let inside = left >= last.left && right <= last.right && y <= last.bottom;
        assert!(inside, "words at {left} {y} leave {last:?}");
    }
}

fn text(element: &BytesStart<'_>, name: &str) -> String {
    let attribute = element.try_get_attribute(name).expect("attributes");
    attribute.map_or(String::new(), |a| {
        a.unescape_value().expect("a value").into_owned()
    })
}

fn number(element: &BytesStart<'_>, name: &str) -> f32 {
    text(element, name).parse().expect("a number")
}

fn rect(element: &BytesStart<'_>) -> Rect {
    let (left, top) = (number(element, "x"), number(element, "y"));
    Rect {
        left,
        top,
        right: left + number(element, "width"),
        bottom: top + number(element, "height"),
    }
}

fn bounds(points: &[(f32, f32)]) -> Rect {
    let fold = |least: fn(f32, f32) -> f32, start: f32, of: fn(&(f32, f32)) -> f32| {
        points.iter().map(of).fold(start, least)
    };
    Rect {
        left: fold(f32::min, f32::MAX, |p| p.0),
        right: fold(f32::max, f32::MIN, |p| p.0),
        top: fold(f32::min, f32::MAX, |p| p.1),
        bottom: fold(f32::max, f32::MIN, |p| p.1),
    }
}

/// Returns points along a path of the commands that are written.
fn points(d: &str) -> Vec<(f32, f32)> {
    let mut out = Vec::new();
    let mut at = (0.0_f32, 0.0_f32);
    let mut rest = d;
    while let Some(command) = rest.chars().next() {
        let body = &rest[1..];
        let end = body
            .find(|c: char| c.is_ascii_alphabetic())
            .unwrap_or(body.len());
        let numbers: Vec<f32> = body[..end]
            .split_ascii_whitespace()
            .map(|part| part.parse().expect("a number"))
            .collect();
        rest = &body[end..];
        let from = at;
        at = match (command, numbers.as_slice()) {
            ('M', &[x, y]) => (x, y),
            ('H', &[x]) => (x, from.1),
            ('V', &[y]) => (from.0, y),
            ('h', &[x]) => (from.0 + x, from.1),
            ('v', &[y]) => (from.0, from.1 + y),
            ('l', &[x, y]) => (from.0 + x, from.1 + y),
            ('Q', &[_, _, x, y]) => (x, y),
            ('C', &[ax, ay, bx, by, x, y]) => {
                out.extend((0..=16).map(|step| {
                    let t = step as f32 / 16.0;
                    let mix = |a: f32, b: f32, c: f32, d: f32| {
                        let u = 1.0 - t;
                        u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
                    };
                    (mix(from.0, ax, bx, x), mix(from.1, ay, by, y))
                }));
                (x, y)
            }
            ('Z', &[]) => from,
            other => panic!("an unknown command {other:?}"),
        };
        if matches!(command, 'H' | 'V') {
            let steps = (0..=16).map(|step| step as f32 / 16.0);
            out.extend(steps.map(|t| (from.0 + (at.0 - from.0) * t, from.1 + (at.1 - from.1) * t)));
        }
        out.push(at);
    }
    out
}
