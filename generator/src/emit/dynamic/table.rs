//! The table of a resource: its operations with their parameters.

use super::super::Emitter;
use super::lines::Lines;
use super::{Choices, all_parameters, text, word};
use crate::model::{
    Docs, Field, Operation, Origin, Parameter, Place, Presence, Record, Resource, Sensitivity, Ty,
    TypeDef, WireName,
};
use crate::name::Role;
use crate::text::code_span;

impl Emitter<'_> {
    /// The constant that describes a resource.
    pub(super) fn table(&self, resource: &Resource, choices: &Choices) -> String {
        let words: Vec<_> = self
            .lineage(resource)
            .iter()
            .map(|ancestor| word(self.names.text(&ancestor.origin, Role::Method).as_str()))
            .collect();
        let path = resource.path.to_string();
        let mut lines = Lines::default();
        lines.code("pub(super) const RESOURCE: Resource = ");
        lines.structure("Resource", |lines| {
            let words = words.iter().map(String::as_str);
            lines.field("words").words(words).code(",");
            lines.field("path").literal(&path).code(",");
            let docs = text(&resource.docs, &path);
            lines.field("docs").literal(&docs).code(",");
            let operations = lines.field("operations");
            operations
                .list(&resource.operations, |lines, operation| {
                    lines.structure("Operation", |lines| {
                        self.entry(lines, operation, resource, choices);
                    });
                })
                .code(",");
        });
        lines.code(";");
        lines.finish()
    }

    /// The entry of an operation in its resource's table.
    fn entry(
        &self,
        lines: &mut Lines,
        operation: &Operation,
        resource: &Resource,
        choices: &Choices,
    ) {
        let id = operation.id.as_str();
        let name = self.names.text(&operation.origin, Role::Method).as_str();
        let path = operation.path.to_string();
        lines.field("id").literal(id).code(",");
        lines.field("word").literal(&word(name)).code(",");
        lines.field("method").literal(&operation.method).code(",");
        lines.field("path").literal(&path).code(",");
        let docs = text(&operation.docs, id);
        lines.field("docs").literal(&docs).code(",");
        let of_parent = operation.placeholders().zip(&resource.parameters);
        let of_parent = of_parent.map(|(name, parameter)| Entry::Parent(name, parameter));
        let own = all_parameters(operation).map(Entry::Own);
        let entries = of_parent.chain(own).chain(paging(operation));
        let parameters = lines.field("parameters");
        parameters
            .list(entries, |lines, entry| match entry {
                Entry::Parent(name, parameter) => self.parent(lines, parameter, name, choices),
                Entry::Own(parameter) => {
                    let said = text(&parameter.docs, parameter.name.as_str());
                    let name = parameter.name.as_str();
                    self.parameter(lines, parameter, (place(parameter), name, &said), choices);
                }
                Entry::Page(name, word, kind, docs) => {
                    lines.code("Parameter::new(Place::Page, ");
                    lines.literal(name.as_str()).code(", ").literal(word);
                    lines.code(", Kind::").code(kind).code(", ");
                    lines.literal(&docs).code(")");
                }
            })
            .code(",");
        let columns = self.columns(operation);
        lines.field("columns").words(columns).code(",");
        let is_list = operation.list.is_some();
        lines.field("is_list").code(truth(is_list)).code(",");
        let is_deprecated = truth(operation.deprecated);
        lines.field("is_deprecated").code(is_deprecated).code(",");
        let function = self.names.of(&operation.origin, Role::Method).to_string();
        lines.field("request").code(&function).code(",");
    }

    /// The columns that the answer has: a document can name others.
    fn columns<'o>(&self, operation: &'o Operation) -> Vec<&'o str> {
        let item = operation.list.as_ref().map(|list| &list.item);
        let Some(Ty::Record(origin)) = item.or(operation.success.ty.as_ref()) else {
            return Vec::new();
        };
        let Some(TypeDef::Record(Record { fields, .. })) = self.types.get(origin) else {
            return Vec::new();
        };
        let names = operation.columns.iter();
        names
            .filter(|name| fields.iter().any(|field: &Field| field.name == **name))
            .map(|name| name.as_str())
            .collect()
    }

    fn parameter(
        &self,
        lines: &mut Lines,
        parameter: &Parameter,
        (place, name, docs): (&str, &str, &str),
        choices: &Choices,
    ) {
        let rust = self.names.text(&parameter.origin, Role::Parameter);
        lines.code("Parameter::new(Place::").code(place).code(", ");
        lines.literal(name).code(", ");
        lines.literal(&word(rust.as_str())).code(", ");
        self.kind(lines, &parameter.ty, choices);
        lines.code(", ").literal(docs).code(")");
        if parameter.presence == Presence::Required {
            lines.code(".required()");
        }
        if parameter.sensitivity == Sensitivity::Pii {
            lines.code(".personal()");
        }
        if parameter.nullable {
            lines.code(".nullable()");
        }
    }

    /// A parameter that says which parent is meant. The document's words speak of one operation, this stands for all.
    fn parent(&self, lines: &mut Lines, parameter: &Parameter, name: &WireName, choices: &Choices) {
        let sid = match &parameter.ty {
            Ty::Sid(Some(kind)) => self.names.sid(kind),
            _ => None,
        };
        let docs = match sid {
            Some(sid) => format!("Identifies {}.", sid.identifies),
            None => format!("{} of the path.", code_span(name.as_str())),
        };
        let docs = Docs {
            description: Some(docs),
            ..Docs::default()
        };
        let docs = text(&docs, name.as_str());
        self.parameter(lines, parameter, ("Parent", name.as_str(), &docs), choices);
    }

    fn kind(&self, lines: &mut Lines, ty: &Ty, choices: &Choices) {
        let name = match ty {
            Ty::Bool => "Bool",
            Ty::Integer { .. } => "Integer",
            Ty::Number => "Number",
            Ty::Decimal => "Decimal",
            Ty::String => "Text",
            Ty::Uri => "Uri",
            Ty::Timestamp => "Timestamp",
            Ty::Date => "Date",
            Ty::Sid(kind) => {
                let mut sids = self.api.sids.iter();
                let found = sids.find(|sid| Some(&sid.key) == kind.as_ref());
                let prefix = found.map_or("", |sid| sid.prefix.as_str());
                lines.code("Kind::Sid(").literal(prefix).code(")");
                return;
            }
            Ty::Enum(origin) => {
                match choices.get(origin) {
                    Some(name) => {
                        lines.code(name);
                    }
                    None => self.choice_list(lines, origin),
                }
                return;
            }
            Ty::List(item) => {
                lines.code("Kind::List(&");
                self.kind(lines, item, choices);
                lines.code(")");
                return;
            }
            Ty::Record(_) | Ty::Union(_) | Ty::Map(_) | Ty::Json => "Json",
        };
        lines.code("Kind::").code(name);
    }

    /// The constant for a list of choices.
    pub(super) fn choice_constant(&self, name: &str, origin: &Origin) -> String {
        let mut lines = Lines::default();
        lines.code("const ").code(name).code(": Kind = ");
        self.choice_list(&mut lines, origin);
        lines.code(";");
        lines.finish()
    }

    fn choice_list(&self, lines: &mut Lines, origin: &Origin) {
        let Some(TypeDef::Enumeration(enumeration)) = self.types.get(origin) else {
            lines.code("Kind::Text");
            return;
        };
        lines.code("Kind::Enum(");
        lines.list(&enumeration.values, |lines, value| {
            lines.code("Choice::new(").literal(value.wire.as_str());
            lines.code(", ").literal(&text(&value.docs, "")).code(")");
        });
        lines.code(")");
    }
}

