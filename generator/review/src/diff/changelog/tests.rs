//! Tests of the draft on small documents.

use serde_json::{Value, json};

use crate::diff::diff;
use crate::diff::tests::{CREATE, document, edited, lowered};

const THING: &str = "/components/schemas/thing/properties";
const COLOR: &str = "/components/schemas/thing_enum_color/enum";

/// The entries that edits bring, without the heading.
fn entries(edits: &[(&str, Value)]) -> String {
    draft(&document(), &edited(edits))
}

fn draft(old: &Value, new: &Value) -> String {
    let (old, new) = (lowered(old), lowered(new));
    let text = diff(&old, &new).changelog(&old, &new);
    let text = text.strip_prefix("## [Unreleased]\n\n").unwrap();
    text.to_owned()
}

#[test]
fn what_users_do_not_feel_is_left_out() {
    let nothing = "Nothing changes for users of the crate.\n";
    assert_eq!(entries(&[]), nothing);
    let count = format!("{THING}/count/format");
    assert_eq!(entries(&[(&count, json!("int64"))]), nothing);
    let status = "/paths/~1v1~1Things/post/responses/404";
    assert_eq!(entries(&[(status, json!({"description": ""}))]), nothing);
}

#[test]
fn additions_to_one_thing_are_one_line() {
    let size = format!("{CREATE}/properties");
    let edits = [
        (format!("{size}/Color"), json!({"type": "string"})),
        (format!("{size}/Weight"), json!({"type": "integer"})),
        (format!("{THING}/weight"), json!({"type": "integer"})),
        (format!("{THING}/size"), json!({"type": "integer"})),
        (COLOR.to_owned(), json!(["dark-red", "blue", "light-green"])),
    ];
    let edits = edits
        .each_ref()
        .map(|(at, value)| (at.as_str(), value.clone()));
    assert_eq!(
        entries(&edits),
        "### Added\n\n\
         - `things().create(..)` gained the optional `color` and `weight`.\n\
         - `things::Thing` gained the fields `size` and `weight`.\n\
         - `things::Color` gained the variant `LightGreen` (`light-green`).\n"
    );
}

#[test]
fn values_that_travel_otherwise_are_told_with_what_to_do() {
    assert_eq!(
        entries(&[(COLOR, json!(["DARK_RED", "blue"]))]),
        "### Changed\n\n\
         - **Breaking on the wire:** `things::Color`: `DarkRed` now travels as `DARK_RED` (was `dark-red`). Code that uses the\n  \
         variants stays as it is; code that compares texts does not.\n"
    );
}

#[test]
fn what_breaks_code_is_told_with_what_to_write() {
    let required = format!("{CREATE}/required");
    assert_eq!(
        entries(&[(&required, json!(["Name"]))]),
        "### Changed\n\n\
         - **Breaking:** `things().create(..)` takes `size` as an optional method, no longer as an argument. The argument is\n  \
         `name`.\n"
    );
    assert_eq!(
        entries(&[(&required, json!(["Size", "Name"]))]),
        "### Changed\n\n- **Breaking:** `things().create(..)` takes its arguments in another order: `size` and `name`. The compiler does not\n  tell where two of them have one type.\n"
    );
    let list = "/paths/~1v1~1Things/get/parameters";
    assert_eq!(
        draft(&edited(&[(list, json!([]))]), &document()),
        "### Added\n\n\
         - **Breaking:** `things().list()` gained the optional `color`, and so returns a builder, no longer a plain call. Code\n  \
         that sends or awaits it stays as it is; code that names the type of the call names the builder.\n"
    );
    let count = format!("{THING}/count/type");
    assert_eq!(
        entries(&[(&count, json!("boolean"))]),
        "### Changed\n\n- **Breaking:** `things::Thing` changed the type of `count` to `Option<bool>` (was `Option<i64>`). Code that reads it\n  takes the new type.\n"
    );
    let name = format!("{CREATE}/properties/Name");
    assert_eq!(
        entries(&[(
            &name,
            json!({"$ref": "#/components/schemas/thing_enum_color"})
        )]),
        "### Changed\n\n\
         - **Breaking:** `things().create(..)` changed the type of `name` to `things::Color` (was `String`). Text becomes such a\n  \
         value by `.into()`.\n"
    );
}

#[test]
fn what_is_gone_is_told_by_its_old_name() {
    let note = format!("{CREATE}/properties/Note");
    let extra = format!("{THING}/extra");
    let delete = "/paths/~1v1~1Things~1{Id}/delete";
    assert_eq!(
        entries(&[
            (&note, Value::Null),
            (&extra, Value::Null),
            (delete, Value::Null),
            (COLOR, json!(["blue"]))
        ]),
        "### Removed\n\n\
         - **Breaking:** `things().delete(..)` is gone, which sent `DELETE /v1/Things/{Id}`. The service no longer offers it:\n  remove its calls.\n\
         - **Breaking:** `things().create(..)` lost the optional `note`. The service no longer takes it: leave it out.\n\
         - **Breaking:** `things::Thing` lost the field `extra`. Code that reads it has to do without.\n\
         - **Breaking:** `things::Color` lost the variant `DarkRed` (`dark-red`). What still comes of it is read as\n  \
         `Unrecognized`.\n"
    );
}

#[test]
fn deprecations_and_personal_data_have_their_sections() {
    let pii = format!("{THING}/id/x-openapi-client");
    assert_eq!(
        entries(&[
            ("/paths/~1v1~1Things/post/deprecated", json!(true)),
            (
                &pii,
                json!({"pii": {"handling": "standard", "deleteSla": 30}})
            ),
        ]),
        "### Deprecated\n\n- `things().create(..)`.\n\n### Security\n\n- `id` of `things::Thing` left `Debug` and logs.\n"
    );
}

#[test]
fn what_many_lists_share_is_one_line() {
    let with = |parameters: Value| {
        let mut new = document();
        for name in ["Apples", "Books", "Cups", "Dolls", "Eggs"] {
            let mut path = document()["paths"]["/v1/Things"].clone();
            path["get"]["operationId"] = format!("List{name}").into();
            path["get"]["parameters"] = parameters.clone();
            path.as_object_mut().unwrap().remove("post");
            new["paths"][format!("/v1/{name}")] = path;
        }
        new["paths"]["/v1/Things"]["get"]["parameters"] = parameters;
        new
    };
    let text = |name: &str| json!({"name": name, "in": "query", "schema": {"type": "string"}});
    assert_eq!(
        draft(
            &with(json!([text("A")])),
            &with(json!([text("A"), text("B")]))
        ),
        "### Added\n\n- All 6 lists gained the optional `b`.\n"
    );
    let six = draft(&with(json!([])), &with(json!([text("A")])));
    assert!(
        six.contains(
            "- **Breaking:** All 6 lists gained the optional `a`, and so returns a builder"
        ),
        "{six}"
    );
}
