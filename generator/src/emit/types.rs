//! Types with a name of their own: records, unions, enumerations, and kinds of SID.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::docs::{Comment, documented};
use super::{responses, union};
use crate::model::{
    Access, Docs, Enumeration, Field, FieldPresence, Origin, Record, Sensitivity, Ty, TypeDef,
};
use crate::name::{Role, RustName};
use crate::syntax::{Item, Module, RustFile};
use crate::text::{code_span, markdown};

/// Maximum number of arguments that clippy accepts.
const MAX_ARGUMENTS: usize = 7;

/// The items of a type.
pub(super) fn items(emitter: &Emitter<'_>, found: &TypeDef) -> Vec<Item> {
    match found {
        TypeDef::Record(record) => {
            let here = emitter.names.home(&record.origin);
            let writer = RecordWriter {
                emitter,
                record,
                here,
            };
            writer.items()
        }
        TypeDef::Union(found) if found.by_status => responses::items(emitter, found),
        TypeDef::Union(found) => union::items(emitter, found),
        TypeDef::Enumeration(enumeration) => vec![enumeration_item(emitter, enumeration)],
    }
}

/// Writes a record: what the service returns, or callers make.
struct RecordWriter<'e> {
    emitter: &'e Emitter<'e>,
    record: &'e Record,
    /// The module that it stands in.
    here: &'e [RustName],
}

