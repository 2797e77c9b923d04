//! Operations by their ids, with JSON for arguments and responses.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

mod a2p_brand_registrations;
mod a2p_brand_registrations_embedded_sessions;
mod a2p_campaign_registrations;
mod a2p_campaign_registrations_embedded_sessions;
mod compliance_inquiries;
mod compliance_registration_inquiries;
mod compliance_tollfree_inquiries;
mod customer_profiles;
mod customer_profiles_channel_endpoint_assignments;
mod customer_profiles_entity_assignments;
mod customer_profiles_evaluations;
mod customer_profiles_provisional_copy;
mod end_user_types;
mod end_users;
mod policies;
mod supporting_document_types;
mod supporting_documents;
mod trust_products;
mod trust_products_channel_endpoint_assignments;
mod trust_products_entity_assignments;
mod trust_products_evaluations;
mod trust_products_provisional_copy;

pub use twilio_client::dynamic::*;
use crate::{API, Error, TrustHub};

/// All operations.
pub static SERVICE: Service = Service {
    api: &API,
    docs: "Business identities and their vetting at Twilio. A customer profile describes who a business is, a trust product describes what it wants to do with that identity, and both are filled with end users and supporting documents, checked against a policy, and then submitted for review. Compliance inquiries do the same through a form that is embedded in a web page. Requests are authenticated with HTTP Basic; bodies are form-encoded, responses are JSON.",
    resources: &[
        a2p_brand_registrations::RESOURCE,
        a2p_brand_registrations_embedded_sessions::RESOURCE,
        a2p_campaign_registrations::RESOURCE,
        a2p_campaign_registrations_embedded_sessions::RESOURCE,
        compliance_inquiries::RESOURCE,
        compliance_registration_inquiries::RESOURCE,
        compliance_tollfree_inquiries::RESOURCE,
        customer_profiles::RESOURCE,
        customer_profiles_channel_endpoint_assignments::RESOURCE,
        customer_profiles_entity_assignments::RESOURCE,
        customer_profiles_evaluations::RESOURCE,
        customer_profiles_provisional_copy::RESOURCE,
        end_user_types::RESOURCE,
        end_users::RESOURCE,
        policies::RESOURCE,
        supporting_document_types::RESOURCE,
        supporting_documents::RESOURCE,
        trust_products::RESOURCE,
        trust_products_channel_endpoint_assignments::RESOURCE,
        trust_products_entity_assignments::RESOURCE,
        trust_products_evaluations::RESOURCE,
        trust_products_provisional_copy::RESOURCE,
    ],
};

impl TrustHub {
    /// Finds an operation by its id and gives it its arguments: an object, with the parameters by the names that
    /// the document gives them. Nothing is sent yet.
    pub fn prepare(
        &self,
        operation: &str,
        arguments: serde_json::Value,
    ) -> Result<Prepared, Error> {
        SERVICE.prepare(self.client(), operation, arguments)
    }
}
