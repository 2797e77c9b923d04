//! Finds what a user may have meant by a name that does not exist.

/// The known name that is most like `name`, if one is near enough to be worth a hint.
///
/// Names are dear to compare, so that only those are compared that have about the same letters, and of these a few.
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    // Long names are hardly ever mistyped.
    const MAX_LEN: usize = 100;
    const COMPARED: usize = 16;
    const LOOKED_AT: usize = 20_000;
    if name.len() > MAX_LEN {
        return None;
    }
    let lower = name.to_lowercase();
    let letters = Letters::of(name);
    let mut candidates = Vec::new();
    for known in known.into_iter().take(LOOKED_AT) {
        if known.len() > MAX_LEN {
            continue;
        }
        if known.len() == name.len() && known.to_lowercase() == lower {
            return Some(known);
        }
        // What two names share at most is what each of them has in common with the other's letters.
        let shared = letters.shared(&Letters::of(known));
        if shared * 20 >= (name.len() + known.len()) * 7 {
            candidates.push((std::cmp::Reverse(shared), known));
        }
    }
    candidates.sort_unstable();
    let mut candidates: Vec<_> = candidates.into_iter().map(|(_, known)| known).collect();
    candidates.truncate(COMPARED);
    candidates.sort_unstable();
    similar::get_close_matches(name, &candidates, 1, 0.7)
        .first()
        .copied()
}

/// What to do about a name that does not exist: a question for the nearest of the known ones, else `other`.
pub fn help<'n>(
    name: &str,
    known: impl IntoIterator<Item = &'n str>,
    other: impl Into<String>,
) -> String {
    let near = nearest(name, known);
    near.map_or_else(|| other.into(), |near| format!("did you mean `{near}`?"))
}

/// How often a text has each byte, of those that differ in their last five bits.
struct Letters([u8; 32]);

impl Letters {
    fn of(text: &str) -> Self {
        let mut counts = [0_u8; 32];
        for byte in text.bytes() {
            let count = &mut counts[usize::from(byte & 31)];
            *count = count.saturating_add(1);
        }
        Self(counts)
    }

    /// How many bytes two texts have in common at most.
    fn shared(&self, other: &Self) -> usize {
        let pairs = self.0.iter().zip(&other.0);
        pairs.map(|(one, other)| usize::from(*one.min(other))).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let known = ["customer_profile", "end_user", "policy"];
        assert_eq!(nearest("customer_profiel", known), Some("customer_profile"));
        assert_eq!(nearest("EndUser", ["end_user", "enduser"]), Some("enduser"));
        assert_eq!(nearest("something", known), None);
        assert_eq!(nearest("", known), None);
    }
}
