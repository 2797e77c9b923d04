//! Records may get properties, so nobody else makes them or takes them apart completely.

use twilio_trusthub::Unrecognized;
use twilio_trusthub::customer_profiles::Status;
use twilio_trusthub::types::{ReviewError, TypeField};

fn literal() -> ReviewError {
    ReviewError { code: Some(18601), extra: Default::default() }
}

fn pattern(field: TypeField) -> Option<String> {
    let TypeField { constraint, friendly_name: _, machine_name: _, extra: _ } = field;
    constraint
}

fn made_up_value() -> Status {
    Status::Unrecognized(Unrecognized("draft".into()))
}

fn main() {}
