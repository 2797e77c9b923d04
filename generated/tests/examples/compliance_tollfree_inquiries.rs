//! The examples of `/v1/ComplianceInquiries/Tollfree/Initialize`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::compliance_tollfree_inquiries::{BusinessType, OptInType};
use twilio_trusthub::sid::CustomerProfileSid;
use twilio_client::testing::{MockTransport, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("compliance_tollfree_inquiries.json"))?)
}

#[test]
fn create_sends_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateComplianceTollfreeInquiry");
    checks
        .sends(
            "full",
            || {
                Ok(
                    client(MockTransport::new())?
                        .compliance_tollfree_inquiries()
                        .create("+15558000142", "compliance@heronvoice.example")
                        .additional_information(
                            "Messages go only to people with an order that is still open.",
                        )
                        .age_gated_content(false)
                        .business_city("Portland")
                        .business_contact_email("marisol.okafor@juniper-bakery.example")
                        .business_contact_first_name("Marisol")
                        .business_contact_last_name("Okafor")
                        .business_contact_phone("+15550104417")
                        .business_country("US")
                        .business_name("Juniper Bakery LLC")
                        .business_postal_code("97205")
                        .business_registration_authority("EIN")
                        .business_registration_country("US")
                        .business_registration_number("84-0591372")
                        .business_state_province_region("OR")
                        .business_street_address("77 Alder Street")
                        .business_street_address2("Suite 5")
                        .business_type(BusinessType::PrivateProfit)
                        .business_website("https://www.juniper-bakery.example")
                        .customer_profile_sid(
                            CustomerProfileSid::new(
                                "BU26235cf8137d72031d2c368bc254c9a8",
                            )?,
                        )
                        .doing_business_as("Juniper & Rye")
                        .external_reference_id("heron-customer-20418")
                        .help_message_sample(
                            "Juniper Bakery: call +15550104400 or write to help@juniper-bakery.example.",
                        )
                        .message_volume("1,000")
                        .opt_in_confirmation_message(
                            "Juniper Bakery: you will get messages about your orders. Reply HELP for help or STOP to end.",
                        )
                        .opt_in_image_urls([
                            "https://www.juniper-bakery.example/images/checkout-consent.png",
                            "https://www.juniper-bakery.example/images/account-consent.png",
                        ])
                        .opt_in_keywords(["ORDER", "READY"])
                        .opt_in_type(OptInType::WebForm)
                        .privacy_policy_url("https://www.juniper-bakery.example/privacy")
                        .production_message_sample(
                            "Juniper Bakery: your order 1482 is ready for pickup until 6 pm. Reply STOP to end messages.",
                        )
                        .skip_messaging_use_case(true)
                        .terms_and_conditions_url(
                            "https://www.juniper-bakery.example/terms",
                        )
                        .theme_set_id("th_heron_light")
                        .use_case_categories(["DELIVERY_NOTIFICATIONS", "CUSTOMER_CARE"])
                        .use_case_summary(
                            "Customers who order online are told by message when their order is ready, and can respond with questions.",
                        )
                        .vetting_id("hv-vetting-7731")
                        .vetting_provider("CAMPAIGN_VERIFY")
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
                        .compliance_tollfree_inquiries()
                        .create("+15558000142", "compliance@heronvoice.example")
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateComplianceTollfreeInquiry");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .compliance_tollfree_inquiries()
                            .create("+15558000142", "compliance@heronvoice.example")
                            .await?,
                    )
                },
            )
            .await;
    }
    checks.finish()
}
