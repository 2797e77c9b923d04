//! A2P brand registrations: what United States carriers want to know of a business before its messages
//! go out from ordinary ten-digit numbers.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

pub mod embedded_sessions;

use twilio_client as rt;

/// A2P brand registrations: what United States carriers want to know of a business before its messages
/// go out from ordinary ten-digit numbers. The business enters it in an embedded form.
///
/// `/v1/A2PBrandRegistrations`
#[derive(Clone, Debug)]
pub struct A2pBrandRegistrations {
    client: rt::Client,
}

impl A2pBrandRegistrations {
    pub(crate) fn new(client: rt::Client) -> Self {
        Self { client }
    }

    /// Starts the registration of an A2P brand.
    ///
    /// Creates the registration and opens a session of the form in which the business completes it. What is
    /// sent here fills fields of the form in advance. Hand the session id and the session token to the web
    /// page that embeds the form, and store the id: a session that has ended is opened again with it. The
    /// account needs access to the embedded A2P forms, which Twilio grants on request; without it the
    /// response is a 403.
    ///
    /// `POST /v1/A2PBrandRegistrations`; returns 201.
    ///
    /// * `brand_type`: The kind of brand: `STANDARD` for a business with a tax number, `SOLE_PROPRIETOR`
    ///   for a person without one.
    /// * `notification_email`: Where news about the registration is mailed to (at most 500 characters).
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::a2p_brand_registrations::BrandType;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let a2p_embedded_session = trusthub
    ///     .a2p_brand_registrations()
    ///     .create(BrandType::Standard, "owner@juniper-bakery.example")
    ///     .authorized_contact_mobile_phone_number_e164("+19705550135")
    ///     .authorized_contact_verification_email("ada@juniper-bakery.example")
    ///     .await?;
    /// println!("{:?}", a2p_embedded_session);
    /// # Ok(()) }
    /// ```
    pub fn create(
        &self,
        brand_type: BrandType,
        notification_email: impl Into<String>,
    ) -> CreateA2pBrandRegistration {
        CreateA2pBrandRegistration(
            self
                .client
                .post("/v1/A2PBrandRegistrations")
                .json("brandType", rt::json(brand_type))
                .json(
                    "notificationEmail",
                    rt::json(notification_email.into()).personal(),
                ),
        )
    }

    /// Sessions of the embedded form of a brand registration: how an unfinished or rejected one is taken up
    /// again.
    ///
    /// `/v1/A2PBrandRegistrations/{Id}/EmbeddedSessions`
    ///
    /// * `id`: The brand registration, by the `id` of the response that started it.
    pub fn embedded_sessions(
        &self,
        id: impl Into<String>,
    ) -> embedded_sessions::EmbeddedSessions {
        embedded_sessions::EmbeddedSessions::new(self.client.clone(), id.into())
    }
}

/// The request of [`A2pBrandRegistrations::create`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateA2pBrandRegistration(rt::Call<crate::types::A2pEmbeddedSession>);

