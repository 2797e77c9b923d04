//! The examples of `/v1/TrustProducts/{TrustProductSid}/EntityAssignments`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::Sid;
use twilio_trusthub::sid::{EntityAssignmentSid, TrustProductSid};
use twilio_client::testing::{MockTransport, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("trust_products_entity_assignments.json"))?)
}

#[tokio::test]
async fn list_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("ListTrustProductEntityAssignment");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .trust_products()
                            .entity_assignments(
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
    let mut checks = examples()?.of("CreateTrustProductEntityAssignment");
    checks
        .sends(
            "create_document",
            || {
                Ok(
                    client(MockTransport::new())?
                        .trust_products()
                        .entity_assignments(
                            TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
                        )
                        .create(Sid::new("RDcfce54c44d1d5d19b5daf59ab3b1e512")?)
                        .build()?,
                )
            },
        );
    checks
        .sends(
            "create_end_user",
            || {
                Ok(
                    client(MockTransport::new())?
                        .trust_products()
                        .entity_assignments(
                            TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
                        )
                        .create(Sid::new("IT134f40f8883556b59ed34db44d419e6c")?)
                        .build()?,
                )
            },
        );
    checks
        .sends(
            "create_profile",
            || {
                Ok(
                    client(MockTransport::new())?
                        .trust_products()
                        .entity_assignments(
                            TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
                        )
                        .create(Sid::new("BU26235cf8137d72031d2c368bc254c9a8")?)
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateTrustProductEntityAssignment");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .trust_products()
                            .entity_assignments(
                                TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
                            )
                            .create(Sid::new("RDcfce54c44d1d5d19b5daf59ab3b1e512")?)
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
    let mut checks = examples()?.of("FetchTrustProductEntityAssignment");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .trust_products()
                            .entity_assignments(
                                TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
                            )
                            .fetch(
                                EntityAssignmentSid::new(
                                    "BV6ae36b2a4de6977c2cd17ed9ed36baf9",
                                )?,
                            )
                            .await?,
                    )
                },
            )
            .await;
    }
    checks.finish()
}
