//! What an operation does not take can't be set.

use twilio_trusthub::TrustHub;
use twilio_trusthub::sid::CustomerProfileSid;

fn policy_of_an_update(trusthub: &TrustHub, profile: CustomerProfileSid) {
    let _ = trusthub.customer_profiles().update(profile).policy_sid("RN442bbdd104faf82b26d427e2aa46400a");
}

fn filter_of_end_users(trusthub: &TrustHub) {
    let _ = trusthub.end_users().list().status("draft");
}

fn update_of_a_policy(trusthub: &TrustHub) {
    let _ = trusthub.policies().update();
}

fn main() {}
