//! Actions of the overlay that list paths, and probably hold for new paths beside these.

use serde_json::{Value, json};

use super::{Context, Edit, Proposal};
use crate::diff::side::entries;
use openapi_client_codegen::overlay;
use openapi_client_codegen::pointer::Pointer;

const START: &str = "$.paths[";

/// A new path for each action whose paths all begin like it, if the action would change it.
pub(super) fn find(context: &Context<'_>) -> Vec<Proposal> {
    let actions = context.overlay.get("actions").and_then(Value::as_array);
    let paths = Pointer::root().push("paths");
    let new = entries(context.new.get("paths")).map(|(path, _)| (path, paths.push(path)));
    let new: Vec<_> = new.filter(|(_, at)| context.is_new(at)).collect();
    let mut found = Vec::new();
    for (index, action) in actions.into_iter().flatten().enumerate() {
        let target = action
            .get("target")
            .and_then(Value::as_str)
            .unwrap_or_default();
        for (path, at) in &new {
            let Some(target) = extended(target, path) else {
                continue;
            };
            let mut alone = action.clone();
            alone["target"] = Value::from(target.as_str());
            let overlay = json!({"overlay": "1.0.0", "info": context.overlay.get("info"), "actions": [alone]});
            let mut document = context.new.clone();
            overlay::apply(&mut document, &overlay);
            if at.find(&document) != at.find(context.new) {
                let why = action.get("description").and_then(Value::as_str);
                found.push(Proposal {
                    group: "paths for actions of the overlay that hold for those beside them",
                    what: (*path).to_owned(),
                    reason: why.unwrap_or_default().to_owned(),
                    edit: Some(Edit::Target {
                        action: index,
                        target,
                        path: (*path).to_owned(),
                    }),
                });
            }
        }
    }
    found
}

/// The target with one more path, if it lists paths of one resource, and this is one like them.
pub(super) fn extended(target: &str, path: &str) -> Option<String> {
    let (list, rest) = target.strip_prefix(START)?.split_once(']')?;
    let known = list
        .split(',')
        .map(|name| name.trim().strip_prefix('\'')?.strip_suffix('\''));
    let known: Vec<&str> = known.collect::<Option<_>>()?;
    let stem = |path: &str| path.split('/').take(3).collect::<Vec<_>>().join("/");
    let is_like =
        |known: &&str| stem(known) == stem(path) && known.contains('{') == path.contains('{');
    let is_one_of_them = known.len() > 1 && known.iter().all(is_like) && !known.contains(&path);
    is_one_of_them.then(|| format!("{START}{list}, '{path}']{rest}"))
}

#[cfg(test)]
mod tests {
    use super::extended;

    #[test]
    fn paths_of_one_resource_are_listed_together() {
        let target = "$.paths['/v1/Things/{Sid}', '/v1/Things/{Sid}/Parts']['get'].responses";
        assert_eq!(
            extended(target, "/v1/Things/{Sid}/Copies").as_deref(),
            Some(
                "$.paths['/v1/Things/{Sid}', '/v1/Things/{Sid}/Parts', '/v1/Things/{Sid}/Copies']['get'].responses"
            )
        );
        for other in ["/v1/Things", "/v1/Others/{Sid}", "/v1/Things/{Sid}"] {
            assert_eq!(extended(target, other), None, "{other}");
        }
        assert_eq!(
            extended("$.paths['/v1/Things/{Sid}'].get", "/v1/Things/{Sid}/Copies"),
            None
        );
        assert_eq!(extended("$.paths[*].get", "/v1/Things/{Sid}/Copies"), None);
    }
}
