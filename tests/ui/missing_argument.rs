//! What the service requires can't be left out.

use twilio_trusthub::TrustHub;
use twilio_trusthub::sid::EvaluationSid;

fn no_policy(trusthub: &TrustHub) {
    let _ = trusthub.customer_profiles().create("Juniper Bakery", "owner@juniper-bakery.example");
}

fn no_sid(trusthub: &TrustHub) {
    let _ = trusthub.end_users().fetch();
}

fn no_parent(trusthub: &TrustHub, evaluation: EvaluationSid) {
    let _ = trusthub.customer_profiles().evaluations().fetch(evaluation);
}

fn main() {}
