//! Responses and items, in the format that was asked for.

mod columns;
mod formula;
mod table;
mod yaml;

use std::borrow::Cow;
use std::mem;

use openapi_client_runtime::Form;

use crate::failure::Failure;
use crate::json::Json;
use crate::options::{Format, Options};
use crate::terminal::{self, Stream};

/// How many rows of a table are printed at a time on a terminal.
const ROWS: usize = 50;

/// Prints one response, or a list item by item.
pub(crate) struct Output {
    stream: Stream,
    format: Format,
    asked: Option<Vec<String>>,
    /// The columns that the operation's documentation suggests.
    suggested: &'static [&'static str],
    /// The columns, once the first item has shown what there is.
    columns: Option<Vec<String>>,
    /// The rows of a table that are not printed yet.
    rows: Vec<Vec<String>>,
    has_table: bool,
    count: usize,
    /// Whether cells of CSV are kept from being formulas.
    is_csv_safe: bool,
}

impl Output {
    /// Output in the format that was asked for: if none was, a table on a terminal and JSON elsewhere.
    pub(crate) fn new(options: &Options, suggested: &'static [&'static str]) -> Self {
        Self::to(Stream::stdout(), options, suggested)
    }

    fn to(stream: Stream, options: &Options, suggested: &'static [&'static str]) -> Self {
        let default = match stream.is_terminal() {
            true => Format::Table,
            false => Format::Json,
        };
        Self {
            stream,
            format: options.format.unwrap_or(default),
            asked: options.columns.clone(),
            suggested,
            columns: None,
            rows: Vec::new(),
            has_table: false,
            count: 0,
            is_csv_safe: options.is_csv_safe,
        }
    }

    /// Whether somebody reads along.
    pub(crate) fn is_terminal(&self) -> bool {
        self.stream.is_terminal()
    }

    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Prints one response, given as JSON text.
    pub(crate) fn respond(&mut self, json: &str) -> Result<(), Failure> {
        match self.format {
            Format::Json => {
                let json = self.selected(json)?;
                self.line(&serde_json::to_string_pretty(&json).map_err(unwritable)?)?;
            }
            Format::Yaml => {
                let json = self.selected(json)?;
                self.stream.text(&yaml::document(&json))?;
            }
            Format::Table if json.trim_start().starts_with('{') => {
                let json = self.selected(json)?;
                self.stream.text(&table::record(&json, self.width()))?;
            }
            Format::Ndjson | Format::Csv | Format::Table => {
                self.item(json)?;
                self.end()?;
            }
        }
        Ok(self.stream.flush()?)
    }

    /// Prints a body that is no JSON as it came, in whatever format: text also on a terminal, bytes only elsewhere.
    pub(crate) fn raw(&mut self, form: Form, body: &[u8]) -> Result<(), Failure> {
        if !self.is_terminal() {
            self.stream.bytes(body)?;
        } else if form == Form::Bytes {
            let bytes = body.len();
            return Err(Failure::Output(format!(
                "the response is {bytes} bytes that are no text: redirect standard output to a file"
            )));
        } else {
            self.line(String::from_utf8_lossy(body).trim_end_matches('\n'))?;
        }
        Ok(self.stream.flush()?)
    }

    /// Prints an item of a list, given as JSON text on one line.
    pub(crate) fn item(&mut self, json: &str) -> Result<(), Failure> {
        match self.format {
            Format::Json => {
                let text = serde_json::to_string_pretty(&self.selected(json)?);
                let text = text.map_err(unwritable)?.replace('\n', "\n  ");
                let begin = if self.count == 0 { "[\n  " } else { ",\n  " };
                self.stream.text(begin)?;
                self.stream.text(&text)?;
            }
            // The usual case needs no look at what is in the text.
            Format::Ndjson if self.asked.is_none() => self.line(json)?,
            Format::Ndjson => {
                let json = self.selected(json)?;
                self.line(&serde_json::to_string(&json).map_err(unwritable)?)?;
            }
            Format::Yaml => {
                let json = self.selected(json)?;
                self.stream.text(&yaml::item(&json))?;
            }
            Format::Csv => {
                let (header, row) = self.row(json)?;
                if self.count == 0 {
                    self.csv(&header)?;
                }
                self.csv(&row)?;
            }
            Format::Table => {
                let (_, row) = self.row(json)?;
                self.rows.push(row);
                if self.is_terminal() && self.rows.len() >= ROWS {
                    self.print_rows()?;
                }
            }
        }
        self.count += 1;
        Ok(())
    }

    /// Prints what ends a list, be it complete or not.
    pub(crate) fn end(&mut self) -> Result<(), Failure> {
        match (self.format, self.count) {
            (Format::Json, 0) | (Format::Yaml, 0) => self.line("[]")?,
            (Format::Json, _) => self.line("\n]")?,
            (Format::Csv, 0) => {
                let header = columns::expected(self.asked.as_deref(), self.suggested);
                if !header.is_empty() {
                    self.csv(&header)?;
                }
            }
            (Format::Table, _) => self.print_rows()?,
            _ => {}
        }
        Ok(self.stream.flush()?)
    }

    /// Has everything that was printed go out.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.stream.flush()?)
    }

    fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.stream.text(text)?;
        Ok(self.stream.text("\n")?)
    }

    /// The whole record, or the columns that were asked for.
    fn selected(&mut self, json: &str) -> Result<Json, Failure> {
        let json = Json::read(json).map_err(unwritable)?;
        if self.asked.is_none() {
            return Ok(json);
        }
        let columns = self.columns(&json)?;
        let fields = columns.iter().map(|column| {
            let value = json.get(column).cloned();
            (column.clone(), value.unwrap_or(Json::Null))
        });
        Ok(Json::Object(fields.collect()))
    }

    /// The columns and the cells of a record.
    fn row(&mut self, json: &str) -> Result<(Vec<String>, Vec<String>), Failure> {
        let json = Json::read(json).map_err(unwritable)?;
        let columns = self.columns(&json)?.to_vec();
        let cell = match self.format {
            Format::Table => Json::summary,
            _ => Json::cell,
        };
        let cells = columns::cells(&columns, &json, cell);
        Ok((columns, cells))
    }

    /// The columns; the first record decides.
    fn columns(&mut self, first: &Json) -> Result<&[String], Failure> {
        let columns = match self.columns.take() {
            Some(columns) => columns,
            None if self.asked.is_none() && self.format == Format::Table => {
                columns::useful(self.suggested, first)
            }
            None => columns::choose(self.asked.as_deref(), self.suggested, first)?,
        };
        Ok(self.columns.insert(columns))
    }

    fn csv(&mut self, cells: &[String]) -> Result<(), Failure> {
        let mut writer = csv::WriterBuilder::new()
            .buffer_capacity(256)
            .from_writer(Vec::new());
        let cells = cells.iter().map(|cell| match self.is_csv_safe {
            true => formula::inert(cell),
            false => Cow::Borrowed(cell.as_str()),
        });
        writer
            .write_record(cells.map(Cow::into_owned))
            .map_err(unwritable)?;
        let bytes = writer.into_inner().map_err(unwritable)?;
        Ok(self.stream.text(&String::from_utf8_lossy(&bytes))?)
    }

    /// The width of the terminal, if it is one.
    fn width(&self) -> Option<u16> {
        self.stream.is_terminal().then(terminal::width).flatten()
    }

    fn print_rows(&mut self) -> Result<(), Failure> {
        let rows = mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let columns = self.columns.as_deref().unwrap_or_default();
        let text = table::render(columns, &rows, self.width(), self.asked.is_none());
        if mem::replace(&mut self.has_table, true) {
            self.stream.text("\n")?;
        }
        self.stream.text(&text)?;
        Ok(self.stream.flush()?)
    }
}

fn unwritable(error: impl std::fmt::Display) -> Failure {
    Failure::Output(format!("the response can't be printed: {error}"))
}

#[cfg(test)]
mod tests;
