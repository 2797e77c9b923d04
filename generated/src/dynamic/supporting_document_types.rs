//! The operations of `/v1/SupportingDocumentTypes`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{
    Arguments, Operation, Parameter, ParameterKind, ParameterLocation, Prepared, Resource,
};
use crate::{Client, Error, TrustHub};

pub(super) const RESOURCE: Resource = Resource {
    words: &["supporting-document-types"],
    path: "/v1/SupportingDocumentTypes",
    docs: "Supporting document types: the kinds of documents that policies accept, each with the fields it has. Read-only.",
    operations: &[
        Operation {
            id: "ListSupportingDocumentType",
            word: "list",
            method: "GET",
            path: "/v1/SupportingDocumentTypes",
            docs: "Lists the kinds of supporting documents.\nReturns all supporting document types in pages. Use the machine name of one as the type of a new document, and its fields as the keys of the attributes.",
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
            fields: super::fields_of::<
                crate::supporting_document_types::SupportingDocumentType,
            >,
            is_list: true,
            is_deprecated: false,
            request: list,
        },
        Operation {
            id: "FetchSupportingDocumentType",
            word: "fetch",
            method: "GET",
            path: "/v1/SupportingDocumentTypes/{Sid}",
            docs: "Fetches one kind of supporting document.\nReturns one supporting document type with the fields that documents of this type have.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Text,
                        "The supporting document type to fetch, by its SID or by its machine name, such as `customer_profile_address`.",
                    )
                    .required(),
            ],
            columns: &["sid", "friendly_name"],
            fields: super::fields_of::<
                crate::supporting_document_types::SupportingDocumentType,
            >,
            is_list: false,
            is_deprecated: false,
            request: fetch,
        },
    ],
};

fn list(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone()).supporting_document_types().list();
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
        .supporting_document_types()
        .fetch(arguments.required::<String>("Sid")?);
    Ok(request.into())
}
