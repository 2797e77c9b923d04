//! The operations of `/v1/A2PBrandRegistrations`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{
    Arguments, Choice, Operation, Parameter, ParameterKind, ParameterLocation, Prepared,
    Resource,
};
use crate::{Client, Error, TrustHub};

const BRAND_TYPE: ParameterKind = ParameterKind::Enum(
    &[Choice::new("STANDARD", ""), Choice::new("SOLE_PROPRIETOR", "")],
);

pub(super) const RESOURCE: Resource = Resource {
    words: &["a2p-brand-registrations"],
    path: "/v1/A2PBrandRegistrations",
    docs: "A2P brand registrations: what United States carriers want to know of a business before its messages go out from ordinary ten-digit numbers. The business enters it in an embedded form.",
    operations: &[
        Operation {
            id: "CreateA2pBrandRegistration",
            word: "create",
            method: "POST",
            path: "/v1/A2PBrandRegistrations",
            docs: "Starts the registration of an A2P brand.\nCreates the registration and opens a session of the form in which the business completes it. What is sent here fills fields of the form in advance. Hand the session id and the session token to the web page that embeds the form, and store the id: a session that has ended is opened again with it. The account needs access to the embedded A2P forms, which Twilio grants on request; without it the response is a 403.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Json,
                        "brandType",
                        "brand-type",
                        BRAND_TYPE,
                        "The kind of brand: `STANDARD` for a business with a tax number, `SOLE_PROPRIETOR` for a person without one.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Json,
                        "notificationEmail",
                        "notification-email",
                        ParameterKind::Text,
                        "Where news about the registration is mailed to.\nLimits: at most 500 characters.",
                    )
                    .required()
                    .personal(),
                Parameter::new(
                        ParameterLocation::Json,
                        "authorizedContactMobilePhoneNumberE164",
                        "authorized-contact-mobile-phone-number-e164",
                        ParameterKind::Text,
                        "The mobile number at which that person confirms it, in E.164 form.\nLimits: at most 20 characters.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Json,
                        "authorizedContactVerificationEmail",
                        "authorized-contact-verification-email",
                        ParameterKind::Text,
                        "The e-mail address at which a person who may speak for the brand confirms the registration.\nLimits: at most 255 characters.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Json,
                        "brandExternalVettingToken",
                        "brand-external-vetting-token",
                        ParameterKind::Text,
                        "The token that Campaign Verify issues for a political organization. It is a secret.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Json,
                        "businessCity",
                        "business-city",
                        ParameterKind::Text,
                        "The city of the address.\nLimits: at most 100 characters.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Json,
                        "businessContactEmail",
                        "business-contact-email",
                        ParameterKind::Text,
                        "The e-mail address of that person.\nLimits: 1 to 100 characters.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Json,
                        "businessContactFirstName",
                        "business-contact-first-name",
                        ParameterKind::Text,
                        "The first name of the person whom Twilio can ask about the business.\nLimits: at most 100 characters.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Json,
                        "businessContactLastName",
                        "business-contact-last-name",
                        ParameterKind::Text,
                        "The last name of that person.\nLimits: at most 100 characters.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Json,
                        "businessContactPhone",
                        "business-contact-phone",
                        ParameterKind::Text,
                        "The phone number of that person, in E.164 form.\nLimits: 1 to 20 characters.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Json,
                    "businessCountry",
                    "business-country",
                    ParameterKind::Text,
                    "The country of the address, as two letters of ISO 3166-1.\nLimits: 1 to 2 characters.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "businessIndustry",
                    "business-industry",
                    ParameterKind::Text,
                    "The industry that the business is in. The service decides which values it takes.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "businessName",
                    "business-name",
                    ParameterKind::Text,
                    "The legal name of the business, as its registration has it.\nLimits: at most 255 characters.",
                ),
                Parameter::new(
                        ParameterLocation::Json,
                        "businessPostalCode",
                        "business-postal-code",
                        ParameterKind::Text,
                        "The postal code of the address.\nLimits: at most 10 characters.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Json,
                    "businessRegistrationAuthority",
                    "business-registration-authority",
                    ParameterKind::Text,
                    "The authority that the business is registered with. The service decides which values it takes.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "businessRegistrationNumber",
                    "business-registration-number",
                    ParameterKind::Text,
                    "The number that the authority gave to the business.\nLimits: 1 to 21 characters.",
                ),
                Parameter::new(
                        ParameterLocation::Json,
                        "businessStateProvinceRegion",
                        "business-state-province-region",
                        ParameterKind::Text,
                        "The state, the province or the region of the address.\nLimits: at most 20 characters.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Json,
                    "businessStockExchange",
                    "business-stock-exchange",
                    ParameterKind::Text,
                    "Where its shares are traded, for a business that is listed. The service decides which values it takes.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "businessStockSymbol",
                    "business-stock-symbol",
                    ParameterKind::Text,
                    "The symbol of its shares, for a business that is listed.\nLimits: at most 10 characters.",
                ),
                Parameter::new(
                        ParameterLocation::Json,
                        "businessStreetAddress",
                        "business-street-address",
                        ParameterKind::Text,
                        "Street and number of the business.\nLimits: at most 100 characters.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Json,
                        "businessStreetAddress2",
                        "business-street-address2",
                        ParameterKind::Text,
                        "What else the address has, such as a floor.\nLimits: at most 100 characters.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Json,
                    "businessTaxExemptStatus",
                    "business-tax-exempt-status",
                    ParameterKind::Text,
                    "Why the business pays no tax, by the section of the United States tax code: `501c3`, for example. With `527`, a political organization, `brandExternalVettingToken` is needed as well.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "businessType",
                    "business-type",
                    ParameterKind::Text,
                    "The legal form of the business. The service decides which values it takes.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "businessWebsite",
                    "business-website",
                    ParameterKind::Uri,
                    "The website of the business; it must begin with `https://`.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "friendlyName",
                    "friendly-name",
                    ParameterKind::Text,
                    "A name for the registration, to tell it apart from others.\nLimits: 1 to 255 characters.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "isTest",
                    "is-test",
                    ParameterKind::Bool,
                    "Whether the brand only serves a test and is never registered with carriers.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "skipAutomaticSecVet",
                    "skip-automatic-sec-vet",
                    ParameterKind::Bool,
                    "Whether the automatic secondary vetting of the brand is left out.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "themeSetId",
                    "theme-set-id",
                    ParameterKind::Text,
                    "The theme that styles the embedded form, by the id that was set up with Twilio.\nLimits: at most 255 characters.",
                ),
            ],
            columns: &["id", "sessionId", "sessionToken"],
            fields: super::fields_of::<crate::types::A2pEmbeddedSession>,
            is_list: false,
            is_deprecated: false,
            request: create,
        },
    ],
};

