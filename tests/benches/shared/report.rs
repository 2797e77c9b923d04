//! The table of results.

use std::io::{self, Write};
use std::ops::RangeInclusive;

/// Two figures of the same run.
pub struct Row {
    what: String,
    figures: [f64; 2],
    unit: &'static str,
    bar: Option<RangeInclusive<f64>>,
}

impl Row {
    /// The ratio is that of the first figure to the second, which `what` names in this order.
    pub fn new(what: impl Into<String>, figures: [f64; 2], unit: &'static str) -> Self {
        Self {
            what: what.into(),
            figures,
            unit,
            bar: None,
        }
    }

    /// What the ratio has to lie in; without it, the row is there for comparison.
    pub fn bar(self, bar: RangeInclusive<f64>) -> Self {
        Self {
            bar: Some(bar),
            ..self
        }
    }

    fn line(&self) -> String {
        let [first, second] = self.figures;
        let ratio = first / second;
        let verdict = self.bar.as_ref().map_or(String::new(), |bar| {
            let bound = match bar.end().is_finite() {
                true => format!("<= {:.2}", bar.end()),
                false => format!(">= {:.2}", bar.start()),
            };
            match bar.contains(&ratio) {
                true => bound,
                false => format!("{bound} missed"),
            }
        });
        let Self { what, unit, .. } = self;
        format!("{what:<65}{first:>9.2}{second:>9.2} {unit:<4}{ratio:>5.2}  {verdict}")
    }
}

/// Prints the rows.
pub fn print(rows: &[Row]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{:<65}{:>9}{:>9} {:<4}{:>5}  bar",
        "first / second", "first", "second", "", "ratio"
    )?;
    for row in rows {
        writeln!(out, "{}", row.line().trim_end())?;
    }
    out.flush()
}
