//! Flows of one authorization server that are asked for together: their tokens go into the same header, so one is sent.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, METHODS};

/// Keeps one of several OAuth schemes that a requirement names, where their tokens come from one server; reports each of the
/// others once.
pub(super) fn tokens(document: &mut Value, out: &mut Vec<Diagnostic>) {
    let schemes = document.pointer("/components/securitySchemes").cloned();
    let Some(Value::Object(schemes)) = schemes else {
        return;
    };
    let mut dropped = BTreeSet::new();
    let mut settle = |owner: &mut Value| {
        let stated = owner.get_mut("security").and_then(Value::as_array_mut);
        for requirement in stated.into_iter().flatten() {
            if let Some(names) = requirement.as_object_mut() {
                dropped.extend(drop_tokens(names, &schemes));
            }
        }
    };
    settle(document);
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for item in paths.into_iter().flat_map(|paths| paths.values_mut()) {
        let methods = METHODS.into_iter();
        for method in methods {
            if let Some(operation) = item.get_mut(method) {
                settle(operation);
            }
        }
    }
    for (kept, name) in dropped {
        let at = document::component("securitySchemes", &name);
        let message = format!(
            "`{kept}` and `{name}` are asked for together, but are flows of one server; the token of `{kept}` is sent"
        );
        let warning = Diagnostic::warning(Code::UnsupportedSecurity, &at, message);
        out.push(warning.help("make one scheme of both, with two `flows`"));
    }
}

/// Takes schemes out of a requirement; returns each with the one that is kept for it.
fn drop_tokens(
    names: &mut Map<String, Value>,
    schemes: &Map<String, Value>,
) -> Vec<(String, String)> {
    let server = |name: &String| authorization_server(schemes.get(name)?);
    let keys: Vec<String> = names.keys().cloned().collect();
    let mut dropped = Vec::new();
    for (index, name) in keys.iter().enumerate() {
        let mut before = keys[..index].iter();
        let own = server(name);
        let kept = before.find(|other| own.is_some() && server(other) == own);
        if let Some(kept) = kept {
            names.remove(name);
            dropped.push((kept.clone(), name.clone()));
        }
    }
    dropped
}

/// The host that gives out the tokens of a scheme, if users get them there and programs do not.
fn authorization_server(scheme: &Value) -> Option<&str> {
    let flows = scheme.get("flows")?.as_object()?;
    if scheme.get("type")? != "oauth2" || flows.contains_key("clientCredentials") {
        return None;
    }
    let url = |flow: &Value| {
        flow.get("authorizationUrl")
            .and_then(Value::as_str)
            .is_some()
    };
    let flow = flows.values().find(|flow| url(flow))?;
    let (_, rest) = flow.get("authorizationUrl")?.as_str()?.split_once("://")?;
    rest.split('/').next()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::edited;
    use super::tokens;

    #[test]
    fn one_token_of_a_server_is_sent() {
        let scheme = |flow: &str, host: &str| {
            let url = format!("https://{host}/auth");
            json!({"type": "oauth2", "flows": {flow: {"authorizationUrl": url, "tokenUrl": url, "scopes": {}}}})
        };
        let (found, document) = edited(
            tokens,
            json!({
                "security": [{"a": [], "other": []}, {"a": [], "program": []}, {"key": [], "a": []}],
                "paths": {"/a": {"get": {"security": [{"a": ["x"], "b": ["x"]}, {"b": []}]}}},
                "components": {"securitySchemes": {
                    "a": scheme("implicit", "a.example"),
                    "b": scheme("authorizationCode", "a.example"),
                    "other": scheme("implicit", "b.example"),
                    "program": scheme("clientCredentials", "a.example"),
                    "key": {"type": "apiKey", "in": "query", "name": "key"},
                }},
            }),
        );
        assert_eq!(
            found,
            [
                "warning[TH065] /components/securitySchemes/b: `a` and `b` are asked for together, but are flows of one server; the token of `a` is sent",
            ]
        );
        let expected =
            json!([{"a": [], "other": []}, {"a": [], "program": []}, {"key": [], "a": []}]);
        assert_eq!(document["security"], expected);
        assert_eq!(
            document["paths"]["/a"]["get"]["security"],
            json!([{"a": ["x"]}, {"b": []}])
        );
    }
}
