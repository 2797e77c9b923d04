//! What each action of an overlay does to one value of a document.

use serde_json::Value;

use super::{Action, Change, Work, actions};
use crate::pointer::Pointer;

/// What an action does to a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The number of the action in the list, from 0.
    pub action: usize,
    /// The action in the overlay.
    pub pointer: Pointer,
    /// Its target.
    pub target: String,
    /// Its reason.
    pub description: String,
    /// The value before.
    pub old: Option<Value>,
    /// The value afterwards.
    pub new: Option<Value>,
    /// Whether the value is a property that the action adds to the `required` list beside it, or takes out of it.
    pub required: Option<bool>,
}

/// The pointer of a value before each action, and at the end; none where it is gone.
///
/// An action that removes an item of a list gives all items behind it other indices.
#[derive(Clone, Debug, PartialEq)]
pub struct Course(Vec<Option<Pointer>>);

impl Course {
    /// The pointer in the document as it is in its file, if it is there.
    pub fn first(&self) -> Option<&Pointer> {
        self.0.first()?.as_ref()
    }

    /// The pointer after the overlay, if the value is still there.
    pub fn last(&self) -> Option<&Pointer> {
        self.0.last()?.as_ref()
    }
}

/// The actions of an overlay as they are carried out on a document.
#[derive(Debug)]
pub struct Trace<'v> {
    before: &'v Value,
    /// The document after the overlay.
    pub after: Value,
    steps: Vec<Step<'v>>,
}

#[derive(Debug)]
struct Step<'v> {
    action: Action<'v>,
    /// The items of lists that the action removes: the list and the index, the outer lists first.
    removed: Vec<(Pointer, usize)>,
}

impl<'v> Trace<'v> {
    /// Carries the actions out; those that are wrong change nothing.
    pub fn new(document: &'v Value, overlay: &'v Value) -> Self {
        let mut after = document.clone();
        let mut steps = Vec::new();
        for action in actions(overlay) {
            let removed = match action.change {
                Change::Remove => items(&after, &action),
                Change::Update(_) => Vec::new(),
            };
            action.run(&mut after, &mut Work::unlimited(), &mut Vec::new());
            steps.push(Step { action, removed });
        }
        Self {
            before: document,
            after,
            steps,
        }
    }

    /// The course of the value that has this pointer after the overlay.
    pub fn back(&self, at: &Pointer) -> Course {
        let mut all = vec![Some(at.clone())];
        let mut at = at.clone();
        for step in self.steps.iter().rev() {
            for (list, index) in &step.removed {
                at = shifted(&at, list, |item| match item >= *index {
                    true => Some(item + 1),
                    false => Some(item),
                })
                .unwrap_or(at);
            }
            all.push(Some(at.clone()));
        }
        all.reverse();
        Course(all)
    }

    /// The course of the value that has this pointer in the document as it is in its file.
    pub fn forth(&self, at: &Pointer) -> Course {
        let mut all = vec![Some(at.clone())];
        let mut at = Some(at.clone());
        for step in &self.steps {
            for (list, index) in step.removed.iter().rev() {
                at = at.and_then(|at| {
                    shifted(&at, list, |item| match item.cmp(index) {
                        std::cmp::Ordering::Less => Some(item),
                        std::cmp::Ordering::Equal => None,
                        std::cmp::Ordering::Greater => Some(item - 1),
                    })
                });
            }
            all.push(at.clone());
        }
        Course(all)
    }

    /// What the actions do to each value and to what is below it, in their order.
    pub fn effects(&self, courses: &[Course]) -> Vec<Vec<Effect>> {
        let mut document = self.before.clone();
        let mut effects = vec![Vec::new(); courses.len()];
        for (number, step) in self.steps.iter().enumerate() {
            let state = |document: &Value, number: usize| -> Vec<State> {
                let pointers = courses.iter().map(|course| course.0.get(number));
                pointers.map(|at| State::of(document, at)).collect()
            };
            let before = state(&document, number);
            let action = &step.action;
            action.run(&mut document, &mut Work::unlimited(), &mut Vec::new());
            let after = state(&document, number + 1);
            for ((effects, old), new) in effects.iter_mut().zip(before).zip(after) {
                if old != new {
                    effects.push(Effect {
                        action: action.index,
                        pointer: action.at.clone(),
                        target: action.text.to_owned(),
                        description: action.reason.to_owned(),
                        required: (old.is_required != new.is_required).then_some(new.is_required),
                        old: old.value,
                        new: new.value,
                    });
                }
            }
        }
        effects
    }
}

/// What a document says at a pointer.
#[derive(PartialEq)]
struct State {
    value: Option<Value>,
    is_required: bool,
}