impl CreateA2pBrandRegistration {
    /// The mobile number at which that person confirms it, in E.164 form.
    ///
    /// Limits: at most 20 characters.
    pub fn authorized_contact_mobile_phone_number_e164(
        self,
        authorized_contact_mobile_phone_number_e164: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "authorizedContactMobilePhoneNumberE164",
                    rt::json(authorized_contact_mobile_phone_number_e164.into())
                        .personal(),
                ),
        )
    }

    /// The e-mail address at which a person who may speak for the brand confirms the registration.
    ///
    /// Limits: at most 255 characters.
    pub fn authorized_contact_verification_email(
        self,
        authorized_contact_verification_email: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "authorizedContactVerificationEmail",
                    rt::json(authorized_contact_verification_email.into()).personal(),
                ),
        )
    }

    /// The token that Campaign Verify issues for a political organization. It is a secret.
    pub fn brand_external_vetting_token(
        self,
        brand_external_vetting_token: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "brandExternalVettingToken",
                    rt::json(brand_external_vetting_token.into()).personal(),
                ),
        )
    }

    /// The city of the address.
    ///
    /// Limits: at most 100 characters.
    pub fn business_city(self, business_city: impl Into<String>) -> Self {
        Self(self.0.json("businessCity", rt::json(business_city.into()).personal()))
    }

    /// The e-mail address of that person.
    ///
    /// Limits: 1 to 100 characters.
    pub fn business_contact_email(
        self,
        business_contact_email: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "businessContactEmail",
                    rt::json(business_contact_email.into()).personal(),
                ),
        )
    }

    /// The first name of the person whom Twilio can ask about the business.
    ///
    /// Limits: at most 100 characters.
    pub fn business_contact_first_name(
        self,
        business_contact_first_name: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "businessContactFirstName",
                    rt::json(business_contact_first_name.into()).personal(),
                ),
        )
    }

    /// The last name of that person.
    ///
    /// Limits: at most 100 characters.
    pub fn business_contact_last_name(
        self,
        business_contact_last_name: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "businessContactLastName",
                    rt::json(business_contact_last_name.into()).personal(),
                ),
        )
    }

    /// The phone number of that person, in E.164 form.
    ///
    /// Limits: 1 to 20 characters.
    pub fn business_contact_phone(
        self,
        business_contact_phone: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "businessContactPhone",
                    rt::json(business_contact_phone.into()).personal(),
                ),
        )
    }

    /// The country of the address, as two letters of ISO 3166-1.
    ///
    /// Limits: 1 to 2 characters.
    pub fn business_country(self, business_country: impl Into<String>) -> Self {
        Self(self.0.json("businessCountry", rt::json(business_country.into())))
    }

    /// The industry that the business is in. The service decides which values it takes.
    pub fn business_industry(self, business_industry: impl Into<String>) -> Self {
        Self(self.0.json("businessIndustry", rt::json(business_industry.into())))
    }

    /// The legal name of the business, as its registration has it.
    ///
    /// Limits: at most 255 characters.
    pub fn business_name(self, business_name: impl Into<String>) -> Self {
        Self(self.0.json("businessName", rt::json(business_name.into())))
    }

    /// The postal code of the address.
    ///
    /// Limits: at most 10 characters.
    pub fn business_postal_code(self, business_postal_code: impl Into<String>) -> Self {
        Self(
            self
                .0
                .json(
                    "businessPostalCode",
                    rt::json(business_postal_code.into()).personal(),
                ),
        )
    }

    /// The authority that the business is registered with. The service decides which values it takes.
    pub fn business_registration_authority(
        self,
        business_registration_authority: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "businessRegistrationAuthority",
                    rt::json(business_registration_authority.into()),
                ),
        )
    }

    /// The number that the authority gave to the business.
    ///
    /// Limits: 1 to 21 characters.
    pub fn business_registration_number(
        self,
        business_registration_number: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "businessRegistrationNumber",
                    rt::json(business_registration_number.into()),
                ),
        )
    }

    /// The state, the province or the region of the address.
    ///
    /// Limits: at most 20 characters.
    pub fn business_state_province_region(
        self,
        business_state_province_region: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "businessStateProvinceRegion",
                    rt::json(business_state_province_region.into()).personal(),
                ),
        )
    }

    /// Where its shares are traded, for a business that is listed. The service decides which values it
    /// takes.
    pub fn business_stock_exchange(
        self,
        business_stock_exchange: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json("businessStockExchange", rt::json(business_stock_exchange.into())),
        )
    }

    /// The symbol of its shares, for a business that is listed.
    ///
    /// Limits: at most 10 characters.
    pub fn business_stock_symbol(
        self,
        business_stock_symbol: impl Into<String>,
    ) -> Self {
        Self(self.0.json("businessStockSymbol", rt::json(business_stock_symbol.into())))
    }

    /// Street and number of the business.
    ///
    /// Limits: at most 100 characters.
    pub fn business_street_address(
        self,
        business_street_address: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "businessStreetAddress",
                    rt::json(business_street_address.into()).personal(),
                ),
        )
    }

    /// What else the address has, such as a floor.
    ///
    /// Limits: at most 100 characters.
    pub fn business_street_address2(
        self,
        business_street_address2: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "businessStreetAddress2",
                    rt::json(business_street_address2.into()).personal(),
                ),
        )
    }

    /// Why the business pays no tax, by the section of the United States tax code: `501c3`, for example.
    /// With `527`, a political organization, `brandExternalVettingToken` is needed as well.
    pub fn business_tax_exempt_status(
        self,
        business_tax_exempt_status: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "businessTaxExemptStatus",
                    rt::json(business_tax_exempt_status.into()),
                ),
        )
    }

    /// The legal form of the business. The service decides which values it takes.
    pub fn business_type(self, business_type: impl Into<String>) -> Self {
        Self(self.0.json("businessType", rt::json(business_type.into())))
    }

    /// The website of the business; it must begin with `https://`.
    pub fn business_website(self, business_website: impl Into<String>) -> Self {
        Self(self.0.json("businessWebsite", rt::json(business_website.into())))
    }

    /// A name for the registration, to tell it apart from others.
    ///
    /// Limits: 1 to 255 characters.
    pub fn friendly_name(self, friendly_name: impl Into<String>) -> Self {
        Self(self.0.json("friendlyName", rt::json(friendly_name.into())))
    }

    /// Whether the brand only serves a test and is never registered with carriers.
    pub fn is_test(self, is_test: bool) -> Self {
        Self(self.0.json("isTest", rt::json(is_test)))
    }

    /// Whether the automatic secondary vetting of the brand is left out.
    pub fn skip_automatic_sec_vet(self, skip_automatic_sec_vet: bool) -> Self {
        Self(self.0.json("skipAutomaticSecVet", rt::json(skip_automatic_sec_vet)))
    }

    /// The theme that styles the embedded form, by the id that was set up with Twilio.
    ///
    /// Limits: at most 255 characters.
    pub fn theme_set_id(self, theme_set_id: impl Into<String>) -> Self {
        Self(self.0.json("themeSetId", rt::json(theme_set_id.into())))
    }
}

rt::call_methods!(CreateA2pBrandRegistration => crate::types::A2pEmbeddedSession);

rt::open_enum! {
    /// The kind of brand: `STANDARD` for a business with a tax number, `SOLE_PROPRIETOR` for a person
    /// without one.
    pub enum BrandType {
        /// `STANDARD` on the wire.
        Standard = "STANDARD",
        /// `SOLE_PROPRIETOR` on the wire.
        SoleProprietor = "SOLE_PROPRIETOR",
    }
}
