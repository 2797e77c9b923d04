//! What turns the arguments of an operation, which are JSON, into its typed request: a function of the table each.

use super::super::Emitter;
use super::lines::Lines;
use crate::model::{Operation, Parameter, Resource, Ty};
use crate::name::{MAX_POSITIONAL, Role, optional, required};

impl Emitter<'_> {
    /// The function that makes the typed request.
    pub(super) fn conversion_of(&self, operation: &Operation, lineage: &[&Resource]) -> String {
        let mut lines = Lines::default();
        if operation.deprecated {
            lines.code("#[expect(deprecated, reason = \"the operation can be called as long as the service has it\")]\n");
        }
        let is_parent_named = lineage
            .iter()
            .any(|ancestor| !ancestor.parameters.is_empty());
        let is_builder = optional(operation).next().is_some();
        let has_settings = is_builder || has_paging(operation);
        let takes = has_settings || required(operation).next().is_some() || is_parent_named;
        let arguments = if takes { "arguments" } else { "_" };
        let function = self.names.of(&operation.origin, Role::Method);
        lines.code(&format!(
            "fn {function}(client: &Client, {arguments}: &mut Arguments) -> Result<Prepared, Error>"
        ));
        lines.block(|lines| {
            self.typed_request(lines, operation, lineage);
            self.settings(lines, operation);
            let erased = match (is_builder, &operation.list) {
                (false, _) => "Ok(request.into())",
                (true, Some(_)) => "Ok(crate::List::from(request).into())",
                (true, None) => "Ok(crate::Call::from(request).into())",
            };
            lines.line().code(erased);
        });
        lines.finish()
    }

    /// The call of the method, on the way over the parents.
    fn typed_request(&self, lines: &mut Lines, operation: &Operation, lineage: &[&Resource]) {
        let client = self.names.client.ident();
        lines.line();
        lines.code(&format!("let request = {client}::from(client.clone())"));
        let mut names = operation.placeholders();
        let mut known = 0;
        for ancestor in lineage {
            let method = self.names.of(&ancestor.origin, Role::Method);
            let own = ancestor.parameters.get(known..).unwrap_or_default();
            known = ancestor.parameters.len();
            let own = own.iter().zip(names.by_ref());
            lines.code(&format!(".{method}("));
            lines.separated(own, |lines, (parameter, name)| {
                self.required_value(lines, parameter, name.as_str());
            });
            lines.code(")");
        }
        let function = self.names.of(&operation.origin, Role::Method);
        lines.code(&format!(".{function}("));
        if required(operation).count() > MAX_POSITIONAL {
            lines.structure(&self.arguments_path(operation, lineage), |lines| {
                for parameter in required(operation) {
                    let field = self.names.of(&parameter.origin, Role::Parameter);
                    lines.field(&field.to_string());
                    self.required_value(lines, parameter, parameter.name.as_str());
                    lines.code(",");
                }
            });
        } else {
            lines.separated(required(operation), |lines, parameter| {
                self.required_value(lines, parameter, parameter.name.as_str());
            });
        }
        lines.code(");");
    }

    fn required_value(&self, lines: &mut Lines, parameter: &Parameter, name: &str) {
        let ty = self.type_text(&parameter.ty);
        lines.code("arguments.required::<").code(&ty).code(">(");
        lines.literal(name).code(")?");
    }

    /// What is set only where it is given.
    fn settings(&self, lines: &mut Lines, operation: &Operation) {
        for parameter in optional(operation) {
            let name = parameter.name.as_str();
            if parameter.nullable {
                let clear = self.names.of(&parameter.origin, Role::Clear);
                lines.line().code("let request = arguments.clear(request, ");
                lines.literal(name);
                lines.code(&format!(", |request| request.{clear}());"));
            }
            let setter = self.names.of(&parameter.origin, Role::Parameter);
            let ty = self.type_text(&parameter.ty);
            setting(lines, name, &ty, &setter.to_string());
        }
        let Some(list) = &operation.list else { return };
        if let Some((name, ..)) = &list.page_size {
            setting(lines, name.as_str(), "u32", "page_size");
        }
        if let Some(name) = &list.page {
            setting(lines, name.as_str(), "u64", "page");
        }
        if let Some(name) = &list.page_token {
            setting(lines, name.as_str(), "String", "page_token");
        }
    }

    /// The path of the struct of an operation's many required parameters.
    fn arguments_path(&self, operation: &Operation, lineage: &[&Resource]) -> String {
        let mut path = "crate::".to_owned();
        for ancestor in lineage {
            let module = self.names.of(&ancestor.origin, Role::Module);
            path.push_str(&format!("{module}::"));
        }
        path + &self
            .names
            .of(&operation.origin, Role::Arguments)
            .to_string()
    }

    /// A type as it stands in code: paths and their arguments.
    fn type_text(&self, ty: &Ty) -> String {
        let text = self.foreign(ty).to_string();
        text.replace(' ', "").replace(',', ", ")
    }
}

fn has_paging(operation: &Operation) -> bool {
    operation.list.as_ref().is_some_and(|list| {
        list.page_size.is_some() || list.page.is_some() || list.page_token.is_some()
    })
}

/// Sets what is given.
fn setting(lines: &mut Lines, name: &str, ty: &str, setter: &str) {
    lines.line().code("let request = arguments.set(request, ");
    lines.literal(name).code(", |request, value: ").code(ty);
    lines.code("| request.").code(setter).code("(value))?;");
}
