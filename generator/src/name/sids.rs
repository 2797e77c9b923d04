//! Kinds of SID: distinguished by the configuration, else by their prefixes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Naming, RustName, types};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Api, Origin, Sid, Ty, TypeDef, WireName};

/// A kind of SID: identifiers with one prefix that identify one kind of thing.
#[derive(Clone, Debug)]
pub struct SidKind {
    /// What distinguishes it from others: the configured name, else the prefix.
    pub key: String,
    /// The two letters before the 32 hexadecimal digits.
    pub prefix: String,
    /// The type.
    pub name: RustName,
    /// What such a SID identifies, as a noun phrase.
    pub identifies: String,
}

/// What is known of a kind before it has a name.
#[derive(Default)]
struct Found<'m> {
    prefix: &'m str,
    /// The schemas of its SIDs.
    schemas: BTreeSet<&'m Origin>,
    /// The records whose own `sid` is of this kind.
    owners: BTreeSet<&'m WireName>,
}

impl Naming<'_> {
    /// Names the kinds of SID of all values.
    pub(super) fn sids(&mut self, api: &Api) {
        let found = self.found(api);
        let wished: Vec<_> = found
            .iter()
            .map(|(key, kind)| self.wish(key, kind))
            .collect();
        let mut users: BTreeMap<RustName, &str> = BTreeMap::new();
        for ((key, kind), wish) in found.iter().zip(&wished) {
            let same = wished.iter().filter(|other| other.name == wish.name);
            let named = match same.count() > 1 && !self.is_configured(key) {
                true => self.by_prefix(key, kind.prefix),
                false => wish.clone(),
            };
            if let Some(other) = users.insert(named.name.clone(), kind.prefix) {
                let message = format!(
                    "SIDs with `{other}` and with `{}` would both be `{}`",
                    kind.prefix, named.name.0
                );
                let diagnostic = Diagnostic::error(Code::NameCollision, &Origin::root(), message);
                self.diagnostics
                    .push(diagnostic.help("name one of them by `[[sid]]` in the configuration"));
            }
            let index = self.names.sid_kinds.len();
            let schemas = kind.schemas.iter().map(|schema| ((*schema).clone(), index));
            self.names.sids.extend(schemas);
            self.names.sid_kinds.push(named);
        }
        for sid in &self.config.sid {
            if !found.contains_key(sid.name.as_str()) {
                let message = format!(
                    "no SID is of the kind `{}` (prefix {})",
                    sid.name, sid.prefix
                );
                self.unused(&sid.name, message);
            }
        }
    }

    /// The kinds of SID that occur, by key.
    fn found<'m>(&self, api: &'m Api) -> BTreeMap<String, Found<'m>> {
        let mut found: BTreeMap<String, Found<'m>> = BTreeMap::new();
        for sid in api.types().filter_map(Ty::sid) {
            let kind = found.entry(self.key(sid)).or_default();
            kind.prefix = &sid.prefix;
            kind.schemas.insert(&sid.origin);
        }
        for type_def in api.type_defs() {
            let TypeDef::Record(record) = type_def else {
                continue;
            };
            for field in &record.fields {
                if let ("sid", Ty::Sid(Some(sid))) = (field.name.as_str(), &field.ty) {
                    let kind = found.entry(self.key(sid)).or_default();
                    kind.owners.insert(&record.name);
                }
            }
        }
        found
    }

    fn key(&self, sid: &Sid) -> String {
        let configured = self.config.sid(&sid.prefix, &sid.origin);
        configured.map_or(&sid.prefix, |kind| &kind.name).clone()
    }

    fn is_configured(&self, key: &str) -> bool {
        self.config.sid.iter().any(|sid| sid.name == key)
    }

    /// The name by the configuration, or after the only thing that such SIDs identify.
    fn wish(&self, key: &str, kind: &Found<'_>) -> SidKind {
        let configured = self.config.sid.iter().find(|sid| sid.name == key);
        let owner = kind.owners.first().filter(|_| kind.owners.len() == 1);
        let (name, identifies) = match (configured, owner) {
            (Some(sid), _) => (sid.name.clone(), sid.identifies.clone()),
            (None, Some(owner)) => {
                let owner = self.case.snake(types::last_segment(owner.as_str()));
                let name = format!("{}Sid", self.case.pascal(&owner));
                (name, format!("a {}", owner.replace('_', " ")))
            }
            (None, None) => return self.by_prefix(key, kind.prefix),
        };
        SidKind {
            key: key.to_owned(),
            prefix: kind.prefix.to_owned(),
            name: RustName(name),
            identifies,
        }
    }

    fn by_prefix(&self, key: &str, prefix: &str) -> SidKind {
        let name = self.case.pascal(&prefix.to_lowercase());
        SidKind {
            key: key.to_owned(),
            prefix: prefix.to_owned(),
            name: RustName(format!("{name}Sid")),
            identifies: format!("a thing whose SIDs begin with {prefix}"),
        }
    }
}
