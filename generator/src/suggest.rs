//! Finds what a user may have meant by a name that does not exist.

/// The known name that is most like `name`, if one is near enough to be worth a hint.
pub(crate) fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    // Long names are dear to compare and hardly ever mistyped.
    const MAX_LEN: usize = 200;
    let lower = name.to_lowercase();
    let mut candidates: Vec<_> = known
        .into_iter()
        .filter(|known| known.len() <= MAX_LEN)
        .collect();
    if name.len() > MAX_LEN {
        return None;
    }
    if let Some(same) = candidates
        .iter()
        .find(|known| known.to_lowercase() == lower)
    {
        return Some(same);
    }
    candidates.sort_unstable();
    similar::get_close_matches(name, &candidates, 1, 0.7)
        .first()
        .copied()
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
