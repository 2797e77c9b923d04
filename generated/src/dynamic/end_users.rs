//! The operations of `/v1/EndUsers`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{
    Arguments, Operation, Parameter, ParameterKind, ParameterLocation, Prepared, Resource,
};
use crate::{Client, Error, TrustHub};
use crate::sid::EndUserSid;

pub(super) const RESOURCE: Resource = Resource {
    words: &["end-users"],
    path: "/v1/EndUsers",
    docs: "End users: facts about a business or a person, such as its registration or an authorized representative. Create them by type, then assign them to customer profiles and trust products.",
    operations: &[
        Operation {
            id: "ListEndUser",
            word: "list",
            method: "GET",
            path: "/v1/EndUsers",
            docs: "Lists the end users of the account.\nReturns all end users of the account in pages, whether they are assigned to something or not.",
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
            fields: super::fields_of::<crate::end_users::EndUser>,
            is_list: true,
            is_deprecated: false,
            request: list,
        },
        Operation {
            id: "CreateEndUser",
            word: "create",
            method: "POST",
            path: "/v1/EndUsers",
            docs: "Creates an end user of a given type.\nStores the facts about a business or a person. The type decides which attributes are expected; they may be sent now or filled in later by an update. The end user counts for a profile or product only once it is assigned there.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Form,
                        "FriendlyName",
                        "friendly-name",
                        ParameterKind::Text,
                        "A name for the end user, to tell it apart in lists.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Form,
                        "Type",
                        "type",
                        ParameterKind::Text,
                        "What kind of end user it is: the `machine_name` of an end user type, for example `customer_profile_business_information`.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Form,
                        "Attributes",
                        "attributes",
                        ParameterKind::Object,
                        "The facts of the end user, as one JSON object. Its keys are the `machine_name`s of the fields of its type; over the wire it is JSON text in a form field.",
                    )
                    .personal(),
            ],
            columns: &["sid", "friendly_name"],
            fields: super::fields_of::<crate::end_users::EndUser>,
            is_list: false,
            is_deprecated: false,
            request: create,
        },
        Operation {
            id: "FetchEndUser",
            word: "fetch",
            method: "GET",
            path: "/v1/EndUsers/{Sid}",
            docs: "Fetches an end user by its SID.\nReturns the end user with its attributes as they were last stored.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Id("IT"),
                        "The end user to fetch.",
                    )
                    .required(),
            ],
            columns: &["sid", "friendly_name"],
            fields: super::fields_of::<crate::end_users::EndUser>,
            is_list: false,
            is_deprecated: false,
            request: fetch,
        },
        Operation {
            id: "UpdateEndUser",
            word: "update",
            method: "POST",
            path: "/v1/EndUsers/{Sid}",
            docs: "Changes the name or the attributes of an end user.\nChanges what is given and leaves the rest as it is. The type is fixed at creation. Evaluate the profiles and products that the end user is assigned to once more afterwards.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Id("IT"),
                        "The end user to change.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Form,
                        "Attributes",
                        "attributes",
                        ParameterKind::Object,
                        "The new facts of the end user, as one JSON object with the same keys as at creation; over the wire it is JSON text in a form field.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Form,
                    "FriendlyName",
                    "friendly-name",
                    ParameterKind::Text,
                    "A new name for the end user.",
                ),
            ],
            columns: &["sid", "friendly_name"],
            fields: super::fields_of::<crate::end_users::EndUser>,
            is_list: false,
            is_deprecated: false,
            request: update,
        },
        Operation {
            id: "DeleteEndUser",
            word: "delete",
            method: "DELETE",
            path: "/v1/EndUsers/{Sid}",
            docs: "Deletes an end user.\nRemoves the end user with its attributes for good and returns no content.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Id("IT"),
                        "The end user to delete.",
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
    let request = TrustHub::from(client.clone()).end_users().list();
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
        .end_users()
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
        .end_users()
        .fetch(arguments.required::<EndUserSid>("Sid")?);
    Ok(request.into())
}

fn update(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .end_users()
        .update(arguments.required::<EndUserSid>("Sid")?);
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
        .end_users()
        .delete(arguments.required::<EndUserSid>("Sid")?);
    Ok(request.into())
}
