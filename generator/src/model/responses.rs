//! What comes back: the documented responses of an operation.

use serde::Serialize;

use super::{Origin, Ty};

/// The responses of a success.
#[derive(Clone, Debug, Serialize)]
pub struct Success {
    /// The first status that the document declares: `200`.
    pub status: String,
    /// The header `Accept`, where it is not `application/json`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accept: Option<String>,
    /// What the body holds, nullable where a response has none, a union where they have several types; `None`: the body is
    /// empty or of no interest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ty: Option<Ty>,
    /// All that are documented: single statuses, then ranges, then `default`.
    #[serde(skip_serializing_if = "is_single")]
    pub replies: Vec<Reply>,
}

/// Whether the status and the type of a success say all.
fn is_single(replies: &[Reply]) -> bool {
    replies.len() < 2
}

/// The responses of an error.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Failure {
    /// What the bodies hold, a union where they have several types; `None`: nothing that can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ty: Option<Ty>,
    /// All that are documented and can be read, in the same order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<Reply>,
}

impl Failure {
    pub(super) fn is_untyped(&self) -> bool {
        self.ty.is_none()
    }
}

/// A documented response with one of its media types.
#[derive(Clone, Debug, Serialize)]
pub struct Reply {
    /// `200`, `2XX` or `default`.
    pub status: String,
    /// Its media type; empty where it has no body.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub media_type: String,
    /// How the body is read.
    pub form: ReplyForm,
    /// What the body holds; `None` for none, and for a page of a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ty: Option<Ty>,
    /// The variant of the union of all responses that it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<Origin>,
}

/// How the body of a response is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum ReplyForm {
    /// As JSON.
    Json,
    /// As text.
    Text,
    /// As bytes.
    Bytes,
    /// There is none.
    Empty,
}
