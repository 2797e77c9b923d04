//! Examples in the documentation: calls that compile, with the document's own values.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToSnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use super::Emitter;
use super::literal::owned;
use super::operation::OperationWriter;
use crate::limit::Budget;
use crate::model::{
    FieldPresence, Operation, OperationKind, Parameter, ParameterLocation, Ty, TypeDef,
};
use crate::name::{Role, has_arguments, optional};
use crate::print;

/// An example sets this many optional parameters at most.
const MAX_OPTIONAL: usize = 2;

/// Maximum number of values made up for a call: what requires more is no example of anything.
const MAX_MADE_UP: usize = 1_000;

/// Maximum number of values of the document that are written as code for a call.
const MAX_SHOWN: usize = 2_000;

/// The same for all calls of a file, of which each counts as some values.
const MAX_WRITTEN: usize = 40_000;
const VALUES_OF_CALL: usize = 8;

/// Maximum nesting depth of the values of an example.
const MAX_DEPTH: usize = 40;

/// Code that needs imports, and JSON that is laid out by hand: formatters leave the inside of `json!` alone.
pub(super) struct Snippet<'e> {
    pub(super) emitter: &'e Emitter<'e>,
    /// The paths to import, as they are written behind `use`.
    pub(super) imports: BTreeSet<String>,
    /// What stands for `__json_0`, `__json_1`, ...
    json: Vec<&'e Value>,
    /// Whether JSON is given as text, the way it travels.
    pub(super) json_as_text: bool,
    /// Whether the values are for a form.
    pub(super) in_form: bool,
    /// How many values that the document does not show may still be made up.
    made_up: Budget,
    /// How many that it shows may still be written for this call, and for all.
    shown: Budget,
    written: Budget,
    /// How deep the present value is in others.
    depth: usize,
}

impl<'e> Snippet<'e> {
    pub(super) fn new(emitter: &'e Emitter<'e>, json_as_text: bool) -> Self {
        Self {
            emitter,
            imports: BTreeSet::new(),
            json: Vec::new(),
            json_as_text,
            in_form: false,
            made_up: Budget::default(),
            shown: Budget::default(),
            written: Budget::new(MAX_WRITTEN),
            depth: 0,
        }
    }

    /// Whether a budget is spent: nobody would read what was written, or it has no end, so that it is not shown.
    pub(super) fn is_spent(&self) -> bool {
        let budgets = [&self.made_up, &self.shown, &self.written];
        budgets.into_iter().any(Budget::is_spent)
    }

    /// Goes one value deeper; false where there is no going on.
    pub(super) fn enter(&mut self, is_shown: bool) -> bool {
        self.depth += 1;
        let budget = match is_shown {
            true => &mut self.shown,
            false => &mut self.made_up,
        };
        let cost = match self.depth > MAX_DEPTH {
            true => usize::MAX,
            false => 1,
        };
        budget.spend(cost) && self.written.spend(1)
    }

    /// Comes back from a value.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// The value of a parameter.
    fn value(&mut self, parameter: &Parameter, value: &'e Value) -> TokenStream {
        self.in_form = match parameter.location {
            ParameterLocation::Json | ParameterLocation::Body => false,
            ParameterLocation::Part => parameter.style.is_none(),
            _ => true,
        };
        self.literal(&parameter.ty, value)
    }

