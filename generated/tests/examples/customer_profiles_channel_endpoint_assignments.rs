//! The examples of `/v1/CustomerProfiles/{CustomerProfileSid}/ChannelEndpointAssignments`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::Sid;
use twilio_trusthub::sid::{ChannelEndpointAssignmentSid, CustomerProfileSid};
use twilio_client::testing::{MockTransport, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(
        Examples::parse(
            include_str!("customer_profiles_channel_endpoint_assignments.json"),
        )?,
    )
}

#[tokio::test]
async fn list_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("ListCustomerProfileChannelEndpointAssignment");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .customer_profiles()
                            .channel_endpoint_assignments(
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
    let mut checks = examples()?.of("CreateCustomerProfileChannelEndpointAssignment");
    checks
        .sends(
            "create",
            || {
                Ok(
                    client(MockTransport::new())?
                        .customer_profiles()
                        .channel_endpoint_assignments(
                            CustomerProfileSid::new(
                                "BU26235cf8137d72031d2c368bc254c9a8",
                            )?,
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
    let mut checks = examples()?.of("CreateCustomerProfileChannelEndpointAssignment");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .customer_profiles()
                            .channel_endpoint_assignments(
                                CustomerProfileSid::new(
                                    "BU26235cf8137d72031d2c368bc254c9a8",
                                )?,
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
    let mut checks = examples()?.of("FetchCustomerProfileChannelEndpointAssignment");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .customer_profiles()
                            .channel_endpoint_assignments(
                                CustomerProfileSid::new(
                                    "BU26235cf8137d72031d2c368bc254c9a8",
                                )?,
                            )
                            .fetch(
                                ChannelEndpointAssignmentSid::new(
                                    "RA53476450e847383ccee010aee3ec97cc",
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
