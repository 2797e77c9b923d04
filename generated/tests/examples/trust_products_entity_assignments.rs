//! The examples of `/v1/TrustProducts/{TrustProductSid}/EntityAssignments`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::Sid;
use twilio_trusthub::sid::{EntityAssignmentSid, TrustProductSid};
use twilio_runtime::testing::{Canned, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("trust_products_entity_assignments.json"))?)
}

#[tokio::test]
async fn list_reads_its_examples() -> Checked {
    for answer in examples()?.answers("ListTrustProductEntityAssignment") {
        let read = client(answer.transport())?
            .trust_products()
            .entity_assignments(
                TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
            )
            .list()
            .await?;
        answer.check(&read.items)?;
    }
    Ok(())
}

#[test]
fn create_sends_its_examples() -> Checked {
    let request = client(Canned::new())?
        .trust_products()
        .entity_assignments(TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?)
        .create(Sid::new("RDcfce54c44d1d5d19b5daf59ab3b1e512")?)
        .build()?;
    examples()?
        .check_request(
            "CreateTrustProductEntityAssignment",
            "create_document",
            &request,
        )?;
    let request = client(Canned::new())?
        .trust_products()
        .entity_assignments(TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?)
        .create(Sid::new("IT134f40f8883556b59ed34db44d419e6c")?)
        .build()?;
    examples()?
        .check_request(
            "CreateTrustProductEntityAssignment",
            "create_end_user",
            &request,
        )?;
    let request = client(Canned::new())?
        .trust_products()
        .entity_assignments(TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?)
        .create(Sid::new("BU26235cf8137d72031d2c368bc254c9a8")?)
        .build()?;
    examples()?
        .check_request(
            "CreateTrustProductEntityAssignment",
            "create_profile",
            &request,
        )?;
    Ok(())
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    for answer in examples()?.answers("CreateTrustProductEntityAssignment") {
        let read = client(answer.transport())?
            .trust_products()
            .entity_assignments(
                TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
            )
            .create(Sid::new("RDcfce54c44d1d5d19b5daf59ab3b1e512")?)
            .await?;
        answer.check(&read)?;
    }
    Ok(())
}

#[tokio::test]
async fn fetch_reads_its_examples() -> Checked {
    for answer in examples()?.answers("FetchTrustProductEntityAssignment") {
        let read = client(answer.transport())?
            .trust_products()
            .entity_assignments(
                TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
            )
            .fetch(EntityAssignmentSid::new("BV6ae36b2a4de6977c2cd17ed9ed36baf9")?)
            .await?;
        answer.check(&read)?;
    }
    Ok(())
}
