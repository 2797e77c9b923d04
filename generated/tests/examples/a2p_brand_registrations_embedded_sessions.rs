//! The examples of `/v1/A2PBrandRegistrations/{Id}/EmbeddedSessions`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client::testing::Examples;
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("a2p_brand_registrations_embedded_sessions.json"))?)
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateA2pBrandRegistrationEmbeddedSession");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .a2p_brand_registrations()
                            .embedded_sessions(
                                "tri1.us1.account.AC75f0ea72ace6069fe0a7f80525507ddb.registration.BU7b0e4c1f93d2a65e8c47f016b9d3e25a",
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