impl RecordWriter<'_> {
    /// The struct, and where it holds what must not be shown, a `Debug` that redacts.
    fn items(&self) -> Vec<Item> {
        let record = self.record;
        let name = self.emitter.names.of(&record.origin, Role::Type);
        let docs = documented(&record.docs, &record.name, "of the document");
        let fields = record.fields.iter().map(|field| self.field(field));
        let extra = record.extra.as_ref().map(|ty| {
            let ty = self.emitter.owned(ty, self.here);
            quote! {
                /// Properties that the document doesn't name.
                #[serde(flatten, skip_deserializing)]
                pub extra: #ty,
            }
        });
        let is_open = extra.is_some();
        let remote = is_open.then(|| quote!(#[serde(remote = "Self")]));
        let is_sensitive = record.fields.iter().any(is_personal);
        let debug = (!is_sensitive).then(|| quote!(Debug,));
        let default = has_default(record).then(|| quote!(Default,));
        let mut items = vec![Item::Plain(quote! {
            #docs
            #[derive(Clone, #debug #default PartialEq, serde::Deserialize, serde::Serialize)]
            #remote
            #[non_exhaustive]
            pub struct #name {
                #(#fields)*
                #extra
            }
        })];
        items.extend(is_open.then(|| Item::Plain(quote!(rt::open_record!(#name);))));
        items.extend(record.input.then(|| Item::Plain(self.making())));
        items.extend(is_sensitive.then(|| Item::Plain(self.redacting_debug())));
        items
    }

    fn name(&self, field: &Field) -> &RustName {
        self.emitter.names.text(&field.origin, Role::Field)
    }

    fn field(&self, field: &Field) -> TokenStream {
        let input = self.record.input;
        let is_optional = field.presence == FieldPresence::Optional;
        let (name, wire) = (self.name(field), &field.name);
        let docs = self.field_docs(field);
        let mut ty = boxed(self.emitter, &field.ty, &self.record.origin, self.here);
        if is_optional {
            ty = quote!(Option<#ty>);
        }
        let reader = reader(field, input);
        // An absent `Option` is none by itself, but not with a reader of its own.
        let is_defaulted = match field.presence {
            FieldPresence::Promised => false,
            FieldPresence::Defaulted => true,
            FieldPresence::Optional => input || reader.is_some(),
        };
        let options = [
            (name.as_str() != wire.as_str()).then(|| quote!(rename = #wire)),
            is_defaulted.then(|| quote!(default)),
            reader.map(|reader| quote!(deserialize_with = #reader)),
            (input && is_optional).then(|| match field.access {
                Access::ReadOnly => quote!(skip_serializing_if = "rt::is_read_only"),
                _ => quote!(skip_serializing_if = "Option::is_none"),
            }),
        ];
        let options: Vec<_> = options.into_iter().flatten().collect();
        let options = (!options.is_empty()).then(|| quote!(#[serde(#(#options),*)]));
        quote! {
            #docs
            #options
            pub #name: #ty,
        }
    }

    /// How callers make a record: `new` with what must be given, and a method for each other field.
    fn making(&self) -> TokenStream {
        let record = self.record;
        let name = self.emitter.names.of(&record.origin, Role::Type);
        let fields = record.fields.iter();
        let (given, rest): (Vec<&Field>, Vec<&Field>) = fields.partition(|field| field.is_given());
        let arguments = given.iter().map(|field| {
            let accepted = self.emitter.accepted(&field.ty, self.here);
            let name = self.name(field);
            quote!(#name: #accepted)
        });
        let set = given.iter().map(|field| {
            let (name, value) = (self.name(field), self.made(field, &field.ty));
            match name.ident() == value.to_string() {
                true => quote!(#name,),
                false => quote!(#name: #value,),
            }
        });
        let unset = rest.iter().map(|field| {
            let name = self.name(field);
            match field.presence {
                FieldPresence::Optional => quote!(#name: None,),
                _ => quote!(#name: Default::default(),),
            }
        });
        let open = record.extra.as_ref();
        let open = open.map(|_| quote!(extra: BTreeMap::new(),));
        let many = (given.len() > MAX_ARGUMENTS).then(
            || quote!(#[expect(clippy::too_many_arguments, reason = "the service wants them all")]),
        );
        let settable = rest.iter().filter(|field| field.access != Access::ReadOnly);
        let setters = settable.map(|field| self.setter(field));
        let extra = self.extra_setter();
        let made = match has_default(record) {
            true => quote!(Self::default()),
            false => quote!(Self { #(#set)* #(#unset)* #open }),
        };
        quote! {
            impl #name {
                /// A record with what must be given; the methods set the rest.
                #many
                pub fn new(#(#arguments),*) -> Self {
                    #made
                }
                #(#setters)*
                #extra
            }
        }
    }

    /// The method that sets a property that the document doesn't name.
    fn extra_setter(&self) -> Option<TokenStream> {
        let Some(Ty::Map(ty)) = &self.record.extra else {
            return None;
        };
        let accepted = self.emitter.accepted(ty, self.here);
        let value = self.emitter.converted(ty, quote!(value), self.here);
        Some(quote! {
            /// Sets a property that the document doesn't name.
            #[must_use]
            pub fn extra(mut self, name: impl Into<String>, value: #accepted) -> Self {
                self.extra.insert(name.into(), #value);
                self
            }
        })
    }

    /// The method that sets a field of a record that callers make, and the one that sets it to null.
    fn setter(&self, field: &Field) -> TokenStream {
        let docs = self.field_docs(field);
        let name = self.name(field);
        let ty = field.ty.non_null();
        let accepted = self.emitter.accepted(ty, self.here);
        let value = self.made(field, ty);
        let clear = field.is_clearable().then(|| {
            let wire = code_span(field.name.as_str());
            let docs = Comment::of(&format!(
                "Sets {wire} to null, where leaving it out would not change it."
            ));
            let clear = self.emitter.names.of(&field.origin, Role::Clear);
            let null = match self.emitter.holds(&field.ty, &self.record.origin) {
                true => quote!(Box::new(None)),
                false => quote!(None),
            };
            quote! {
                #docs
                #[must_use]
                pub fn #clear(mut self) -> Self {
                    self.#name = Some(#null);
                    self
                }
            }
        });
        quote! {
            #docs
            #[must_use]
            pub fn #name(mut self, #name: #accepted) -> Self {
                self.#name = #value;
                self
            }
            #clear
        }
    }

    /// The value of a field, made of an argument of its name that has a type: the field's, or that without null.
    fn made(&self, field: &Field, ty: &Ty) -> TokenStream {
        let name = self.name(field);
        let mut value = self.emitter.converted(ty, quote!(#name), self.here);
        if *ty != field.ty {
            value = quote!(Some(#value));
        }
        if self.emitter.holds(&field.ty, &self.record.origin) {
            value = quote!(Box::new(#value));
        }
        match field.presence {
            FieldPresence::Optional => quote!(Some(#value)),
            _ => value,
        }
    }

    /// What the document says about a field; a bare reference speaks through its enumeration or record.
    fn field_docs(&self, field: &Field) -> Comment {
        let note = match field.access {
            Access::ReadOnly if self.record.input => "Read-only: it is not sent.",
            Access::WriteOnly => "Write-only: responses are without it.",
            _ => return documented(&field.docs, &field.name, "of the response"),
        };
        let said = field.docs.description.iter().map(String::as_str);
        let said: Vec<_> = said.chain([note]).collect();
        let docs = Docs {
            description: Some(said.join("\n\n")),
            ..field.docs.clone()
        };
        documented(&docs, &field.name, "of the response")
    }

    fn redacting_debug(&self) -> TokenStream {
        let name = self.emitter.names.of(&self.record.origin, Role::Type);
        let title = name.to_string();
        let fields = self.record.fields.iter().map(|field| {
            let name = self.name(field);
            let label = name.as_str();
            match (field.sensitivity, field.presence) {
                (Sensitivity::Public, _) => quote!(.field(#label, &self.#name)),
                // Whether there is something is worth knowing and reveals nothing.
                (Sensitivity::Pii, FieldPresence::Optional) => {
                    quote!(.field(#label, &self.#name.as_ref().map(|_| rt::REDACTED)))
                }
                (Sensitivity::Pii, _) => quote!(.field(#label, &rt::REDACTED)),
            }
        });
        // Unknown properties of a record with personal data may be personal too.
        let open = self.record.extra.as_ref();
        let open = open.map(|_| quote!(.field("extra", &rt::REDACTED)));
        quote! {
            impl std::fmt::Debug for #name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.debug_struct(#title) #(#fields)* #open .finish()
                }
            }
        }
    }
}

/// The type of a member of `owner`, in a box if it holds one of `owner`.
pub(super) fn boxed(
    emitter: &Emitter<'_>,
    ty: &Ty,
    owner: &Origin,
    here: &[RustName],
) -> TokenStream {
    let owned = emitter.owned(ty, here);
    match emitter.holds(ty, owner) {
        true => quote!(Box<#owned>),
        false => owned,
    }
}

/// What reads a field that services don't always send as the document says.
pub(super) fn reader(field: &Field, is_input: bool) -> Option<&'static str> {
    let is_optional = field.presence == FieldPresence::Optional;
    // Null is not absence in what is sent, and so not in what is read of it.
    let is_nullable = is_input && is_optional && matches!(field.ty, Ty::Nullable(_) | Ty::Json);
    let ty = match is_nullable {
        true => field.ty.non_null(),
        false => &field.ty,
    };
    let is_lenient = match ty {
        Ty::Integer { .. } | Ty::Number | Ty::Decimal => true,
        Ty::Timestamp | Ty::Date => is_optional,
        // Free JSON may be null itself.
        Ty::Map(value) => !matches!(**value, Ty::Json | Ty::Nullable(_)),
        _ => false,
    };
    match (field.presence, is_lenient) {
        (_, true) if is_nullable => Some("rt::de::lenient_nullable"),
        (_, false) if is_nullable => Some("rt::de::nullable"),
        (FieldPresence::Defaulted, true) => Some("rt::de::lenient_or_default"),
        (FieldPresence::Defaulted, false) => Some("rt::de::null_as_default"),
        (_, true) => Some("rt::de::lenient"),
        (_, false) => None,
    }
}

/// Whether callers make such records, and may leave all out.
fn has_default(record: &Record) -> bool {
    record.input && !record.fields.iter().any(Field::is_given)
}

pub(super) fn is_personal(field: &Field) -> bool {
    field.sensitivity == Sensitivity::Pii
}

/// The known values, completed by the runtime's `open_enum!`.
fn enumeration_item(emitter: &Emitter<'_>, enumeration: &Enumeration) -> Item {
    let name = emitter.names.of(&enumeration.origin, Role::Type);
    let docs = documented(&enumeration.docs, &enumeration.name, "of the document");
    let variants = enumeration.values.iter().map(|value| {
        let variant = emitter.names.of(&value.origin, Role::Variant);
        let wire = &value.wire;
        let docs = documented(&value.docs, wire, "on the wire");
        quote!(#docs #variant = #wire)
    });
    Item::OpenEnum(quote! {
        #docs
        pub enum #name {
            #(#variants,)*
        }
    })
}

/// The kinds of SID: a type each.
pub(super) fn sid_file(emitter: &Emitter<'_>) -> RustFile {
    let mut items = vec![Item::Plain(emitter.runtime_import())];
    let mut kinds: Vec<_> = emitter.names.sid_kinds().iter().collect();
    kinds.sort_by_key(|kind| &kind.name);
    for kind in kinds {
        let (name, prefix) = (&kind.name, &kind.prefix);
        let docs = Comment::of(&format!(
            "Identifies {}: `{prefix}` and 32 hexadecimal digits.",
            markdown(&kind.identifies)
        ));
        items.push(Item::Plain(quote! {
            #docs
            #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct #name(rt::Sid);
        }));
        items.push(Item::Plain(quote!(rt::impl_sid!(#name, #prefix);)));
    }
    RustFile {
        path: "src/sid.rs".to_owned(),
        module: Some(Module::new("sid")),
        docs: vec![
            "Identifiers, a type for each kind: one kind can't be passed where another is wanted."
                .to_owned(),
        ],
        items,
    }
}