fn create(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .a2p_brand_registrations()
        .create(
            arguments
                .required::<crate::a2p_brand_registrations::BrandType>("brandType")?,
            arguments.required::<String>("notificationEmail")?,
        );
    let request = arguments
        .set(
            request,
            "authorizedContactMobilePhoneNumberE164",
            |request, value: String| {
                request.authorized_contact_mobile_phone_number_e164(value)
            },
        )?;
    let request = arguments
        .set(
            request,
            "authorizedContactVerificationEmail",
            |request, value: String| request.authorized_contact_verification_email(value),
        )?;
    let request = arguments
        .set(
            request,
            "brandExternalVettingToken",
            |request, value: String| request.brand_external_vetting_token(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessCity",
            |request, value: String| request.business_city(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessContactEmail",
            |request, value: String| request.business_contact_email(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessContactFirstName",
            |request, value: String| request.business_contact_first_name(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessContactLastName",
            |request, value: String| request.business_contact_last_name(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessContactPhone",
            |request, value: String| request.business_contact_phone(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessCountry",
            |request, value: String| request.business_country(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessIndustry",
            |request, value: String| request.business_industry(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessName",
            |request, value: String| request.business_name(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessPostalCode",
            |request, value: String| request.business_postal_code(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessRegistrationAuthority",
            |request, value: String| request.business_registration_authority(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessRegistrationNumber",
            |request, value: String| request.business_registration_number(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessStateProvinceRegion",
            |request, value: String| request.business_state_province_region(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessStockExchange",
            |request, value: String| request.business_stock_exchange(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessStockSymbol",
            |request, value: String| request.business_stock_symbol(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessStreetAddress",
            |request, value: String| request.business_street_address(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessStreetAddress2",
            |request, value: String| request.business_street_address2(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessTaxExemptStatus",
            |request, value: String| request.business_tax_exempt_status(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessType",
            |request, value: String| request.business_type(value),
        )?;
    let request = arguments
        .set(
            request,
            "businessWebsite",
            |request, value: String| request.business_website(value),
        )?;
    let request = arguments
        .set(
            request,
            "friendlyName",
            |request, value: String| request.friendly_name(value),
        )?;
    let request = arguments
        .set(request, "isTest", |request, value: bool| request.is_test(value))?;
    let request = arguments
        .set(
            request,
            "skipAutomaticSecVet",
            |request, value: bool| request.skip_automatic_sec_vet(value),
        )?;
    let request = arguments
        .set(
            request,
            "themeSetId",
            |request, value: String| request.theme_set_id(value),
        )?;
    Ok(crate::Call::from(request).into())
}
