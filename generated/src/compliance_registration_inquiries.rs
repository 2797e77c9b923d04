//! Compliance registrations: the regulatory data that United Kingdom phone numbers require, collected
//! by an embedded form.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;

/// Compliance registrations: the regulatory data that United Kingdom phone numbers require, collected
/// by an embedded form. What is already known about the business or person is sent along and appears in
/// the form.
///
/// `/v1/ComplianceInquiries/Registration/RegulatoryCompliance/GB/Initialize`
#[derive(Clone, Debug)]
pub struct ComplianceRegistrationInquiries {
    client: rt::Client,
}

impl ComplianceRegistrationInquiries {
    pub(crate) fn new(client: rt::Client) -> Self {
        Self { client }
    }

    /// Starts an inquiry that collects a United Kingdom registration.
    ///
    /// Starts an embedded form for the regulatory data that United Kingdom phone numbers require. Only the
    /// end user type and the phone number type are needed; everything else that is sent saves typing in the
    /// form. The response holds the session token for the form and the registration id, which is worth
    /// storing: only with it can the registration be opened again later.
    ///
    /// `POST /v1/ComplianceInquiries/Registration/RegulatoryCompliance/GB/Initialize`; returns 201.
    ///
    /// * `end_user_type`: Who is going to use the number: a person or a business.
    /// * `phone_number_type`: The kind of phone number that the registration is for. The data that is asked
    ///   for depends on it.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::compliance_registration_inquiries::{EndUserType, PhoneNumberType};
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let compliance_registration = trusthub
    ///     .compliance_registration_inquiries()
    ///     .create(EndUserType::Individual, PhoneNumberType::Mobile)
    ///     .accepted_notification_receipt(true)
    ///     .address_city("Leeds")
    ///     .await?;
    /// println!("{}", compliance_registration.url);
    /// # Ok(()) }
    /// ```
    pub fn create(
        &self,
        end_user_type: EndUserType,
        phone_number_type: PhoneNumberType,
    ) -> CreateComplianceRegistration {
        CreateComplianceRegistration(
            self
                .client
                .post(
                    "/v1/ComplianceInquiries/Registration/RegulatoryCompliance/GB/Initialize",
                )
                .form("EndUserType", end_user_type)
                .form("PhoneNumberType", phone_number_type),
        )
    }

    /// Opens an inquiry for a United Kingdom registration again.
    ///
    /// Continues a registration whose session has ended, or lets the customer correct one that was
    /// rejected. The response holds a new session token for the embedded form. The data of the registration
    /// itself is edited in the form, not with this call.
    ///
    /// `POST /v1/ComplianceInquiries/Registration/{RegistrationId}/RegulatoryCompliance/GB/Initialize`;
    /// returns 200.
    ///
    /// What is not set stays as it is. With nothing set, the request is sent all the same.
    ///
    /// * `registration_id`: The registration id that the start of the registration returned. It contains
    ///   dots and goes into the path as a single segment, percent-encoded.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let compliance_registration = trusthub
    ///     .compliance_registration_inquiries()
    ///     .update(
    ///         "tri1.us1.account.AC75f0ea72ace6069fe0a7f80525507ddb.registration.BU9aa712fb62a55009441e3ac067a525c4",
    ///     )
    ///     .is_isv_embed(true)
    ///     .theme_set_id("th_heron_light")
    ///     .await?;
    /// println!("{}", compliance_registration.url);
    /// # Ok(()) }
    /// ```
    pub fn update(
        &self,
        registration_id: impl Into<String>,
    ) -> UpdateComplianceRegistration {
        UpdateComplianceRegistration(
            self
                .client
                .post(
                    "/v1/ComplianceInquiries/Registration/{RegistrationId}/RegulatoryCompliance/GB/Initialize",
                )
                .path("RegistrationId", registration_id.into()),
        )
    }
}

/// The request of [`ComplianceRegistrationInquiries::create`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateComplianceRegistration(rt::Call<ComplianceRegistration>);

