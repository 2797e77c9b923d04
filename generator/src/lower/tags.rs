//! What tells the alternatives of a list apart: the texts of a discriminator, or a property with other values in each.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::Discriminator;

use super::Lowering;
use super::schema::SCHEMAS;
use super::view::{OneOf, SchemaRef};
use crate::document::component_name;
use crate::pointer::Pointer;

/// How many texts may lead to an alternative where no discriminator lists them.
const MAX_TEXTS: usize = 16;

/// The texts that lead to an alternative.
type Texts = BTreeSet<String>;

/// The property that tells alternatives apart, and its texts in each.
pub(super) struct Tags<'a> {
    /// The name of the property.
    pub name: &'a str,
    /// The texts that the discriminator lists, by component.
    mapped: BTreeMap<String, Texts>,
    /// The values that the property has in each alternative.
    values: Vec<Texts>,
}

impl Tags<'_> {
    /// The texts that lead to the alternative with an index; `name` is what it is called.
    pub(super) fn of(&self, index: usize, component: Option<&str>, name: &str) -> Texts {
        let mapped = component.and_then(|component| self.mapped.get(component));
        let values = self.values.get(index);
        let values = values.filter(|values| !values.is_empty() && !values.contains(name));
        let own = || Texts::from([name.to_owned()]);
        mapped.or(values).cloned().unwrap_or_else(own)
    }
}

impl<'a> Lowering<'a> {
    /// What tells the alternatives of a list at `list` apart, if something does.
    pub(super) fn tags(
        &mut self,
        one_of: &OneOf<'a>,
        discriminator: Option<&'a Discriminator>,
        list: &Pointer,
    ) -> Option<Tags<'a>> {
        let members = one_of.members.iter().enumerate();
        let members = members.map(|(index, member)| self.texts(*member, &list.index(index)));
        let members: Vec<_> = members.collect();
        if let Some(discriminator) = discriminator {
            let name = discriminator.property_name.as_str();
            return Some(Tags {
                name,
                mapped: mapped(discriminator),
                values: values(&members, name),
            });
        }
        let (first, others) = members.split_first()?;
        let names = first.iter().filter(|_| !others.is_empty());
        let mut all = names.map(|(name, _)| (*name, values(&members, name)));
        let (name, values) = all.find(|(_, values)| values.iter().all(|one| !one.is_empty()))?;
        Some(Tags {
            name,
            mapped: BTreeMap::new(),
            values,
        })
    }

    /// The required properties of an alternative that are one of a few texts.
    fn texts(&mut self, member: SchemaRef<'a>, at: &Pointer) -> Vec<(&'a str, Texts)> {
        let Some((schema, at)) = self.schema(member, at) else {
            return Vec::new();
        };
        let view = self.shared_view(schema, &at);
        if !view.one_of.is_empty() || !matches!(view.ty, None | Some("object")) {
            return Vec::new();
        }
        let mut found: Vec<(&str, Texts)> = Vec::new();
        for name in &view.required {
            let is_known = found.iter().any(|(known, _)| known == name);
            let Some(property) = view.properties.get(name).filter(|_| !is_known) else {
                continue;
            };
            let at = view.pointer_of(name, &at);
            if self.nullable(*property, &at) {
                continue;
            }
            let Some((schema, at)) = self.schema(*property, &at) else {
                continue;
            };
            let property = self.shared_view(schema, &at);
            let texts = Texts::from_iter(property.values.iter().take(MAX_TEXTS + 1).cloned());
            if property.ty == Some("string") && (1..=MAX_TEXTS).contains(&texts.len()) {
                found.push((name, texts));
            }
        }
        found
    }
}

/// The values of one property in each alternative; none in any of them if two have one in common.
fn values(members: &[Vec<(&str, Texts)>], name: &str) -> Vec<Texts> {
    let values = |member: &Vec<(&str, Texts)>| {
        let found = member.iter().find(|(found, _)| *found == name);
        found.map(|(_, texts)| texts.clone()).unwrap_or_default()
    };
    let all: Vec<_> = members.iter().map(values).collect();
    let mut seen = BTreeSet::new();
    match all.iter().flatten().all(|text| seen.insert(text)) {
        true => all,
        false => vec![Texts::new(); all.len()],
    }
}

