//! The examples of `/v1/ComplianceInquiries/Customers/Initialize`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::sid::CustomerProfileSid;
use twilio_client::testing::{MockTransport, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("compliance_inquiries.json"))?)
}

#[test]
fn create_sends_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateComplianceInquiry");
    checks
        .sends(
            "full",
            || {
                Ok(
                    client(MockTransport::new())?
                        .compliance_inquiries()
                        .create()
                        .notification_email("owner@juniper-bakery.example")
                        .primary_profile_sid(
                            CustomerProfileSid::new(
                                "BU00abff0f33bacebbd9438c40d113ee7d",
                            )?,
                        )
                        .theme_set_id("th_heron_light")
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
                        .compliance_inquiries()
                        .create()
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateComplianceInquiry");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .compliance_inquiries()
                            .create()
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
    let mut checks = examples()?.of("UpdateComplianceInquiry");
    checks
        .sends(
            "full",
            || {
                Ok(
                    client(MockTransport::new())?
                        .compliance_inquiries()
                        .update(
                            "tri1.us1.trusthub.AC75f0ea72ace6069fe0a7f80525507ddb.customer.BU26235cf8137d72031d2c368bc254c9a8",
                            CustomerProfileSid::new(
                                "BU00abff0f33bacebbd9438c40d113ee7d",
                            )?,
                        )
                        .theme_set_id("th_heron_light")
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
                        .compliance_inquiries()
                        .update(
                            "tri1.us1.trusthub.AC75f0ea72ace6069fe0a7f80525507ddb.customer.BU26235cf8137d72031d2c368bc254c9a8",
                            CustomerProfileSid::new(
                                "BU00abff0f33bacebbd9438c40d113ee7d",
                            )?,
                        )
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn update_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("UpdateComplianceInquiry");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .compliance_inquiries()
                            .update(
                                "tri1.us1.trusthub.AC75f0ea72ace6069fe0a7f80525507ddb.customer.BU26235cf8137d72031d2c368bc254c9a8",
                                CustomerProfileSid::new(
                                    "BU00abff0f33bacebbd9438c40d113ee7d",
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
