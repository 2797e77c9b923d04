//! Tests of programs that use this crate, without a network.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.
//!
//! [`MockTransport`] replies by rules and records the requests; [`Error::api`] and the functions beside
//! it make errors. Fields of a record can be set, such as those of its `example()` where the document
//! has one; `serde_json::from_value` makes a record of any JSON.
//!
//! ```
//! use twilio_trusthub::TrustHub;
//! use twilio_trusthub::customer_profiles::CustomerProfile;
//! use twilio_trusthub::http::Method;
//! use twilio_trusthub::serde_json::json;
//! use twilio_trusthub::sid::CustomerProfileSid;
//! use twilio_trusthub::testing::MockTransport;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), twilio_trusthub::Error> {
//! let expected = CustomerProfile::example();
//! let mock = MockTransport::new()
//!     .when(Method::GET, "/v1/CustomerProfiles/{Sid}")
//!     .reply_with(429, [("Retry-After", "20")], "")
//!     .reply(200, json!(expected));
//! let trusthub = TrustHub::mocked(&mock)?;
//! let found = trusthub
//!     .customer_profiles()
//!     .fetch(CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8")?)
//!     .await?;
//! assert_eq!(found, expected);
//! assert_eq!(mock.requests().len(), 2);
//! assert_eq!(mock.clock().elapsed().as_secs(), 20);
//! # Ok(()) }
//! ```

pub use twilio_client::testing::{Body, MockTransport, RecordedRequest, TestClock};
use crate::{Credentials, Error};

impl crate::TrustHub {
    /// A client for tests: `mock` replies to its requests, and its waits take no time.
    pub fn mocked(mock: &crate::testing::MockTransport) -> Result<Self, Error> {
        let account_sid = "AC00000000000000000000000000000000";
        let credentials = Credentials::auth_token(account_sid, "token");
        Self::builder(credentials).mock(mock).build()
    }
}

impl crate::types::A2pEmbeddedSession {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/a2p_brand_registrations.json"),
            "CreateA2pBrandRegistration",
            "create",
        )
    }
}

impl crate::compliance_inquiries::ComplianceInquiry {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/compliance_inquiries.json"),
            "CreateComplianceInquiry",
            "full",
        )
    }
}

impl crate::compliance_registration_inquiries::ComplianceRegistration {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/compliance_registration_inquiries.json"),
            "CreateComplianceRegistration",
            "full",
        )
    }
}

impl crate::compliance_tollfree_inquiries::ComplianceTollfreeInquiry {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/compliance_tollfree_inquiries.json"),
            "CreateComplianceTollfreeInquiry",
            "full",
        )
    }
}

impl crate::customer_profiles::CustomerProfile {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/customer_profiles.json"),
            "FetchCustomerProfile",
            "approved",
        )
    }
}

impl crate::customer_profiles::channel_endpoint_assignments::ChannelEndpointAssignment {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!(
                "../tests/examples/customer_profiles_channel_endpoint_assignments.json"
            ),
            "FetchCustomerProfileChannelEndpointAssignment",
            "fetch",
        )
    }
}

impl crate::customer_profiles::entity_assignments::EntityAssignment {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/customer_profiles_entity_assignments.json"),
            "FetchCustomerProfileEntityAssignment",
            "fetch",
        )
    }
}

impl crate::customer_profiles::evaluations::Evaluation {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/customer_profiles_evaluations.json"),
            "FetchCustomerProfileEvaluation",
            "compliant",
        )
    }
}

impl crate::customer_profiles::provisional_copy::CustomerProfileProvisionalCopy {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/customer_profiles_provisional_copy.json"),
            "FetchCustomerProfileProvisionalCopy",
            "fetch",
        )
    }
}

impl crate::end_users::EndUser {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/end_users.json"),
            "FetchEndUser",
            "business",
        )
    }
}

impl crate::end_user_types::EndUserType {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/end_user_types.json"),
            "FetchEndUserType",
            "business",
        )
    }
}

impl crate::policies::Policy {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/policies.json"),
            "FetchPolicies",
            "customer_profile",
        )
    }
}

impl crate::supporting_documents::SupportingDocument {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/supporting_documents.json"),
            "FetchSupportingDocument",
            "approved",
        )
    }
}

impl crate::supporting_document_types::SupportingDocumentType {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/supporting_document_types.json"),
            "FetchSupportingDocumentType",
            "address",
        )
    }
}

impl crate::trust_products::TrustProduct {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/trust_products.json"),
            "FetchTrustProduct",
            "approved",
        )
    }
}

impl crate::trust_products::channel_endpoint_assignments::ChannelEndpointAssignment {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!(
                "../tests/examples/trust_products_channel_endpoint_assignments.json"
            ),
            "FetchTrustProductChannelEndpointAssignment",
            "fetch",
        )
    }
}

impl crate::trust_products::entity_assignments::EntityAssignment {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/trust_products_entity_assignments.json"),
            "FetchTrustProductEntityAssignment",
            "fetch",
        )
    }
}

impl crate::trust_products::evaluations::Evaluation {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/trust_products_evaluations.json"),
            "FetchTrustProductEvaluation",
            "compliant",
        )
    }
}

impl crate::trust_products::provisional_copy::TrustProductProvisionalCopy {
    /// The example of the document.
    pub fn example() -> Self {
        twilio_client::testing::example(
            include_str!("../tests/examples/trust_products_provisional_copy.json"),
            "FetchTrustProductProvisionalCopy",
            "fetch",
        )
    }
}
