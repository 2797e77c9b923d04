//! A program that touches every public item of a crate, in the way that its surface promises, an item a line.
//!
//! It is only ever compiled. Its names are full paths, so that a new item never clashes with one of the program's own.

use std::collections::{BTreeMap, BTreeSet};

use openapi_client_codegen::output::Output;
use openapi_client_codegen::surface::{Item, Surface};

use super::expanded;
use super::scope::{KRATE, Scope};

/// What all programs begin with.
///
/// A value of `Mine<T>` is what callers may have for an argument `impl Into<T>`: it converts into `T` and nothing else.
/// `is` wants the very type, where an annotation of a variable would accept what can be coerced.
const HEAD: &str = "\
#![allow(warnings)]
fn any<T>() -> T { loop {} }
trait Is<T> {}
impl<T> Is<T> for T {}
fn is<T, U: Is<T>>(_: U) {}
struct Mine<T>(T);
";

/// The text of a program, and what its lines are about.
#[derive(Debug)]
pub struct Program {
    pub text: String,
    /// The path of the item that a line touches.
    pub lines: BTreeMap<usize, String>,
    /// The items that no program can touch.
    pub untouched: BTreeSet<String>,
}

impl Program {
    /// The program for the surface of a package.
    pub fn of(output: &Output) -> Self {
        let surface = &output.surface;
        let mut writer = Writer {
            output,
            surface,
            scopes: BTreeMap::new(),
            owned: BTreeSet::new(),
        };
        let mut program = Self {
            text: HEAD.to_owned(),
            lines: BTreeMap::new(),
            untouched: BTreeSet::new(),
        };
        for (path, item) in &surface.items {
            match writer.item(path, item) {
                Some(code) => program.touch(path, &code),
                None => assert!(program.untouched.insert(path.clone())),
            }
        }
        for ty in writer.owned {
            let code = format!(
                "impl From<Mine<{ty}>> for {ty} {{ fn from(_: Mine<{ty}>) -> Self {{ any() }} }}"
            );
            let path = ty.replace(' ', "");
            let path = path.strip_prefix(&format!("{KRATE}::")).unwrap_or(&path);
            program.line(path, &code);
        }
        program
    }

    fn touch(&mut self, path: &str, code: &str) {
        let name = self.lines.len();
        self.line(path, &format!("fn touch_{name}() {{ {code} }}"));
    }

    fn line(&mut self, path: &str, code: &str) {
        assert!(!code.contains('\n'), "{code}");
        let number = self.text.lines().count() + 1;
        self.text.push_str(code);
        self.text.push('\n');
        self.lines.insert(number, path.to_owned());
    }
}

struct Writer<'o> {
    output: &'o Output,
    surface: &'o Surface,
    /// The scopes of the modules.
    scopes: BTreeMap<String, Scope>,
    /// The types that values of the program's own type are converted into.
    owned: BTreeSet<String>,
}

/// What an item stands in.
struct Place<'w> {
    scope: &'w Scope,
    /// The full path of the type that the item belongs to, or of the module.
    owner: String,
}

