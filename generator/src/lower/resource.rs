//! Resources: paths that speak of one thing are put together, and children below their parents.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use openapiv3::PathItem;

use super::operation::Site;
use super::{Lowering, prose};
use crate::diagnostic::Code;
use crate::model::{Docs, IntegerSize, Parameter, PathTemplate, Resource, Ty, WireName};
use crate::overlay;
use crate::pointer::Pointer;

/// The methods that requests are made with.
const METHODS: &[&str] = &["get", "post", "put", "patch", "delete", "head", "options"];

/// The paths of one resource.
struct Group<'a> {
    /// The path of the collection.
    collection: PathTemplate,
    /// The same, without the account and the `.json`.
    bare: PathTemplate,
    /// The name that the document mounts the resource under.
    mount: Option<&'a str>,
    paths: Vec<(&'a str, &'a PathItem)>,
}

impl<'a> Lowering<'a> {
    /// The tree of resources.
    pub(super) fn resources(&mut self) -> Vec<Resource> {
        let mut resources: BTreeMap<String, Resource> = self
            .groups()
            .into_iter()
            .map(|group| (group.bare.shape(), self.resource(group)))
            .collect();
        // The longest paths first: a child is complete when it moves below its parent.
        let mut shapes: Vec<String> = resources.keys().cloned().collect();
        shapes.sort_by_key(|shape| std::cmp::Reverse(shape.matches('/').count()));
        for shape in shapes {
            // The nearest path that this one goes on from, behind a placeholder.
            let mut above = shape.rmatch_indices("/{}/").map(|(at, _)| &shape[..at]);
            let Some(parent) = above.find(|above| resources.contains_key(*above)) else {
                continue;
            };
            let Some(mut child) = resources.remove(&shape) else {
                continue;
            };
            child.children.sort_by(|a, b| a.path.cmp(&b.path));
            if let Some(parent) = resources.get_mut(parent) {
                agree(&mut parent.parameters, &child.parameters);
                parent.children.push(child);
            }
        }
        let mut resources: Vec<_> = resources.into_values().collect();
        for resource in &mut resources {
            resource.children.sort_by(|a, b| a.path.cmp(&b.path));
        }
        hand_down(&mut resources);
        resources
    }

    /// Paths with operations, put together by what they speak of.
    fn groups(&self) -> Vec<Group<'a>> {
        let mut paths: Vec<(&str, &PathItem)> = self
            .typed
            .paths
            .paths
            .iter()
            .filter_map(|(path, item)| Some((path.as_str(), item.as_item()?)))
            .filter(|(_, item)| item.iter().next().is_some())
            .collect();
        // Shorter paths first: the path of the collection stands for its group.
        paths.sort_by_key(|(path, _)| (PathTemplate::parse(path).parameters().count(), *path));
        let mut groups: BTreeMap<String, Group<'a>> = BTreeMap::new();
        for (path, item) in paths {
            let template = PathTemplate::parse(path);
            let mount = self.profile.mount_name(self.extension(&item.extensions));
            let key = match mount {
                Some(name) => format!("{}\u{0}{name}", self.parent_shape(item)),
                None => self.bare(&template).collection().shape(),
            };
            let group = groups.entry(key).or_insert_with(|| Group {
                collection: template.collection(),
                bare: self.bare(&template.collection()),
                mount,
                paths: Vec::new(),
            });
            group.paths.push((path, item));
        }
        merged(groups.into_values())
    }

    /// A path as far as it distinguishes resources.
    fn bare(&self, path: &PathTemplate) -> PathTemplate {
        path.bare((self.profile.account)(path))
    }

    /// The path of the parent resource, if the document names one.
    fn parent_shape(&self, item: &PathItem) -> String {
        let parent = self.profile.parent(self.extension(&item.extensions));
        parent
            .map(|parent| PathTemplate::parse(parent).shape())
            .unwrap_or_default()
    }

    fn unsupported_method(&mut self, site: Site<'a>) {
        let at = site.item_at().push(site.method);
        let message = format!(
            "no request is made with the method {}",
            site.method.to_uppercase()
        );
        let help = overlay::without_operation(&at);
        self.error(Code::UnsupportedMethod, &at, message, help);
    }

    fn resource(&mut self, group: Group<'a>) -> Resource {
        let bound = group.bare.parameters().count();
        let mut operations = Vec::new();
        let mut parameters = Vec::new();
        for &(path, item) in &group.paths {
            for (method, operation) in item.iter() {
                if self.budget.is_spent() {
                    break;
                }
                let site = Site {
                    path,
                    item,
                    method,
                    operation,
                };
                if !METHODS.contains(&method) {
                    self.unsupported_method(site);
                    continue;
                }
                let (operation, of_parent) = self.operation(site, bound);
                match parameters.is_empty() {
                    true => parameters = of_parent,
                    false => {
                        keep_shared_docs(&mut parameters, &of_parent);
                        agree(&mut parameters, &of_parent);
                    }
                }
                operations.push(operation);
            }
        }
        operations.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
        let first = group.paths.first().map_or("", |(path, _)| path);
        Resource {
            name: name(&group),
            path: group.collection.clone(),
            docs: Docs {
                description: group
                    .paths
                    .iter()
                    .find_map(|(_, item)| prose(item.description.as_deref())),
                ..Docs::default()
            },
            parameters,
            operations,
            types: Vec::new(),
            children: Vec::new(),
            origin: Pointer::root().push("paths").push(first),
        }
    }
}

