//! The operations of `/v1/EndUserTypes`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{
    Arguments, Operation, Parameter, ParameterKind, ParameterLocation, Prepared, Resource,
};
use crate::{Client, Error, TrustHub};

pub(super) const RESOURCE: Resource = Resource {
    words: &["end-user-types"],
    path: "/v1/EndUserTypes",
    docs: "End user types: the kinds of end users that policies ask for, each with the fields it has. Read-only.",
    operations: &[
        Operation {
            id: "ListEndUserType",
            word: "list",
            method: "GET",
            path: "/v1/EndUserTypes",
            docs: "Lists the kinds of end users.\nReturns all end user types in pages. Use the machine name of one as the type of a new end user, and its fields as the keys of the attributes.",
            parameters: &[
                Parameter::new(
                    ParameterLocation::Page,
                    "PageSize",
                    "page-size",
                    ParameterKind::Integer,
                    "How many items a page holds, from 1 to 1000.",
                ),
                Parameter::new(
                    ParameterLocation::Page,
                    "Page",
                    "page",
                    ParameterKind::Integer,
                    "The number of the page to begin at, counted from 0.",
                ),
                Parameter::new(
                    ParameterLocation::Page,
                    "PageToken",
                    "page-token",
                    ParameterKind::Text,
                    "The token of the page to begin at.",
                ),
            ],
            columns: &["sid", "friendly_name"],
            fields: super::fields_of::<crate::end_user_types::EndUserType>,
            is_list: true,
            is_deprecated: false,
            request: list,
        },
        Operation {
            id: "FetchEndUserType",
            word: "fetch",
            method: "GET",
            path: "/v1/EndUserTypes/{Sid}",
            docs: "Fetches one kind of end user.\nReturns one end user type with the fields that end users of this type have.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Text,
                        "The end user type to fetch, by its SID or by its machine name, such as `authorized_representative_1`.",
                    )
                    .required(),
            ],
            columns: &["sid", "friendly_name"],
            fields: super::fields_of::<crate::end_user_types::EndUserType>,
            is_list: false,
            is_deprecated: false,
            request: fetch,
        },
    ],
};

fn list(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone()).end_user_types().list();
    let request = arguments
        .set(request, "PageSize", |request, value: u32| request.page_size(value))?;
    let request = arguments
        .set(request, "Page", |request, value: u64| request.page(value))?;
    let request = arguments
        .set(request, "PageToken", |request, value: String| request.page_token(value))?;
    Ok(request.into())
}

fn fetch(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .end_user_types()
        .fetch(arguments.required::<String>("Sid")?);
    Ok(request.into())
}
