//! The examples of `/v1/TrustProducts`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::sid::{PolicySid, TrustProductSid};
use twilio_trusthub::trust_products::Status;
use twilio_client::testing::{MockTransport, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("trust_products.json"))?)
}

#[tokio::test]
async fn list_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("ListTrustProduct");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .trust_products()
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
    let mut checks = examples()?.of("CreateTrustProduct");
    checks
        .sends(
            "full",
            || {
                Ok(
                    client(MockTransport::new())?
                        .trust_products()
                        .create(
                            "Juniper Bakery signed calls",
                            "owner@juniper-bakery.example",
                            PolicySid::new("RN2baf1f21b8d92fe24329dfcc9af64a4e")?,
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
                        .trust_products()
                        .create(
                            "Juniper Bakery signed calls",
                            "owner@juniper-bakery.example",
                            PolicySid::new("RN2baf1f21b8d92fe24329dfcc9af64a4e")?,
                        )
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateTrustProduct");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .trust_products()
                            .create(
                                "Juniper Bakery signed calls",
                                "owner@juniper-bakery.example",
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
    let mut checks = examples()?.of("FetchTrustProduct");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .trust_products()
                            .fetch(
                                TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
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
    let mut checks = examples()?.of("UpdateTrustProduct");
    checks
        .sends(
            "full",
            || {
                Ok(
                    client(MockTransport::new())?
                        .trust_products()
                        .update(
                            TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
                        )
                        .email("compliance@juniper-bakery.example")
                        .friendly_name("Juniper Bakery signed calls, Portland")
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
                        .trust_products()
                        .update(
                            TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
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
    let mut checks = examples()?.of("UpdateTrustProduct");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .trust_products()
                            .update(
                                TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
                            )
                            .await?,
                    )
                },
            )
            .await;
    }
    checks.finish()
}