impl Writer<'_> {
    /// The code that touches an item; none for a feature, which only manifests can name.
    fn item(&mut self, path: &str, item: &Item) -> Option<String> {
        if item.text.starts_with("feature") {
            return None;
        }
        let module = self.module_of(path);
        if !self.scopes.contains_key(&module) {
            let text = &self.output.files[&item.file];
            let scope = Scope::of(&module, self.surface, text);
            self.scopes.insert(module.clone(), scope);
        }
        let scope = &self.scopes[&module];
        let (owner, name) = match path.split_once(" as ") {
            Some((owner, implemented)) => (owner, implemented),
            None => path.rsplit_once("::").unwrap_or(("", path)),
        };
        let full = match owner {
            "" => KRATE.to_owned(),
            _ if owner == module || self.surface.items.contains_key(owner) => {
                format!("{KRATE}::{owner}")
            }
            _ => scope.text(owner.rsplit("::").next().unwrap_or(owner)),
        };
        let inner = scope.with_self(&full);
        let place = Place {
            scope: &inner,
            owner: full,
        };
        let text = without_feature(&item.text);
        let mut code = place.scope.globs();
        let name = name.strip_suffix("()").unwrap_or(name);
        code.push_str(&place.code(name, text, &mut self.owned));
        if text.starts_with("struct") {
            code.push_str(&self.literal(item, &format!("{KRATE}::{path}")));
        }
        if text.starts_with("enum") && !text.contains("non_exhaustive") {
            code.push_str(&self.all_variants(path));
        }
        Some(code)
    }

    /// The innermost module that an item stands in.
    fn module_of(&self, path: &str) -> String {
        let mut module = path.split(" as ").next().unwrap_or(path);
        while let Some((before, _)) = module.rsplit_once("::") {
            module = before;
            let item = self.surface.items.get(module);
            if item.is_some_and(|item| without_feature(&item.text) == "mod") {
                return module.to_owned();
            }
        }
        String::new()
    }

    /// Matches on an enumeration that is closed.
    fn all_variants(&self, path: &str) -> String {
        let members = self.surface.items.iter().filter_map(|(member, item)| {
            let name = member.strip_prefix(path)?.strip_prefix("::")?;
            let held = item.text.strip_prefix("variant")?;
            let held = if held.is_empty() { "" } else { "(_)" };
            Some(format!("{KRATE}::{path}::{name}{held} => {{}}, "))
        });
        format!("match any() {{ {} }}", members.collect::<String>())
    }

    /// Makes a struct of its fields and takes it apart, if others than its own crate can.
    fn literal(&self, item: &Item, path: &str) -> String {
        let lines = self.output.files[&item.file].lines();
        let lines: Vec<_> = lines
            .skip(item.first - 1)
            .take(item.last + 1 - item.first)
            .collect();
        let parsed: syn::ItemStruct = syn::parse_str(&lines.join("\n")).unwrap();
        let fields: Vec<_> = parsed.fields.iter().collect();
        let is_public = |field: &&syn::Field| {
            field.ident.is_some() && matches!(field.vis, syn::Visibility::Public(_))
        };
        if fields.is_empty()
            || !fields.iter().all(is_public)
            || item.text.contains("non_exhaustive")
        {
            return String::new();
        }
        let names: Vec<_> = fields
            .iter()
            .map(|field| field.ident.as_ref().unwrap().to_string())
            .collect();
        format!(
            "{path} {{ {}: any() }}; let {path} {{ {}: _ }} = any();",
            names.join(": any(), "),
            names.join(": _, ")
        )
    }
}

