//! The table of documents, for a terminal and as Markdown.

use super::document::Document;

/// A line of the table.
type Line = Vec<String>;

/// The table in columns.
pub(super) fn plain(documents: &[Document], with_examples: bool) -> String {
    let lines = lines(documents, with_examples);
    let columns = lines.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for line in &lines {
        for (column, (cell, width)) in line.iter().zip(&widths).enumerate() {
            match column {
                0 => text.push_str(&format!("{cell:<width$}")),
                _ => text.push_str(&format!("  {cell:>width$}")),
            }
        }
        text.push('\n');
    }
    text
}

/// The table and the places where documents contradict themselves.
pub(super) fn markdown(documents: &[Document], with_examples: bool) -> String {
    let mut text = String::from("# The documents and their crates\n\n");
    for (index, line) in lines(documents, with_examples).iter().enumerate() {
        text.push_str(&format!("| {} |\n", line.join(" | ")));
        if index == 0 {
            let marks: Vec<_> = (0..line.len())
                .map(|column| if column == 0 { "---" } else { "---:" })
                .collect();
            text.push_str(&format!("| {} |\n", marks.join(" | ")));
        }
    }
    let mut list = |title: &str, places: Vec<String>| {
        if !places.is_empty() {
            text.push_str(&format!("\n## {title}\n\n"));
            for place in places {
                text.push_str(&format!("- {}\n", place.replace('\n', " ")));
            }
        }
    };
    let refused = documents.iter().filter_map(|document| {
        let report = document.refused.as_ref()?;
        Some(format!("`{}`: {report}", document.name))
    });
    list("Documents that were not taken", refused.collect());
    let places = |wanted: fn(&Document) -> &[super::examples::Found]| {
        let found = documents.iter().flat_map(move |document| {
            let name = &document.name;
            wanted(document)
                .iter()
                .map(move |found| format!("{name}: {found}"))
        });
        found.collect()
    };
    list(
        "Examples that are not kept",
        places(|document| &document.examples.new),
    );
    list(
        "Examples that contradict their document",
        places(|document| &document.examples.known),
    );
    text
}

/// The head, a line for each document, and the totals.
fn lines(documents: &[Document], with_examples: bool) -> Vec<Line> {
    let mut head = vec![
        "document",
        "operations",
        "generated",
        "files",
        "lines",
        "ms",
        "errors",
        "warnings",
    ];
    if with_examples {
        head.extend(["examples", "kept", "inconsistent", "not kept"]);
    }
    let mut lines = vec![head.into_iter().map(str::to_owned).collect()];
    let mut total = vec![0; COLUMNS];
    for document in documents {
        let numbers = numbers(document);
        for (total, number) in total.iter_mut().zip(numbers) {
            *total += number;
        }
        lines.push(line(&document.name, &numbers, with_examples));
    }
    let taken = documents
        .iter()
        .filter(|document| document.refused.is_none());
    let title = format!("{} of {} taken", taken.count(), documents.len());
    lines.push(line(&title, &total, with_examples));
    lines
}

/// How many numbers a document has.
const COLUMNS: usize = 11;

/// The numbers of a document, times in microseconds.
fn numbers(document: &Document) -> [usize; COLUMNS] {
    let examples = &document.examples;
    [
        document.operations,
        document.generated,
        document.files,
        document.lines,
        usize::try_from(document.time.as_micros()).unwrap_or(usize::MAX),
        document.errors,
        document.warnings,
        examples.all,
        examples.kept(),
        examples.known.len(),
        examples.new.len(),
    ]
}

fn line(title: &str, numbers: &[usize], with_examples: bool) -> Line {
    const TIME: usize = 4;
    const WITHOUT_EXAMPLES: usize = 7;
    let shown = if with_examples {
        COLUMNS
    } else {
        WITHOUT_EXAMPLES
    };
    let numbers = numbers.iter().enumerate().take(shown);
    let cells = numbers.map(|(column, number)| match column {
        TIME => format!("{}.{}", number / 1000, number % 1000 / 100),
        _ => number.to_string(),
    });
    std::iter::once(title.to_owned()).chain(cells).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn documents() -> [Document; 2] {
        let document = |name: &str, operations| Document {
            name: name.to_owned(),
            operations,
            generated: operations,
            time: Duration::from_micros(1_250),
            ..Document::default()
        };
        [document("a", 3), document("longer", 12)]
    }

    #[test]
    fn columns_are_aligned_and_summed() {
        assert_eq!(
            plain(&documents(), false),
            "document      operations  generated  files  lines   ms  errors  warnings\n\
             a                      3          3      0      0  1.2       0         0\n\
             longer                12         12      0      0  1.2       0         0\n\
             2 of 2 taken          15         15      0      0  2.5       0         0\n"
        );
    }

    #[test]
    fn markdown_has_a_row_for_each() {
        let text = markdown(&documents(), true);
        assert!(text.contains("| longer | 12 | 12 | 0 | 0 | 1.2 | 0 | 0 | 0 | 0 | 0 | 0 |\n"));
        assert!(text.contains("\n| --- | ---: | ---: |"));
        assert!(!text.contains("not taken"));
    }
}