/// What is described as a parameter.
enum Entry<'o> {
    /// What says which parent is meant, with its name in this operation's path.
    Parent(&'o WireName, &'o Parameter),
    Own(&'o Parameter),
    /// A parameter that says which page is meant: its name, its word, its kind and what it means.
    Page(&'o WireName, &'static str, &'static str, String),
}

/// The parameters that say which page is meant.
fn paging(operation: &Operation) -> impl Iterator<Item = Entry<'_>> {
    operation.list.iter().flat_map(|list| {
        let size = list.page_size.as_ref().map(|(name, min, max)| {
            let docs = format!("How many items a page holds, from {min} to {max}.");
            Entry::Page(name, "page-size", "Integer", docs)
        });
        let page = list.page.as_ref().map(|name| {
            let docs = "The number of the page to begin at, counted from 0.".to_owned();
            Entry::Page(name, "page", "Integer", docs)
        });
        let token = list.page_token.as_ref().map(|name| {
            let docs = "The token of the page to begin at.".to_owned();
            Entry::Page(name, "page-token", "Text", docs)
        });
        [size, page, token].into_iter().flatten()
    })
}

fn place(parameter: &Parameter) -> &'static str {
    match parameter.place {
        Place::Path => "Item",
        Place::Query => "Query",
        Place::Header => "Header",
        Place::Form => "Form",
        Place::Json | Place::Body => "Json",
    }
}

fn truth(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
