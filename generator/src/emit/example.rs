//! Examples in the documentation: calls that compile, with the document's own values.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::Emitter;
use super::literal::owned;
use crate::limit::Budget;
use crate::model::{
    FieldPresence, Operation, OperationKind, Parameter, ParameterLocation, Resource, Ty, TypeDef,
};
use crate::name::{MAX_POSITIONAL, Role, optional, required};
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
#[derive(Default)]
pub(super) struct Snippet {
    /// What calls begin with.
    client: TokenStream,
    /// The paths to import, as they are written behind `use`.
    pub(super) imports: BTreeSet<String>,
    /// What stands for `__json_0`, `__json_1`, ...
    json: Vec<Value>,
    /// Whether JSON is given as text.
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

impl Snippet {
    /// Code whose calls begin with `client`.
    pub(super) fn new(client: TokenStream) -> Self {
        let mut snippet = Self {
            written: Budget::new(MAX_WRITTEN),
            ..Self::default()
        };
        snippet.begin_with(client);
        snippet
    }

    /// Gives JSON as text, the way it travels.
    pub(super) fn json_as_text(mut self) -> Self {
        self.json_as_text = true;
        self
    }

    /// Begins another call, with this expression.
    pub(super) fn begin_with(&mut self, client: TokenStream) {
        self.client = client;
        self.made_up = Budget::new(MAX_MADE_UP);
        self.shown = Budget::new(MAX_SHOWN);
        self.written.spend(VALUES_OF_CALL);
    }

    /// Whether so much had to be made up that nobody would read it, or that it has no end. What was written then is not to be
    /// shown.
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

