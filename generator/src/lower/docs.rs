//! Prose: what the document says about things, tidied but not changed.

/// Text that says something; blank text is none.
pub(super) fn text(text: Option<&str>) -> Option<String> {
    let text = text?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
