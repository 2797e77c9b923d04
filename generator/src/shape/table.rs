//! The tables: which keys each part of an OpenAPI 3.0 document and of an overlay has, and what they hold.

use super::{Object, PartKind, Shape};
use Shape::{
    Any, Boolean, Choice, Content, Count, Is, List, Map, MapOrRef, Number, Paths, RefOr, Responses,
    SchemaOrBoolean, Tagged, Text,
};

/// Declares objects: what each is, its name in messages, the keys that it must have, and all keys with what they hold.
macro_rules! objects {
    ($($object:ident: $kind:ident $name:literal [$($required:ident)*] $(one of [$($choice:ident)*])? {
        $($key:ident: $shape:expr),* $(,)?
    })*) => {$(
        pub(crate) static $object: Object = Object {
            kind: PartKind::$kind,
            name: $name,
            required: &[$(stringify!($required)),*],
            one_of: &[$($(stringify!($choice)),*)?],
            fields: &[$((stringify!($key), $shape)),*],
        };
    )*};
}

pub(super) const METHOD: Shape = Is(&OPERATION);
const CALLBACKS: Shape = Map(&MapOrRef(&RefOr(&PATH_ITEM)));
const EXAMPLES: Shape = Map(&RefOr(&EXAMPLE));
const HEADERS: Shape = Map(&RefOr(&HEADER));
const LINKS: Shape = Map(&RefOr(&LINK));
const SECURITY: Shape = List(&Map(&List(&Text)));
const SERVERS: Shape = List(&Is(&SERVER));
const STYLE: Shape = Choice(&[
    "matrix",
    "label",
    "form",
    "simple",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
]);
const SECURITY_SCHEME: Shape = Tagged(
    "type",
    &[
        ("apiKey", &API_KEY),
        ("http", &HTTP),
        ("oauth2", &OAUTH2),
        ("openIdConnect", &OPEN_ID_CONNECT),
    ],
);

