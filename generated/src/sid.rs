//! Identifiers, a type for each kind: one kind can't be passed where another is wanted.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;

/// Identifies an account: `AC` and 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountSid(rt::Sid);

rt::impl_sid!(AccountSid, "AC");

/// Identifies the registration of an A2P brand at \`messaging.twilio.com\`: `BN` and 32 hexadecimal
/// digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BrandRegistrationSid(rt::Sid);

rt::impl_sid!(BrandRegistrationSid, "BN");

/// Identifies the assignment of a channel endpoint to a customer profile or a trust product: `RA` and
/// 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChannelEndpointAssignmentSid(rt::Sid);

rt::impl_sid!(ChannelEndpointAssignmentSid, "RA");

/// Identifies a customer profile: `BU` and 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CustomerProfileSid(rt::Sid);

rt::impl_sid!(CustomerProfileSid, "BU");

/// Identifies an end user: `IT` and 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EndUserSid(rt::Sid);

rt::impl_sid!(EndUserSid, "IT");

/// Identifies a type of end user: `OY` and 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EndUserTypeSid(rt::Sid);

rt::impl_sid!(EndUserTypeSid, "OY");

/// Identifies the assignment of an entity to a customer profile or a trust product: `BV` and 32
/// hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityAssignmentSid(rt::Sid);

rt::impl_sid!(EntityAssignmentSid, "BV");

/// Identifies the evaluation of a customer profile or a trust product: `EL` and 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EvaluationSid(rt::Sid);

rt::impl_sid!(EvaluationSid, "EL");

/// Identifies a messaging service: `MG` and 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessagingServiceSid(rt::Sid);

rt::impl_sid!(MessagingServiceSid, "MG");

/// Identifies a policy: `RN` and 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PolicySid(rt::Sid);

rt::impl_sid!(PolicySid, "RN");

/// Identifies a supporting document: `RD` and 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SupportingDocumentSid(rt::Sid);

rt::impl_sid!(SupportingDocumentSid, "RD");

/// Identifies a type of supporting document: `OY` and 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SupportingDocumentTypeSid(rt::Sid);

rt::impl_sid!(SupportingDocumentTypeSid, "OY");

/// Identifies a trust product: `BU` and 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrustProductSid(rt::Sid);

rt::impl_sid!(TrustProductSid, "BU");
