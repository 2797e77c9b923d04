//! The examples of `/v1/A2PCampaignRegistrations/{Id}/EmbeddedSessions`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client::testing::Examples;
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(
        Examples::parse(
            include_str!("a2p_campaign_registrations_embedded_sessions.json"),
        )?,
    )
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateA2pCampaignRegistrationEmbeddedSession");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .a2p_campaign_registrations()
                            .embedded_sessions(
                                "tri1.us1.account.AC75f0ea72ace6069fe0a7f80525507ddb.registration.BU19d5c6e0f4b83a27d1906ecb5274f8a3",
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
