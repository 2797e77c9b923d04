//! The examples of `/v1/CustomerProfiles`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::customer_profiles::Status;
use twilio_trusthub::sid::{CustomerProfileSid, PolicySid};
use twilio_client::testing::{MockTransport, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("customer_profiles.json"))?)
}

#[tokio::test]
async fn list_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("ListCustomerProfile");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .customer_profiles()
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
    let mut checks = examples()?.of("CreateCustomerProfile");
    checks
        .sends(
            "full",
            || {
                Ok(
                    client(MockTransport::new())?
                        .customer_profiles()
                        .create(
                            "Juniper Bakery",
                            "owner@juniper-bakery.example",
                            PolicySid::new("RN442bbdd104faf82b26d427e2aa46400a")?,
                        )
                        .status_callback(
                            "https://hooks.heronvoice.example/trusthub/status",
                        )
                        .build()?,
                )
            },
        );
    checks
        .sends(
            "required",
            || {
                Ok(
                    client(MockTransport::new())?
                        .customer_profiles()
                        .create(
                            "Juniper Bakery",
                            "owner@juniper-bakery.example",
                            PolicySid::new("RN442bbdd104faf82b26d427e2aa46400a")?,
                        )
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateCustomerProfile");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .customer_profiles()
                            .create(
                                "Juniper Bakery",
                                "owner@juniper-bakery.example",
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
    let mut checks = examples()?.of("FetchCustomerProfile");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .customer_profiles()
                            .fetch(
                                CustomerProfileSid::new(
                                    "BU26235cf8137d72031d2c368bc254c9a8",
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

#[test]
fn update_sends_its_examples() -> Checked {
    let mut checks = examples()?.of("UpdateCustomerProfile");
    checks
        .sends(
            "full",
            || {
                Ok(
                    client(MockTransport::new())?
                        .customer_profiles()
                        .update(
                            CustomerProfileSid::new(
                                "BU26235cf8137d72031d2c368bc254c9a8",
                            )?,
                        )
                        .email("compliance@juniper-bakery.example")
                        .friendly_name("Juniper Bakery LLC")
                        .status(Status::PendingReview)
                        .status_callback(
                            "https://hooks.heronvoice.example/trusthub/juniper",
                        )
                        .build()?,
                )
            },
        );
    checks
        .sends(
            "submit",
            || {
                Ok(
                    client(MockTransport::new())?
                        .customer_profiles()
                        .update(
                            CustomerProfileSid::new(
                                "BU26235cf8137d72031d2c368bc254c9a8",
                            )?,
                        )
                        .status(Status::PendingReview)
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn update_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("UpdateCustomerProfile");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .customer_profiles()
                            .update(
                                CustomerProfileSid::new(
                                    "BU26235cf8137d72031d2c368bc254c9a8",
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
