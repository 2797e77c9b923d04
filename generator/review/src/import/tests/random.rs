//! Documents with random changes: what is written is what was imported, whatever the layout.

use serde_json::{Value, json};

use super::*;

/// So many documents are made.
const COUNT: usize = 150;

/// A generator of numbers that is the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }
}

/// Every place of a document.
fn places(value: &Value, at: &Pointer, found: &mut Vec<Pointer>) {
    found.push(at.clone());
    match value {
        Value::Object(map) => map
            .iter()
            .for_each(|(key, value)| places(value, &at.push(key), found)),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, value)| places(value, &at.index(index), found));
        }
        _ => {}
    }
}

/// Takes away, adds, renames, copies or replaces something.
fn change(document: &mut Value, random: &mut Random) {
    let mut all = Vec::new();
    places(document, &Pointer::root(), &mut all);
    let other = document
        .pointer(all[random.below(all.len())].as_str())
        .cloned();
    let names = [
        "New",
        "v1.New",
        "on",
        "a b",
        "x-new",
        "title",
        "nullable",
        "description",
        "properties",
    ];
    let name = names[random.below(names.len())];
    let at = &all[random.below(all.len())];
    let kind = random.below(5);
    match document.pointer_mut(at.as_str()) {
        Some(Value::Object(map)) => {
            let key = map
                .keys()
                .nth(random.below(map.len()))
                .cloned()
                .unwrap_or_default();
            let value = match kind {
                0 | 1 => map.remove(&key),
                2 => other,
                _ => map.get(&key).cloned(),
            };
            if kind > 0 {
                map.insert(name.to_owned(), value.unwrap_or_default());
            }
        }
        Some(Value::Array(items)) => match kind {
            0 | 1 if !items.is_empty() => {
                let gone = items.remove(random.below(items.len()));
                items.extend((kind == 1).then_some(gone));
            }
            _ => items.push(other.unwrap_or_default()),
        },
        Some(scalar) => {
            let scalars = [
                json!(name),
                json!(7),
                json!(true),
                json!("#/a"),
                json!("1.0"),
                json!("a\nb"),
                json!(" x"),
            ];
            *scalar = scalars[random.below(scalars.len())].clone();
        }
        None => {}
    }
}

#[test]
fn random_changes_are_written_as_they_are() {
    let mut random = Random(2026);
    let theirs = theirs();
    let (mut taken, mut told) = (0, 0);
    for _ in 0..COUNT {
        let mut changed = theirs.clone();
        for _ in 0..=random.below(2) {
            change(&mut changed, &mut random);
        }
        let present = |text: &str| Inputs {
            document: Source::new("ours.yaml", text),
            ..Inputs::default()
        };
        let new = Source::new("theirs.json", changed.to_string());
        match import(&present(OURS), &new) {
            Ok(imported) => {
                taken += 1;
                // Twice is once.
                let again = import(&present(&imported.text), &new)
                    .unwrap_or_else(|report| panic!("{report}"));
                assert_eq!(again.text, imported.text, "{changed:#}");
                told += usize::from(imported.text != OURS);
            }
            Err(report) => {
                let report = report.to_string();
                assert!(
                    !report.contains("what would be written"),
                    "{report}\n{changed:#}"
                );
            }
        }
    }
    assert!(taken > COUNT / 4 && told > COUNT / 8, "{taken} {told}");
}
