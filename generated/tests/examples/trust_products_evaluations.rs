//! The examples of `/v1/TrustProducts/{TrustProductSid}/Evaluations`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::sid::{EvaluationSid, PolicySid, TrustProductSid};
use twilio_client::testing::{MockTransport, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("trust_products_evaluations.json"))?)
}

#[tokio::test]
async fn list_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("ListTrustProductEvaluation");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .trust_products()
                            .evaluations(
                                TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
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
    let mut checks = examples()?.of("CreateTrustProductEvaluation");
    checks
        .sends(
            "create",
            || {
                Ok(
                    client(MockTransport::new())?
                        .trust_products()
                        .evaluations(
                            TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
                        )
                        .create(PolicySid::new("RN2baf1f21b8d92fe24329dfcc9af64a4e")?)
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateTrustProductEvaluation");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .trust_products()
                            .evaluations(
                                TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
                            )
                            .create(
                                PolicySid::new("RN2baf1f21b8d92fe24329dfcc9af64a4e")?,
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
    let mut checks = examples()?.of("FetchTrustProductEvaluation");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .trust_products()
                            .evaluations(
                                TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
                            )
                            .fetch(
                                EvaluationSid::new("EL1a1619540848f8d96100186bb9132cda")?,
                            )
                            .await?,
                    )
                },
            )
            .await;
    }
    checks.finish()
}
