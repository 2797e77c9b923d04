//! The tables: which keys each part of an OpenAPI 3.0 document has, and what they hold.

use super::{Object, PartKind, Shape};
use Shape::{
    Any, Boolean, Choice, Count, List, Map, Number, Paths, RefOr, Responses, SchemaOrBoolean,
    Tagged, Text,
};

/// An object whose keys are all optional.
const fn object(name: &'static str, fields: &'static [(&'static str, Shape)]) -> Object {
    Object {
        kind: PartKind::Other,
        name,
        required: &[],
        one_of: &[],
        fields,
    }
}

pub(super) static DOCUMENT: Object = Object {
    required: &["openapi", "info", "paths"],
    ..object(
        "an OpenAPI document",
        &[
            ("openapi", Text),
            ("info", Shape::Object(&INFO)),
            ("servers", SERVERS),
            ("paths", Paths),
            ("components", Shape::Object(&COMPONENTS)),
            ("security", SECURITY),
            ("tags", List(&Shape::Object(&TAG))),
            ("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
        ],
    )
};

static INFO: Object = Object {
    required: &["title", "version"],
    ..object(
        "`info`",
        &[
            ("title", Text),
            ("description", Text),
            ("termsOfService", Text),
            ("contact", Shape::Object(&CONTACT)),
            ("license", Shape::Object(&LICENSE)),
            ("version", Text),
        ],
    )
};

static CONTACT: Object = object(
    "a contact",
    &[("name", Text), ("url", Text), ("email", Text)],
);

static LICENSE: Object = Object {
    required: &["name"],
    ..object("a license", &[("name", Text), ("url", Text)])
};

static EXTERNAL_DOCS: Object = Object {
    required: &["url"],
    ..object("`externalDocs`", &[("description", Text), ("url", Text)])
};

static TAG: Object = Object {
    required: &["name"],
    ..object(
        "a tag",
        &[
            ("name", Text),
            ("description", Text),
            ("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
        ],
    )
};

const SERVERS: Shape = List(&Shape::Object(&SERVER));

static SERVER: Object = Object {
    required: &["url"],
    ..object(
        "a server",
        &[
            ("url", Text),
            ("description", Text),
            ("variables", Map(&Shape::Object(&SERVER_VARIABLE))),
        ],
    )
};

static SERVER_VARIABLE: Object = Object {
    required: &["default"],
    ..object(
        "a server variable",
        &[
            ("enum", List(&Text)),
            ("default", Text),
            ("description", Text),
        ],
    )
};

const SECURITY: Shape = List(&Map(&List(&Text)));

static COMPONENTS: Object = object(
    "`components`",
    &[
        ("schemas", Map(&RefOr(&SCHEMA))),
        ("responses", Map(&RefOr(&RESPONSE))),
        ("parameters", Map(&RefOr(&PARAMETER))),
        ("examples", EXAMPLES),
        ("requestBodies", Map(&RefOr(&REQUEST_BODY))),
        ("headers", Map(&RefOr(&HEADER))),
        ("securitySchemes", Map(&SECURITY_SCHEME)),
        ("links", LINKS),
        ("callbacks", Map(&Map(&RefOr(&PATH_ITEM)))),
    ],
);

pub(super) static PATH_ITEM: Object = Object {
    kind: PartKind::PathItem,
    ..object(
        "a path item",
        &[
            ("summary", Text),
            ("description", Text),
            ("servers", SERVERS),
            ("parameters", List(&RefOr(&PARAMETER))),
        ],
    )
};

pub(super) const METHOD: Shape = Shape::Object(&OPERATION);

static OPERATION: Object = Object {
    kind: PartKind::Operation,
    required: &["responses"],
    ..object(
        "an operation",
        &[
            ("tags", List(&Text)),
            ("summary", Text),
            ("description", Text),
            ("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
            ("operationId", Text),
            ("parameters", List(&RefOr(&PARAMETER))),
            ("requestBody", RefOr(&REQUEST_BODY)),
            ("responses", Responses),
            ("callbacks", Map(&Map(&RefOr(&PATH_ITEM)))),
            ("deprecated", Boolean),
            ("security", SECURITY),
            ("servers", SERVERS),
        ],
    )
};

static PARAMETER: Object = Object {
    kind: PartKind::Parameter,
    required: &["name", "in"],
    one_of: &["schema", "content"],
    ..object(
        "a parameter",
        &[
            ("name", Text),
            ("in", Choice(&["query", "header", "path", "cookie"])),
            ("description", Text),
            ("required", Boolean),
            ("deprecated", Boolean),
            ("allowEmptyValue", Boolean),
            ("style", STYLE),
            ("explode", Boolean),
            ("allowReserved", Boolean),
            ("schema", RefOr(&SCHEMA)),
            ("content", Shape::Content),
            ("example", Any),
            ("examples", EXAMPLES),
        ],
    )
};

const STYLE: Shape = Choice(&[
    "matrix",
    "label",
    "form",
    "simple",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
]);

static REQUEST_BODY: Object = Object {
    kind: PartKind::RequestBody,
    required: &["content"],
    ..object(
        "a request body",
        &[
            ("description", Text),
            ("content", Shape::Content),
            ("required", Boolean),
        ],
    )
};

pub(super) static MEDIA_TYPE: Object = Object {
    kind: PartKind::MediaType,
    ..object(
        "a media type",
        &[
            ("schema", RefOr(&SCHEMA)),
            ("example", Any),
            ("examples", EXAMPLES),
            ("encoding", Map(&Shape::Object(&ENCODING))),
        ],
    )
};

static ENCODING: Object = object(
    "an encoding",
    &[
        ("contentType", Text),
        ("headers", Map(&RefOr(&HEADER))),
        ("style", STYLE),
        ("explode", Boolean),
        ("allowReserved", Boolean),
    ],
);

const EXAMPLES: Shape = Map(&RefOr(&EXAMPLE));

static EXAMPLE: Object = Object {
    kind: PartKind::Example,
    ..object(
        "an example",
        &[
            ("summary", Text),
            ("description", Text),
            ("value", Any),
            ("externalValue", Text),
        ],
    )
};

pub(super) static RESPONSE: Object = Object {
    kind: PartKind::Response,
    required: &["description"],
    ..object(
        "a response",
        &[
            ("description", Text),
            ("headers", Map(&RefOr(&HEADER))),
            ("content", Shape::Content),
            ("links", LINKS),
        ],
    )
};

static HEADER: Object = Object {
    kind: PartKind::Header,
    one_of: &["schema", "content"],
    ..object(
        "a header",
        &[
            ("description", Text),
            ("required", Boolean),
            ("deprecated", Boolean),
            ("style", Choice(&["simple"])),
            ("explode", Boolean),
            ("schema", RefOr(&SCHEMA)),
            ("content", Shape::Content),
            ("example", Any),
            ("examples", EXAMPLES),
        ],
    )
};

const LINKS: Shape = Map(&RefOr(&LINK));

static LINK: Object = Object {
    kind: PartKind::Link,
    one_of: &["operationRef", "operationId"],
    ..object(
        "a link",
        &[
            ("operationRef", Text),
            ("operationId", Text),
            ("parameters", Map(&Any)),
            ("requestBody", Any),
            ("description", Text),
            ("server", Shape::Object(&SERVER)),
        ],
    )
};

pub(super) static SCHEMA: Object = Object {
    kind: PartKind::Schema,
    ..object(
        "a schema",
        &[
            ("title", Text),
            ("description", Text),
            ("type", Text),
            ("format", Text),
            ("nullable", Boolean),
            ("readOnly", Boolean),
            ("writeOnly", Boolean),
            ("deprecated", Boolean),
            ("enum", List(&Any)),
            ("default", Any),
            ("example", Any),
            ("pattern", Text),
            ("minLength", Count),
            ("maxLength", Count),
            ("multipleOf", Number),
            ("minimum", Number),
            ("maximum", Number),
            ("exclusiveMinimum", Boolean),
            ("exclusiveMaximum", Boolean),
            ("items", RefOr(&SCHEMA)),
            ("minItems", Count),
            ("maxItems", Count),
            ("uniqueItems", Boolean),
            ("properties", Map(&RefOr(&SCHEMA))),
            ("required", List(&Text)),
            ("additionalProperties", SchemaOrBoolean),
            ("minProperties", Count),
            ("maxProperties", Count),
            ("allOf", List(&RefOr(&SCHEMA))),
            ("oneOf", List(&RefOr(&SCHEMA))),
            ("anyOf", List(&RefOr(&SCHEMA))),
            ("not", RefOr(&SCHEMA)),
            ("discriminator", Shape::Object(&DISCRIMINATOR)),
            ("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
            ("xml", Any),
        ],
    )
};

static DISCRIMINATOR: Object = Object {
    required: &["propertyName"],
    ..object(
        "a discriminator",
        &[("propertyName", Text), ("mapping", Map(&Text))],
    )
};

const SECURITY_SCHEME: Shape = Tagged(
    "type",
    &[
        ("apiKey", &API_KEY),
        ("http", &HTTP),
        ("oauth2", &OAUTH2),
        ("openIdConnect", &OPEN_ID_CONNECT),
    ],
);

static API_KEY: Object = Object {
    kind: PartKind::SecurityScheme,
    required: &["in", "name"],
    ..object(
        "an API key scheme",
        &[
            ("type", Text),
            ("in", Choice(&["query", "header", "cookie"])),
            ("name", Text),
            ("description", Text),
        ],
    )
};

static HTTP: Object = Object {
    kind: PartKind::SecurityScheme,
    required: &["scheme"],
    ..object(
        "an HTTP scheme",
        &[
            ("type", Text),
            ("scheme", Text),
            ("bearerFormat", Text),
            ("description", Text),
        ],
    )
};

static OAUTH2: Object = Object {
    kind: PartKind::SecurityScheme,
    required: &["flows"],
    ..object(
        "an OAuth2 scheme",
        &[
            ("type", Text),
            ("flows", Shape::Object(&FLOWS)),
            ("description", Text),
        ],
    )
};

static FLOWS: Object = object(
    "the OAuth2 flows",
    &[
        ("implicit", Shape::Object(&IMPLICIT)),
        ("password", Shape::Object(&TOKEN)),
        ("clientCredentials", Shape::Object(&TOKEN)),
        ("authorizationCode", Shape::Object(&AUTHORIZATION_CODE)),
    ],
);

static IMPLICIT: Object = flow(&["authorizationUrl", "scopes"]);
static TOKEN: Object = flow(&["tokenUrl", "scopes"]);
static AUTHORIZATION_CODE: Object = flow(&["authorizationUrl", "tokenUrl", "scopes"]);

const fn flow(required: &'static [&'static str]) -> Object {
    Object {
        required,
        ..object(
            "an OAuth2 flow",
            &[
                ("authorizationUrl", Text),
                ("tokenUrl", Text),
                ("refreshUrl", Text),
                ("scopes", Map(&Text)),
            ],
        )
    }
}

static OPEN_ID_CONNECT: Object = Object {
    kind: PartKind::SecurityScheme,
    required: &["openIdConnectUrl"],
    ..object(
        "an OpenID Connect scheme",
        &[
            ("type", Text),
            ("openIdConnectUrl", Text),
            ("description", Text),
        ],
    )
};
