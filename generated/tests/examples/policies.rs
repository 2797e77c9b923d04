//! The examples of `/v1/Policies`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::sid::PolicySid;
use twilio_client::testing::Examples;
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("policies.json"))?)
}

#[tokio::test]
async fn list_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("ListPolicies");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(client(response.transport())?.policies().list().await?.items)
                },
            )
            .await;
    }
    checks.finish()
}

#[tokio::test]
async fn fetch_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("FetchPolicies");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .policies()
                            .fetch(PolicySid::new("RN442bbdd104faf82b26d427e2aa46400a")?)
                            .await?,
                    )
                },
            )
            .await;
    }
    checks.finish()
}
