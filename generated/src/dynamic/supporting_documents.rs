//! The operations of `/v1/SupportingDocuments`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{
    Arguments, Operation, Parameter, ParameterKind, ParameterLocation, Prepared, Resource,
};
use crate::{Client, Error, TrustHub};
use crate::sid::SupportingDocumentSid;

pub(super) const RESOURCE: Resource = Resource {
    words: &["supporting-documents"],
    path: "/v1/SupportingDocuments",
    docs: "Supporting documents: evidence, such as an address or an identity document, for what a profile or product states. Create them by type, then assign them to customer profiles and trust products.",
    operations: &[
        Operation {
            id: "ListSupportingDocument",
            word: "list",
            method: "GET",
            path: "/v1/SupportingDocuments",
            docs: "Lists the supporting documents of the account.\nReturns all supporting documents of the account in pages, with any status, whether they are assigned to something or not.",
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
            fields: super::fields_of::<crate::supporting_documents::SupportingDocument>,
            is_list: true,
            is_deprecated: false,
            request: list,
        },
        Operation {
            id: "CreateSupportingDocument",
            word: "create",
            method: "POST",
            path: "/v1/SupportingDocuments",
            docs: "Creates a supporting document of a given type.\nStores the data of a document. The type decides which attributes are expected; they may be sent now or filled in later by an update. The document starts as `DRAFT`, and it counts for a profile or product only once it is assigned there.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Form,
                        "FriendlyName",
                        "friendly-name",
                        ParameterKind::Text,
                        "A name for the document, to tell it apart in lists.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Form,
                        "Type",
                        "type",
                        ParameterKind::Text,
                        "What kind of document it is: the `machine_name` of a supporting document type, for example `customer_profile_address`.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Form,
                        "Attributes",
                        "attributes",
                        ParameterKind::Object,
                        "The facts of the document, as one JSON object. Its keys are the `machine_name`s of the fields of its type; over the wire it is JSON text in a form field.",
                    )
                    .personal(),
            ],
            columns: &["sid", "friendly_name"],
            fields: super::fields_of::<crate::supporting_documents::SupportingDocument>,
            is_list: false,
            is_deprecated: false,
            request: create,
        },
        Operation {
            id: "FetchSupportingDocument",
            word: "fetch",
            method: "GET",
            path: "/v1/SupportingDocuments/{Sid}",
            docs: "Fetches a supporting document by its SID.\nReturns the document with its attributes and the state of its review.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Id("RD"),
                        "The document to fetch.",
                    )
                    .required(),
            ],
            columns: &["sid", "friendly_name"],
            fields: super::fields_of::<crate::supporting_documents::SupportingDocument>,
            is_list: false,
            is_deprecated: false,
            request: fetch,
        },
        Operation {
            id: "UpdateSupportingDocument",
            word: "update",
            method: "POST",
            path: "/v1/SupportingDocuments/{Sid}",
            docs: "Changes the name or the attributes of a supporting document.\nChanges what is given and leaves the rest as it is. The type is fixed at creation. Evaluate the profiles and products that the document is assigned to once more afterwards.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Id("RD"),
                        "The document to change.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Form,
                        "Attributes",
                        "attributes",
                        ParameterKind::Object,
                        "The new facts of the document, as one JSON object with the same keys as at creation; over the wire it is JSON text in a form field.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Form,
                    "FriendlyName",
                    "friendly-name",
                    ParameterKind::Text,
                    "A new name for the document.",
                ),
            ],
            columns: &["sid", "friendly_name"],
            fields: super::fields_of::<crate::supporting_documents::SupportingDocument>,
            is_list: false,
            is_deprecated: false,
            request: update,
        },
        Operation {
            id: "DeleteSupportingDocument",
            word: "delete",
            method: "DELETE",
            path: "/v1/SupportingDocuments/{Sid}",
            docs: "Deletes a supporting document.\nRemoves the document with its attributes for good and returns no content.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Id("RD"),
                        "The document to delete.",
                    )
                    .required(),
            ],
            columns: &[],
            fields: super::fields_of::<()>,
            is_list: false,
            is_deprecated: false,
            request: delete,
        },
    ],
};

fn list(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone()).supporting_documents().list();
    let request = arguments
        .set(request, "PageSize", |request, value: u32| request.page_size(value))?;
    let request = arguments
        .set(request, "Page", |request, value: u64| request.page(value))?;
    let request = arguments
        .set(request, "PageToken", |request, value: String| request.page_token(value))?;
    Ok(request.into())
}

fn create(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .supporting_documents()
        .create(
            arguments.required::<String>("FriendlyName")?,
            arguments.required::<String>("Type")?,
        );
    let request = arguments
        .set(
            request,
            "Attributes",
            |request, value: serde_json::Value| request.attributes(value),
        )?;
    Ok(crate::Call::from(request).into())
}

fn fetch(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .supporting_documents()
        .fetch(arguments.required::<SupportingDocumentSid>("Sid")?);
    Ok(request.into())
}

fn update(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .supporting_documents()
        .update(arguments.required::<SupportingDocumentSid>("Sid")?);
    let request = arguments
        .set(
            request,
            "Attributes",
            |request, value: serde_json::Value| request.attributes(value),
        )?;
    let request = arguments
        .set(
            request,
            "FriendlyName",
            |request, value: String| request.friendly_name(value),
        )?;
    Ok(crate::Call::from(request).into())
}

fn delete(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .supporting_documents()
        .delete(arguments.required::<SupportingDocumentSid>("Sid")?);
    Ok(request.into())
}
