//! The operations of a made-up product.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use twilio_client::dynamic::{
    Choice, Operation, Parameter, ParameterKind, ParameterLocation, Resource, Service, fields_of,
};
use twilio_client::{Api, CONVENTIONS, Error, Paging, Pii, Sid, Timestamp};

static API: Api = Api::new(
    "Parcels",
    "https://parcels.twilio.com",
    "twilio-parcels/1.0.0",
)
.conventions(&CONVENTIONS);

/// The table.
pub static SERVICE: Service = Service {
    api: &API,
    docs: "Parcels on their way.\n\nA parcel has stops.",
    resources: &[
        Resource {
            words: &["parcels"],
            path: "/v1/Parcels",
            docs: "Parcels: what is sent. Each has a label.",
            operations: &[CREATE, LIST, FETCH, UPDATE, DELETE],
        },
        Resource {
            words: &["parcels", "stops"],
            path: "/v1/Parcels/{ParcelSid}/Stops",
            docs: "Stops of a parcel.",
            operations: &[CREATE_STOP],
        },
    ],
};

/// A parcel, as the service returns it.
#[derive(Debug, Deserialize, Serialize)]
struct Parcel {
    sid: String,
    status: Option<String>,
    name: Option<String>,
    weight: Option<f64>,
    links: Option<Value>,
}

const STATUS: ParameterKind = ParameterKind::Enum(&[
    Choice {
        value: "draft",
        docs: "It is being packed.",
    },
    Choice {
        value: "on-its-way",
        docs: "It was sent.",
    },
]);

const COLUMNS: &[&str] = &["sid", "status", "name"];

const fn parameter(
    name: &'static str,
    word: &'static str,
    location: ParameterLocation,
    kind: ParameterKind,
    docs: &'static str,
) -> Parameter {
    Parameter {
        name,
        word,
        location,
        is_required: matches!(
            location,
            ParameterLocation::Item | ParameterLocation::Parent
        ),
        is_personal: false,
        is_nullable: false,
        kind,
        docs,
    }
}

const SID: Parameter = parameter(
    "Sid",
    "sid",
    ParameterLocation::Item,
    ParameterKind::Id("PX"),
    "The parcel that is meant.",
);

const NAME: Parameter = Parameter {
    is_required: true,
    is_personal: true,
    ..parameter(
        "Name",
        "name",
        ParameterLocation::Form,
        ParameterKind::Text,
        "Who it is for.",
    )
};

const CREATE: Operation = Operation {
    id: "CreateParcel",
    word: "create",
    method: "POST",
    path: "/v1/Parcels",
    docs: "Creates a parcel.\n\nIt is a draft until it is sent.",
    parameters: &[
        NAME,
        parameter(
            "Weight",
            "weight",
            ParameterLocation::Form,
            ParameterKind::Number,
            "In kilograms.",
        ),
        parameter(
            "Status",
            "status",
            ParameterLocation::Form,
            STATUS,
            "How far it is.",
        ),
        parameter(
            "Fragile",
            "fragile",
            ParameterLocation::Form,
            ParameterKind::Bool,
            "Whether it breaks.",
        ),
        parameter(
            "Tags",
            "tags",
            ParameterLocation::Form,
            ParameterKind::List(&ParameterKind::Text),
            "Words to find it by.",
        ),
        parameter(
            "Extra",
            "extra",
            ParameterLocation::Form,
            ParameterKind::Json,
            "Whatever you like.",
        ),
        parameter(
            "Facts",
            "facts",
            ParameterLocation::Form,
            ParameterKind::Object,
            "What is known of the parcel.",
        ),
        parameter(
            "SendAt",
            "send-at",
            ParameterLocation::Form,
            ParameterKind::Timestamp,
            "When it is sent.",
        ),
    ],
    columns: COLUMNS,
    fields: fields_of::<Parcel>,
    is_list: false,
    is_deprecated: false,
    request: |client, arguments| {
        let mut call = client
            .post::<Parcel>("/v1/Parcels")
            .form("Name", Pii(arguments.required::<String>("Name")?));
        if let Some(weight) = arguments.optional::<f64>("Weight")? {
            call = call.form("Weight", weight);
        }
        if let Some(status) = arguments.optional::<String>("Status")? {
            call = call.form("Status", status);
        }
        if let Some(fragile) = arguments.optional::<bool>("Fragile")? {
            call = call.form("Fragile", fragile);
        }
        if let Some(tags) = arguments.optional::<Vec<String>>("Tags")? {
            call = call.form("Tags", tags);
        }
        if let Some(extra) = arguments.optional::<Value>("Extra")? {
            call = call.form("Extra", extra);
        }
        if let Some(facts) = arguments.optional::<Value>("Facts")? {
            call = call.form("Facts", facts);
        }
        if let Some(at) = arguments.optional::<Timestamp>("SendAt")? {
            call = call.form("SendAt", at);
        }
        Ok(call.into())
    },
};

