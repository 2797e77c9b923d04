//! Tests of operations by id, on a made-up product.

use http::{HeaderName, HeaderValue};
use serde_json::{Value, json};

use super::*;
use crate::service::api::tests::PARCELS;
use crate::testing::MockTransport;
use crate::{Builder, Client, Credentials, ErrorKind, Form, Paging, Pii, Reply};

static SERVICE: Service = Service {
    api: &PARCELS,
    docs: "Parcels on their way.",
    resources: &[Resource {
        words: &["parcels"],
        path: "/v1/Parcels",
        docs: "Parcels.",
        operations: &[
            Operation {
                id: "CreateParcel",
                word: "create",
                method: "POST",
                path: "/v1/Parcels",
                docs: "Creates a parcel.",
                parameters: &[
                    Parameter::new(
                        ParameterLocation::Form,
                        "Name",
                        "name",
                        ParameterKind::Text,
                        "Who it is for.",
                    )
                    .required()
                    .personal(),
                    Parameter::new(
                        ParameterLocation::Form,
                        "Weight",
                        "weight",
                        ParameterKind::List(&ParameterKind::Integer),
                        "What it weighs.",
                    ),
                ],
                columns: &["name"],
                fields: fields_of::<Value>,
                is_list: false,
                is_deprecated: false,
                request: |client, arguments| {
                    let mut call = client
                        .post::<Value>("/v1/Parcels")
                        .form("Name", Pii(arguments.required::<String>("Name")?));
                    if let Some(weight) = arguments.optional::<Vec<i64>>("Weight")? {
                        call = call.form("Weight", weight);
                    }
                    Ok(call.into())
                },
            },
            Operation {
                id: "ListParcel",
                word: "list",
                method: "GET",
                path: "/v1/Parcels",
                docs: "Lists parcels.",
                parameters: &[],
                columns: &[],
                fields: fields_of::<Value>,
                is_list: true,
                is_deprecated: false,
                request: |client, _| {
                    let paging = Paging::new("parcels").page_size("PageSize", 1..=1000);
                    Ok(client.list::<Value>("/v1/Parcels", paging).into())
                },
            },
        ],
    }],
};

fn client(mock: MockTransport) -> Client {
    let builder: Builder<Client> = Builder::new(&PARCELS, Credentials::basic("AC1", "t"));
    builder.transport(mock).build().unwrap()
}

#[tokio::test]
async fn a_call_goes_out_as_its_typed_method_says() {
    let mock = MockTransport::new().reply(201, r#"{"name":"Ada","weight":3}"#);
    let client = client(mock.clone());
    let arguments = json!({"Name": "Ada", "Weight": [1, 2]});
    let prepared = SERVICE.prepare(&client, "CreateParcel", arguments).unwrap();
    assert!(!format!("{prepared:?}").contains("Ada"));
    assert_eq!(
        prepared.build().unwrap().body(),
        Some("Name=Ada&Weight=1&Weight=2")
    );
    let Prepared::Call(call) = prepared else {
        panic!("it is no list")
    };
    let call = call.with_header(
        HeaderName::from_static("x-a"),
        HeaderValue::from_static("b"),
    );
    let response = call.send().await.unwrap();
    assert_eq!(response.meta.status(), 201);
    assert_eq!(
        response.value.to_value().unwrap(),
        json!({"name": "Ada", "weight": 3})
    );
    assert_eq!(mock.requests()[0].headers["x-a"], "b");
}

#[test]
fn what_does_not_fit_is_named_without_its_value() {
    let client = client(MockTransport::new());
    for (operation, arguments, message) in [
        ("NoSuch", json!({}), "no operation with the id NoSuch"),
        (
            "CreateParcel",
            json!([]),
            "have to be an object, not a list",
        ),
        (
            "CreateParcel",
            json!({}),
            "invalid Name (nothing was sent): CreateParcel needs it",
        ),
        (
            "CreateParcel",
            json!({"Name": 5}),
            "invalid Name (nothing was sent): it takes a text, and a number was given that is none",
        ),
        (
            "CreateParcel",
            json!({"Name": null}),
            "it takes a text, and null was given",
        ),
        (
            "CreateParcel",
            json!({"Name": "a", "Weight": [4321.5]}),
            "it takes a list, each item a whole number, and a list was given",
        ),
        (
            "CreateParcel",
            json!({"Name": "a", "Colour": 1}),
            "invalid Colour (nothing was sent): unknown parameter of CreateParcel; expected one of Name, Weight",
        ),
        (
            "ListParcel",
            json!({"Colour": 1}),
            "ListParcel has no parameters",
        ),
    ] {
        let error = SERVICE.prepare(&client, operation, arguments).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(error.to_string().contains(message), "{error}");
        assert!(!error.to_string().contains("4321"), "{error}");
    }
}

#[tokio::test]
async fn a_list_is_read_by_pages_and_by_items() {
    let first = r#"{"parcels":[1,2],"meta":{"next_page_url":"https://parcels.example.com/v1/Parcels?Page=1"}}"#;
    let last = r#"{"parcels":[3],"meta":{"next_page_url":null}}"#;
    let list = |mock: MockTransport| match SERVICE.prepare(&client(mock), "ListParcel", json!({})) {
        Ok(Prepared::List(list)) => list,
        other => panic!("{other:?}"),
    };
    let both = || MockTransport::new().reply(200, first).reply(200, last);

    let page = list(both()).send().await.unwrap();
    assert_eq!(page.items.len(), 2);
    let page = page.next.unwrap().send().await.unwrap();
    assert_eq!(page.items[0].to_json().unwrap(), "3");
    assert!(page.next.is_none());

    let mock = both();
    let mut items = list(mock.clone()).page_size(2).limit(3).stream();
    let mut all = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        all.push(item.to_value().unwrap());
    }
    assert_eq!(all, [1, 2, 3]);
    assert_eq!(mock.requests()[0].uri.query(), Some("PageSize=2"));

    let refused = list(MockTransport::new()).page_size(0).build().unwrap_err();
    assert!(refused.to_string().contains("PageSize"), "{refused}");
}

