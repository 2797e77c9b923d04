//! One kind of SID is no other, even where the prefix is the same.

use twilio_trusthub::TrustHub;
use twilio_trusthub::sid::{CustomerProfileSid, EndUserSid, TrustProductSid};

fn end_user_as_policy(trusthub: &TrustHub, profile: CustomerProfileSid, end_user: EndUserSid) {
    let _ = trusthub.customer_profiles().evaluations(profile).create(end_user);
}

fn trust_product_as_customer_profile(trusthub: &TrustHub, product: TrustProductSid) {
    let _ = trusthub.customer_profiles().fetch(product);
}

fn customer_profile_as_parent_of_trust_products(trusthub: &TrustHub, profile: &CustomerProfileSid) {
    let _ = trusthub.trust_products().entity_assignments(profile);
}

fn text_as_sid(trusthub: &TrustHub) {
    let _ = trusthub.policies().fetch("RN442bbdd104faf82b26d427e2aa46400a");
}

fn main() {}