const LIST: Operation = Operation {
    id: "ListParcel",
    word: "list",
    method: "GET",
    path: "/v1/Parcels",
    docs: "Lists parcels.",
    parameters: &[
        parameter(
            "Status",
            "status",
            ParameterLocation::Query,
            STATUS,
            "Only those that are so far.",
        ),
        parameter(
            "PageSize",
            "page-size",
            ParameterLocation::Page,
            ParameterKind::Integer,
            "How many parcels a page has, at most 1000.",
        ),
        parameter(
            "PageToken",
            "page-token",
            ParameterLocation::Page,
            ParameterKind::Text,
            "The page to begin at.",
        ),
    ],
    columns: COLUMNS,
    fields: fields_of::<Parcel>,
    is_list: true,
    is_deprecated: false,
    request: |client, arguments| {
        let paging = Paging::new("parcels")
            .page_size("PageSize", 1..=1000)
            .page_token("PageToken");
        let mut list = client.list::<Parcel>("/v1/Parcels", paging);
        if let Some(status) = arguments.optional::<String>("Status")? {
            list = list.query("Status", status);
        }
        if let Some(size) = arguments.optional("PageSize")? {
            list = list.page_size(size);
        }
        if let Some(token) = arguments.optional::<String>("PageToken")? {
            list = list.page_token(token);
        }
        Ok(list.into())
    },
};

const FETCH: Operation = Operation {
    id: "FetchParcel",
    word: "fetch",
    method: "GET",
    path: "/v1/Parcels/{Sid}",
    docs: "Fetches a parcel.",
    parameters: &[SID],
    columns: COLUMNS,
    fields: fields_of::<Parcel>,
    is_list: false,
    is_deprecated: false,
    request: |client, arguments| {
        let call = client.get::<Parcel>("/v1/Parcels/{Sid}");
        Ok(call.path("Sid", parcel_sid(arguments, "Sid")?).into())
    },
};

const UPDATE: Operation = Operation {
    id: "UpdateParcel",
    word: "update",
    method: "POST",
    path: "/v1/Parcels/{Sid}",
    docs: "Changes a parcel.",
    parameters: &[
        SID,
        parameter(
            "Status",
            "status",
            ParameterLocation::Form,
            STATUS,
            "How far it is.",
        ),
        parameter(
            "Timeout",
            "timeout",
            ParameterLocation::Form,
            ParameterKind::Integer,
            "How long it is kept, in days.",
        ),
    ],
    columns: COLUMNS,
    fields: fields_of::<Parcel>,
    is_list: false,
    is_deprecated: true,
    request: |client, arguments| {
        let mut call = client
            .post::<Parcel>("/v1/Parcels/{Sid}")
            .path("Sid", parcel_sid(arguments, "Sid")?);
        if let Some(status) = arguments.optional::<String>("Status")? {
            call = call.form("Status", status);
        }
        if let Some(timeout) = arguments.optional::<i64>("Timeout")? {
            call = call.form("Timeout", timeout);
        }
        Ok(call.into())
    },
};

const DELETE: Operation = Operation {
    id: "DeleteParcel",
    word: "delete",
    method: "DELETE",
    path: "/v1/Parcels/{Sid}",
    docs: "Deletes a parcel.",
    parameters: &[SID],
    columns: &[],
    fields: fields_of::<()>,
    is_list: false,
    is_deprecated: false,
    request: |client, arguments| {
        let call = client.delete::<()>("/v1/Parcels/{Sid}");
        Ok(call.path("Sid", parcel_sid(arguments, "Sid")?).into())
    },
};

const CREATE_STOP: Operation = Operation {
    id: "CreateStop",
    word: "create",
    method: "POST",
    path: "/v1/Parcels/{ParcelSid}/Stops",
    docs: "Adds a stop.",
    parameters: &[
        parameter(
            "Town",
            "town",
            ParameterLocation::Form,
            ParameterKind::Text,
            "Where it stops.",
        ),
        parameter(
            "ParcelSid",
            "parcel-sid",
            ParameterLocation::Parent,
            ParameterKind::Id("PX"),
            "The parcel that stops.",
        ),
    ],
    columns: &[],
    fields: fields_of::<Value>,
    is_list: false,
    is_deprecated: false,
    request: |client, arguments| {
        let mut call = client
            .post::<Value>("/v1/Parcels/{ParcelSid}/Stops")
            .path("ParcelSid", parcel_sid(arguments, "ParcelSid")?);
        if let Some(town) = arguments.optional::<String>("Town")? {
            call = call.form("Town", town);
        }
        Ok(call.into())
    },
};

/// A SID, checked as the types of a generated crate do.
fn parcel_sid(
    arguments: &mut openapi_client_runtime::dynamic::Arguments,
    name: &'static str,
) -> Result<Sid, Error> {
    Ok(Sid::new(arguments.required::<String>(name)?)?)
}
