//! Security: which credentials each operation asks for, and how they are given.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Lowering;
use super::operation::Site;
use crate::diagnostic::Code;
use crate::document::{self, METHODS};
use crate::model::{
    Api, Requirements, Resource, Security, SecurityScheme, SecuritySchemeKind, WireName,
};
use crate::pointer::Pointer;
use crate::server;

/// Headers that belong to the connection or to the body, and can hold no key.
const TAKEN: [&str; 12] = [
    "accept",
    "accept-encoding",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "expect",
    "host",
    "te",
    "transfer-encoding",
    "upgrade",
    "user-agent",
];

impl<'a> Lowering<'a> {
    /// What an operation asks for, if it says something of its own. What no client of ours can meet is left out; that there
    /// is nothing else is an error.
    pub(super) fn security(&mut self, site: Site<'a>, at: &Pointer) -> Option<Requirements> {
        if !self.profile.reads_security {
            return None;
        }
        let own = at.find(self.document)?.get("security");
        let usual = self.document.get("security");
        let stated = own.or(usual)?.as_array()?;
        let mut reasons = BTreeSet::new();
        let mut met = Requirements::new();
        for alternative in stated.iter().filter_map(Value::as_object) {
            let names = alternative.keys().map(String::as_str);
            match self.alternative(names.collect()) {
                Ok(names) => met.push(names),
                Err(reason) => {
                    reasons.insert(reason);
                }
            }
        }
        if met.is_empty() && !reasons.is_empty() {
            let id = site.operation.operation_id.as_deref().unwrap_or_default();
            let reasons: Vec<_> = reasons.into_iter().collect();
            let message = format!("`{id}` can't be called: {}", reasons.join("; "));
            let at = match own {
                Some(_) => at.push("security"),
                None => at.clone(),
            };
            let help = "name a scheme that is supported, or `security: []` where the caller sees to it, by an overlay action";
            self.error(Code::UnsupportedSecurity, &at, message, help);
        }
        own.map(|_| met)
    }

    /// The schemes of an alternative, or why no request can meet it.
    fn alternative(&self, names: Vec<&str>) -> Result<Vec<WireName>, String> {
        let mut authorization: Option<&str> = None;
        for name in &names {
            let kind = self.scheme(name)?;
            if kind.is_authorization()
                && let Some(other) = authorization.replace(name)
            {
                return Err(format!(
                    "`{other}` and `{name}` are both sent in the header `Authorization`"
                ));
            }
        }
        Ok(names.into_iter().map(Into::into).collect())
    }

    /// How the credentials of a scheme are given, or why that is not supported.
    fn scheme(&self, name: &str) -> Result<SecuritySchemeKind, String> {
        let schemes = self.document.pointer("/components/securitySchemes");
        let scheme = schemes.and_then(|schemes| schemes.get(name));
        let scheme = scheme.and_then(|scheme| document::resolve(self.document, scheme));
        let Some(scheme) = scheme else {
            return Err(format!("there is no security scheme `{name}`"));
        };
        let text = |key: &str| scheme.get(key).and_then(Value::as_str).unwrap_or_default();
        let key = text("name").to_owned();
        let lower = |key: &str| text(key).to_ascii_lowercase();
        let kind = match (text("type"), text("in"), lower("scheme").as_str()) {
            ("apiKey", "header", _) if TAKEN.contains(&lower("name").as_str()) => {
                return Err(format!("`{name}` is a header that the client sets itself"));
            }
            ("apiKey", "header", _) if !is_token(&key) => {
                return Err(format!("`{name}` is in a header without a proper name"));
            }
            ("apiKey", "header", _) => SecuritySchemeKind::HeaderKey(key),
            ("apiKey", "query", _) => SecuritySchemeKind::QueryKey(key),
            ("apiKey", "cookie", _) => SecuritySchemeKind::CookieKey(key),
            ("http", _, "basic") => SecuritySchemeKind::Basic,
            ("http", _, "bearer") | ("openIdConnect", ..) => SecuritySchemeKind::Bearer,
            ("oauth2", ..) => match server::token_url(scheme) {
                Some(url) => {
                    let url = server::resolved(url, &server::url_of_document(self.document));
                    SecuritySchemeKind::ClientCredentials(url, BTreeSet::new())
                }
                None => SecuritySchemeKind::Bearer,
            },
            ("http", _, scheme) => {
                return Err(format!(
                    "`{name}` is HTTP authentication by `{scheme}`, which is not supported"
                ));
            }
            (other, ..) => return Err(format!("`{name}` is of the unsupported type `{other}`")),
        };
        Ok(kind)
    }

