//! The examples of `/v1/A2PCampaignRegistrations`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::sid::{BrandRegistrationSid, MessagingServiceSid};
use twilio_client::testing::{MockTransport, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("a2p_campaign_registrations.json"))?)
}

#[test]
fn create_sends_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateA2pCampaignRegistration");
    checks
        .sends(
            "full",
            || {
                Ok(
                    client(MockTransport::new())?
                        .a2p_campaign_registrations()
                        .create(
                            BrandRegistrationSid::new(
                                "BN5d20a7be61f94c83e07b2f6d19ac84e3",
                            )?,
                        )
                        .age_gated(false)
                        .direct_lending(false)
                        .embedded_url_sample("https://juniper-bakery.example/o/4711")
                        .has_embedded_links(true)
                        .has_embedded_phone(false)
                        .help_keywords(["HELP"])
                        .help_message_sample(
                            "Juniper Bakery: write to help@juniper-bakery.example.",
                        )
                        .messaging_service_sid(
                            MessagingServiceSid::new(
                                "MG0e7c35a9d8b241f6930c5ae17bd2f484",
                            )?,
                        )
                        .opt_in_keywords(["START"])
                        .opt_in_message_sample(
                            "Juniper Bakery: you will be told about your orders.",
                        )
                        .opt_out_keywords(["STOP"])
                        .opt_out_message_sample(
                            "Juniper Bakery: you will get no more messages.",
                        )
                        .privacy_policy_url("https://juniper-bakery.example/privacy")
                        .terms_and_conditions_url("https://juniper-bakery.example/terms")
                        .theme_set_id("th_heron_light")
                        .use_case_categories(["CUSTOMER_CARE"])
                        .use_case_description(
                            "Customers who order bread are told when it is ready to be collected.",
                        )
                        .use_case_opt_in_description(
                            "Customers tick a box below the order form on our website to be told by message.",
                        )
                        .use_case_opt_in_types(["WEB_FORM"])
                        .use_case_sample_message1(
                            "Juniper Bakery: your order 4711 is ready until 6 pm. Reply STOP to end.",
                        )
                        .use_case_sample_message2(
                            "Juniper Bakery: we are closed on Monday, orders are ready on Tuesday.",
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
                        .a2p_campaign_registrations()
                        .create(
                            BrandRegistrationSid::new(
                                "BN5d20a7be61f94c83e07b2f6d19ac84e3",
                            )?,
                        )
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateA2pCampaignRegistration");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .a2p_campaign_registrations()
                            .create(
                                BrandRegistrationSid::new(
                                    "BN5d20a7be61f94c83e07b2f6d19ac84e3",
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
