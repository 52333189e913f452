//! The paper: headings, entries and lines. Everything that goes in is text and is written as text.

use std::fmt::Write;

const STYLE: &str = "body{font:16px/1.5 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em;color:#000;background:#fff}\
h1,h2,h3{line-height:1.2}h2{margin-top:2em;border-bottom:1px solid}article{margin:1em 0;break-inside:avoid}\
p{margin:.2em 0;white-space:pre-line;overflow-wrap:anywhere}blockquote{margin:.2em 0 .2em 1em;white-space:pre-line}svg{width:8em;height:8em;fill:none;stroke:#000;stroke-width:3}";

pub(super) struct Sheet(String);

impl Sheet {
    pub(super) fn new(lang: &str, title: &str) -> Self {
        let title = escaped(title);
        Self(format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
             <meta name=\"referrer\" content=\"no-referrer\"><title>{title}</title><style>{STYLE}</style></head><body>\n<h1>{title}</h1>\n"
        ))
    }

    fn put(&mut self, tag: &str, text: &str) {
        if !text.is_empty() {
            writeln!(self.0, "<{tag}>{}</{tag}>", escaped(text))
                .expect("a string takes everything");
        }
    }

    pub(super) fn part(&mut self, title: &str) {
        self.put("h2", title);
    }

    pub(super) fn group(&mut self, title: &str) {
        self.put("h3", title);
    }

    /// Empty ones are left out.
    pub(super) fn line(&mut self, text: impl AsRef<str>) {
        self.put("p", text.as_ref());
    }

    /// Somebody's own words, with what they answer.
    pub(super) fn words(&mut self, label: &str, words: &str) {
        if !words.is_empty() {
            self.line(label);
            self.put("blockquote", words);
        }
    }

    /// Strokes of points, 0–255 in both directions.
    pub(super) fn drawing(&mut self, strokes: &[Vec<(u8, u8)>]) {
        self.0.push_str("<svg viewBox=\"0 0 255 255\">");
        for stroke in strokes {
            let points: Vec<_> = stroke.iter().map(|(x, y)| format!("{x},{y}")).collect();
            write!(self.0, "<polyline points=\"{}\"/>", points.join(" "))
                .expect("a string takes everything");
        }
        self.0.push_str("</svg>\n");
    }

    pub(super) fn begin(&mut self) {
        self.0.push_str("<article>\n");
    }

    pub(super) fn end(&mut self) {
        self.0.push_str("</article>\n");
    }

    pub(super) fn done(mut self) -> String {
        self.0.push_str("</body></html>\n");
        self.0
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
