//! The examples of `/v1/CustomerProfiles`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::customer_profiles::Status;
use twilio_trusthub::sid::{CustomerProfileSid, PolicySid};
use twilio_runtime::testing::{Canned, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("customer_profiles.json"))?)
}

#[tokio::test]
async fn list_reads_its_examples() -> Checked {
    for answer in examples()?.answers("ListCustomerProfile") {
        let read = client(answer.transport())?.customer_profiles().list().await?;
        answer.check(&read.items)?;
    }
    Ok(())
}

#[test]
fn create_sends_its_examples() -> Checked {
    let request = client(Canned::new())?
        .customer_profiles()
        .create(
            "Juniper Bakery",
            "owner@juniper-bakery.example",
            PolicySid::new("RN442bbdd104faf82b26d427e2aa46400a")?,
        )
        .status_callback("https://hooks.heronvoice.example/trusthub/status")
        .build()?;
    examples()?.check_request("CreateCustomerProfile", "full", &request)?;
    let request = client(Canned::new())?
        .customer_profiles()
        .create(
            "Juniper Bakery",
            "owner@juniper-bakery.example",
            PolicySid::new("RN442bbdd104faf82b26d427e2aa46400a")?,
        )
        .build()?;
    examples()?.check_request("CreateCustomerProfile", "required", &request)?;
    Ok(())
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    for answer in examples()?.answers("CreateCustomerProfile") {
        let read = client(answer.transport())?
            .customer_profiles()
            .create(
                "Juniper Bakery",
                "owner@juniper-bakery.example",
                PolicySid::new("RN442bbdd104faf82b26d427e2aa46400a")?,
            )
            .await?;
        answer.check(&read)?;
    }
    Ok(())
}

#[tokio::test]
async fn fetch_reads_its_examples() -> Checked {
    for answer in examples()?.answers("FetchCustomerProfile") {
        let read = client(answer.transport())?
            .customer_profiles()
            .fetch(CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8")?)
            .await?;
        answer.check(&read)?;
    }
    Ok(())
}

#[test]
fn update_sends_its_examples() -> Checked {
    let request = client(Canned::new())?
        .customer_profiles()
        .update(CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8")?)
        .email("compliance@juniper-bakery.example")
        .friendly_name("Juniper Bakery LLC")
        .status(Status::PendingReview)
        .status_callback("https://hooks.heronvoice.example/trusthub/juniper")
        .build()?;
    examples()?.check_request("UpdateCustomerProfile", "full", &request)?;
    let request = client(Canned::new())?
        .customer_profiles()
        .update(CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8")?)
        .status(Status::PendingReview)
        .build()?;
    examples()?.check_request("UpdateCustomerProfile", "submit", &request)?;
    Ok(())
}

#[tokio::test]
async fn update_reads_its_examples() -> Checked {
    for answer in examples()?.answers("UpdateCustomerProfile") {
        let read = client(answer.transport())?
            .customer_profiles()
            .update(CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8")?)
            .await?;
        answer.check(&read)?;
    }
    Ok(())
}