    /// The scopes of a scheme that operations need.
    fn scopes(&self, name: &str) -> BTreeSet<String> {
        let paths = self.document.get("paths").and_then(Value::as_object);
        let items = paths.into_iter().flat_map(Map::values);
        let operations = items.flat_map(|item| {
            let methods = METHODS.into_iter();
            methods.filter_map(|method| item.get(method))
        });
        let usual = self.document.get("security");
        let stated = operations.filter_map(|operation| operation.get("security").or(usual));
        let alternatives = stated.filter_map(Value::as_array).flatten();
        let scopes = alternatives.filter_map(|alternative| alternative.get(name)?.as_array());
        let scopes = scopes.flatten().filter_map(Value::as_str);
        scopes.map(str::to_owned).collect()
    }

    /// The schemes that operations ask for, and what those ask for that say nothing of their own.
    pub(super) fn used_security(&self, resources: &[Resource]) -> Security {
        if !self.profile.reads_security {
            return Security::default();
        }
        let alternatives = self.document.get("security").and_then(Value::as_array);
        let alternatives = alternatives.into_iter().flatten();
        let usual = alternatives.filter_map(|alternative| {
            let names = alternative.as_object()?.keys();
            self.alternative(names.map(String::as_str).collect()).ok()
        });
        let usual: Requirements = usual.collect();
        let mut stack: Vec<&Resource> = resources.iter().collect();
        let mut used = BTreeSet::new();
        while let Some(resource) = stack.pop() {
            stack.extend(&resource.children);
            for operation in &resource.operations {
                let needed = operation.security.as_ref().unwrap_or(&usual);
                used.extend(needed.iter().flatten());
            }
        }
        let schemes = self.document.pointer("/components/securitySchemes");
        let names = schemes.and_then(Value::as_object).into_iter();
        let names = names.flat_map(|schemes| schemes.keys().map(|name| WireName::from(&**name)));
        let schemes = names.filter(|name| used.contains(name)).filter_map(|name| {
            let mut kind = self.scheme(name.as_str()).ok()?;
            if let SecuritySchemeKind::ClientCredentials(_, scopes) = &mut kind {
                *scopes = self.scopes(name.as_str());
            }
            Some(SecurityScheme { name, kind })
        });
        Security {
            schemes: schemes.collect(),
            requirements: usual,
        }
    }
}

impl Api {
    /// Whether some operation asks for credentials.
    pub fn wants_credentials(&self) -> bool {
        !self.security.schemes.is_empty()
    }
}

/// Whether a text can be the name of a header.
fn is_token(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !name.is_empty() && name.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::model::SecuritySchemeKind;
    use crate::source::{Inputs, Source};

    #[test]
    fn the_scopes_of_a_client_are_those_that_operations_need() {
        let operation = |security| json!({"get": {"responses": {}, "security": security}});
        let flow = json!({"tokenUrl": "https://a.example/token", "scopes": {"unused": "Unused."}});
        let document = json!({
            "openapi": "3.0.3", "info": {"title": "Scopes", "version": "1"},
            "servers": [{"url": "https://a.example"}],
            "security": [{"flow": ["usual"]}],
            "paths": {
                "/a": operation(json!([{"flow": ["write", "read"]}])),
                "/b": operation(json!([{"flow": ["read"]}, {}])),
                "/c": operation(json!([])),
            },
            "components": {"securitySchemes": {
                "flow": {"type": "oauth2", "flows": {"clientCredentials": flow}},
            }},
        });
        let inputs = Inputs {
            document: Source::new("a.json", document.to_string()),
            ..Inputs::default()
        };
        let api = crate::model(&inputs).unwrap().api;
        let scopes = ["read", "write"].map(str::to_owned);
        let url = "https://a.example/token".to_owned();
        assert_eq!(
            api.security.schemes[0].kind,
            SecuritySchemeKind::ClientCredentials(url, scopes.into())
        );
    }
}
