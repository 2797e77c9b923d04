//! Operations: method, path, parameters, body and response.

use std::collections::BTreeSet;

use openapiv3::StatusCode;

use super::respond::Responded;
use super::{Lowering, prose};
use crate::model::{
    Docs, Operation, OperationKind, Parameter, ParameterLocation, PathTemplate, Server, Ty,
    WireName,
};
use crate::pointer::Pointer;
use crate::server;

const JSON: &str = "application/json";

/// An operation where it stands in the document.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub path: &'a str,
    pub item: &'a openapiv3::PathItem,
    pub method: &'a str,
    pub operation: &'a openapiv3::Operation,
}

impl Site<'_> {
    pub(super) fn item_at(&self) -> Pointer {
        Pointer::root().push("paths").push(self.path)
    }
}

impl<'a> Lowering<'a> {
    /// Lowers one operation; the first `bound` path parameters belong to its resource.
    pub(super) fn operation(
        &mut self,
        site: Site<'a>,
        bound: usize,
    ) -> (Operation, Vec<Parameter>) {
        let item_at = site.item_at();
        let at = item_at.push(site.method);
        self.spend(&at, site.path.len() + at.as_str().len());
        let id = site.operation.operation_id.as_deref().unwrap_or_default();
        let path = PathTemplate::parse(site.path);
        let parameters = self.parameters(
            (&site.operation.parameters, &at),
            (&site.item.parameters, &item_at),
            id,
        );
        let (of_path, others): (Vec<_>, Vec<_>) = parameters
            .into_iter()
            .partition(|parameter| parameter.location == ParameterLocation::Path);
        let account = self.account(&path, &of_path);
        let mut of_path = in_path_order(&path, account.as_ref(), &of_path);
        let mut parameters = of_path.split_off(bound.min(of_path.len()));
        parameters.extend(others);
        let sent = self.body(site.operation, &at, id);
        let Responded {
            success,
            failure,
            list,
            examples: response_examples,
        } = self.respond(site, &at, &mut parameters);
        let of_item = path.is_of_item();
        let operation = Operation {
            id: id.into(),
            kind: kind(id, site.method, list.is_some(), of_item),
            method: site.method.to_uppercase(),
            path,
            parameters,
            body: sent.body,
            body_type: sent.media_type,
            is_body_optional: sent.is_optional,
            success,
            failure,
            list,
            columns: self.columns(site),
            errors: errors(site.operation),
            docs: Docs {
                summary: prose(site.operation.summary.as_deref()),
                description: prose(site.operation.description.as_deref()),
                limits: Vec::new(),
            },
            deprecated: site.operation.deprecated,
            security: self.security(site, &at),
            server: self.operation_server(site),
            anonymous: site.operation.security.as_ref().is_some_and(Vec::is_empty),
            account,
            request_examples: sent.examples,
            response_examples,
            origin: at,
        };
        (operation, of_path)
    }

    /// The operation's own server.
    fn operation_server(&self, site: Site<'_>) -> Option<Server> {
        let own = server::of_operation(self.document, site.path, site.method)?;
        let is_usual = own == server::of_document(self.document);
        (!is_usual).then_some(own)
    }

    /// The placeholder that the client's account fills.
    fn account(&self, path: &PathTemplate, parameters: &[Parameter]) -> Option<WireName> {
        let name = (self.profile.account)(path)?;
        let mut parameters = parameters.iter();
        let parameter = parameters.find(|parameter| parameter.name == *name)?;
        matches!(parameter.ty, Ty::Sid(_) | Ty::String).then(|| name.clone())
    }

    /// The fields of the response that tell most, by the extension of the operation or of its path.
    fn columns(&self, site: Site<'_>) -> Vec<WireName> {
        let mut own = [&site.operation.extensions, &site.item.extensions].into_iter();
        let columns = own.find_map(|found| self.profile.columns(self.extension(found)));
        columns.into_iter().flatten().map(Into::into).collect()
    }
}

/// Path parameters follow the path, not their order in the list; the client fills the one of the account.
fn in_path_order(
    path: &PathTemplate,
    account: Option<&WireName>,
    parameters: &[Parameter],
) -> Vec<Parameter> {
    let names = path.parameters().filter(|name| account != Some(name));
    let found = names.filter_map(|name| {
        let mut parameters = parameters.iter();
        parameters
            .find(|parameter| parameter.name == *name)
            .cloned()
    });
    found.collect()
}

/// The JSON among media types: `application/json`, else one that is named so by its suffix.
pub(super) fn json_of(content: &openapiv3::Content) -> Option<(&str, &openapiv3::MediaType)> {
    let named = content.iter().map(|(name, media)| (name.as_str(), media));
    // A more special type says more about what the service wants.
    named
        .filter(|(name, _)| is_json(name))
        .max_by_key(|(name, _)| (*name == JSON, std::cmp::Reverse(*name)))
}

/// Whether a media type is one of JSON; its parameters do not matter.
pub(super) fn is_json(name: &str) -> bool {
    let name = essence(name);
    name == JSON || name.ends_with("+json") || name == "text/json"
}

/// A media type in small letters, without its parameters.
pub(super) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Media types for a message, in order.
pub(super) fn media_types<'t>(types: impl Iterator<Item = &'t String>) -> String {
    let types: BTreeSet<&str> = types.map(String::as_str).collect();
    types.into_iter().collect::<Vec<_>>().join(", ")
}

fn errors(operation: &openapiv3::Operation) -> Vec<String> {
    let mut errors: Vec<String> = operation
        .responses
        .responses
        .keys()
        .filter(|status| matches!(status, StatusCode::Code(400..) | StatusCode::Range(4 | 5)))
        .map(ToString::to_string)
        .collect();
    errors.sort_unstable();
    errors
}

/// What an operation does, by the verb that its id begins with where the method agrees, else by the method.
fn kind(id: &str, method: &str, is_list: bool, of_item: bool) -> OperationKind {
    let verb = |verb: &str| {
        id.strip_prefix(verb)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
    };
    match method {
        "get" if is_list || verb("List") => OperationKind::List,
        "get" if verb("Fetch") || of_item => OperationKind::Fetch,
        "post" | "put" if verb("Create") => OperationKind::Create,
        "post" | "put" | "patch" if verb("Update") => OperationKind::Update,
        "delete" => OperationKind::Delete,
        _ => OperationKind::Action,
    }
}

#[cfg(test)]
mod tests {
    use super::{OperationKind, kind};

    #[test]
    fn the_verb_of_an_id_counts_where_the_method_agrees() {
        let cases = [
            ("UpdateEndUser", "post", OperationKind::Update),
            ("CreateEndUser", "post", OperationKind::Create),
            ("ListEndUser", "get", OperationKind::List),
            ("FetchSettings", "get", OperationKind::Fetch),
            ("SearchThings", "get", OperationKind::Action),
            ("Updates", "post", OperationKind::Action),
        ];
        for (id, method, expected) in cases {
            assert_eq!(kind(id, method, false, false), expected, "{id}");
        }
        assert_eq!(kind("things", "get", true, false), OperationKind::List);
        assert_eq!(kind("thing", "get", false, true), OperationKind::Fetch);
    }
}
