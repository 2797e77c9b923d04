//! Types: what values are made of.

use serde::Serialize;

use super::{Docs, Origin, WireName};

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Ty {
    /// `true` or `false`.
    Bool,
    /// A whole number; the bounds are those that the document states.
    Integer {
        /// The numbers of its format.
        size: IntegerSize,
        /// The smallest value.
        #[serde(skip_serializing_if = "Option::is_none")]
        min: Option<i128>,
        /// The greatest value.
        #[serde(skip_serializing_if = "Option::is_none")]
        max: Option<i128>,
    },
    /// A floating-point number: `format: float` or `double`.
    Number,
    /// Any other number, whose digits are all kept; it may travel as text.
    Decimal,
    /// Text.
    String,
    /// Text that is meant as a URI, absolute or not; services send empty ones too.
    Uri,
    /// A moment: RFC 3339, or RFC 2822 where the document says so.
    Timestamp,
    /// An identifier; `None`: with any prefix.
    Sid(Option<Sid>),
    /// An enumeration, by its origin.
    Enum(Origin),
    /// A record, by its origin.
    Record(Origin),
    /// One of several types, by its origin.
    Union(Origin),
    /// A day, as `YYYY-MM-DD`.
    Date,
    /// Several values.
    List(Box<Ty>),
    /// Values by name.
    Map(Box<Ty>),
    /// A value that may be null: an item of a list, an entry of a map, or what has to be sent, be it as null.
    Nullable(Box<Ty>),
    /// Bytes that are sent as they are, with a name and a media type where they matter.
    File,
    /// Anything that JSON can hold.
    Json,
    /// Bytes: a body that is neither JSON nor text.
    Bytes,
    /// Nothing: a response without a body, among others that have one.
    Empty,
}

/// The numbers that fit some bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct IntegerSize {
    /// 8, 16, 32 or 64.
    pub bits: u8,
    /// Whether they may be negative.
    pub signed: bool,
}

impl IntegerSize {
    /// 64 bits, as where a document says nothing.
    pub const INT64: Self = Self {
        bits: 64,
        signed: true,
    };

    const UINT64: Self = Self {
        bits: 64,
        signed: false,
    };

    /// The numbers of a format. Bounds beyond them say more than the format: `None` if 64 bits do not hold them.
    pub fn of(format: Option<&str>, min: Option<i128>, max: Option<i128>) -> Option<Self> {
        let named = format.and_then(Self::named);
        let has_bounds = |size: &Self| size.includes(min) && size.includes(max);
        let sizes = [named, Some(Self::INT64), Some(Self::UINT64)];
        sizes.into_iter().flatten().find(has_bounds)
    }

    fn named(format: &str) -> Option<Self> {
        let (signed, bits) = match format.strip_prefix("uint") {
            Some(bits) => (false, bits),
            None => (true, format.strip_prefix("int")?),
        };
        let bits = bits.parse().ok()?;
        matches!(bits, 8 | 16 | 32 | 64).then_some(Self { bits, signed })
    }

    /// The smallest and the greatest.
    pub fn range(self) -> (i128, i128) {
        match self.signed {
            true => (-(1 << (self.bits - 1)), (1 << (self.bits - 1)) - 1),
            false => (0, (1 << self.bits) - 1),
        }
    }

    /// Whether all numbers of another size are of this one.
    pub fn covers(self, other: Self) -> bool {
        let (min, max) = other.range();
        self.includes(Some(min)) && self.includes(Some(max))
    }

    fn includes(self, bound: Option<i128>) -> bool {
        let (min, max) = self.range();
        bound.is_none_or(|bound| (min..=max).contains(&bound))
    }
}

impl Ty {
    /// What lists and maps hold in the end, or else the type itself.
    pub fn innermost(&self) -> &Self {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.innermost(),
            other => other,
        }
    }

    /// The type without null.
    pub fn non_null(&self) -> &Self {
        match self {
            Self::Nullable(inner) => inner,
            other => other,
        }
    }

    /// The same type, that may be null.
    pub fn or_null(self) -> Self {
        match self {
            // They hold null already.
            Self::Json | Self::Nullable(_) => self,
            other => Self::Nullable(Box::new(other)),
        }
    }

    /// The origin of the record, union or enumeration that this is, or a list or map of.
    pub fn reference(&self) -> Option<&Origin> {
        match self.innermost() {
            Self::Enum(origin) | Self::Record(origin) | Self::Union(origin) => Some(origin),
            _ => None,
        }
    }

    /// The identifier with a prefix that this is, or a list or map of.
    pub fn sid(&self) -> Option<&Sid> {
        match self.innermost() {
            Self::Sid(sid) => sid.as_ref(),
            _ => None,
        }
    }

    /// The record or union of which each value holds one, without a list or a map between.
    pub fn held(&self) -> Option<&Origin> {
        match self {
            Self::Record(origin) | Self::Union(origin) => Some(origin),
            _ => None,
        }
    }
}

/// An identifier whose first letters tell what it identifies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Sid {
    /// The two letters before the 32 hexadecimal digits.
    pub prefix: String,
    /// The schema.
    pub origin: Origin,
}

/// A type with a name of its own.
#[derive(Clone, Debug, Serialize)]
pub enum TypeDef {
    /// A JSON object with known properties.
    Record(Record),
    /// One of several types.
    Union(Union),
    /// Text with known values.
    Enumeration(Enumeration),
}

