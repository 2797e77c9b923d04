//! The examples of `/v1/CustomerProfiles/{CustomerProfileSid}/EntityAssignments`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::Sid;
use twilio_trusthub::sid::{CustomerProfileSid, EntityAssignmentSid};
use twilio_client::testing::{MockTransport, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("customer_profiles_entity_assignments.json"))?)
}

#[tokio::test]
async fn list_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("ListCustomerProfileEntityAssignment");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .customer_profiles()
                            .entity_assignments(
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
    let mut checks = examples()?.of("CreateCustomerProfileEntityAssignment");
    checks
        .sends(
            "create_document",
            || {
                Ok(
                    client(MockTransport::new())?
                        .customer_profiles()
                        .entity_assignments(
                            CustomerProfileSid::new(
                                "BU26235cf8137d72031d2c368bc254c9a8",
                            )?,
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
                        .customer_profiles()
                        .entity_assignments(
                            CustomerProfileSid::new(
                                "BU26235cf8137d72031d2c368bc254c9a8",
                            )?,
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
                        .customer_profiles()
                        .entity_assignments(
                            CustomerProfileSid::new(
                                "BU26235cf8137d72031d2c368bc254c9a8",
                            )?,
                        )
                        .create(Sid::new("BU00abff0f33bacebbd9438c40d113ee7d")?)
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateCustomerProfileEntityAssignment");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .customer_profiles()
                            .entity_assignments(
                                CustomerProfileSid::new(
                                    "BU26235cf8137d72031d2c368bc254c9a8",
                                )?,
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
    let mut checks = examples()?.of("FetchCustomerProfileEntityAssignment");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .customer_profiles()
                            .entity_assignments(
                                CustomerProfileSid::new(
                                    "BU26235cf8137d72031d2c368bc254c9a8",
                                )?,
                            )
                            .fetch(
                                EntityAssignmentSid::new(
                                    "BV8cfcf0b3b7261da49bdb32f1d26c866e",
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
