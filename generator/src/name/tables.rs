//! Names of the files that stand in one folder for all resources: tables of operations, and tests of examples.

use super::reserved::FILES;
use super::scope::Scope;
use super::{Naming, Role};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Api, Resource};

/// How long the name of a table may be: the longest file has `.json` behind it.
const MAX_TABLE: usize = crate::limit::MAX_FILE_NAME - ".json".len();

impl Naming<'_> {
    /// Names for the files about each resource in one folder, whatever it is below: `customer_profiles_evaluations`.
    pub(super) fn tables(&mut self, api: &Api) {
        let mut scope = Scope::new("the tables of operations", &[FILES]);
        let mut waiting: Vec<(&Resource, Vec<&str>)> = Vec::new();
        waiting.extend(api.resources.iter().map(|resource| (resource, Vec::new())));
        while let Some((resource, above)) = waiting.pop() {
            let mut way = above;
            way.push(self.names.text(&resource.origin, Role::Module).as_str());
            // Distinguishes `a_b` from `b` below `a`.
            let full = way.iter().rev().copied().collect::<Vec<_>>().join("_of_");
            let wishes = vec![way.join("_"), full.clone(), format!("{full}_resource")];
            if let Some(name) = wishes.first().filter(|name| name.len() > MAX_TABLE) {
                let message = format!(
                    "the files of this resource would have a name of {} bytes; at most {MAX_TABLE} can be written everywhere",
                    name.len()
                );
                let help = format!(
                    "choose a shorter name in the configuration, for this resource or one above it: `[rename]` `\"{}\" = \"...\"`",
                    resource.origin
                );
                self.diagnostics
                    .push(Diagnostic::error(Code::NoName, &resource.origin, message).help(help));
                continue;
            }
            scope.want(&resource.origin, Role::Module, wishes);
            let children = resource.children.iter();
            waiting.extend(children.map(|child| (child, way.clone())));
        }
        scope.settle(&mut self.names.tables, &mut self.diagnostics);
    }
}