    /// Goes on with the value of this parameter.
    pub(super) fn take(&mut self, parameter: &Parameter) {
        self.in_form = !matches!(
            parameter.location,
            ParameterLocation::Json | ParameterLocation::Body
        );
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

    /// The lines with the JSON in its places.
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

    pub(super) fn json(&mut self, value: &Value) -> TokenStream {
        let mark = quote::format_ident!("__json_{}", self.json.len());
        self.json.push(value.clone());
        quote!(#mark)
    }
}

impl Emitter<'_> {
    /// The lines of an operation's example.
    pub(super) fn example(&self, operation: &Operation, resource: &Resource) -> Vec<String> {
        let variable = self.names.variable.as_str();
        let client = self.names.variable.ident();
        let mut snippet = Snippet::new(quote!(#client));
        let call = self.example_call(operation, resource, &mut snippet);
        if snippet.is_spent() {
            return Vec::new();
        }
        let code = self.example_use(operation, resource, call);
        let package = self.names.library.as_str();
        let client = self.names.client.as_str();
        let mut lines = vec!["```no_run".to_owned()];
        lines.extend(snippet.uses());
        lines.push(format!(
            "# async fn example({variable}: {package}::{client}) -> Result<(), {package}::Error> {{"
        ));
        lines.extend(snippet.lay_out(print::statements(code)));
        lines.push("# Ok(()) }".to_owned());
        lines.push("```".to_owned());
        lines
    }

    /// The call up to what awaits it, with a few optional parameters.
    fn example_call(
        &self,
        operation: &Operation,
        resource: &Resource,
        snippet: &mut Snippet,
    ) -> TokenStream {
        let mut call = self.required_call(operation, resource, None, snippet);
        let mut set = 0;
        for parameter in optional(operation) {
            let Some(value) = self
                .example_value(parameter, operation)
                .filter(|_| set < MAX_OPTIONAL)
            else {
                continue;
            };
            let setter = self.names.of(&parameter.origin, Role::Parameter);
            snippet.take(parameter);
            let value = self.literal(&parameter.ty, value, snippet);
            call.extend(quote!(.#setter(#value)));
            set += 1;
        }
        call
    }

    /// The call with its required parameters: those that `body` holds as they are there, others as the document shows them.
    pub(super) fn required_call(
        &self,
        operation: &Operation,
        resource: &Resource,
        body: Option<&Value>,
        snippet: &mut Snippet,
    ) -> TokenStream {
        let mut call = snippet.client.clone();
        let mut known = 0;
        for ancestor in self.lineage(resource) {
            let method = self.method_name(&ancestor.origin);
            let own = ancestor.parameters.get(known..).unwrap_or_default();
            let arguments = own
                .iter()
                .map(|parameter| self.example_argument(parameter, operation, body, snippet));
            call.extend(quote!(.#method(#(#arguments),*)));
            known = ancestor.parameters.len();
        }
        let method = self.method_name(&operation.origin);
        let mut arguments = Vec::new();
        for parameter in required(operation) {
            arguments.push(self.example_argument(parameter, operation, body, snippet));
        }
        if arguments.len() > MAX_POSITIONAL {
            // The fields of a struct take no conversions.
            let owned = required(operation)
                .zip(arguments)
                .map(|(parameter, argument)| owned(&parameter.ty, argument));
            let name = self.names.of(&operation.origin, Role::Arguments);
            let home = self.module_path(resource);
            snippet.imports.insert(format!("{home}::{name}"));
            let fields = required(operation)
                .map(|parameter| self.names.of(&parameter.origin, Role::Parameter));
            call.extend(quote!(.#method(#name { #(#fields: #owned),* })));
        } else {
            call.extend(quote!(.#method(#(#arguments),*)));
        }
        call
    }

    /// What a user does with the response.
    fn example_use(
        &self,
        operation: &Operation,
        resource: &Resource,
        call: TokenStream,
    ) -> TokenStream {
        let list = operation.list.as_ref();
        let returned = list
            .map(|list| &list.item)
            .or(operation.success.ty.as_ref());
        let Some(returned) = returned else {
            return quote!(#call.await?;);
        };
        let shown = |variable: &proc_macro2::Ident| match self.shown_field(returned) {
            Some(field) => quote!(println!("{}", #variable.#field);),
            None => quote!(println!("{:?}", #variable);),
        };
        if list.is_some() {
            let stream = self.method_name(&resource.origin);
            let item = quote::format_ident!("item");
            let shown = shown(&item);
            return quote! {
                let mut #stream = #call.limit(500).stream();
                while let Some(#item) = #stream.try_next().await? {
                    #shown
                }
            };
        }
        let variable = match returned {
            Ty::Record(origin) => {
                use heck::ToSnakeCase;
                let name = self.names.text(origin, Role::Type).as_str().to_snake_case();
                syn::parse_str(&name).unwrap_or_else(|_| quote::format_ident!("response"))
            }
            _ => quote::format_ident!("response"),
        };
        let shown = shown(&variable);
        match operation.kind {
            OperationKind::Delete => quote!(#call.await?;),
            _ => quote!(let #variable = #call.await?; #shown),
        }
    }

    /// The field that says most about a record: its own SID, else its URL.
    fn shown_field(&self, ty: &Ty) -> Option<proc_macro2::Ident> {
        let Ty::Record(origin) = ty else { return None };
        let Some(TypeDef::Record(record)) = self.types.get(origin) else {
            return None;
        };
        let promised = |name: &str| {
            record
                .fields
                .iter()
                .find(|field| {
                    field.name.as_str() == name && field.presence == FieldPresence::Promised
                })
                .filter(|field| matches!(field.ty, Ty::Sid(_) | Ty::Uri | Ty::String))
        };
        let field = promised("sid").or_else(|| promised("url"))?;
        Some(self.names.of(&field.origin, Role::Field))
    }

    /// The resources on the way to one, outermost first, and itself.
    pub(super) fn lineage(&self, resource: &Resource) -> &[&Resource] {
        let way = self.lineages.get(&resource.origin);
        way.map_or(&[], Vec::as_slice)
    }

    /// The module of a resource as a user writes it.
    pub(super) fn module_path(&self, resource: &Resource) -> String {
        format!(
            "{}::{}",
            self.names.library.as_str(),
            self.module_of(resource)
        )
    }

    fn example_argument(
        &self,
        parameter: &Parameter,
        operation: &Operation,
        body: Option<&Value>,
        snippet: &mut Snippet,
    ) -> TokenStream {
        let given = body.and_then(|body| part(parameter, body));
        let value = given
            .or_else(|| self.example_value(parameter, operation))
            .unwrap_or(&Value::Null);
        snippet.take(parameter);
        self.literal(&parameter.ty, value, snippet)
    }

    /// The document's value for a parameter: its own example, else the one in an example of the body.
    fn example_value<'v>(
        &'v self,
        parameter: &'v Parameter,
        operation: &Operation,
    ) -> Option<&'v Value> {
        parameter.example.as_ref().or_else(|| {
            let mut bodies = self.bodies.get(&operation.origin).into_iter().flatten();
            bodies.find_map(|body| part(parameter, body))
        })
    }
}

/// What a body holds for a parameter.
pub(super) fn part<'b>(parameter: &Parameter, body: &'b Value) -> Option<&'b Value> {
    match parameter.location {
        ParameterLocation::Body => Some(body),
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