impl State {
    fn of(document: &Value, at: Option<&Option<Pointer>>) -> Self {
        let at = at.and_then(Option::as_ref);
        let value = at.and_then(|at| document.pointer(at.as_str()));
        Self {
            value: value.cloned(),
            is_required: at.is_some_and(|at| is_required(document, at)),
        }
    }
}

/// The items of lists that a removal takes, the outer lists first and the items of a list in their order.
fn items(document: &Value, action: &Action<'_>) -> Vec<(Pointer, usize)> {
    let matches = action.matches(document).into_iter();
    let mut items: Vec<_> = matches
        .filter_map(|item| {
            let list = item.parent()?;
            document.pointer(list.as_str())?.as_array()?;
            Some((list, item.last()?.parse().ok()?))
        })
        .collect();
    items.sort_by_key(|(list, index)| (list.tokens().count(), list.clone(), *index));
    items
}

/// The pointer with another index in a list that it is in.
fn shifted(
    at: &Pointer,
    list: &Pointer,
    shift: impl FnOnce(usize) -> Option<usize>,
) -> Option<Pointer> {
    let same = || Some(at.clone());
    let Some(rest) = at.below(list) else {
        return same();
    };
    let (token, rest) = rest.split_once('/').unwrap_or((rest, ""));
    let Ok(index) = token.parse() else {
        return same();
    };
    let item = list.index(shift(index)?);
    Some(match rest {
        "" => item,
        rest => Pointer::parse(&format!("{item}/{rest}")),
    })
}

/// Whether a pointer is that of a property that the `required` list beside its `properties` has.
fn is_required(document: &Value, at: &Pointer) -> bool {
    let is_listed = || {
        let properties = at.parent()?;
        let schema = properties.parent()?;
        let names = document.pointer(schema.as_str())?.get("required")?;
        let name = at.last()?;
        let is_property = properties.last().as_deref() == Some("properties");
        Some(is_property && names.as_array()?.iter().any(|one| *one == *name))
    };
    is_listed().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn overlay(actions: Value) -> Value {
        json!({"overlay": "1.0.0", "info": {"title": "t", "version": "1"}, "actions": actions})
    }

    #[test]
    fn pointers_keep_their_track_when_items_before_them_go() {
        let document = json!({"a": [{"n": 0}, {"n": 1}, {"n": 2, "b": [5, 6, 7]}, {"n": 3}]});
        let overlay = overlay(json!([
            {"target": "$.a[2].b[1]", "description": "d", "remove": true},
            {"target": "$.a[0,1]", "description": "d", "remove": true},
            {"target": "$.a[0].b[1]", "description": "d", "remove": true},
        ]));
        let trace = Trace::new(&document, &overlay);
        assert_eq!(trace.after, json!({"a": [{"n": 2, "b": [5]}, {"n": 3}]}));
        let at = Pointer::parse;
        let back = trace.back(&at("/a/1/n"));
        assert_eq!(back.first(), Some(&at("/a/3/n")));
        assert_eq!(trace.forth(&at("/a/3/n")), back);
        assert_eq!(trace.back(&at("/a/0/b/0")).first(), Some(&at("/a/2/b/0")));
        let gone = trace.forth(&at("/a/2/b/2"));
        assert_eq!((gone.first(), gone.last()), (Some(&at("/a/2/b/2")), None));
        let effects = trace.effects(&[gone, back]);
        let actions: Vec<_> = effects[0].iter().map(|effect| effect.action).collect();
        assert_eq!((actions, effects[1].len()), (vec![2], 0));
    }

    #[test]
    fn each_action_is_told_where_it_has_an_effect() {
        let document = json!({"s": {"properties": {"a": {"type": "string"}, "b": {}}}});
        let overlay = overlay(json!([
            {"target": "$.s", "description": "needed", "update": {"required": ["a"]}},
            {"target": "$.s.properties.b", "description": "other", "update": {"nullable": true}},
            {"target": "$.*", "description": "typed", "update": {"properties": {"a": {"type": "integer"}}}},
            {"target": "$.nothing", "description": "faulty", "remove": true},
        ]));
        let trace = Trace::new(&document, &overlay);
        let course = trace.back(&Pointer::parse("/s/properties/a"));
        let effects = trace.effects(&[course]).remove(0);
        let seen = effects
            .iter()
            .map(|effect| (effect.action, effect.description.as_str(), effect.required));
        let seen: Vec<_> = seen.collect();
        assert_eq!(seen, [(0, "needed", Some(true)), (2, "typed", None)]);
        assert_eq!(effects[1].old, Some(json!({"type": "string"})));
        assert_eq!(effects[1].new, Some(json!({"type": "integer"})));
    }
}