impl CreateComplianceRegistration {
    /// Whether the customer agrees to receive notifications by e-mail.
    pub fn accepted_notification_receipt(
        self,
        accepted_notification_receipt: bool,
    ) -> Self {
        Self(self.0.form("AcceptedNotificationReceipt", accepted_notification_receipt))
    }

    /// The town of the address.
    pub fn address_city(self, address_city: impl Into<String>) -> Self {
        Self(self.0.form("AddressCity", rt::Pii(address_city.into())))
    }

    /// The country of the address, as a two-letter code.
    pub fn address_country_code(self, address_country_code: impl Into<String>) -> Self {
        Self(self.0.form("AddressCountryCode", address_country_code.into()))
    }

    /// The postal code of the address.
    pub fn address_postal_code(self, address_postal_code: impl Into<String>) -> Self {
        Self(self.0.form("AddressPostalCode", rt::Pii(address_postal_code.into())))
    }

    /// Street and house number of the address.
    pub fn address_street(self, address_street: impl Into<String>) -> Self {
        Self(self.0.form("AddressStreet", rt::Pii(address_street.into())))
    }

    /// A second line of the address, such as a floor or a suite.
    pub fn address_street_secondary(
        self,
        address_street_secondary: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form("AddressStreetSecondary", rt::Pii(address_street_secondary.into())),
        )
    }

    /// The county, state or province of the address.
    pub fn address_subdivision(self, address_subdivision: impl Into<String>) -> Self {
        Self(self.0.form("AddressSubdivision", rt::Pii(address_subdivision.into())))
    }

    /// When the person who acts for the business was born, as `YYYY-MM-DD`.
    pub fn authorized_representative1_date_of_birth(
        self,
        authorized_representative1_date_of_birth: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "AuthorizedRepresentative1DateOfBirth",
                    rt::Pii(authorized_representative1_date_of_birth.into()),
                ),
        )
    }

    /// The e-mail address of the person who acts for the business.
    pub fn authorized_representative1_email(
        self,
        authorized_representative1_email: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "AuthorizedRepresentative1Email",
                    rt::Pii(authorized_representative1_email.into()),
                ),
        )
    }

    /// The given name of the person who acts for the business.
    pub fn authorized_representative1_first_name(
        self,
        authorized_representative1_first_name: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "AuthorizedRepresentative1FirstName",
                    rt::Pii(authorized_representative1_first_name.into()),
                ),
        )
    }

    /// The family name of the person who acts for the business.
    pub fn authorized_representative1_last_name(
        self,
        authorized_representative1_last_name: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "AuthorizedRepresentative1LastName",
                    rt::Pii(authorized_representative1_last_name.into()),
                ),
        )
    }

    /// The telephone number of the person who acts for the business.
    pub fn authorized_representative1_phone(
        self,
        authorized_representative1_phone: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "AuthorizedRepresentative1Phone",
                    rt::Pii(authorized_representative1_phone.into()),
                ),
        )
    }

    /// How the business relates to Twilio: as the one that uses the number, or as a vendor that passes it
    /// on to its customers.
    pub fn business_identity_type(
        self,
        business_identity_type: BusinessIdentityType,
    ) -> Self {
        Self(self.0.form("BusinessIdentityType", business_identity_type))
    }

    /// The legal name of the business that is going to use the number.
    pub fn business_legal_name(self, business_legal_name: impl Into<String>) -> Self {
        Self(self.0.form("BusinessLegalName", business_legal_name.into()))
    }

    /// The authority that issued the registration number of the business, as country and register.
    pub fn business_registration_authority(
        self,
        business_registration_authority: BusinessRegistrationAuthority,
    ) -> Self {
        Self(
            self.0.form("BusinessRegistrationAuthority", business_registration_authority),
        )
    }

    /// The number under which the authority has registered the business.
    pub fn business_registration_number(
        self,
        business_registration_number: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "BusinessRegistrationNumber",
                    rt::Pii(business_registration_number.into()),
                ),
        )
    }

    /// The public website of the business.
    pub fn business_website_url(self, business_website_url: impl Into<String>) -> Self {
        Self(self.0.form("BusinessWebsiteUrl", business_website_url.into()))
    }

    /// When the individual end user was born, as `YYYY-MM-DD`.
    pub fn date_of_birth(self, date_of_birth: impl Into<String>) -> Self {
        Self(self.0.form("DateOfBirth", rt::Pii(date_of_birth.into())))
    }

    /// The town of the emergency address.
    pub fn emergency_address_city(
        self,
        emergency_address_city: impl Into<String>,
    ) -> Self {
        Self(self.0.form("EmergencyAddressCity", rt::Pii(emergency_address_city.into())))
    }

    /// The country of the emergency address, as a two-letter code.
    pub fn emergency_address_country_code(
        self,
        emergency_address_country_code: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "EmergencyAddressCountryCode",
                    emergency_address_country_code.into(),
                ),
        )
    }

    /// The postal code of the emergency address.
    pub fn emergency_address_postal_code(
        self,
        emergency_address_postal_code: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "EmergencyAddressPostalCode",
                    rt::Pii(emergency_address_postal_code.into()),
                ),
        )
    }

    /// Street and house number that emergency services are sent to.
    pub fn emergency_address_street(
        self,
        emergency_address_street: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form("EmergencyAddressStreet", rt::Pii(emergency_address_street.into())),
        )
    }

    /// A second line of the emergency address, such as a floor or a suite.
    pub fn emergency_address_street_secondary(
        self,
        emergency_address_street_secondary: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "EmergencyAddressStreetSecondary",
                    rt::Pii(emergency_address_street_secondary.into()),
                ),
        )
    }

    /// The county, state or province of the emergency address.
    pub fn emergency_address_subdivision(
        self,
        emergency_address_subdivision: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "EmergencyAddressSubdivision",
                    rt::Pii(emergency_address_subdivision.into()),
                ),
        )
    }

    /// A document that proves the data, as text. The interface does not say which encoding is expected.
    pub fn file(self, file: impl Into<String>) -> Self {
        Self(self.0.form("File", rt::Pii(file.into())))
    }

    /// The file name of the document that is sent in `File`.
    pub fn file_name(self, file_name: impl Into<String>) -> Self {
        Self(self.0.form("FileName", rt::Pii(file_name.into())))
    }

    /// The given name of the end user, when the end user is an individual.
    pub fn first_name(self, first_name: impl Into<String>) -> Self {
        Self(self.0.form("FirstName", rt::Pii(first_name.into())))
    }

    /// A name for the business data, to tell it apart in lists.
    pub fn friendly_name(self, friendly_name: impl Into<String>) -> Self {
        Self(self.0.form("FriendlyName", friendly_name.into()))
    }

    /// How the individual end user is reached by e-mail.
    pub fn individual_email(self, individual_email: impl Into<String>) -> Self {
        Self(self.0.form("IndividualEmail", rt::Pii(individual_email.into())))
    }

    /// How the individual end user is reached by telephone.
    pub fn individual_phone(self, individual_phone: impl Into<String>) -> Self {
        Self(self.0.form("IndividualPhone", rt::Pii(individual_phone.into())))
    }

    /// Whether the form runs inside the product of a software vendor that registers its customers.
    pub fn is_isv_embed(self, is_isv_embed: bool) -> Self {
        Self(self.0.form("IsIsvEmbed", is_isv_embed))
    }

    /// Whether the software vendor registers itself or one of its customers. The interface declares no list
    /// of values.
    pub fn isv_registering_for_self_or_tenant(
        self,
        isv_registering_for_self_or_tenant: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "IsvRegisteringForSelfOrTenant",
                    isv_registering_for_self_or_tenant.into(),
                ),
        )
    }

    /// The family name of the end user, when the end user is an individual.
    pub fn last_name(self, last_name: impl Into<String>) -> Self {
        Self(self.0.form("LastName", rt::Pii(last_name.into())))
    }

    /// Where the outcome of the review is mailed to.
    pub fn notification_email(self, notification_email: impl Into<String>) -> Self {
        Self(self.0.form("NotificationEmail", rt::Pii(notification_email.into())))
    }

    /// Where Twilio sends a request when the state of the registration changes.
    pub fn status_callback_url(self, status_callback_url: impl Into<String>) -> Self {
        Self(self.0.form("StatusCallbackUrl", status_callback_url.into()))
    }

    /// The theme that styles the embedded form, by the id that was set up with Twilio.
    pub fn theme_set_id(self, theme_set_id: impl Into<String>) -> Self {
        Self(self.0.form("ThemeSetId", theme_set_id.into()))
    }

    /// Whether emergency services are sent to the address given above. If true, the separate emergency
    /// address is not needed.
    pub fn use_address_as_emergency_address(
        self,
        use_address_as_emergency_address: bool,
    ) -> Self {
        Self(
            self.0.form("UseAddressAsEmergencyAddress", use_address_as_emergency_address),
        )
    }
}

