//! The examples of `/v1/TrustProducts/{TrustProductSid}/ChannelEndpointAssignments`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::Sid;
use twilio_trusthub::sid::{ChannelEndpointAssignmentSid, TrustProductSid};
use twilio_runtime::testing::{Canned, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(
        Examples::parse(
            include_str!("trust_products_channel_endpoint_assignments.json"),
        )?,
    )
}

#[tokio::test]
async fn list_reads_its_examples() -> Checked {
    for answer in examples()?.answers("ListTrustProductChannelEndpointAssignment") {
        let read = client(answer.transport())?
            .trust_products()
            .channel_endpoint_assignments(
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
        .channel_endpoint_assignments(
            TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
        )
        .create("phone-number", Sid::new("PN3e6725447b6982acd2bf6645d9af49c7")?)
        .build()?;
    examples()?
        .check_request(
            "CreateTrustProductChannelEndpointAssignment",
            "create",
            &request,
        )?;
    Ok(())
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    for answer in examples()?.answers("CreateTrustProductChannelEndpointAssignment") {
        let read = client(answer.transport())?
            .trust_products()
            .channel_endpoint_assignments(
                TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
            )
            .create("phone-number", Sid::new("PN3e6725447b6982acd2bf6645d9af49c7")?)
            .await?;
        answer.check(&read)?;
    }
    Ok(())
}

#[tokio::test]
async fn fetch_reads_its_examples() -> Checked {
    for answer in examples()?.answers("FetchTrustProductChannelEndpointAssignment") {
        let read = client(answer.transport())?
            .trust_products()
            .channel_endpoint_assignments(
                TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
            )
            .fetch(
                ChannelEndpointAssignmentSid::new("RAd5858088838504bd91ea6668659acc8d")?,
            )
            .await?;
        answer.check(&read)?;
    }
    Ok(())
}
