//! Operations: what can be asked, with what, and what comes back.

use serde::Serialize;

use super::{Docs, Failure, Origin, Requirements, Sensitivity, Server, Success, Ty, WireName};

/// One operation of a resource.
#[derive(Clone, Debug, Serialize)]
pub struct Operation {
    /// The document's `operationId`.
    pub id: WireName,
    /// What it does to its resource.
    pub kind: OperationKind,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path with its placeholders.
    pub path: PathTemplate,
    /// The parameters outside of the body: those of the path in path order, without those that the resource's parent binds;
    /// then the others in document order, without those that steer pages, which stand in `list`.
    pub parameters: Vec<Parameter>,
    /// What is sent in the body.
    pub body: Body,
    /// The media type of a form or of JSON, where it is not `application/x-www-form-urlencoded` or `application/json`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_type: Option<String>,
    /// Whether a request may have no body, though the operation has one.
    #[serde(skip)]
    pub is_body_optional: bool,
    /// The responses of a success.
    pub success: Success,
    /// The responses of an error, with what can be read of them.
    #[serde(skip_serializing_if = "Failure::is_untyped")]
    pub failure: Failure,
    /// How the response is a page of a list, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<ListShape>,
    /// The properties of the response that tell most, where the document names them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<WireName>,
    /// The error statuses that the document declares.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<String>,
    /// What the document says about it.
    pub docs: Docs,
    /// Whether the document calls it deprecated.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// Whether it is sent without credentials: `security: []`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub anonymous: bool,
    /// The credentials that it asks for, if it says something of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security: Option<Requirements>,
    /// The server that its requests go to, if that is another one than the document's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<Server>,
    /// The placeholder of the path that the client's account fills.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<WireName>,
    /// Example bodies of the request, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub request_examples: Vec<Example>,
    /// Example bodies of the success, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub response_examples: Vec<Example>,
    /// The operation object.
    pub origin: Origin,
}

impl Operation {
    /// The names of the path's placeholders, in order; without the one that the client fills.
    pub fn placeholders(&self) -> impl Iterator<Item = &WireName> {
        let account = self.account.as_ref();
        self.path
            .parameters()
            .filter(move |name| Some(*name) != account)
    }

    /// All parameters that a caller of the operation gives: those outside of the body, then those of the body.
    pub fn all_parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().chain(self.body_parameters())
    }

    /// The types of all that is sent and returned.
    pub fn types(&self) -> impl Iterator<Item = &Ty> {
        let sent = self.all_parameters().map(|parameter| &parameter.ty);
        sent.chain(self.returned()).chain(&self.failure.ty)
    }

    /// The type of the response: of the items of a list, or of the whole.
    pub fn returned(&self) -> Option<&Ty> {
        let item = self.list.as_ref().map(|list| &list.item);
        item.or(self.success.ty.as_ref())
    }

    /// Parameters of the body, if it has any.
    pub fn body_parameters(&self) -> &[Parameter] {
        match &self.body {
            Body::Form(parameters)
            | Body::Json(parameters)
            | Body::Multipart(parameters)
            | Body::Content(parameters) => parameters,
            Body::Empty => &[],
        }
    }

    /// The media type of the body, as the document names it.
    pub fn body_media_type(&self) -> Option<&str> {
        let usual = match &self.body {
            Body::Empty => return None,
            Body::Form(_) => "application/x-www-form-urlencoded",
            Body::Json(_) => "application/json",
            Body::Multipart(_) => "multipart/form-data",
            Body::Content(content) => content.first()?.media_type.as_deref()?,
        };
        Some(self.body_type.as_deref().unwrap_or(usual))
    }
}

/// What an operation does, in the order in which operations are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum OperationKind {
    /// Reads the collection, page by page.
    List,
    /// Adds an item.
    Create,
    /// Reads one item.
    Fetch,
    /// Changes one item.
    Update,
    /// Removes one item.
    Delete,
    /// Anything else.
    Action,
}

/// A path with placeholders: `/v1/CustomerProfiles/{Sid}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PathTemplate(pub Vec<PathSegment>);

