//! A typed client for TrustHub.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.
//!
//! Business identities and their vetting at Twilio. A customer profile describes who a business is, a
//! trust product describes what it wants to do with that identity, and both are filled with end users
//! and supporting documents, checked against a policy, and then submitted for review. Compliance
//! inquiries do the same through a form that is embedded in a web page. Requests are authenticated with
//! HTTP Basic; bodies are form-encoded, responses are JSON.
//!
//! [`TrustHub`] is where everything starts: it gives access to a handle for each resource, and the
//! handle's methods make requests. A request is a value; it is sent when it is awaited.
//!
//! ```no_run
//! # async fn example() -> Result<(), twilio_trusthub::Error> {
//! let trusthub = twilio_trusthub::TrustHub::from_env()?;
//! # Ok(()) }
//! ```
//!
//! Identifiers are typed ([`sid`]), enumerations keep values that the service adds later, and what is
//! personal is redacted in `Debug`. Every call fails with an [`Error`], which says what the service
//! responded or why there is no response.
//!
//! # Features
//!
//! | feature | what it is for |
//! |---|---|
//! | `transport` (default) | The default transport: HTTP/1.1 and HTTP/2 by hyper and rustls; needs tokio. |
//! | `gzip` (default) | Compressed responses. |
//! | `ring` (default), `aws-lc-rs` | The cryptography under TLS; with both, it is that of AWS. |
//! | `blocking` | Requests without an async runtime: `blocking()` on every request. |
//! | `reqwest` | Requests over a client of the crate reqwest that the user brings. |
//! | `tracing` | A span for every call and an event for every retry. |
//! | `webhook` | Checks the signatures of webhooks. |
//! | `jiff`, `chrono`, `time` | Conversions to and from the dates and times of these crates. |
//! | `dynamic` | Operations by their ids, with JSON for arguments and responses. |
//! | `testing` | For tests of programs: a transport that replies by rules, a clock, errors, the document's examples. |
//! | `cli` | The program. |
//!
//! # Tests
//!
//! Tests of a program need no network: with the feature `testing`, the module `testing` has a transport
//! that replies by rules, and an example of each record.

pub mod a2p_brand_registrations;
pub mod a2p_campaign_registrations;
pub mod compliance_inquiries;
pub mod compliance_registration_inquiries;
pub mod compliance_tollfree_inquiries;
pub mod customer_profiles;
pub mod end_user_types;
pub mod end_users;
pub mod policies;
pub mod supporting_document_types;
pub mod supporting_documents;
pub mod trust_products;
pub mod sid;
pub mod types;
#[cfg(feature = "dynamic")]
pub mod dynamic;
#[cfg(feature = "testing")]
pub mod testing;

use twilio_client as rt;
pub use twilio_client::{
    Attempt, BoxFuture, Builder, Call, Client, Clock, Credentials, Cursor, Date, Decimal,
    Error, ErrorKind, InvalidDate, InvalidDecimal, InvalidSid, InvalidTimestamp, Items,
    Limits, List, Meta, Page, Pages, Request, RetryPolicy, Sid, Sleep, Task, Timestamp,
    Transport, TransportError, TransportErrorKind, TransportFuture, UnknownValue,
    Unrecognized, WithMeta,
};
#[cfg(feature = "blocking")]
pub use twilio_client::{BlockingItems, BlockingPages, BlockingTransport};
pub use twilio_client::{bytes, http};
pub use twilio_client as runtime;
pub use serde_json;
#[cfg(feature = "webhook")]
pub use twilio_client::webhook;

/// What the runtime must know of the service.
static API: rt::Api = rt::Api::new(
        "TrustHub",
        "https://trusthub.twilio.com",
        concat!("twilio-trusthub/", env!("CARGO_PKG_VERSION")),
    )
    .conventions(&rt::CONVENTIONS);

/// The client of TrustHub: cheap to clone, all clones share connections.
#[derive(Clone, Debug)]
pub struct TrustHub {
    client: rt::Client,
}

impl TrustHub {
    /// A client with credentials from the environment: `TWILIO_API_KEY` and `TWILIO_API_SECRET`, or
    /// `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`; the error names what is missing.
    pub fn from_env() -> Result<Self, Error> {
        rt::Builder::from_env(&API)?.build()
    }

    /// A client with these credentials and the default settings.
    pub fn new(credentials: Credentials) -> Result<Self, Error> {
        Self::builder(credentials).build()
    }

    /// Settings for a client with these credentials.
    pub fn builder(credentials: Credentials) -> Builder<Self> {
        rt::Builder::new(&API, credentials)
    }