/// An operation with one name at each location.
static SAME: Operation = Operation {
    id: "Same",
    word: "same",
    method: "POST",
    path: "/v1/{id}",
    docs: "",
    parameters: &[
        Parameter::new(ParameterLocation::Item, "id", "id", ParameterKind::Text, ""),
        Parameter::new(
            ParameterLocation::Query,
            "id",
            "id-",
            ParameterKind::Integer,
            "",
        ),
        Parameter::new(ParameterLocation::Query, "x", "x", ParameterKind::Text, ""),
        Parameter::new(
            ParameterLocation::Body,
            "body",
            "body",
            ParameterKind::Json,
            "",
        ),
    ],
    columns: &[],
    fields: || &[],
    is_list: false,
    is_deprecated: false,
    request: |client, arguments| {
        let call = client.post::<Value>("/v1/{id}");
        let call = call.path(
            "id",
            arguments.required::<String>((ParameterLocation::Item, "id"))?,
        );
        let call = arguments.set(
            call,
            (ParameterLocation::Query, "id"),
            |call, value: i64| call.query("id", value),
        )?;
        let call = arguments.set(call, "x", |call, value: String| call.query("x", value))?;
        let call = call.body(crate::json(arguments.required::<Value>("body")?));
        Ok(call.into())
    },
};

#[test]
fn parameters_of_one_name_are_given_by_location() {
    let client = client(MockTransport::new());
    let sent = |arguments| {
        let prepared = SAME.prepare_by_location(&client, arguments)?;
        let request = prepared.build()?;
        let body = request.body().map(str::to_owned);
        Ok::<_, Error>((request.uri().path_and_query().unwrap().to_string(), body))
    };
    let arguments = json!({"path": {"id": "a"}, "query": {"x": "b", "id": 7}, "body": ["id"]});
    let (target, body) = sent(arguments).unwrap();
    assert_eq!(target, "/v1/a?id=7&x=b");
    assert_eq!(body.as_deref(), Some(r#"["id"]"#));
    for (arguments, told) in [
        (json!({"path": {"x": "a"}}), "unknown parameter of Same"),
        (
            json!({"form": {}}),
            "`path`, `query`, `header`, `cookie` and `body`",
        ),
        (
            json!({"path": 7}),
            "those of `path` of Same have to be an object",
        ),
        (
            json!({"path": {"id": "a"}}),
            "invalid body (nothing was sent): Same needs it",
        ),
    ] {
        let error = sent(arguments).unwrap_err();
        assert!(error.to_string().contains(told), "{error}");
        assert!(error.is_invalid());
    }
    let error = SAME.prepare(&client, json!({"id": "a"})).unwrap_err();
    assert!(error.to_string().contains("by location"), "{error}");
    let flat = SAME.prepare(&client, json!({"x": "b", "body": 1}));
    assert!(flat.unwrap_err().to_string().contains("invalid id"));
}

#[tokio::test]
async fn what_is_no_json_is_kept_as_it_came() {
    const REPLIES: &[Reply] = &[
        Reply(Form::Json, "200", "application/json", ""),
        Reply(Form::Text, "200", "text/plain", ""),
    ];
    let mock = MockTransport::new()
        .reply(200, "\"a\"")
        .reply_with(200, [("content-type", "text/plain")], "a\n")
        .reply_with(404, [("content-type", "text/plain")], "gone")
        .reply(500, "\"secret\"");
    let client = client(mock);
    let send = async || {
        let call = client.get::<String>("/v1/Parcels").replies(REPLIES);
        let prepared = Prepared::from(call.errors(&[Reply(Form::Text, "404", "text/plain", "")]));
        let prepared = prepared.failing::<String>();
        let reader = prepared.error_reader();
        match prepared {
            Prepared::Call(call) => call.send().await.map_err(|error| reader(&error)),
            Prepared::List(_) => panic!("a list"),
        }
    };
    let found = send().await.unwrap().value;
    assert_eq!((found.raw(), found.to_value().unwrap()), (None, json!("a")));
    let found = send().await.unwrap().value;
    assert_eq!(found.raw().unwrap(), (Form::Text, &"a\n".into()));
    assert_eq!(found.to_value().unwrap(), json!("a\n"));
    let found = send().await.unwrap_err().unwrap();
    assert_eq!(found.to_value().unwrap(), json!("gone"));
    assert!(send().await.unwrap_err().is_none(), "it is not documented");
}