/// A parameter of the parent leads to all operations, so it has no words that only one of them says.
fn keep_shared_docs(parameters: &mut [Parameter], others: &[Parameter]) {
    for (parameter, other) in parameters.iter_mut().zip(others) {
        if parameter.docs.description != other.docs.description {
            parameter.docs.description = None;
        }
    }
}

/// A parameter of the parent leads to all operations and to all children, so its type takes what each of them takes.
fn agree(parameters: &mut [Parameter], others: &[Parameter]) {
    for (parameter, other) in parameters.iter_mut().zip(others) {
        let common = match (&parameter.ty, &other.ty) {
            (own, other) if own == other => continue,
            (Ty::Sid(Some(own)), Ty::Sid(Some(other))) if own.prefix == other.prefix => continue,
            // An enumeration takes any text.
            (Ty::Enum(_), Ty::Enum(_) | Ty::String) => continue,
            (Ty::Sid(_), Ty::Sid(_)) => Ty::Sid(None),
            (Ty::Integer { .. }, Ty::Integer { .. }) => Ty::Integer {
                size: IntegerSize::INT64,
                min: None,
                max: None,
            },
            _ => Ty::String,
        };
        parameter.ty = common;
        if let Some(style) = &mut parameter.style {
            style.members = false;
        }
    }
}

/// What leads to a resource leads to its children: with the same types.
fn hand_down(resources: &mut [Resource]) {
    let mut waiting: Vec<&mut Resource> = resources.iter_mut().collect();
    while let Some(resource) = waiting.pop() {
        for child in &mut resource.children {
            for (own, of_parent) in child.parameters.iter_mut().zip(&resource.parameters) {
                own.ty = of_parent.ty.clone();
                own.style = of_parent.style;
            }
            waiting.push(child);
        }
    }
}

/// Groups of one collection are one group; it has no name of its own where the document has several.
fn merged<'a>(groups: impl Iterator<Item = Group<'a>>) -> Vec<Group<'a>> {
    let mut merged: BTreeMap<String, Group<'a>> = BTreeMap::new();
    for group in groups {
        match merged.entry(group.bare.shape()) {
            Entry::Vacant(vacant) => {
                vacant.insert(group);
            }
            Entry::Occupied(mut occupied) => {
                let first = occupied.get_mut();
                first.mount = first.mount.filter(|mount| group.mount == Some(mount));
                first.paths.extend(group.paths);
            }
        }
    }
    merged.into_values().collect()
}

/// A resource below a parent is called by the last segment of its path; another by its mount name, if it has one.
fn name(group: &Group<'_>) -> WireName {
    let collection = &group.bare;
    let has_parent = collection.parameters().next().is_some();
    match group.mount {
        Some(mount) if !has_parent => mount.into(),
        _ => match collection.last_fixed() {
            Some(segment) => segment.into(),
            None => "root".into(),
        },
    }
}
