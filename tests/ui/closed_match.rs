//! Enumerations are open: Twilio may add values, so a match needs an arm for what is new.

use twilio_trusthub::customer_profiles::Status;

fn every_value_of_today(status: Status) -> bool {
    match status {
        Status::Draft | Status::PendingReview | Status::InReview => false,
        Status::TwilioRejected | Status::TwilioApproved => true,
        Status::Unrecognized(_) => false,
    }
}

fn main() {}
