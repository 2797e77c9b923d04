//! The examples of `/v1/TrustProducts/{TrustProductSid}/ChannelEndpointAssignments`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::Sid;
use twilio_trusthub::sid::{ChannelEndpointAssignmentSid, TrustProductSid};
use twilio_client::testing::{MockTransport, Examples};
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
    let mut checks = examples()?.of("ListTrustProductChannelEndpointAssignment");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .trust_products()
                            .channel_endpoint_assignments(
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
    let mut checks = examples()?.of("CreateTrustProductChannelEndpointAssignment");
    checks
        .sends(
            "create",
            || {
                Ok(
                    client(MockTransport::new())?
                        .trust_products()
                        .channel_endpoint_assignments(
                            TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
                        )
                        .create(
                            "phone-number",
                            Sid::new("PN3e6725447b6982acd2bf6645d9af49c7")?,
                        )
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateTrustProductChannelEndpointAssignment");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .trust_products()
                            .channel_endpoint_assignments(
                                TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
                            )
                            .create(
                                "phone-number",
                                Sid::new("PN3e6725447b6982acd2bf6645d9af49c7")?,
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
    let mut checks = examples()?.of("FetchTrustProductChannelEndpointAssignment");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .trust_products()
                            .channel_endpoint_assignments(
                                TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
                            )
                            .fetch(
                                ChannelEndpointAssignmentSid::new(
                                    "RAd5858088838504bd91ea6668659acc8d",
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
