//! Hosts: `product[.edge][.region].twilio.com`.

use crate::{Api, Error, ServerVariable};

const DOMAIN: &str = ".twilio.com";

pub(crate) const REGION: &str = "region";
pub(crate) const EDGE: &str = "edge";

/// Scheme and host of a product in a region, an edge or both.
pub(crate) fn server(api: &Api, variables: &[ServerVariable]) -> Result<String, Error> {
    let variable = |name: &str| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    };
    let (region, edge) = (variable(REGION), variable(EDGE));
    for (what, label) in [(REGION, region), (EDGE, edge)] {
        if label.is_some_and(|label| !is_label(label)) {
            return Err(Error::config(format!(
                "the {what} is not a name of letters, digits and hyphens"
            )));
        }
    }
    let labels = match (edge, region) {
        (None, None) => return Ok(api.server.to_owned()),
        (None, Some(region)) => region.to_owned(),
        (Some(edge), region) => format!("{edge}.{}", region.unwrap_or("us1")),
    };
    match product(api) {
        Some(product) => Ok(format!("https://{product}.{labels}{DOMAIN}")),
        None => Err(Error::config(format!("{} is in no region", api.name))),
    }
}

/// Whether a host is the product's, in any region.
pub(crate) fn is_own(api: &Api, host: &str) -> bool {
    let labels = host
        .strip_suffix(DOMAIN)
        .zip(product(api))
        .and_then(|(labels, product)| labels.strip_prefix(product));
    labels.is_some_and(|labels| {
        let mut parts = labels.split('.');
        // What precedes the first dot is empty when the product's label ends there.
        parts.next() == Some("") && parts.clone().count() <= 2 && parts.all(is_label)
    })
}

/// The label of the product's own host before `.twilio.com`.
fn product(api: &Api) -> Option<&'static str> {
    let host = api.server.strip_prefix("https://")?;
    host.strip_suffix(DOMAIN)
}

/// Whether the text can be one label of a host name.
fn is_label(text: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&text.len())
        && text.bytes().all(is_inner)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    const API: Api = Api::new(
        "Parcels",
        "https://parcels.twilio.com",
        "twilio-parcels/1.0.0",
    );
    const ELSEWHERE: Api = Api::new("Parcels", "https://parcels.example", "twilio-parcels/1.0.0");

    fn at(api: &Api, edge: Option<&str>, region: Option<&str>) -> Result<String, Error> {
        let variables = [(REGION, region), (EDGE, edge)].into_iter();
        let variables = variables.filter_map(|(name, value)| Some((name, value?.to_owned())));
        server(api, &variables.collect::<Vec<_>>())
    }

    #[test]
    fn edge_and_region_are_labels_of_the_host() {
        for (edge, region, host) in [
            (None, None, "https://parcels.twilio.com"),
            (None, Some("ie1"), "https://parcels.ie1.twilio.com"),
            (
                Some("dublin"),
                Some("ie1"),
                "https://parcels.dublin.ie1.twilio.com",
            ),
            (
                Some("dublin"),
                None,
                "https://parcels.dublin.us1.twilio.com",
            ),
        ] {
            assert_eq!(at(&API, edge, region).unwrap(), host);
        }
        for label in ["", "a.b", "a/b", "é", "-a", "a@b", "evil.com/"] {
            let error = at(&API, None, Some(label)).unwrap_err();
            assert!(error.to_string().contains("region"), "{error}");
            assert!(at(&API, Some(label), None).is_err());
        }
        assert!(at(&ELSEWHERE, None, Some("ie1")).is_err());
    }

    #[test]
    fn the_products_hosts_are_those_of_its_regions() {
        for (host, is_products) in [
            ("parcels.twilio.com", true),
            ("parcels.ie1.twilio.com", true),
            ("parcels.dublin.ie1.twilio.com", true),
            ("parcels.twilio.com.evil.example", false),
            ("evilparcels.twilio.com", false),
            ("parcelsevil.twilio.com", false),
            ("other.twilio.com", false),
            ("parcels.a.b.c.twilio.com", false),
            ("parcels..twilio.com", false),
            ("parcels.-a.twilio.com", false),
            ("twilio.com", false),
            ("parcels.example", false),
        ] {
            assert_eq!(is_own(&API, host), is_products, "{host}");
            assert!(!is_own(&ELSEWHERE, host), "{host}");
        }
    }
}
