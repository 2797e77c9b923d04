//! Types that several resources use.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use std::collections::BTreeMap;
use twilio_client as rt;

/// The outcome of one field of a requirement.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct EvaluationField {
    /// Twilio's error code for the fault. Null when the field is in order.
    #[serde(default, deserialize_with = "rt::de::lenient")]
    pub error_code: Option<i64>,
    /// What is wrong with the field, in a sentence. Null when it is in order.
    pub failure_reason: Option<String>,
    /// The name of the field, for people.
    pub friendly_name: Option<String>,
    /// The machine name of the field, as it stands in the attributes.
    pub object_field: Option<String>,
    /// Whether the field is in order. Fields among the invalid ones come without it.
    pub passed: Option<bool>,
    /// Properties that the document doesn't name.
    #[serde(flatten, skip_deserializing)]
    pub extra: BTreeMap<String, serde_json::Value>,
}

rt::open_record!(EvaluationField);

/// The outcome of one requirement of a policy.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct EvaluationResult {
    /// Whether the requirement is met.
    pub passed: bool,
    /// Twilio's error code for the failure. Null when the requirement is met.
    #[serde(default, deserialize_with = "rt::de::lenient")]
    pub error_code: Option<i64>,
    /// Why the requirement is not met, in a sentence. Null when it is.
    pub failure_reason: Option<String>,
    /// The name of what was checked, for people.
    pub friendly_name: Option<String>,
    /// The fields that are missing or wrong.
    #[serde(default, deserialize_with = "rt::de::null_as_default")]
    pub invalid: Vec<EvaluationField>,
    /// The machine name of what was checked: a type of end user, document or profile.
    pub object_type: Option<String>,
    /// The name of the requirement, for people.
    pub requirement_friendly_name: Option<String>,
    /// The machine name of the requirement in the policy.
    pub requirement_name: Option<String>,
    /// The fields that passed.
    #[serde(default, deserialize_with = "rt::de::null_as_default")]
    pub valid: Vec<EvaluationField>,
    /// Properties that the document doesn't name.
    #[serde(flatten, skip_deserializing)]
    pub extra: BTreeMap<String, serde_json::Value>,
}

rt::open_record!(EvaluationResult);

/// One reason for a rejection.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct ReviewError {
    /// Twilio's error code for the reason.
    #[serde(default, deserialize_with = "rt::de::lenient")]
    pub code: Option<i64>,
    /// Properties that the document doesn't name.
    #[serde(flatten, skip_deserializing)]
    pub extra: BTreeMap<String, serde_json::Value>,
}

rt::open_record!(ReviewError);

/// A session of an embedded form, with what the web page needs to show it.
#[derive(Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct A2pEmbeddedSession {
    /// Identifies the registration. Store it: it is needed to open the form again.
    pub id: Option<String>,
    /// Identifies the session; the embedded form is opened with it.
    #[serde(rename = "sessionId")]
    pub session_id: Option<String>,
    /// Opens the embedded form together with the session id, for 24 hours. It is a secret: whoever has it
    /// can continue the registration.
    #[serde(rename = "sessionToken")]
    pub session_token: Option<String>,
}

impl std::fmt::Debug for A2pEmbeddedSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("A2pEmbeddedSession")
            .field("id", &self.id)
            .field("session_id", &self.session_id)
            .field("session_token", &self.session_token.as_ref().map(|_| rt::REDACTED))
            .finish()
    }
}

/// One field that end users or documents of a type have.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct TypeField {
    /// What kind of value the field takes, for example `String` or `List`.
    pub constraint: Option<String>,
    /// The name of the field, for people.
    pub friendly_name: Option<String>,
    /// The name of the field, for programs. It is the key in the attributes.
    pub machine_name: Option<String>,
    /// Properties that the document doesn't name.
    #[serde(flatten, skip_deserializing)]
    pub extra: BTreeMap<String, serde_json::Value>,
}

rt::open_record!(TypeField);