objects! {
    DOCUMENT: Other "an OpenAPI document" [openapi info] {
        openapi: Text, info: Is(&INFO), servers: SERVERS, paths: Paths, components: Is(&COMPONENTS),
        security: SECURITY, tags: List(&Is(&TAG)), externalDocs: Is(&EXTERNAL_DOCS),
    }

    OVERLAY: Other "an overlay" [overlay info actions] {
        overlay: Text, info: Is(&OVERLAY_INFO), extends: Text, actions: List(&Any),
    }

    OVERLAY_INFO: Other "`info`" [title version] { title: Text, version: Text }

    ACTION: Other "an action" [target] { target: Text, description: Text, update: Any, remove: Boolean }

    INFO: Other "`info`" [title version] {
        title: Text, description: Text, termsOfService: Text, contact: Is(&CONTACT), license: Is(&LICENSE),
        version: Text,
    }

    CONTACT: Other "a contact" [] { name: Text, url: Text, email: Text }

    LICENSE: Other "a license" [name] { name: Text, url: Text }

    EXTERNAL_DOCS: Other "`externalDocs`" [url] { description: Text, url: Text }

    TAG: Other "a tag" [name] { name: Text, description: Text, externalDocs: Is(&EXTERNAL_DOCS) }

    SERVER: Other "a server" [url] { url: Text, description: Text, variables: Map(&Is(&SERVER_VARIABLE)) }

    SERVER_VARIABLE: Other "a server variable" [default] { enum: List(&Text), default: Text, description: Text }

    COMPONENTS: Other "`components`" [] {
        schemas: Map(&RefOr(&SCHEMA)), responses: Map(&RefOr(&RESPONSE)), parameters: Map(&RefOr(&PARAMETER)),
        examples: EXAMPLES, requestBodies: Map(&RefOr(&REQUEST_BODY)), headers: HEADERS,
        securitySchemes: Map(&SECURITY_SCHEME), links: LINKS, callbacks: CALLBACKS,
    }

    PATH_ITEM: PathItem "a path item" [] {
        summary: Text, description: Text, servers: SERVERS, parameters: List(&RefOr(&PARAMETER)),
    }

    OPERATION: Operation "an operation" [] {
        tags: List(&Text), summary: Text, description: Text, externalDocs: Is(&EXTERNAL_DOCS), operationId: Text,
        parameters: List(&RefOr(&PARAMETER)), requestBody: RefOr(&REQUEST_BODY), responses: Responses,
        callbacks: CALLBACKS, deprecated: Boolean, security: SECURITY, servers: SERVERS,
    }

    PARAMETER: Parameter "a parameter" [name in] one of [schema content] {
        name: Text, in: Choice(&["query", "header", "path", "cookie"]), description: Text, required: Boolean,
        deprecated: Boolean, allowEmptyValue: Boolean, style: STYLE, explode: Boolean, allowReserved: Boolean,
        schema: RefOr(&SCHEMA), content: Content, example: Any, examples: EXAMPLES,
    }

    REQUEST_BODY: RequestBody "a request body" [content] { description: Text, content: Content, required: Boolean }

    MEDIA_TYPE: MediaType "a media type" [] {
        schema: RefOr(&SCHEMA), example: Any, examples: EXAMPLES, encoding: Map(&Is(&ENCODING)),
    }

    ENCODING: Other "an encoding" [] {
        contentType: Text, headers: HEADERS, style: STYLE, explode: Boolean, allowReserved: Boolean,
    }

    EXAMPLE: Example "an example" [] { summary: Text, description: Text, value: Any, externalValue: Text }

    RESPONSE: Response "a response" [] {
        description: Text, headers: HEADERS, content: Content, links: LINKS,
    }

    HEADER: Header "a header" [] one of [schema content] {
        description: Text, required: Boolean, deprecated: Boolean, style: Choice(&["simple"]), explode: Boolean,
        schema: RefOr(&SCHEMA), content: Content, example: Any, examples: EXAMPLES,
    }

    LINK: Link "a link" [] one of [operationRef operationId] {
        operationRef: Text, operationId: Text, parameters: Map(&Any), requestBody: Any, description: Text,
        server: Is(&SERVER),
    }

    SCHEMA: Schema "a schema" [] {
        title: Text, description: Text, type: Text, format: Text, nullable: Boolean, readOnly: Boolean,
        writeOnly: Boolean, deprecated: Boolean, enum: List(&Any), default: Any, example: Any, pattern: Text,
        minLength: Count, maxLength: Count, multipleOf: Number, minimum: Number, maximum: Number,
        exclusiveMinimum: Boolean, exclusiveMaximum: Boolean, items: RefOr(&SCHEMA), minItems: Count,
        maxItems: Count, uniqueItems: Boolean, properties: Map(&RefOr(&SCHEMA)), required: List(&Text),
        additionalProperties: SchemaOrBoolean, minProperties: Count, maxProperties: Count, allOf: List(&RefOr(&SCHEMA)),
        oneOf: List(&RefOr(&SCHEMA)), anyOf: List(&RefOr(&SCHEMA)), not: RefOr(&SCHEMA),
        discriminator: Is(&DISCRIMINATOR), externalDocs: Is(&EXTERNAL_DOCS), xml: Any,
    }

    DISCRIMINATOR: Other "a discriminator" [propertyName] { propertyName: Text, mapping: Map(&Text) }

    API_KEY: SecurityScheme "an API key scheme" [in name] {
        type: Text, in: Choice(&["query", "header", "cookie"]), name: Text, description: Text,
    }

    HTTP: SecurityScheme "an HTTP scheme" [scheme] {
        type: Text, scheme: Text, bearerFormat: Text, description: Text,
    }

    OAUTH2: SecurityScheme "an OAuth2 scheme" [flows] { type: Text, flows: Is(&FLOWS), description: Text }

    FLOWS: Other "the OAuth2 flows" [] {
        implicit: Is(&IMPLICIT), password: Is(&TOKEN), clientCredentials: Is(&TOKEN),
        authorizationCode: Is(&AUTHORIZATION_CODE),
    }

    IMPLICIT: Other "an OAuth2 flow" [authorizationUrl scopes] {
        authorizationUrl: Text, tokenUrl: Text, refreshUrl: Text, scopes: Map(&Text),
    }

    TOKEN: Other "an OAuth2 flow" [tokenUrl scopes] {
        authorizationUrl: Text, tokenUrl: Text, refreshUrl: Text, scopes: Map(&Text),
    }

    AUTHORIZATION_CODE: Other "an OAuth2 flow" [authorizationUrl tokenUrl scopes] {
        authorizationUrl: Text, tokenUrl: Text, refreshUrl: Text, scopes: Map(&Text),
    }

    OPEN_ID_CONNECT: SecurityScheme "an OpenID Connect scheme" [openIdConnectUrl] {
        type: Text, openIdConnectUrl: Text, description: Text,
    }
}