    /// The setter of an optional parameter, with a value.
    pub(super) fn setting(&mut self, parameter: &Parameter, value: &'e Value) -> TokenStream {
        let setter = self.emitter.names.of(&parameter.origin, Role::Parameter);
        let value = self.value(parameter, value);
        quote!(.#setter(#value))
    }

    /// A call from `client` with its required parameters: those that `body` holds as they are there, others as the
    /// document shows them.
    pub(super) fn call(
        &mut self,
        client: TokenStream,
        writer: &OperationWriter<'e>,
        body: Option<&'e Value>,
    ) -> TokenStream {
        self.made_up = Budget::new(MAX_MADE_UP);
        self.shown = Budget::new(MAX_SHOWN);
        self.written.spend(VALUES_OF_CALL);
        let emitter = self.emitter;
        let arguments = emitter.names.of(&writer.operation.origin, Role::Arguments);
        let call = writer.call(client, &quote!(#arguments), |parameter, _, is_field| {
            let given = body.and_then(|body| part(parameter, body));
            let value = given.or_else(|| example_value(emitter, parameter, writer.operation));
            let value = self.value(parameter, value.unwrap_or(&Value::Null));
            // The fields of a struct take no conversions.
            match is_field {
                true => owned(&parameter.ty, value),
                false => value,
            }
        });
        if has_arguments(writer.operation) {
            let home = emitter.module_of(writer.resource);
            let library = emitter.names.library.as_str();
            self.imports
                .insert(format!("{library}::{home}::{arguments}"));
        }
        call
    }

    /// The `use` lines: one for each module.
    pub(super) fn uses(&self) -> Vec<String> {
        let mut modules: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for path in &self.imports {
            let (module, name) = path.rsplit_once("::").unwrap_or(("self", path));
            modules.entry(module).or_default().push(name);
        }
        modules
            .into_iter()
            .map(|(module, names)| match names.as_slice() {
                [name] => format!("use {module}::{name};"),
                names => format!("use {module}::{{{}}};", names.join(", ")),
            })
            .collect()
    }

    /// The lines with the JSON in them.
    pub(super) fn lay_out(&self, lines: Vec<String>) -> Vec<String> {
        let mut text = lines.join("\n");
        for (index, value) in self.json.iter().enumerate() {
            let mark = format!("__json_{index}");
            let Some(at) = text.find(&mark) else { continue };
            let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let indent = text[line..].len() - text[line..].trim_start().len();
            text = text.replacen(&mark, &json_text(value, indent), 1);
        }
        text.lines().map(str::to_owned).collect()
    }

    pub(super) fn json(&mut self, value: &'e Value) -> TokenStream {
        let mark = format_ident!("__json_{}", self.json.len());
        self.json.push(value);
        quote!(#mark)
    }
}

/// The lines of an operation's example.
pub(super) fn lines(writer: &OperationWriter<'_>) -> Vec<String> {
    let names = writer.emitter.names;
    let variable = &names.variable;
    let mut snippet = Snippet::new(writer.emitter, false);
    let mut call = snippet.call(quote!(#variable), writer, None);
    let shown = optional(writer.operation).filter_map(|parameter| {
        let value = example_value(writer.emitter, parameter, writer.operation)?;
        Some((parameter, value))
    });
    for (parameter, value) in shown.take(MAX_OPTIONAL) {
        call.extend(snippet.setting(parameter, value));
    }
    if snippet.is_spent() {
        return Vec::new();
    }
    let code = example_use(writer, call);
    let (package, client) = (names.library.as_str(), names.client.as_str());
    let mut lines = vec!["```no_run".to_owned()];
    lines.extend(snippet.uses());
    lines.push(format!(
        "# async fn example({}: {package}::{client}) -> Result<(), {package}::Error> {{",
        variable.as_str()
    ));
    lines.extend(snippet.lay_out(print::statements(code)));
    lines.extend(["# Ok(()) }", "```"].map(str::to_owned));
    lines
}

/// What a user does with the response.
fn example_use(writer: &OperationWriter<'_>, call: TokenStream) -> TokenStream {
    let names = writer.emitter.names;
    let Some(returned) = writer.operation.returned() else {
        return quote!(#call.await?;);
    };
    let shown = |variable: &Ident| match shown_field(writer.emitter, returned) {
        Some(field) => quote!(println!("{}", #variable.#field);),
        None => quote!(println!("{:?}", #variable);),
    };
    if writer.operation.list.is_some() {
        let stream = names.of(&writer.resource.origin, Role::Method);
        let item = format_ident!("item");
        let shown = shown(&item);
        return quote! {
            let mut #stream = #call.limit(500).stream();
            while let Some(#item) = #stream.try_next().await? {
                #shown
            }
        };
    }
    if writer.operation.kind == OperationKind::Delete {
        return quote!(#call.await?;);
    }
    let variable = match returned.non_null() {
        Ty::Record(origin) => {
            let name = names.text(origin, Role::Type).as_str().to_snake_case();
            syn::parse_str(&name).ok()
        }
        _ => None,
    };
    let variable = variable.unwrap_or_else(|| format_ident!("response"));
    let shown = shown(&variable);
    quote!(let #variable = #call.await?; #shown)
}

/// The field that says most about a record: its own SID, else its URL.
fn shown_field(emitter: &Emitter<'_>, ty: &Ty) -> Option<Ident> {
    let Some(TypeDef::Record(record)) = ty.held().and_then(|origin| emitter.types.get(origin))
    else {
        return None;
    };
    let promised = |name: &str| {
        record.fields.iter().find(|field| {
            field.name.as_str() == name
                && field.presence == FieldPresence::Promised
                && matches!(field.ty, Ty::Sid(_) | Ty::Uri | Ty::String)
        })
    };
    let field = promised("sid").or_else(|| promised("url"))?;
    Some(emitter.names.of(&field.origin, Role::Field))
}

/// The document's value for a parameter: its own example, else the one in an example of the body.
fn example_value<'e>(
    emitter: &'e Emitter<'e>,
    parameter: &'e Parameter,
    operation: &Operation,
) -> Option<&'e Value> {
    parameter.example.as_ref().or_else(|| {
        let mut bodies = emitter.bodies.get(&operation.origin).into_iter().flatten();
        bodies.find_map(|body| part(parameter, body))
    })
}

/// What a body holds for a parameter.
pub(super) fn part<'b>(parameter: &Parameter, body: &'b Value) -> Option<&'b Value> {
    match parameter.location {
        ParameterLocation::Body | ParameterLocation::Content => Some(body),
        _ => body.get(parameter.name.as_str()),
    }
}

/// A value inside of `json!`. Text that holds a JSON object is the object: that is how such parameters travel.
fn json_text(value: &Value, indent: usize) -> String {
    if let Value::String(text) = value
        && let Ok(Value::Object(inner)) = text.parse::<Value>()
    {
        return json_text(&Value::Object(inner), indent);
    }
    let lines = |open: &str, lines: Vec<String>, close: &str| {
        let (outer, inner) = (" ".repeat(indent), " ".repeat(indent + 4));
        let lines: String = lines
            .iter()
            .map(|line| format!("{inner}{line},\n"))
            .collect();
        format!("{open}\n{lines}{outer}{close}")
    };
    let quoted = |text: &str| proc_macro2::Literal::string(text).to_string();
    match value {
        Value::String(text) => quoted(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(items) if items.is_empty() => "[]".to_owned(),
        Value::Object(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Array(items) => lines(
            "[",
            items
                .iter()
                .map(|item| json_text(item, indent + 4))
                .collect(),
            "]",
        ),
        Value::Object(entries) => {
            let entry = |(key, value): (&String, &Value)| {
                format!("{}: {}", quoted(key), json_text(value, indent + 4))
            };
            lines("{", entries.iter().map(entry).collect(), "}")
        }
    }
}