/// The texts of a discriminator that lead to each component.
fn mapped(discriminator: &Discriminator) -> BTreeMap<String, Texts> {
    let mut mapped: BTreeMap<String, Texts> = BTreeMap::new();
    for (text, target) in &discriminator.mapping {
        let target = component_name(target, SCHEMAS).unwrap_or_else(|| target.clone());
        mapped.entry(target).or_default().insert(text.clone());
    }
    mapped
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::model::TypeDef;
    use crate::source::{Inputs, Source};

    /// The tag of a union of two components, and the texts that lead to its variants.
    fn tags(one: Value, two: Value, discriminator: Value) -> (Option<String>, Vec<String>) {
        let list =
            json!([{"$ref": "#/components/schemas/One"}, {"$ref": "#/components/schemas/Two"}]);
        let mut either = json!({"oneOf": list});
        if !discriminator.is_null() {
            either["discriminator"] = discriminator;
        }
        let content = json!({"application/json": {"schema": either}});
        let document = json!({
            "openapi": "3.0.1",
            "info": {"title": "a", "version": "1"},
            "servers": [{"url": "https://a.example.com"}],
            "paths": {"/a": {"get": {
                "operationId": "A", "responses": {"200": {"description": "", "content": content}},
            }}},
            "components": {"schemas": {"One": one, "Two": two}},
        });
        let inputs = Inputs {
            document: Source::new("a.json", document.to_string()),
            ..Inputs::default()
        };
        let api = crate::model(&inputs).unwrap().api;
        let union = api.type_defs().find_map(|found| match found {
            TypeDef::Union(union) => Some(union),
            _ => None,
        });
        let union = union.unwrap();
        let texts = union
            .variants
            .iter()
            .filter_map(|variant| variant.tag.clone());
        let tag = union.tag.as_ref().map(|tag| tag.as_str().to_owned());
        (tag, texts.collect())
    }

    fn of(kinds: &[&str], required: &[&str]) -> Value {
        json!({"type": "object", "required": required, "properties": {
            "unit": {"type": "string", "enum": ["metre"]},
            "kind": {"type": "string", "enum": kinds},
            "size": {"type": "integer"},
        }})
    }

    #[test]
    fn values_tell_alternatives_apart() {
        let both = ["unit", "kind"];
        let (one, two) = (of(&["one"], &both), of(&["two", "too"], &both));
        let (tag, texts) = tags(one.clone(), json!({"allOf": [two]}), Value::Null);
        assert_eq!(tag.as_deref(), Some("kind"));
        assert_eq!(texts, ["one", "too", "two"]);
        for other in [
            of(&["one", "two"], &both),
            of(&["two"], &["unit"]),
            json!({"type": "string"}),
        ] {
            assert_eq!(tags(one.clone(), other, Value::Null), (None, vec![]));
        }
    }

    #[test]
    fn values_are_the_texts_of_a_discriminator_without_a_mapping() {
        let two = json!({"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}});
        let (one, kind) = (of(&["one"], &["kind"]), json!({"propertyName": "kind"}));
        let (_, texts) = tags(one.clone(), two.clone(), kind);
        assert_eq!(texts, ["one", "Two"]);
        let mapping = json!({"uno": "#/components/schemas/One"});
        let (_, texts) = tags(
            one,
            two,
            json!({"propertyName": "kind", "mapping": mapping}),
        );
        assert_eq!(texts, ["uno", "Two"]);
        let one = of(&["One", "one"], &["kind"]);
        let (_, texts) = tags(
            one,
            of(&["two"], &["kind"]),
            json!({"propertyName": "kind"}),
        );
        assert_eq!(texts, ["One", "two"]);
        let (one, two) = (of(&["1", "2"], &["kind"]), of(&["2"], &["kind"]));
        let (_, texts) = tags(one, two, json!({"propertyName": "kind"}));
        assert_eq!(texts, ["One", "Two"]);
    }
}
