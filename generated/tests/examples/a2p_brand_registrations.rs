//! The examples of `/v1/A2PBrandRegistrations`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::a2p_brand_registrations::BrandType;
use twilio_client::testing::{MockTransport, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("a2p_brand_registrations.json"))?)
}

#[test]
fn create_sends_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateA2pBrandRegistration");
    checks
        .sends(
            "full",
            || {
                Ok(
                    client(MockTransport::new())?
                        .a2p_brand_registrations()
                        .create(BrandType::Standard, "owner@juniper-bakery.example")
                        .authorized_contact_mobile_phone_number_e164("+19705550135")
                        .authorized_contact_verification_email(
                            "ada@juniper-bakery.example",
                        )
                        .business_city("Fort Collins")
                        .business_contact_email("ada@juniper-bakery.example")
                        .business_contact_first_name("Ada")
                        .business_contact_last_name("Quill")
                        .business_contact_phone("+19705550134")
                        .business_country("US")
                        .business_industry("RETAIL")
                        .business_name("Juniper Bakery LLC")
                        .business_postal_code("80521")
                        .business_registration_authority("EIN")
                        .business_registration_number("987654321")
                        .business_state_province_region("CO")
                        .business_street_address("18 Mill Lane")
                        .business_street_address2("Floor 2")
                        .business_type("llc")
                        .business_website("https://juniper-bakery.example")
                        .friendly_name("Juniper Bakery")
                        .is_test(false)
                        .skip_automatic_sec_vet(true)
                        .theme_set_id("th_heron_light")
                        .build()?,
                )
            },
        );
    checks
        .sends(
            "political",
            || {
                Ok(
                    client(MockTransport::new())?
                        .a2p_brand_registrations()
                        .create(BrandType::Standard, "office@larkspur-committee.example")
                        .brand_external_vetting_token("cv.larkspur.0c4e71")
                        .business_name("Larkspur Committee")
                        .business_tax_exempt_status("527")
                        .is_test(true)
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
                        .a2p_brand_registrations()
                        .create(BrandType::Standard, "owner@juniper-bakery.example")
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateA2pBrandRegistration");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .a2p_brand_registrations()
                            .create(BrandType::Standard, "owner@juniper-bakery.example")
                            .await?,
                    )
                },
            )
            .await;
    }
    checks.finish()
}