rt::call_methods!(CreateComplianceRegistration => ComplianceRegistration);

/// The request of [`ComplianceRegistrationInquiries::update`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UpdateComplianceRegistration(rt::Call<ComplianceRegistration>);

impl UpdateComplianceRegistration {
    /// Whether the form runs inside the product of a software vendor that registers its customers.
    pub fn is_isv_embed(self, is_isv_embed: bool) -> Self {
        Self(self.0.form("IsIsvEmbed", is_isv_embed))
    }

    /// The theme that styles the embedded form, by the id that was set up with Twilio.
    pub fn theme_set_id(self, theme_set_id: impl Into<String>) -> Self {
        Self(self.0.form("ThemeSetId", theme_set_id.into()))
    }
}

rt::call_methods!(UpdateComplianceRegistration => ComplianceRegistration);

/// A started registration, with what the embedded form needs to run.
#[derive(Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct ComplianceRegistration {
    /// Identifies the session; the embedded form is opened with it.
    pub inquiry_id: String,
    /// Opens the embedded form together with the inquiry id. It is a secret: whoever has it can continue
    /// the inquiry.
    pub inquiry_session_token: String,
    /// Identifies the registration. Store it: it is needed to open the registration again.
    pub registration_id: String,
    /// The URL that opens this registration again.
    pub url: String,
}

