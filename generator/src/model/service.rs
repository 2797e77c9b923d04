//! Where requests go, and how they prove who sends them.

use std::collections::BTreeSet;

use serde::Serialize;

use super::WireName;

/// A server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Server {
    /// Its address without a slash at the end, with `{name}` for each variable; a path alone, or nothing, is relative to an
    /// address that the document does not know.
    pub url: String,
    /// The variables, in the order of the address.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<ServerVariable>,
}

/// A variable in the address of a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ServerVariable {
    /// Its name.
    pub name: WireName,
    /// Its value if nobody sets it.
    pub default: String,
    /// The values that it can have; any if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// What the document says about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// How requests prove who sends them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Security {
    /// The schemes that some operation asks for, in the order of the document.
    pub schemes: Vec<SecurityScheme>,
    /// What operations ask for that say nothing of their own.
    pub requirements: Requirements,
}

/// Alternatives: schemes of which all are needed. Nothing is needed where there is no alternative, or an empty one.
pub type Requirements = Vec<Vec<WireName>>;

/// A security scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SecurityScheme {
    /// Its name.
    pub name: WireName,
    /// How a request carries the credentials.
    pub kind: SecuritySchemeKind,
}

/// How a request carries the credentials of a scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum SecuritySchemeKind {
    /// A key, in the header of this name.
    HeaderKey(String),
    /// A key, in the parameter of the query of this name.
    QueryKey(String),
    /// A key, in the cookie of this name.
    CookieKey(String),
    /// HTTP basic authentication.
    Basic,
    /// A bearer token.
    Bearer,
    /// A bearer token, or what is exchanged for one at this URL, for these scopes.
    ClientCredentials(String, BTreeSet<String>),
}

impl Server {
    /// Whether it names a host.
    pub fn is_absolute(&self) -> bool {
        self.url.contains("://")
    }
}

impl SecuritySchemeKind {
    /// Whether the credentials are the value of the header `Authorization`, of which there is one.
    pub(crate) fn is_authorization(&self) -> bool {
        match self {
            Self::HeaderKey(name) => name.eq_ignore_ascii_case("authorization"),
            Self::QueryKey(_) | Self::CookieKey(_) => false,
            Self::Basic | Self::Bearer | Self::ClientCredentials(..) => true,
        }
    }
}
