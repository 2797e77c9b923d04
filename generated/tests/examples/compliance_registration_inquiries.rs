//! The examples of `/v1/ComplianceInquiries/Registration/RegulatoryCompliance/GB/Initialize`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_trusthub::compliance_registration_inquiries::{
    BusinessIdentityType, BusinessRegistrationAuthority, EndUserType, PhoneNumberType,
};
use twilio_client::testing::{MockTransport, Examples};
use crate::{Checked, client};

fn examples() -> Checked<Examples> {
    Ok(Examples::parse(include_str!("compliance_registration_inquiries.json"))?)
}

#[test]
fn create_sends_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateComplianceRegistration");
    checks
        .sends(
            "full",
            || {
                Ok(
                    client(MockTransport::new())?
                        .compliance_registration_inquiries()
                        .create(EndUserType::Business, PhoneNumberType::TollFree)
                        .accepted_notification_receipt(true)
                        .address_city("Leeds")
                        .address_country_code("GB")
                        .address_postal_code("LS1 4AB")
                        .address_street("14 Kiln Lane")
                        .address_street_secondary("Unit 3")
                        .address_subdivision("West Yorkshire")
                        .authorized_representative1_date_of_birth("1984-05-17")
                        .authorized_representative1_email(
                            "marisol.okafor@juniper-bakery.example",
                        )
                        .authorized_representative1_first_name("Marisol")
                        .authorized_representative1_last_name("Okafor")
                        .authorized_representative1_phone("+15550104417")
                        .business_identity_type(
                            BusinessIdentityType::IsvResellerOrPartner,
                        )
                        .business_legal_name("Juniper Bakery UK Ltd")
                        .business_registration_authority(
                            BusinessRegistrationAuthority::UkCrn,
                        )
                        .business_registration_number("09374412")
                        .business_website_url("https://uk.juniper-bakery.example")
                        .date_of_birth("1984-05-17")
                        .emergency_address_city("Leeds")
                        .emergency_address_country_code("GB")
                        .emergency_address_postal_code("LS2 7HQ")
                        .emergency_address_street("2 Mill Yard")
                        .emergency_address_street_secondary("First floor")
                        .emergency_address_subdivision("West Yorkshire")
                        .file("JVBERi0xLjcKJeLjz9MK")
                        .file_name("certificate-of-incorporation.pdf")
                        .first_name("Marisol")
                        .friendly_name("Juniper Bakery UK")
                        .individual_email("marisol.okafor@juniper-bakery.example")
                        .individual_phone("+15550104417")
                        .is_isv_embed(true)
                        .isv_registering_for_self_or_tenant("my_customer")
                        .last_name("Okafor")
                        .notification_email("office@juniper-bakery.example")
                        .status_callback_url(
                            "https://hooks.heronvoice.example/trusthub/status",
                        )
                        .theme_set_id("th_heron_light")
                        .use_address_as_emergency_address(false)
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
                        .compliance_registration_inquiries()
                        .create(EndUserType::Individual, PhoneNumberType::Mobile)
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn create_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("CreateComplianceRegistration");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .compliance_registration_inquiries()
                            .create(EndUserType::Individual, PhoneNumberType::Mobile)
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
    let mut checks = examples()?.of("UpdateComplianceRegistration");
    checks
        .sends(
            "full",
            || {
                Ok(
                    client(MockTransport::new())?
                        .compliance_registration_inquiries()
                        .update(
                            "tri1.us1.account.AC75f0ea72ace6069fe0a7f80525507ddb.registration.BU9aa712fb62a55009441e3ac067a525c4",
                        )
                        .is_isv_embed(true)
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
                        .compliance_registration_inquiries()
                        .update(
                            "tri1.us1.account.AC75f0ea72ace6069fe0a7f80525507ddb.registration.BU9aa712fb62a55009441e3ac067a525c4",
                        )
                        .build()?,
                )
            },
        );
    checks.finish()
}

#[tokio::test]
async fn update_reads_its_examples() -> Checked {
    let mut checks = examples()?.of("UpdateComplianceRegistration");
    for response in checks.responses() {
        checks
            .reads(
                &response,
                async || {
                    Ok(
                        client(response.transport())?
                            .compliance_registration_inquiries()
                            .update(
                                "tri1.us1.account.AC75f0ea72ace6069fe0a7f80525507ddb.registration.BU9aa712fb62a55009441e3ac067a525c4",
                            )
                            .await?,
                    )
                },
            )
            .await;
    }
    checks.finish()
}