    /// What this client shares with clients of other services: connections, credentials, settings.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// A2P brand registrations: what United States carriers want to know of a business before its messages
    /// go out from ordinary ten-digit numbers.
    ///
    /// `/v1/A2PBrandRegistrations`
    pub fn a2p_brand_registrations(
        &self,
    ) -> a2p_brand_registrations::A2pBrandRegistrations {
        a2p_brand_registrations::A2pBrandRegistrations::new(self.client.clone())
    }

    /// A2P campaign registrations: what a registered brand is going to send, to whom, and how people agree
    /// to it.
    ///
    /// `/v1/A2PCampaignRegistrations`
    pub fn a2p_campaign_registrations(
        &self,
    ) -> a2p_campaign_registrations::A2pCampaignRegistrations {
        a2p_campaign_registrations::A2pCampaignRegistrations::new(self.client.clone())
    }

    /// Compliance inquiries: customer profiles collected by an embedded form.
    ///
    /// `/v1/ComplianceInquiries/Customers/Initialize`
    pub fn compliance_inquiries(&self) -> compliance_inquiries::ComplianceInquiries {
        compliance_inquiries::ComplianceInquiries::new(self.client.clone())
    }

    /// Compliance registrations: the regulatory data that United Kingdom phone numbers require, collected
    /// by an embedded form.
    ///
    /// `/v1/ComplianceInquiries/Registration/RegulatoryCompliance/GB/Initialize`
    pub fn compliance_registration_inquiries(
        &self,
    ) -> compliance_registration_inquiries::ComplianceRegistrationInquiries {
        compliance_registration_inquiries::ComplianceRegistrationInquiries::new(
            self.client.clone(),
        )
    }

    /// Toll-free inquiries: verifications of toll-free numbers for messaging, collected by an embedded
    /// form.
    ///
    /// `/v1/ComplianceInquiries/Tollfree/Initialize`
    pub fn compliance_tollfree_inquiries(
        &self,
    ) -> compliance_tollfree_inquiries::ComplianceTollfreeInquiries {
        compliance_tollfree_inquiries::ComplianceTollfreeInquiries::new(
            self.client.clone(),
        )
    }

    /// Customer profiles: the vetted identities of businesses and individuals.
    ///
    /// `/v1/CustomerProfiles`
    pub fn customer_profiles(&self) -> customer_profiles::CustomerProfiles {
        customer_profiles::CustomerProfiles::new(self.client.clone())
    }

    /// End user types: the kinds of end users that policies ask for, each with the fields it has.
    ///
    /// `/v1/EndUserTypes`
    pub fn end_user_types(&self) -> end_user_types::EndUserTypes {
        end_user_types::EndUserTypes::new(self.client.clone())
    }

    /// End users: facts about a business or a person, such as its registration or an authorized
    /// representative.
    ///
    /// `/v1/EndUsers`
    pub fn end_users(&self) -> end_users::EndUsers {
        end_users::EndUsers::new(self.client.clone())
    }

    /// Policies: the requirements that a customer profile or a trust product has to meet.
    ///
    /// `/v1/Policies`
    pub fn policies(&self) -> policies::Policies {
        policies::Policies::new(self.client.clone())
    }

    /// Supporting document types: the kinds of documents that policies accept, each with the fields it has.
    ///
    /// `/v1/SupportingDocumentTypes`
    pub fn supporting_document_types(
        &self,
    ) -> supporting_document_types::SupportingDocumentTypes {
        supporting_document_types::SupportingDocumentTypes::new(self.client.clone())
    }

    /// Supporting documents: evidence, such as an address or an identity document, for what a profile or
    /// product states.
    ///
    /// `/v1/SupportingDocuments`
    pub fn supporting_documents(&self) -> supporting_documents::SupportingDocuments {
        supporting_documents::SupportingDocuments::new(self.client.clone())
    }

    /// Trust products: registrations for services that need a vetted identity, such as signed caller
    /// identity or verified messaging.
    ///
    /// `/v1/TrustProducts`
    pub fn trust_products(&self) -> trust_products::TrustProducts {
        trust_products::TrustProducts::new(self.client.clone())
    }
}

impl From<Client> for TrustHub {
    /// Shares the connections, credentials and settings of another service's client.
    fn from(client: Client) -> Self {
        Self {
            client: client.with_api(&API),
        }
    }
}

impl From<&Client> for TrustHub {
    /// Shares the connections, credentials and settings of another service's client.
    fn from(client: &Client) -> Self {
        client.clone().into()
    }
}
