//! Documents with random changes: what is written is what was imported, whatever the layout.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use super::*;

/// What is done to a document: where, with which other part of it, under which name, and how.
type Change = (Index, Index, Index, &'static str, usize);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    const NAMES: &[&str] = &[
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
    let index = any::<Index>;
    let change = (index(), index(), index(), select(NAMES), 0..5_usize);
    vec(change, 1..=2)
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
fn change(document: &mut Value, (at, other, member, name, how): &Change) {
    let mut all = Vec::new();
    places(document, &Pointer::root(), &mut all);
    let other = document
        .pointer(all[other.index(all.len())].as_str())
        .cloned();
    let at = &all[at.index(all.len())];
    match document.pointer_mut(at.as_str()) {
        Some(Value::Object(map)) => {
            let key = (!map.is_empty()).then(|| map.keys().nth(member.index(map.len())).cloned());
            let key = key.flatten().unwrap_or_default();
            let value = match how {
                0 | 1 => map.remove(&key),
                2 => other,
                _ => map.get(&key).cloned(),
            };
            if *how > 0 {
                map.insert((*name).to_owned(), value.unwrap_or_default());
            }
        }
        Some(Value::Array(items)) => match how {
            0 | 1 if !items.is_empty() => {
                let gone = items.remove(member.index(items.len()));
                items.extend((*how == 1).then_some(gone));
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
            *scalar = member.get(&scalars).clone();
        }
        None => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn random_changes_are_written_as_they_are(changes in changes()) {
        let mut changed = theirs();
        for one in &changes {
            change(&mut changed, one);
        }
        let present = |text: &str| Inputs {
            document: Source::new("ours.yaml", text),
            ..Inputs::default()
        };
        let new = Source::new("theirs.json", changed.to_string());
        match import(&present(OURS), &new) {
            Ok(imported) => {
                // Twice is once.
                let again = import(&present(&imported.text), &new).map_err(|report| TestCaseError::fail(report.to_string()))?;
                prop_assert_eq!(again.text, imported.text);
            }
            Err(report) => {
                prop_assert!(!report.to_string().contains("what would be written"), "{}", report);
            }
        }
    }
}