/// One part of a path between two slashes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathSegment {
    /// Fixed text.
    Fixed(String),
    /// A placeholder, by its name; text around it (`{Sid}.json`) is kept.
    Parameter {
        /// Fixed text before the placeholder.
        prefix: String,
        /// The parameter's name.
        name: WireName,
        /// Fixed text behind the placeholder.
        suffix: String,
        /// Further placeholders of the segment, each with the text behind it.
        more: Vec<(WireName, String)>,
    },
}

impl PathTemplate {
    /// Reads a path as it stands in the document.
    pub fn parse(path: &str) -> Self {
        let segments = path.split('/').skip(1).map(|segment| {
            let (prefix, mut rest) = segment.split_at(segment.find('{').unwrap_or(segment.len()));
            let mut placeholders = Vec::new();
            while let Some((name, behind)) =
                rest.strip_prefix('{').and_then(|at| at.split_once('}'))
            {
                let (text, next) = behind.split_at(behind.find('{').unwrap_or(behind.len()));
                placeholders.push((WireName::from(name), text.to_owned()));
                rest = next;
            }
            if placeholders.is_empty() {
                return PathSegment::Fixed(segment.to_owned());
            }
            let (name, suffix) = placeholders.remove(0);
            PathSegment::Parameter {
                prefix: prefix.to_owned(),
                name,
                suffix: suffix + rest,
                more: placeholders,
            }
        });
        Self(segments.collect())
    }

    /// The names of the placeholders, in order.
    pub fn parameters(&self) -> impl Iterator<Item = &WireName> {
        self.0.iter().flat_map(|segment| {
            let (first, more) = match segment {
                PathSegment::Parameter { name, more, .. } => (Some(name), more.as_slice()),
                PathSegment::Fixed(_) => (None, [].as_slice()),
            };
            first.into_iter().chain(more.iter().map(|(name, _)| name))
        })
    }

    /// The path as far as it distinguishes resources: without the placeholder of the account, which the client fills, and
    /// the segment before it, and without the `.json` at the end.
    pub fn bare(&self, account: Option<&WireName>) -> Self {
        let mut segments = self.0.clone();
        if let Some(account) = account {
            let is_account = |segment: &PathSegment| matches!(segment, PathSegment::Parameter { name, .. } if name == account);
            if let Some(index) = segments.iter().position(is_account) {
                segments.drain(index - 1..=index);
            }
        }
        match segments.last_mut() {
            Some(PathSegment::Fixed(text)) => {
                if let Some(stem) = text.strip_suffix(".json") {
                    *text = stem.to_owned();
                }
            }
            Some(PathSegment::Parameter { suffix, more, .. }) => {
                let last = more.last_mut().map_or(suffix, |(_, suffix)| suffix);
                if last == ".json" {
                    last.clear();
                }
            }
            None => {}
        }
        Self(segments)
    }

    /// The path of the collection: without a slash and a placeholder at its end.
    pub fn collection(&self) -> Self {
        let mut segments = self.0.clone();
        let is_slash =
            matches!(segments.as_slice(), [_, .., PathSegment::Fixed(last)] if last.is_empty());
        if is_slash {
            segments.pop();
        }
        if matches!(segments.last(), Some(PathSegment::Parameter { .. })) {
            segments.pop();
        }
        Self(segments)
    }

    /// Whether a placeholder is at its end, with or without a slash.
    pub fn is_of_item(&self) -> bool {
        let mut segments = self.0.iter().rev();
        let last = segments
            .find(|segment| !matches!(segment, PathSegment::Fixed(text) if text.is_empty()));
        matches!(last, Some(PathSegment::Parameter { .. }))
    }

    /// The last fixed segment.
    pub fn last_fixed(&self) -> Option<&str> {
        self.0.iter().rev().find_map(|segment| match segment {
            PathSegment::Fixed(text) if !text.is_empty() => Some(text.as_str()),
            _ => None,
        })
    }

    /// The path with anonymous placeholders: two templates that only differ in the names of their
    /// placeholders have the same shape.
    pub fn shape(&self) -> String {
        self.text(|_| "")
    }

