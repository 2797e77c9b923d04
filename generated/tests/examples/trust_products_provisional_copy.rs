//! The examples of `/v1/TrustProducts/{TrustProductSid}/ProvisionalCopy`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::sid::TrustProductSid;
use twilio_client::testing::Examples;
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("trust_products_provisional_copy.json"))?)
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateTrustProductProvisionalCopy");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .trust_products()
                            .provisional_copy(
                                TrustProductSid::new("BU26235cf8137d72031d2c368bc254c9a8")?,
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
    let mut checks = examples()?.of("FetchTrustProductProvisionalCopy");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .trust_products()
                            .provisional_copy(
                                TrustProductSid::new("BU26235cf8137d72031d2c368bc254c9a8")?,
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
