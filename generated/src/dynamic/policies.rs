//! The operations of `/v1/Policies`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{
    Arguments, Operation, Parameter, ParameterKind, ParameterLocation, Prepared, Resource,
};
use crate::{Client, Error, TrustHub};
use crate::sid::PolicySid;

pub(super) const RESOURCE: Resource = Resource {
    words: &["policies"],
    path: "/v1/Policies",
    docs: "Policies: the requirements that a customer profile or a trust product has to meet. Read-only; pick one to create a profile or product under it.",
    operations: &[
        Operation {
            id: "ListPolicies",
            word: "list",
            method: "GET",
            path: "/v1/Policies",
            docs: "Lists the policies.\nReturns all policies in pages, each with its full requirements. A policy's SID is needed to create and to evaluate profiles and products.",
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
            fields: super::fields_of::<crate::policies::Policy>,
            is_list: true,
            is_deprecated: false,
            request: list,
        },
        Operation {
            id: "FetchPolicies",
            word: "fetch",
            method: "GET",
            path: "/v1/Policies/{Sid}",
            docs: "Fetches a policy by its SID.\nReturns one policy with everything it requires: end users, documents, and the profiles it builds on.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Id("RN"),
                        "The policy to fetch.",
                    )
                    .required(),
            ],
            columns: &["sid", "friendly_name"],
            fields: super::fields_of::<crate::policies::Policy>,
            is_list: false,
            is_deprecated: false,
            request: fetch,
        },
    ],
};

fn list(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone()).policies().list();
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
        .policies()
        .fetch(arguments.required::<PolicySid>("Sid")?);
    Ok(request.into())
}
