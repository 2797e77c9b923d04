//! The document's own examples through the public API: what is sent, and what is read.
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

use twilio_client::testing::MockTransport;
use twilio_trusthub::{Credentials, Error, TrustHub};

/// What tests and their helpers return; an error says which example is not kept, and where.
type Checked<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// A client whose requests go nowhere but into `transport`.
fn client(transport: MockTransport) -> Result<TrustHub, Error> {
    let account_sid = "AC00000000000000000000000000000000";
    let credentials = Credentials::auth_token(account_sid, "token");
    TrustHub::builder(credentials).transport(transport).build()
}
