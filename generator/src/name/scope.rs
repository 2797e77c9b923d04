//! Scopes: each gives its members distinct names, or says why it can't.

use std::collections::{BTreeMap, BTreeSet};

use super::reserved::{FILES, is_device};
use super::{ByRole, Role, RustName, is_identifier};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Origin;

/// Something that wants a name.
struct Wish {
    origin: Origin,
    role: Role,
    /// Names in order of preference.
    candidates: Vec<String>,
    /// How many of them are what the thing would be called; those behind are for collisions.
    usual: usize,
    /// The candidate that it has now.
    level: usize,
}

impl Wish {
    fn name(&self) -> &str {
        self.candidates.get(self.level).map_or("", String::as_str)
    }
}

/// Gives the names of scopes out. Whoever clashes takes its next candidate, all of the clashing alike, so that a name never
/// depends on who asked first. What stands in several of the scopes, such as a property of several records by `allOf`, has
/// one name in all of them.
pub(super) fn settle(
    mut scopes: Vec<Scope>,
    names: &mut BTreeMap<Origin, ByRole>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    loop {
        let mut moved = false;
        for scope in &mut scopes {
            let clashes = scope.clashes();
            moved |= scope.pass_on(&clashes);
        }
        if !moved {
            break;
        }
        if scopes.len() > 1 {
            level(&mut scopes);
        }
    }
    for scope in scopes {
        match scope.clashes().contains(&true) {
            true => scope.report(diagnostics),
            false => scope.warn(diagnostics),
        }
        for mut wish in scope.wishes {
            let name = match wish.candidates.get_mut(wish.level) {
                Some(name) => RustName(std::mem::take(name)),
                None => RustName(String::new()),
            };
            let named = names.entry(wish.origin).or_default();
            let index = named.partition_point(|(role, _)| *role < wish.role);
            match named.get_mut(index) {
                Some((role, before)) if *role == wish.role => *before = name,
                _ => named.insert(index, (wish.role, name)),
            }
        }
    }
}

/// Lets each thing have the same candidate in all scopes: the last one that it has in any.
fn level(scopes: &mut [Scope]) {
    let mut levels: BTreeMap<(&Origin, Role), usize> = BTreeMap::new();
    for wish in scopes.iter().flat_map(|scope| &scope.wishes) {
        let level = levels.entry((&wish.origin, wish.role)).or_default();
        *level = wish.level.max(*level);
    }
    let level_of = |wish: &Wish| levels.get(&(&wish.origin, wish.role)).copied();
    let wanted = scopes.iter().flat_map(|scope| &scope.wishes);
    let wanted: Vec<usize> = wanted
        .map(|wish| level_of(wish).unwrap_or(wish.level))
        .collect();
    let wishes = scopes.iter_mut().flat_map(|scope| &mut scope.wishes);
    for (wish, level) in wishes.zip(wanted) {
        wish.level = level.min(wish.candidates.len().saturating_sub(1));
    }
}

/// Where each name means one thing: a module, a type, a method's arguments.
pub(super) struct Scope {
    /// What the scope is, for messages: `module customer_profiles`.
    what: String,
    /// Words that have a meaning here already.
    reserved: Vec<&'static [&'static str]>,
    /// More such words.
    taken: BTreeSet<String>,
    wishes: Vec<Wish>,
}

