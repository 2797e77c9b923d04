//! What a resource is called in prose.

use heck::ToSnakeCase;

use crate::model::Resource;

/// The words of the path's own name: `A2P brand registrations`. A word that the document writes in capitals keeps them.
pub(super) fn title(resource: &Resource) -> String {
    let path = resource.path.to_string();
    let snake = resource.name.as_str().to_snake_case();
    // A name that the document mounts the resource under has no capitals; the path may have them.
    let mut segments = path.split('/');
    let segment = segments.find(|segment| segment.to_snake_case() == snake);
    let name = segment.unwrap_or(resource.name.as_str());
    let prose = prose(resource);
    let mut letters = name.chars().filter(|char| char.is_alphanumeric());
    let words: Vec<String> = snake
        .split('_')
        .map(|word| {
            let written: String = letters.by_ref().take(word.chars().count()).collect();
            match is_capitals(&written) || is_initialism(word, &prose) {
                true => word.to_uppercase(),
                false => word.to_owned(),
            }
        })
        .collect();
    let words = words.join(" ");
    let mut letters = words.chars();
    let first = letters
        .next()
        .map(|first| first.to_uppercase().to_string())
        .unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

/// The words of what the document says about a resource and its operations.
fn prose(resource: &Resource) -> Vec<&str> {
    let operations = resource.operations.iter();
    let docs = operations
        .map(|operation| &operation.docs)
        .chain([&resource.docs]);
    let texts = docs.flat_map(|docs| [&docs.summary, &docs.description]);
    texts
        .flatten()
        .flat_map(|text| text.split(|char: char| !char.is_alphanumeric()))
        .collect()
}

/// Whether a word of two signs or more has no small letter, and some letter.
fn is_capitals(word: &str) -> bool {
    word.chars().count() > 1
        && word.chars().any(char::is_alphabetic)
        && !word.chars().any(char::is_lowercase)
}

/// Whether the document writes a word in capitals wherever it uses it.
fn is_initialism(word: &str, prose: &[&str]) -> bool {
    let mut used = prose
        .iter()
        .filter(|used| used.eq_ignore_ascii_case(word))
        .peekable();
    used.peek().is_some() && used.all(|used| is_capitals(used))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::title;
    use crate::source::{Inputs, Source};

    /// The title of the resource at a path whose operation has this summary.
    fn of(path: &str, summary: &str) -> String {
        mounted(path, json!({"pathType": "list"}), summary)
    }

    /// The same with an extension of the path.
    fn mounted(path: &str, extension: serde_json::Value, summary: &str) -> String {
        let operation = json!({"operationId": "ListThing", "summary": summary, "responses": {"204": {"description": ""}}});
        let document = json!({
            "openapi": "3.0.1",
            "info": {"title": "Things", "version": "1"},
            "servers": [{"url": "https://things.example.com"}],
            "paths": {path: {"x-openapi-client": extension, "get": operation}}
        });
        let inputs = Inputs {
            document: Source::new("things.json", document.to_string()),
            ..Inputs::default()
        };
        title(&crate::model(&inputs).unwrap().api.resources[0])
    }

    #[test]
    fn a_title_is_the_name_in_words() {
        assert_eq!(
            of("/v1/CustomerProfiles", "Lists ALL."),
            "Customer profiles"
        );
        assert_eq!(of("/v1/supporting_documents", ""), "Supporting documents");
    }

    #[test]
    fn initialisms_keep_their_capitals() {
        assert_eq!(
            of("/v1/A2PBrandRegistrations", ""),
            "A2P brand registrations"
        );
        let mount = json!({"pathType": "list", "mountName": "a2p_brands"});
        assert_eq!(mounted("/v1/A2PBrands", mount, ""), "A2P brands");
        assert_eq!(of("/v1/SIPDomains", ""), "SIP domains");
        assert_eq!(
            of("/v1/SmsTemplates", "Lists SMS templates."),
            "SMS templates"
        );
        // Not everybody writes it so.
        assert_eq!(of("/v1/SmsTemplates", "SMS, or Sms."), "Sms templates");
        assert_eq!(of("/v1/AThings", ""), "A things");
    }
}