impl Place<'_> {
    /// The code for an item with this name and this text.
    fn code(&self, name: &str, text: &str, owned: &mut BTreeSet<String>) -> String {
        let Self { scope, owner } = self;
        let (kind, rest) = text.split_once(' ').unwrap_or((text, ""));
        let full = format!("{owner}::{name}");
        if let Some(macro_name) = name.strip_prefix("rt::") {
            let items = expanded::items(macro_name);
            let items = items.unwrap_or_else(|| panic!("what does rt::{macro_name} give?"));
            let is_type = macro_name.ends_with("_methods");
            let output = if is_type {
                scope.text(text)
            } else {
                String::new()
            };
            return expand(owner, items, &output, owned);
        }
        match kind.trim_end_matches(',') {
            "mod" => format!("use {full} as touched;"),
            // A name that two globs bring is ambiguous, unless it is the same item.
            "use" if name == "*" => format!("use {owner}::*;"),
            "use" => match rest.rsplit_once("::") {
                Some((from, _)) => format!(
                    "use {full} as touched; mod both {{ pub use {owner}::*; pub use ::{from}::*; }} use both::{name} as same;"
                ),
                // A crate.
                None => format!("use {full} as touched;"),
            },
            "struct" | "enum" => {
                let rest = rest.split(", ").filter(|part| *part != "non_exhaustive");
                let traits = rest.filter(|part| !part.is_empty()).map(derived);
                let bounds: Vec<_> = ["Send", "Sync", "'static"]
                    .into_iter()
                    .chain(traits)
                    .collect();
                format!(
                    "fn able<T: {}>() {{}} able::<{full}>();",
                    bounds.join(" + ")
                )
            }
            "rt::open_enum" => {
                let items = expanded::items("open_enum").unwrap();
                expand(&full, items, "", owned)
            }
            "variant" => self.variant(&full, rest),
            "impl" => {
                // A reference in a bound needs a lifetime.
                let bound = name.replace("<&", "<&'static ");
                let bound = scope.text(&bound.replace("'static 'static", "'static"));
                format!("fn able<T: {bound}>() {{}} able::<{owner}>();")
            }
            "const" => format!("is::<{}, _>({full});", self.declared(rest)),
            "static" => format!("is::<&'static {}, _>(&{full});", self.declared(rest)),
            kind if kind.starts_with("fn") => self.call(name, text, owned),
            _ => format!(
                "is::<{}, _>(any::<{owner}>().{name}); any::<{owner}>().{name} = any();",
                scope.text(text)
            ),
        }
    }

    /// The type of a constant: what stands before its value.
    fn declared(&self, text: &str) -> String {
        self.scope.text(text.split(" = ").next().unwrap_or(text))
    }

    fn variant(&self, full: &str, rest: &str) -> String {
        let owner = &self.owner;
        match rest
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'))
        {
            Some(held) => format!(
                "match any() {{ {full}(held) => is::<{}, _>(held), _ => {{}} }} is::<{owner}, _>({full}(any()));",
                self.scope.text(held)
            ),
            None => {
                assert!(
                    rest.is_empty() || rest.starts_with('"'),
                    "{full} holds {rest}"
                );
                format!("match any() {{ {full} => {{}}, _ => {{}} }} is::<{owner}, _>({full});")
            }
        }
    }

    /// Calls a function with what it wants, and wants what it gives.
    fn call(&self, name: &str, text: &str, owned: &mut BTreeSet<String>) -> String {
        let signature = format!("fn it{}", text.strip_prefix("fn").unwrap());
        let signature: syn::Signature =
            syn::parse_str(&signature).unwrap_or_else(|error| panic!("{signature}: {error}"));
        let owner = &self.owner;
        let arguments = signature.inputs.iter().map(|input| match input {
            syn::FnArg::Typed(argument) => self.argument(&argument.ty, owned),
            syn::FnArg::Receiver(receiver) => match &receiver.kind {
                syn::ReceiverKind::Value => format!("any::<{owner}>()"),
                syn::ReceiverKind::Reference(_, _, None) => format!("any::<&{owner}>()"),
                syn::ReceiverKind::Reference(..) => format!("any::<&mut {owner}>()"),
                _ => panic!("{text} takes another self"),
            },
        });
        let arguments: Vec<_> = arguments.collect();
        let call = format!("{owner}::{name}({})", arguments.join(", "));
        match &signature.output {
            syn::ReturnType::Default => format!("is::<(), _>({call});"),
            syn::ReturnType::Type(_, ty) => {
                let given = self.scope.outside(ty);
                match given.strip_prefix("impl ") {
                    Some(bounds) => format!("fn given<T: {bounds}>(_: T) {{}} given({call});"),
                    None => format!("is::<{given}, _>({call});"),
                }
            }
        }
    }

    fn argument(&self, ty: &syn::Type, owned: &mut BTreeSet<String>) -> String {
        let syn::Type::ImplTrait(wanted) = ty else {
            return format!("any::<{}>()", self.scope.outside(ty));
        };
        let Some(syn::TypeParamBound::Trait(bound)) = wanted.bounds.first() else {
            panic!("an argument that is no trait");
        };
        let bound = bound.path.segments.last().unwrap();
        let syn::PathArguments::AngleBracketed(arguments) = &bound.arguments else {
            panic!("what is {}?", bound.ident);
        };
        match (
            bound.ident.to_string().as_str(),
            arguments.args.first().unwrap(),
        ) {
            ("Into", syn::GenericArgument::Type(ty)) => {
                let ty = self.scope.outside(ty);
                owned.insert(ty.clone());
                format!("any::<Mine<{ty}>>()")
            }
            ("TryInto", syn::GenericArgument::Type(ty)) => {
                format!("any::<{}>()", self.scope.outside(ty))
            }
            ("AsRef", syn::GenericArgument::Type(ty)) => {
                format!("any::<&{}>()", self.scope.outside(ty))
            }
            ("IntoIterator", syn::GenericArgument::AssocType(item)) => {
                format!("[{}]", self.argument(&item.ty, owned))
            }
            (other, _) => panic!("what is {other}?"),
        }
    }
}

/// The code for what a macro gives the type `owner`.
fn expand(
    owner: &str,
    items: &[(&str, &str)],
    output: &str,
    owned: &mut BTreeSet<String>,
) -> String {
    let place = Place {
        scope: &Scope::default().with_self(owner),
        owner: owner.to_owned(),
    };
    let codes = items.iter().map(|(name, text)| {
        let name = name.replace("OUTPUT", output);
        let text = text.replace("OUTPUT", output);
        format!("{{ {} }} ", place.code(&name, &text, owned))
    });
    codes.collect()
}

/// A trait by the name that the surface gives it.
fn derived(name: &str) -> &str {
    match name {
        "Debug" => "std::fmt::Debug",
        "Display" => "std::fmt::Display",
        "Hash" => "std::hash::Hash",
        "serde::Deserialize" => "serde::de::DeserializeOwned",
        name => name,
    }
}

/// The text of an item without the feature that it depends on: programs have all features that bring items.
fn without_feature(text: &str) -> &str {
    let found = text
        .strip_suffix(']')
        .and_then(|text| text.rsplit_once(" ["));
    match found {
        Some((text, feature)) if feature.chars().all(|c| c.is_ascii_lowercase() || c == '-') => {
            text
        }
        _ => text,
    }
}
