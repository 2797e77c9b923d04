//! A request that is not sent is a mistake.

#![deny(unused_must_use)]

use twilio_trusthub::TrustHub;
use twilio_trusthub::sid::CustomerProfileSid;

fn forgotten(trusthub: &TrustHub, profile: CustomerProfileSid) {
    trusthub.customer_profiles().update(&profile).friendly_name("Juniper");
    trusthub.customer_profiles().delete(profile);
    trusthub.customer_profiles().list();
}

fn main() {}
