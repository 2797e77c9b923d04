//! The operations of `/v1/TrustProducts/{TrustProductSid}/Evaluations`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{
    Arguments, Operation, Parameter, ParameterKind, ParameterLocation, Prepared, Resource,
};
use crate::{Client, Error, TrustHub};
use crate::sid::{EvaluationSid, PolicySid, TrustProductSid};

pub(super) const RESOURCE: Resource = Resource {
    words: &["trust-products", "evaluations"],
    path: "/v1/TrustProducts/{TrustProductSid}/Evaluations",
    docs: "Evaluations: does a trust product meet a policy, and if not, what is missing? Create one after each change and read its results; evaluations are never changed or deleted.",
    operations: &[
        Operation {
            id: "ListTrustProductEvaluation",
            word: "list",
            method: "GET",
            path: "/v1/TrustProducts/{TrustProductSid}/Evaluations",
            docs: "Lists the evaluations of a trust product.\nReturns the evaluations of one trust product in pages, each with its full results.",
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
            fields: super::fields_of::<crate::trust_products::evaluations::Evaluation>,
            is_list: true,
            is_deprecated: false,
            request: list,
        },
        Operation {
            id: "CreateTrustProductEvaluation",
            word: "create",
            method: "POST",
            path: "/v1/TrustProducts/{TrustProductSid}/Evaluations",
            docs: "Evaluates a trust product against a policy.\nChecks what is assigned to the trust product at this moment against the policy and returns the outcome at once. When it is `noncompliant`, the results name what is missing or wrong; correct that and evaluate again. An evaluation does not submit the product.",
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
                        "PolicySid",
                        "policy-sid",
                        ParameterKind::Id("RN"),
                        "The policy to check against. Normally the one that the product was created under.",
                    )
                    .required(),
            ],
            columns: &["sid"],
            fields: super::fields_of::<crate::trust_products::evaluations::Evaluation>,
            is_list: false,
            is_deprecated: false,
            request: create,
        },
        Operation {
            id: "FetchTrustProductEvaluation",
            word: "fetch",
            method: "GET",
            path: "/v1/TrustProducts/{TrustProductSid}/Evaluations/{Sid}",
            docs: "Fetches one evaluation of a trust product.\nReturns the outcome as it was when the evaluation was made; later changes of the product do not alter it.",
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
                        ParameterKind::Id("EL"),
                        "The evaluation to fetch.",
                    )
                    .required(),
            ],
            columns: &["sid"],
            fields: super::fields_of::<crate::trust_products::evaluations::Evaluation>,
            is_list: false,
            is_deprecated: false,
            request: fetch,
        },
    ],
};

fn list(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .trust_products()
        .evaluations(arguments.required::<TrustProductSid>("TrustProductSid")?)
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
        .trust_products()
        .evaluations(arguments.required::<TrustProductSid>("TrustProductSid")?)
        .create(arguments.required::<PolicySid>("PolicySid")?);
    Ok(request.into())
}

fn fetch(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .trust_products()
        .evaluations(arguments.required::<TrustProductSid>("TrustProductSid")?)
        .fetch(arguments.required::<EvaluationSid>("Sid")?);
    Ok(request.into())
}
