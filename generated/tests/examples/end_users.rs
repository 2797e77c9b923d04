//! The examples of `/v1/EndUsers`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::sid::EndUserSid;
use twilio_client::testing::{MockTransport, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("end_users.json"))?)
}

#[tokio::test]
async fn list_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("ListEndUser");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(client(response.transport())?.end_users().list().await?.items)
                },
            )
            .await;
    }
    checks.finish()
}

#[test]
fn create_sends_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateEndUser");
    checks
        .sends(
            "full",
            || {
                Ok(
                    client(MockTransport::new())?
                        .end_users()
                        .create("Juniper representative", "authorized_representative_1")
                        .attributes(
                            "{\"first_name\":\"Marisol\",\"last_name\":\"Okafor\",\"email\":\"marisol.okafor@juniper-bakery.example\",\"phone_number\":\"+15550104417\",\"business_title\":\"Owner\",\"job_position\":\"CEO\"}",
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
                        .end_users()
                        .create("Juniper representative", "authorized_representative_1")
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateEndUser");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .end_users()
                            .create(
                                "Juniper representative",
                                "authorized_representative_1",
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
    let mut checks = examples()?.of("FetchEndUser");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .end_users()
                            .fetch(
                                EndUserSid::new("IT50cf78096fdba781cb9a30ddf5f2b3bd")?,
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
    let mut checks = examples()?.of("UpdateEndUser");
    checks
        .sends(
            "full",
            || {
                Ok(
                    client(MockTransport::new())?
                        .end_users()
                        .update(EndUserSid::new("IT50cf78096fdba781cb9a30ddf5f2b3bd")?)
                        .attributes(
                            "{\"first_name\":\"Marisol\",\"last_name\":\"Okafor\",\"email\":\"marisol.okafor@juniper-bakery.example\",\"phone_number\":\"+15550104420\",\"business_title\":\"Managing partner\",\"job_position\":\"CEO\"}",
                        )
                        .friendly_name("Juniper, Marisol Okafor")
                        .build()?,
                )
            },
        );
    checks
        .sends(
            "rename",
            || {
                Ok(
                    client(MockTransport::new())?
                        .end_users()
                        .update(EndUserSid::new("IT50cf78096fdba781cb9a30ddf5f2b3bd")?)
                        .friendly_name("Juniper, Marisol Okafor")
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn update_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("UpdateEndUser");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .end_users()
                            .update(
                                EndUserSid::new("IT50cf78096fdba781cb9a30ddf5f2b3bd")?,
                            )
                            .await?,
                    )
                },
            )
            .await;
    }
    checks.finish()
}
