//! The examples of `/v1/SupportingDocuments`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::sid::SupportingDocumentSid;
use twilio_client::testing::{MockTransport, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("supporting_documents.json"))?)
}

#[tokio::test]
async fn list_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("ListSupportingDocument");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .supporting_documents()
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
    let mut checks = examples()?.of("CreateSupportingDocument");
    checks
        .sends(
            "full",
            || {
                Ok(
                    client(MockTransport::new())?
                        .supporting_documents()
                        .create("Juniper seat", "customer_profile_address")
                        .attributes(
                            "{\"address_sids\":\"AD4142c4cd61445c142971db5115b615a1\"}",
                        )
                        .build()?,
                )
            },
        );
    checks
        .sends(
            "required",
            || {
                Ok(
                    client(MockTransport::new())?
                        .supporting_documents()
                        .create("Juniper seat", "customer_profile_address")
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateSupportingDocument");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .supporting_documents()
                            .create("Juniper seat", "customer_profile_address")
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
    let mut checks = examples()?.of("FetchSupportingDocument");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .supporting_documents()
                            .fetch(
                                SupportingDocumentSid::new(
                                    "RDcfce54c44d1d5d19b5daf59ab3b1e512",
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

#[test]
fn update_sends_its_examples() -> Checked {
    let mut checks = examples()?.of("UpdateSupportingDocument");
    checks
        .sends(
            "full",
            || {
                Ok(
                    client(MockTransport::new())?
                        .supporting_documents()
                        .update(
                            SupportingDocumentSid::new(
                                "RDcfce54c44d1d5d19b5daf59ab3b1e512",
                            )?,
                        )
                        .attributes(
                            "{\"address_sids\":\"AD4142c4cd61445c142971db5115b615a1\"}",
                        )
                        .friendly_name("Juniper seat, Portland")
                        .build()?,
                )
            },
        );
    checks
        .sends(
            "rename",
            || {
                Ok(
                    client(MockTransport::new())?
                        .supporting_documents()
                        .update(
                            SupportingDocumentSid::new(
                                "RDcfce54c44d1d5d19b5daf59ab3b1e512",
                            )?,
                        )
                        .friendly_name("Juniper seat, Portland")
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn update_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("UpdateSupportingDocument");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .supporting_documents()
                            .update(
                                SupportingDocumentSid::new(
                                    "RDcfce54c44d1d5d19b5daf59ab3b1e512",
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