impl TypeDef {
    /// Where it stands in the document.
    pub fn origin(&self) -> &Origin {
        match self {
            Self::Record(record) => &record.origin,
            Self::Union(union) => &union.origin,
            Self::Enumeration(enumeration) => &enumeration.origin,
        }
    }

    /// Its name in the document.
    pub fn name(&self) -> &WireName {
        match self {
            Self::Record(record) => &record.name,
            Self::Union(union) => &union.name,
            Self::Enumeration(enumeration) => &enumeration.name,
        }
    }

    /// The types of its fields or variants.
    pub fn members(&self) -> Vec<&Ty> {
        match self {
            Self::Record(record) => {
                let fields = record.fields.iter().map(|field| &field.ty);
                fields.chain(&record.extra).collect()
            }
            Self::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Self::Enumeration(_) => Vec::new(),
        }
    }

    /// The origins of the types that this one refers to.
    pub fn references(&self) -> impl Iterator<Item = &Origin> {
        self.members().into_iter().filter_map(Ty::reference)
    }
}

/// A JSON object with known properties.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// The component's name, or the property's for an inline schema.
    pub name: WireName,
    /// For an inline schema: the names of what it stands in, outermost first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<WireName>,
    /// What the document says about it.
    pub docs: Docs,
    /// The properties: promised ones in the order of the document's `required` list, then the others by name.
    pub fields: Vec<Field>,
    /// The map of the properties that the document doesn't name: `additionalProperties` beside `properties`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra: Option<Ty>,
    /// Whether callers make such records, to send them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub input: bool,
    /// The schema.
    pub origin: Origin,
}

/// One of several types.
#[derive(Clone, Debug, Serialize)]
pub struct Union {
    /// The component's name, or the property's for an inline schema.
    pub name: WireName,
    /// For an inline schema: the names of what it stands in, outermost first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<WireName>,
    /// What the document says about it.
    pub docs: Docs,
    /// The property whose text says which variant it is; without one, the first variant that fits is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<WireName>,
    /// Whether it is the status of a response, or its media type, that says which variant it is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub by_status: bool,
    /// The variants; without a tag, one that has all that another has stands before it.
    pub variants: Vec<Variant>,
    /// The schema.
    pub origin: Origin,
}

/// One type of several.
#[derive(Clone, Debug, Serialize)]
pub struct Variant {
    /// What to call it: the component's name, the title, or the type.
    pub name: WireName,
    /// The text of the tag that stands for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// What it holds.
    pub ty: Ty,
    /// The schema in the list.
    pub origin: Origin,
}

/// A property of a record.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    /// Its name on the wire.
    pub name: WireName,
    /// Whether it is there.
    pub presence: FieldPresence,
    /// What it holds.
    pub ty: Ty,
    /// Whether it is in the list `required`.
    #[serde(skip)]
    pub required: bool,
    /// Whether it may be null.
    #[serde(skip)]
    pub nullable: bool,
    /// Which way it travels.
    #[serde(skip_serializing_if = "Access::is_both")]
    pub access: Access,
    /// Whether it must be kept out of logs.
    pub sensitivity: Sensitivity,
    /// What the document says about it.
    pub docs: Docs,
    /// The property's schema.
    pub origin: Origin,
}

impl Field {
    /// Whether callers who make the record must give it.
    pub fn is_given(&self) -> bool {
        match self.access {
            Access::Both => self.presence == FieldPresence::Promised,
            Access::ReadOnly => false,
            Access::WriteOnly => self.required,
        }
    }

    /// Whether callers who make the record can send null instead of a value or nothing.
    pub fn is_clearable(&self) -> bool {
        self.presence == FieldPresence::Optional
            && matches!(self.ty, Ty::Nullable(_))
            && !self.is_given()
            && self.access != Access::ReadOnly
    }
}

/// Which way a property travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Access {
    /// It is sent and returned.
    #[default]
    Both,
    /// `readOnly`: it is not sent.
    ReadOnly,
    /// `writeOnly`: it is not returned.
    WriteOnly,
}

impl Access {
    fn is_both(&self) -> bool {
        *self == Self::Both
    }
}

/// Whether a property of a response is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum FieldPresence {
    /// Always, and never null: `required` and not `nullable`.
    Promised,
    /// It may be missing or null, which reads as an empty list or map: `default: []`.
    Defaulted,
    /// It may be missing or null.
    Optional,
}

/// Whether a value may be shown in logs, traces and error texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Sensitivity {
    /// It may.
    #[default]
    Public,
    /// It is personal or secret: by the profile's extension.
    Pii,
}

/// Text with known values.
#[derive(Clone, Debug, Serialize)]
pub struct Enumeration {
    /// The component's name, or the property's for an inline schema.
    pub name: WireName,
    /// For an inline schema: the names of what it stands in, outermost first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<WireName>,
    /// What the document says about it.
    pub docs: Docs,
    /// The values, in document order.
    pub values: Vec<EnumValue>,
    /// The schema.
    pub origin: Origin,
}

/// One value of an enumeration.
#[derive(Clone, Debug, Serialize)]
pub struct EnumValue {
    /// The text on the wire.
    pub wire: WireName,
    /// What it means.
    pub docs: Docs,
    /// The item of the `enum` list.
    pub origin: Origin,
}
