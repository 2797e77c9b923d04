//! Made-up values for everything in the model: arguments of each operation, and responses with all fields.

use openapi_client_codegen::model::{
    Api, Operation, Origin, Parameter, Resource, Sensitivity, Sid, Ty, TypeDef,
};
use serde_json::{Map, Value, json};

/// What stands in every personal value.
pub const CANARY: &str = "canary-3f9d";
/// What stands in every text that is not personal.
pub const PUBLIC: &str = "public-77ab";

/// Makes values of the types of one document.
pub struct Samples {
    pub api: Api,
}

impl Samples {
    pub fn new() -> Self {
        let inputs = acceptance::trusthub().unwrap();
        Self {
            api: openapi_client_codegen::model(&inputs).unwrap().api,
        }
    }

    /// All operations, each with its resource.
    pub fn operations(&self) -> impl Iterator<Item = (&Resource, &Operation)> {
        let resources = self.api.walk().into_iter();
        resources.flat_map(|resource| {
            let operations = resource.operations.iter();
            operations.map(move |operation| (resource, operation))
        })
    }

    /// The arguments of a call that gives everything that can be given.
    pub fn arguments(&self, resource: &Resource, operation: &Operation) -> Value {
        let of_parent = operation.path.parameters().zip(&resource.parameters);
        let of_parent =
            of_parent.map(|(name, parameter)| (name.to_string(), self.argument(parameter)));
        let own = operation
            .all_parameters()
            .map(|parameter| (parameter.name.to_string(), self.argument(parameter)));
        Value::Object(of_parent.chain(own).collect())
    }

    fn argument(&self, parameter: &Parameter) -> Value {
        self.value(&parameter.ty, parameter.sensitivity == Sensitivity::Pii)
    }

    /// The body of a success with every field there is; `null` where there is no body.
    pub fn respond(&self, operation: &Operation) -> Value {
        if let Some(list) = &operation.list {
            let items = [self.value(&list.item, false), self.value(&list.item, false)];
            let mut body = json!({"meta": {"page": 0, "page_size": 50, "next_page_url": null}});
            body[list.items_key.as_str()] = json!(items);
            return body;
        }
        let ty = operation.success.ty.as_ref();
        ty.map_or(Value::Null, |ty| self.value(ty, false))
    }

    /// Whether a response holds anything personal.
    pub fn has_personal_fields(&self, operation: &Operation) -> bool {
        self.respond(operation).to_string().contains(CANARY)
    }

    fn value(&self, ty: &Ty, is_personal: bool) -> Value {
        let text = if is_personal { CANARY } else { PUBLIC };
        match ty {
            Ty::Bool => json!(true),
            Ty::Integer { min, .. } => json!(min.unwrap_or(7)),
            Ty::Number => json!(1.5),
            Ty::Decimal => json!("1.50"),
            Ty::String | Ty::File => json!(text),
            Ty::Uri => json!(format!("https://{text}.example/hook")),
            Ty::Timestamp => json!("2026-03-03T09:20:11Z"),
            Ty::Date => json!("2026-03-03"),
            Ty::Sid(kind) => json!(sid(kind.as_ref())),
            Ty::Enum(_) | Ty::Record(_) | Ty::Union(_) => self.named(ty, is_personal),
            Ty::List(item) => json!([self.value(item, is_personal)]),
            Ty::Map(item) => json!({"key": self.value(item, is_personal)}),
            Ty::Nullable(inner) => self.value(inner, is_personal),
            Ty::Json => json!({"note": text}),
            Ty::Bytes | Ty::Empty => Value::Null,
        }
    }

    fn named(&self, ty: &Ty, is_personal: bool) -> Value {
        let (Ty::Enum(origin) | Ty::Record(origin) | Ty::Union(origin)) = ty else {
            return Value::Null;
        };
        match self.definition(origin) {
            TypeDef::Enumeration(enumeration) => json!(enumeration.values[0].wire.as_str()),
            TypeDef::Union(union) => self.value(&union.variants[0].ty, is_personal),
            TypeDef::Record(record) => {
                let fields = record.fields.iter().map(|field| {
                    let is_personal = is_personal || field.sensitivity == Sensitivity::Pii;
                    (field.name.to_string(), self.value(&field.ty, is_personal))
                });
                Value::Object(fields.collect::<Map<_, _>>())
            }
        }
    }

    fn definition(&self, origin: &Origin) -> &TypeDef {
        let resources = self.api.walk().into_iter();
        let own = resources.flat_map(|resource| &resource.types);
        let mut all = own.chain(&self.api.shared);
        all.find(|found| found.origin() == origin).unwrap()
    }
}

fn sid(sid: Option<&Sid>) -> String {
    let prefix = sid.map_or("XX", |sid| sid.prefix.as_str());
    format!("{prefix}0123456789abcdef0123456789abcdef")
}
