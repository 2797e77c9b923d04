//! How much work an overlay may make: targets can ask for every combination of values, and updates for more of them each time.

use serde_json::Value;

use crate::limit::{self, Budget};

/// How many values all targets may look at, besides some for each of the document.
const STEPS: usize = 40_000_000;
const STEPS_OF_VALUE: usize = 100;

/// How many bytes updates may add, besides a multiple of those of the document.
const GROWTH: usize = 2 << 20;
const GROWTH_OF_DOCUMENT: usize = 1;

/// The work that may still be done.
pub(super) struct Work {
    /// How many values the document has.
    values: usize,
    /// How deep it is.
    depth: usize,
    steps: Budget,
    growth: Budget,
}

impl Work {
    pub(super) fn on(document: &Value) -> Self {
        let (mut values, mut depth) = (0_usize, 1_usize);
        let mut waiting = vec![(document, 1)];
        while let Some((value, level)) = waiting.pop() {
            values += 1;
            depth = depth.max(level);
            match value {
                Value::Array(items) => waiting.extend(items.iter().map(|item| (item, level + 1))),
                Value::Object(entries) => {
                    waiting.extend(entries.values().map(|value| (value, level + 1)));
                }
                _ => {}
            }
        }
        let size = limit::size(document);
        let steps = STEPS.saturating_add(values.saturating_mul(STEPS_OF_VALUE));
        let growth = GROWTH.saturating_add(size.saturating_mul(GROWTH_OF_DOCUMENT));
        Self {
            values,
            depth,
            steps: Budget::new(steps),
            growth: Budget::new(growth),
        }
    }

    pub(super) fn unlimited() -> Self {
        Self {
            values: 1,
            depth: 1,
            steps: Budget::new(usize::MAX),
            growth: Budget::new(usize::MAX),
        }
    }

    /// Whether a target may be looked for.
    pub(super) fn may_query(&mut self, target: &str) -> bool {
        let steps = self.steps_of(target);
        self.steps.spend(steps)
    }

    /// Whether this number of values may be updated.
    pub(super) fn may_grow(&mut self, update: &Value, targets: usize) -> bool {
        let size = limit::size(update);
        self.values = self.values.saturating_add(targets.saturating_mul(size / 8));
        self.growth.spend(size.saturating_mul(targets))
    }

    /// How many values a target looks at, at the most: those of the document, each as often as selectors can meet it.
    fn steps_of(&self, target: &str) -> usize {
        let Signs {
            wild,
            descents,
            roots,
            choices,
        } = Signs::of(target);
        let mut steps = if wild + descents > 0 { self.values } else { 1 };
        steps = steps.saturating_mul(choices);
        // A value is met once for each value around it by the second descent, and so on.
        for _ in 1..descents {
            steps = steps.saturating_mul(self.depth);
        }
        for _ in 0..roots {
            steps = steps.saturating_mul(self.values);
        }
        steps
    }
}

/// What makes a JSONPath dear.
struct Signs {
    /// Wildcards, filters and slices.
    wild: usize,
    /// How often it goes on at any depth.
    descents: usize,
    /// How often a filter begins at the root.
    roots: usize,
    /// In how many ways a value can be met by the selectors in brackets.
    choices: usize,
}

impl Signs {
    fn of(target: &str) -> Self {
        let mut signs = Self {
            wild: 0,
            descents: 0,
            roots: 0,
            choices: 1,
        };
        let mut commas = Vec::new();
        let mut characters = target.chars().skip(1).peekable();
        while let Some(character) = characters.next() {
            match character {
                quote @ ('\'' | '"') => {
                    while let Some(inner) = characters.next() {
                        if inner == '\\' {
                            characters.next();
                        } else if inner == quote {
                            break;
                        }
                    }
                }
                '*' | '?' | ':' => signs.wild += 1,
                '$' => signs.roots += 1,
                '.' if characters.peek() == Some(&'.') => {
                    characters.next();
                    signs.descents += 1;
                }
                '[' | '(' => commas.push(1_usize),
                ',' => commas
                    .iter_mut()
                    .rev()
                    .take(1)
                    .for_each(|count| *count += 1),
                ']' | ')' => {
                    let count = commas.pop().unwrap_or(1);
                    signs.choices = signs.choices.saturating_mul(count);
                }
                _ => {}
            }
        }
        signs
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Work;

    #[test]
    fn targets_cost_what_they_look_at() {
        let document = json!({"a": [{"b": {"c": 1}}, {"b": 2}], "d": "$..*"});
        let work = Work::on(&document);
        assert_eq!((work.values, work.depth), (8, 5));
        for (target, steps) in [
            ("$.a.b", 1),
            ("$['a', 'b,c']['*']", 2),
            ("$.a[*].b", 8),
            ("$..b", 8),
            ("$..b..c", 8 * 5),
            ("$.a[*,*]", 8 * 2),
            ("$.a[?@.b == '$..']", 8),
            ("$.a[?@.b == $.d]", 8 * 8),
        ] {
            assert_eq!(work.steps_of(target), steps, "{target}");
        }
        assert_eq!(work.steps_of(&"$..*[*,*]".repeat(90)), usize::MAX);
    }

    #[test]
    fn what_exceeds_a_limit_is_refused() {
        let document = json!({"a": vec![1; 1_000]});
        let mut work = Work::on(&document);
        assert!(work.may_query("$.a[*]"));
        assert!(!work.may_query("$.a[?$..[?$..x]]"));
        let update = json!("x".repeat(1_000));
        assert!(work.may_grow(&update, 1_000));
        assert!(!work.may_grow(&update, 1_000_000));
    }
}
