//! The examples of `/v1/CustomerProfiles/{CustomerProfileSid}/Evaluations`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::sid::{CustomerProfileSid, EvaluationSid, PolicySid};
use twilio_client::testing::{MockTransport, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("customer_profiles_evaluations.json"))?)
}

#[tokio::test]
async fn list_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("ListCustomerProfileEvaluation");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .customer_profiles()
                            .evaluations(
                                CustomerProfileSid::new(
                                    "BU26235cf8137d72031d2c368bc254c9a8",
                                )?,
                            )
                            .list()
                            .await?
                            .items,
                    )
                },
            )
            .await;
    }
    checks.finish()
}

#[test]
fn create_sends_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateCustomerProfileEvaluation");
    checks
        .sends(
            "create",
            || {
                Ok(
                    client(MockTransport::new())?
                        .customer_profiles()
                        .evaluations(
                            CustomerProfileSid::new(
                                "BU26235cf8137d72031d2c368bc254c9a8",
                            )?,
                        )
                        .create(PolicySid::new("RN442bbdd104faf82b26d427e2aa46400a")?)
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateCustomerProfileEvaluation");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .customer_profiles()
                            .evaluations(
                                CustomerProfileSid::new(
                                    "BU26235cf8137d72031d2c368bc254c9a8",
                                )?,
                            )
                            .create(
                                PolicySid::new("RN442bbdd104faf82b26d427e2aa46400a")?,
                            )
                            .await?,
                    )
                },
            )
            .await;
    }
    checks.finish()
}

#[tokio::test]
async fn fetch_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("FetchCustomerProfileEvaluation");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .customer_profiles()
                            .evaluations(
                                CustomerProfileSid::new(
                                    "BU26235cf8137d72031d2c368bc254c9a8",
                                )?,
                            )
                            .fetch(
                                EvaluationSid::new("EL1b4fd8e6e3b2ab75329c727cfd021a64")?,
                            )
                            .await?,
                    )
                },
            )
            .await;
    }
    checks.finish()
}