impl Scope {
    pub(super) fn new(what: impl Into<String>, reserved: &[&'static [&'static str]]) -> Self {
        Self {
            what: what.into(),
            reserved: reserved.to_vec(),
            taken: BTreeSet::new(),
            wishes: Vec::new(),
        }
    }

    /// Keeps more words free.
    pub(super) fn reserve(&mut self, words: impl Iterator<Item = impl Into<String>>) {
        self.taken.extend(words.map(Into::into));
    }

    /// Asks for a name: the first of `candidates` that nothing else in the scope wants.
    pub(super) fn want(&mut self, origin: &Origin, role: Role, candidates: Vec<String>) {
        self.want_or(origin, role, candidates, Vec::new());
    }

    /// Asks for a name as [`want`](Self::want) does; if each of `candidates` is taken, it is one of `distinct`, with a
    /// warning.
    pub(super) fn want_or(
        &mut self,
        origin: &Origin,
        role: Role,
        candidates: Vec<String>,
        distinct: Vec<String>,
    ) {
        let mut candidates = candidates;
        candidates.dedup();
        let usual = candidates.len();
        candidates.extend(distinct);
        self.wishes.push(Wish {
            origin: origin.clone(),
            role,
            candidates,
            usual,
            level: 0,
        });
    }

    /// Gives the names out, see [`settle`].
    pub(super) fn settle(
        self,
        names: &mut BTreeMap<Origin, ByRole>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        settle(vec![self], names, diagnostics);
    }

    /// Passes each clashing wish on to its next candidate, and returns whether there was any.
    fn pass_on(&mut self, clashes: &[bool]) -> bool {
        let mut moved = false;
        for (wish, clashes) in self.wishes.iter_mut().zip(clashes) {
            if *clashes && wish.level + 1 < wish.candidates.len() {
                wish.level += 1;
                moved = true;
            }
        }
        moved
    }

    /// Which of the wishes can't have the name that they have come to.
    fn clashes(&self) -> Vec<bool> {
        let mut users: BTreeMap<&str, usize> = BTreeMap::new();
        for wish in &self.wishes {
            *users.entry(wish.name()).or_default() += 1;
        }
        let clashes = |wish: &Wish| {
            let is_shared = users.get(wish.name()) != Some(&1);
            // Such as `self`, which not even `r#` makes a name.
            is_shared || self.is_reserved(wish.name()) || !is_identifier(wish.name())
        };
        self.wishes.iter().map(clashes).collect()
    }

    /// Whether a name has a meaning here already, or can't be that of a file where it would be one.
    pub(super) fn is_reserved(&self, name: &str) -> bool {
        self.reserved.iter().any(|words| words.contains(&name))
            || self.taken.contains(name)
            || (self.reserved.contains(&FILES) && is_device(name))
    }

    /// Says which names had to be made distinct.
    fn warn(&self, diagnostics: &mut Vec<Diagnostic>) {
        for wish in self.wishes.iter().filter(|wish| wish.level >= wish.usual) {
            let (wanted, name) = (wish.candidates.first(), wish.name());
            if wanted.is_none_or(|wanted| wanted == name) {
                continue;
            }
            let message = format!(
                "`{}` is taken in {}; this is called `{name}`",
                wanted.map_or("", String::as_str),
                self.what
            );
            let help = format!(
                "choose another name in the configuration: `[rename]` `\"{}\" = \"...\"`",
                wish.origin
            );
            let warning = Diagnostic::warning(Code::NameCollision, &wish.origin, message);
            diagnostics.push(warning.help(help));
        }
    }

    fn report(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut first: BTreeMap<&str, &Wish> = BTreeMap::new();
        for wish in &self.wishes {
            let name = wish.name();
            let rename = format!(
                "choose a name in the configuration: `[rename]` `\"{}\" = \"...\"`",
                wish.origin
            );
            let what = &self.what;
            let (code, message) = if !is_identifier(name) {
                let parent = wish.origin.parent().unwrap_or_default();
                let message = match (parent.last().as_deref(), wish.origin.last()) {
                    // An index says nothing; the excerpt shows what is there.
                    (Some("parameters" | "enum"), _) | (_, None) => {
                        format!("no Rust name can be made for this in {what}")
                    }
                    (_, Some(wire)) => format!("no Rust name can be made from `{wire}` in {what}"),
                };
                (Code::NoName, message)
            } else if self.is_reserved(name) {
                let message = format!("`{name}` has another meaning in {what}");
                (Code::NameCollision, message)
            } else if let Some(other) = first.insert(name, wish) {
                let other = &other.origin;
                let message =
                    format!("`{name}` is the name of two things in {what}: the other is {other}");
                (Code::NameCollision, message)
            } else {
                continue;
            };
            diagnostics.push(Diagnostic::error(code, &wish.origin, message).help(rename));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Scope, settle};
    use crate::name::Role;
    use crate::pointer::Pointer;

    #[test]
    fn a_word_that_can_not_be_a_name_takes_the_next_wish() {
        let origin = Pointer::parse("/self");
        let mut scope = Scope::new("a test", &[]);
        scope.want(
            &origin,
            Role::Field,
            vec!["self".to_owned(), "self_".to_owned()],
        );
        let (mut names, mut diagnostics) = (BTreeMap::new(), Vec::new());
        scope.settle(&mut names, &mut diagnostics);
        let [(Role::Field, name)] = names[&origin].as_slice() else {
            panic!("a field has one name: {names:?}");
        };
        assert_eq!(name.as_str(), "self_");
        assert!(diagnostics.is_empty());
    }

    #[test]
    fn what_stands_in_several_scopes_has_one_name_that_suits_all() {
        let [shared, other] = ["/@id", "/id"].map(Pointer::parse);
        let candidates = |last: &str| vec!["id".to_owned(), last.to_owned()];
        let mut one = Scope::new("one", &[]);
        one.want(&shared, Role::Field, candidates("at_id"));
        one.want(&other, Role::Field, candidates("plain_id"));
        let mut two = Scope::new("two", &[]);
        two.want(&shared, Role::Field, candidates("at_id"));
        let (mut names, mut diagnostics) = (BTreeMap::new(), Vec::new());
        settle(vec![one, two], &mut names, &mut diagnostics);
        let found: Vec<_> = names.values().flatten().collect();
        let found: Vec<_> = found.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(found, ["at_id", "plain_id"]);
        assert!(diagnostics.is_empty());
    }
}
