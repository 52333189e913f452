//! The figures: a line of JSON each as they come, and a table of Markdown at the end.

use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    figure: &'a str,
    value: f64,
    unit: &'a str,
    conditions: &'a str,
}

#[derive(Serialize)]
struct LeftOut<'a> {
    left_out: &'a str,
    why: &'a str,
}

/// What was measured, and what could not be.
pub struct Report {
    rows: Vec<String>,
}

impl Report {
    /// `machine` says on what, and what else runs there.
    pub fn begin(machine: &str) -> Self {
        println!("{machine}");
        Self { rows: vec![format!("Before: {machine}")] }
    }

    pub fn say(&mut self, figure: &str, value: f64, unit: &str, conditions: &str) {
        let value = rounded(value);
        say_json(&Line { figure, value, unit, conditions });
        self.rows.push(format!("| {figure} | {value} {unit} | {conditions} |"));
    }

    /// p50, p95 and p99 of the same thing.
    pub fn spread(&mut self, figure: &str, values: &mut [f64], unit: &str, conditions: &str) {
        for percent in [50, 95, 99] {
            let value = percentile(values, percent);
            self.say(&format!("{figure}, p{percent}"), value, unit, conditions);
        }
    }

    /// One clear line about what is left out.
    pub fn left_out(&mut self, what: &str, why: &str) {
        say_json(&LeftOut { left_out: what, why });
        self.rows.push(format!("| {what} | left out | {why} |"));
    }

    pub fn end(mut self, machine: &str) {
        let before = self.rows.remove(0);
        println!("\n{before}\nAfter: {machine}\n");
        println!("| figure | value | conditions |\n|---|---|---|\n{}", self.rows.join("\n"));
    }
}

fn say_json(line: &impl Serialize) {
    println!("{}", serde_json::to_string(line).expect("plain data"));
}

/// Three digits that count; from a hundred on, whole numbers.
fn rounded(value: f64) -> f64 {
    let digits = if value.abs() >= 100.0 {
        0
    } else if value.abs() >= 10.0 {
        1
    } else {
        2
    };
    let factor = 10_f64.powi(digits);
    (value * factor).round() / factor
}

pub fn median(values: &mut [f64]) -> f64 {
    percentile(values, 50)
}

/// Sorts, and takes the one at that place; NaN if there are none.
pub fn percentile(values: &mut [f64], percent: usize) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let place = (values.len() * percent / 100).min(values.len().saturating_sub(1));
    values.get(place).copied().unwrap_or(f64::NAN)
}