impl std::fmt::Debug for ComplianceRegistration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ComplianceRegistration")
            .field("inquiry_id", &self.inquiry_id)
            .field("inquiry_session_token", &rt::REDACTED)
            .field("registration_id", &self.registration_id)
            .field("url", &self.url)
            .finish()
    }
}

rt::open_enum! {
    /// How the business relates to Twilio: as the one that uses the number, or as a vendor that passes it
    /// on to its customers.
    pub enum BusinessIdentityType {
        /// The business uses Twilio for itself.
        DirectCustomer = "direct_customer",
        /// The business passes Twilio's services on to customers of its own.
        IsvResellerOrPartner = "isv_reseller_or_partner",
        /// The relation of the business to Twilio is not known.
        Unknown = "unknown",
    }
}

rt::open_enum! {
    /// The authority that issued the registration number of the business, as country and register.
    pub enum BusinessRegistrationAuthority {
        /// Companies House in the United Kingdom; the number is a company registration number.
        UkCrn = "UK:CRN",
        /// The tax authority of the United States; the number is an employer identification number.
        UsEin = "US:EIN",
        /// The revenue agency of Canada; the number is a Canadian business number.
        CaCbn = "CA:CBN",
        /// The company register of Australia; the number is an Australian company number.
        AuAcn = "AU:ACN",
        /// An authority that is not in this list.
        Other = "Other",
    }
}

rt::open_enum! {
    /// Who is going to use the number: a person or a business.
    pub enum EndUserType {
        /// A person uses the number.
        Individual = "Individual",
        /// A business or another organization uses the number.
        Business = "Business",
    }
}

rt::open_enum! {
    /// The kind of phone number that the registration is for. The data that is asked for depends on it.
    pub enum PhoneNumberType {
        /// A number of one town or region.
        Local = "local",
        /// A number of the whole country, tied to no region.
        National = "national",
        /// A number from a mobile range.
        Mobile = "mobile",
        /// A number that is free of charge for the caller.
        TollFree = "toll-free",
    }
}
