//! The operations of `/v1/CustomerProfiles/{CustomerProfileSid}/Evaluations`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{
    Arguments, Operation, Parameter, ParameterKind, ParameterLocation, Prepared, Resource,
};
use crate::{Client, Error, TrustHub};
use crate::sid::{CustomerProfileSid, EvaluationSid, PolicySid};

pub(super) const RESOURCE: Resource = Resource {
    words: &["customer-profiles", "evaluations"],
    path: "/v1/CustomerProfiles/{CustomerProfileSid}/Evaluations",
    docs: "Evaluations: does a customer profile meet a policy, and if not, what is missing? Create one after each change and read its results; evaluations are never changed or deleted.",
    operations: &[
        Operation {
            id: "ListCustomerProfileEvaluation",
            word: "list",
            method: "GET",
            path: "/v1/CustomerProfiles/{CustomerProfileSid}/Evaluations",
            docs: "Lists the evaluations of a customer profile.\nReturns the evaluations of one customer profile in pages, each with its full results.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Parent,
                        "CustomerProfileSid",
                        "customer-profile-sid",
                        ParameterKind::Id("BU"),
                        "Identifies a customer profile.",
                    )
                    .required(),
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
                crate::customer_profiles::evaluations::Evaluation,
            >,
            is_list: true,
            is_deprecated: false,
            request: list,
        },
        Operation {
            id: "CreateCustomerProfileEvaluation",
            word: "create",
            method: "POST",
            path: "/v1/CustomerProfiles/{CustomerProfileSid}/Evaluations",
            docs: "Evaluates a customer profile against a policy.\nChecks what is assigned to the customer profile at this moment against the policy and returns the outcome at once. When it is `noncompliant`, the results name what is missing or wrong; correct that and evaluate again. An evaluation does not submit the profile.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Parent,
                        "CustomerProfileSid",
                        "customer-profile-sid",
                        ParameterKind::Id("BU"),
                        "Identifies a customer profile.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Form,
                        "PolicySid",
                        "policy-sid",
                        ParameterKind::Id("RN"),
                        "The policy to check against. Normally the one that the profile was created under.",
                    )
                    .required(),
            ],
            columns: &["sid"],
            fields: super::fields_of::<
                crate::customer_profiles::evaluations::Evaluation,
            >,
            is_list: false,
            is_deprecated: false,
            request: create,
        },
        Operation {
            id: "FetchCustomerProfileEvaluation",
            word: "fetch",
            method: "GET",
            path: "/v1/CustomerProfiles/{CustomerProfileSid}/Evaluations/{Sid}",
            docs: "Fetches one evaluation of a customer profile.\nReturns the outcome as it was when the evaluation was made; later changes of the profile do not alter it.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Parent,
                        "CustomerProfileSid",
                        "customer-profile-sid",
                        ParameterKind::Id("BU"),
                        "Identifies a customer profile.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Id("EL"),
                        "The evaluation to fetch.",
                    )
                    .required(),
            ],
            columns: &["sid"],
            fields: super::fields_of::<
                crate::customer_profiles::evaluations::Evaluation,
            >,
            is_list: false,
            is_deprecated: false,
            request: fetch,
        },
    ],
};

fn list(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .customer_profiles()
        .evaluations(arguments.required::<CustomerProfileSid>("CustomerProfileSid")?)
        .list();
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
        .customer_profiles()
        .evaluations(arguments.required::<CustomerProfileSid>("CustomerProfileSid")?)
        .create(arguments.required::<PolicySid>("PolicySid")?);
    Ok(request.into())
}

fn fetch(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .customer_profiles()
        .evaluations(arguments.required::<CustomerProfileSid>("CustomerProfileSid")?)
        .fetch(arguments.required::<EvaluationSid>("Sid")?);
    Ok(request.into())
}
