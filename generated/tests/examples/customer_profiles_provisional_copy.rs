//! The examples of `/v1/CustomerProfiles/{CustomerProfileSid}/ProvisionalCopy`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::sid::CustomerProfileSid;
use twilio_client::testing::Examples;
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("customer_profiles_provisional_copy.json"))?)
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateCustomerProfileProvisionalCopy");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .customer_profiles()
                            .provisional_copy(
                                CustomerProfileSid::new(
                                    "BU00abff0f33bacebbd9438c40d113ee7d",
                                )?,
                            )
                            .create()
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
    let mut checks = examples()?.of("FetchCustomerProfileProvisionalCopy");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .customer_profiles()
                            .provisional_copy(
                                CustomerProfileSid::new(
                                    "BU00abff0f33bacebbd9438c40d113ee7d",
                                )?,
                            )
                            .fetch()
                            .await?,
                    )
                },
            )
            .await;
    }
    checks.finish()
}
