//! The operations of `/v1/TrustProducts/{TrustProductSid}/EntityAssignments`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;
use super::{
    Arguments, Operation, Parameter, ParameterKind, ParameterLocation, Prepared, Resource,
};
use crate::{Client, Error, TrustHub};
use crate::sid::{EntityAssignmentSid, TrustProductSid};

pub(super) const RESOURCE: Resource = Resource {
    words: &["trust-products", "entity-assignments"],
    path: "/v1/TrustProducts/{TrustProductSid}/EntityAssignments",
    docs: "Entity assignments: the end users, supporting documents and profiles that make up a trust product. Assign everything that the policy requires before the product is evaluated.",
    operations: &[
        Operation {
            id: "ListTrustProductEntityAssignment",
            word: "list",
            method: "GET",
            path: "/v1/TrustProducts/{TrustProductSid}/EntityAssignments",
            docs: "Lists what is assigned to a trust product.\nReturns the entity assignments of one trust product in pages. Each item names an entity only by its SID; the prefix of the SID tells what it is.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Parent,
                        "TrustProductSid",
                        "trust-product-sid",
                        ParameterKind::Id("BU"),
                        "Identifies a trust product.",
                    )
                    .required(),
                Parameter::new(
                    ParameterLocation::Query,
                    "ObjectType",
                    "object-type",
                    ParameterKind::Text,
                    "Only entities of this type, by the machine name of their end user type or supporting document type.",
                ),
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
            columns: &["sid"],
            fields: super::fields_of::<
                crate::trust_products::entity_assignments::EntityAssignment,
            >,
            is_list: true,
            is_deprecated: false,
            request: list,
        },
        Operation {
            id: "CreateTrustProductEntityAssignment",
            word: "create",
            method: "POST",
            path: "/v1/TrustProducts/{TrustProductSid}/EntityAssignments",
            docs: "Assigns an entity to a trust product.\nPuts an end user, a supporting document or a customer profile into the trust product. Evaluate the product once all required entities are assigned.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Parent,
                        "TrustProductSid",
                        "trust-product-sid",
                        ParameterKind::Id("BU"),
                        "Identifies a trust product.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Form,
                        "ObjectSid",
                        "object-sid",
                        ParameterKind::Id(""),
                        "What to assign: the `IT` SID of an end user, the `RD` SID of a document, or the `BU` SID of a customer profile.",
                    )
                    .required(),
            ],
            columns: &["sid"],
            fields: super::fields_of::<
                crate::trust_products::entity_assignments::EntityAssignment,
            >,
            is_list: false,
            is_deprecated: false,
            request: create,
        },
        Operation {
            id: "FetchTrustProductEntityAssignment",
            word: "fetch",
            method: "GET",
            path: "/v1/TrustProducts/{TrustProductSid}/EntityAssignments/{Sid}",
            docs: "Fetches one assignment of a trust product.\nReturns one entity assignment of the trust product.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Parent,
                        "TrustProductSid",
                        "trust-product-sid",
                        ParameterKind::Id("BU"),
                        "Identifies a trust product.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Id("BV"),
                        "The assignment to fetch.",
                    )
                    .required(),
            ],
            columns: &["sid"],
            fields: super::fields_of::<
                crate::trust_products::entity_assignments::EntityAssignment,
            >,
            is_list: false,
            is_deprecated: false,
            request: fetch,
        },
        Operation {
            id: "DeleteTrustProductEntityAssignment",
            word: "delete",
            method: "DELETE",
            path: "/v1/TrustProducts/{TrustProductSid}/EntityAssignments/{Sid}",
            docs: "Takes an entity out of a trust product.\nRemoves the assignment and returns no content. The entity itself is not deleted and can be assigned again.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Parent,
                        "TrustProductSid",
                        "trust-product-sid",
                        ParameterKind::Id("BU"),
                        "Identifies a trust product.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Id("BV"),
                        "The assignment to remove; this is its own SID, not the SID of what is assigned.",
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
    let request = TrustHub::from(client.clone())
        .trust_products()
        .entity_assignments(arguments.required::<TrustProductSid>("TrustProductSid")?)
        .list();
    let request = arguments
        .set(
            request,
            "ObjectType",
            |request, value: String| request.object_type(value),
        )?;
    let request = arguments
        .set(request, "PageSize", |request, value: u32| request.page_size(value))?;
    let request = arguments
        .set(request, "Page", |request, value: u64| request.page(value))?;
    let request = arguments
        .set(request, "PageToken", |request, value: String| request.page_token(value))?;
    Ok(crate::List::from(request).into())
}

fn create(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .trust_products()
        .entity_assignments(arguments.required::<TrustProductSid>("TrustProductSid")?)
        .create(arguments.required::<rt::Sid>("ObjectSid")?);
    Ok(request.into())
}

fn fetch(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .trust_products()
        .entity_assignments(arguments.required::<TrustProductSid>("TrustProductSid")?)
        .fetch(arguments.required::<EntityAssignmentSid>("Sid")?);
    Ok(request.into())
}

fn delete(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .trust_products()
        .entity_assignments(arguments.required::<TrustProductSid>("TrustProductSid")?)
        .delete(arguments.required::<EntityAssignmentSid>("Sid")?);
    Ok(request.into())
}