    fn text(&self, named: impl Fn(&WireName) -> &str) -> String {
        let segments = self.0.iter().map(|segment| match segment {
            PathSegment::Fixed(text) => format!("/{text}"),
            PathSegment::Parameter {
                prefix,
                name,
                suffix,
                more,
            } => {
                let mut text = format!("/{prefix}{{{}}}{suffix}", named(name));
                for (name, suffix) in more {
                    text.push_str(&format!("{{{}}}{suffix}", named(name)));
                }
                text
            }
        });
        segments.collect()
    }
}

impl std::fmt::Display for PathTemplate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(WireName::as_str))
    }
}

impl Serialize for PathTemplate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A value that the caller gives.
#[derive(Clone, Debug, Serialize)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: WireName,
    /// Where it travels.
    pub location: ParameterLocation,
    /// Whether it must be given.
    pub presence: Presence,
    /// Whether it can be set to nothing, which is not the same as to leave it out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub nullable: bool,
    /// What values it takes.
    pub ty: Ty,
    /// How its parts are written, where that is not how the location has it by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<Style>,
    /// The media type of a part, a text or a file, where it is not the usual one; of a file, all that are documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// Whether JSON of no other type, or that of each item of a list, has to be an object.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub object: bool,
    /// Whether it must be kept out of logs.
    pub sensitivity: Sensitivity,
    /// What the document says about it.
    pub docs: Docs,
    /// A value that the document gives as an example.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<serde_json::Value>,
    /// The parameter object or the property of the body.
    pub origin: Origin,
}

/// How the parts of a value are written outside of JSON: `style`, `explode` and `allowReserved`, or `content`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Style {
    /// `style`.
    pub kind: StyleKind,
    /// `explode`.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// Whether the value is an object, of which each member is written by itself.
    pub members: bool,
}

/// The values of `style`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum StyleKind {
    /// `a=1`, in a query, a form and a cookie.
    Form,
    /// `1`, in a path and a header.
    Simple,
    /// `.1`, in a path.
    Label,
    /// `;a=1`, in a path.
    Matrix,
    /// `a=1%202`.
    SpaceDelimited,
    /// `a=1%7C2`.
    PipeDelimited,
    /// `a[b]=1`.
    DeepObject,
    /// JSON text: `content: application/json`.
    Json,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum ParameterLocation {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
    /// In the form body.
    Form,
    /// In the form body, where each member of the value is a parameter by its own name.
    Members,
    /// In the JSON body, as one of its properties.
    Json,
    /// It is the JSON body.
    Body,
    /// In the body of `multipart/form-data`, as a part or as several.
    Part,
    /// It is the body, which is a text or a file.
    Content,
}

/// Whether a parameter must be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Presence {
    /// The service refuses a request without it.
    Required,
    /// It may be left out.
    Optional,
}

/// What is sent in the body.
#[derive(Clone, Debug, Default, Serialize)]
pub enum Body {
    /// Nothing.
    #[default]
    Empty,
    /// `application/x-www-form-urlencoded`: required parameters in the order of the document's
    /// `required` list, then the others by name.
    Form(Vec<Parameter>),
    /// JSON: the properties of an object, in the same order, or one parameter that is the whole body.
    Json(Vec<Parameter>),
    /// `multipart/form-data`: the properties of an object, in the same order.
    Multipart(Vec<Parameter>),
    /// A text or a file: one parameter.
    Content(Vec<Parameter>),
}

/// How a response is a page of a list.
#[derive(Clone, Debug, Serialize)]
pub struct ListShape {
    /// The property that holds the items.
    pub items_key: WireName,
    /// What each item is.
    pub item: Ty,
    /// The parameter for the number of items a page, with its bounds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<(WireName, u32, u32)>,
    /// The parameter for the index of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<WireName>,
    /// The parameter for the token of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_token: Option<WireName>,
    /// How the next page is asked for, where a page does not give its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<NextPage>,
}

/// How the next page is asked for, where a page does not give its address.
#[derive(Clone, Debug, Serialize)]
pub enum NextPage {
    /// By a token, which this parameter takes.
    Token(WireName),
    /// By its number, which this parameter takes.
    Number(WireName),
    /// By the index of its first item, counted from 1, which this parameter takes.
    Index(WireName),
}

/// A named example of a body.
#[derive(Clone, Debug, Serialize)]
pub struct Example {
    /// The name that the document gives it.
    pub name: String,
    /// The example itself, in the document.
    pub origin: Origin,
}
