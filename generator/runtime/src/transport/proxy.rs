//! Which proxy requests go over.

use http::Uri;

use crate::Error;
use crate::service::origin::port;

/// A proxy that opens a tunnel to the server (CONNECT), and the hosts that are reached without it.
#[derive(Clone, Default)]
pub(crate) struct Proxy {
    /// May hold a password.
    url: String,
    /// Hosts, separated by commas.
    bypass: String,
}

impl Proxy {
    pub(crate) fn new(url: &str) -> Result<Self, Error> {
        match is_usable(url) {
            true => Ok(Self {
                url: url.to_owned(),
                bypass: String::new(),
            }),
            false => Err(Error::config(format!("the proxy {UNUSABLE}"))),
        }
    }

    pub(crate) fn from_env() -> Result<Option<Self>, Error> {
        Self::from_lookup(|name| std::env::var(name).ok())
    }

    /// Reads the variables that curl reads for `https`: `HTTP_PROXY` is for plain http, which never leaves this machine.
    fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, Error> {
        let first = |names: [&'static str; 4]| {
            names.into_iter().find_map(|name| {
                let value = lookup(name).filter(|value| !value.is_empty())?;
                Some((name, value))
            })
        };
        let Some((name, url)) = first(["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
        else {
            return Ok(None);
        };
        // Going without the proxy would be a way around what somebody has set up.
        if !is_usable(&url) {
            return Err(Error::config(format!("{name} {UNUSABLE}")));
        }
        let bypass = ["NO_PROXY", "no_proxy"].into_iter().find_map(&lookup);
        Ok(Some(Self {
            url,
            bypass: bypass.unwrap_or_default(),
        }))
    }

    /// What hyper asks for each connection.
    #[cfg(feature = "transport")]
    pub(crate) fn matcher(&self) -> hyper_util::client::proxy::matcher::Matcher {
        hyper_util::client::proxy::matcher::Matcher::builder()
            .https(self.url.as_str())
            .no(self.bypass.as_str())
            .build()
    }

    /// The settings for ureq; it knows patterns of names where curl and hyper take a name for all below it.
    #[cfg(feature = "blocking")]
    pub(crate) fn ureq(&self) -> Result<ureq::Proxy, ureq::Error> {
        let parsed = ureq::Proxy::new(&self.url)?;
        let mut proxy = ureq::Proxy::builder(parsed.protocol())
            .host(parsed.host())
            .port(parsed.port());
        if let Some(user) = parsed.username() {
            proxy = proxy.username(user);
        }
        if let Some(password) = parsed.password() {
            proxy = proxy.password(password);
        }
        for host in self.bypass.split(',').map(str::trim) {
            let host = host.strip_prefix('.').unwrap_or(host);
            if !host.is_empty() {
                proxy = proxy.no_proxy(host).no_proxy(&format!(".{host}"));
            }
        }
        proxy.build()
    }
}

const UNUSABLE: &str = "is not the address of an HTTP proxy, such as http://proxy.example:3128";

/// Whether an address is that of an HTTP proxy; without a scheme it is `http`.
fn is_usable(url: &str) -> bool {
    url.parse().is_ok_and(|url: Uri| {
        url.host().is_some_and(|host| !host.is_empty())
            && port(&url).is_some()
            && matches!(url.scheme_str(), None | Some("http" | "https"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    fn read(variables: &[(&str, &str)]) -> Result<Option<Proxy>, Error> {
        Proxy::from_lookup(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_names_the_proxy() {
        let named = |variables: &[(&str, &str)]| read(variables).unwrap().map(|proxy| proxy.url);
        let (one, two) = ("http://one:1", "http://two:2");
        assert_eq!(named(&[]), None);
        assert_eq!(named(&[("HTTP_PROXY", one), ("NO_PROXY", "*")]), None);
        assert_eq!(
            named(&[("ALL_PROXY", one), ("HTTPS_PROXY", two)]).unwrap(),
            two
        );
        assert_eq!(
            named(&[("all_proxy", one), ("HTTPS_PROXY", "")]).unwrap(),
            one
        );
        assert_eq!(
            named(&[("https_proxy", "proxy:3128")]).unwrap(),
            "proxy:3128"
        );
    }

    #[test]
    fn an_address_that_is_no_http_proxy_is_refused_and_not_repeated() {
        for url in [
            "socks5://u:hunter2@proxy",
            "http://u:hunter2@",
            "http://u:hunter2@proxy:99999",
            "proxy:0",
            "http://[::1]:65536",
            "a b",
            "/x",
        ] {
            for error in [
                Proxy::new(url).err().unwrap(),
                read(&[("HTTPS_PROXY", url)]).err().unwrap(),
            ] {
                assert_eq!(error.kind(), ErrorKind::Config);
                assert!(!error.to_string().contains("hunter2"), "{error}");
            }
        }
    }

    const BYPASS: [(&str, bool); 6] = [
        ("parcels.example.com", false),
        ("proxied.example", true),
        ("plain.example", false),
        ("deep.plain.example", false),
        ("notplain.example", true),
        ("dotted.example", false),
    ];

    fn with_bypass() -> Proxy {
        let bypass = "example.com, plain.example,.dotted.example";
        let variables = [
            ("HTTPS_PROXY", "http://us%65r:p%40ss@proxy:3128"),
            ("no_proxy", bypass),
        ];
        read(&variables).unwrap().unwrap()
    }

    #[cfg(feature = "transport")]
    #[test]
    fn hyper_goes_over_it_but_to_the_hosts_that_are_left_out() {
        let matcher = with_bypass().matcher();
        for (host, is_proxied) in BYPASS {
            let url: Uri = format!("https://{host}/").parse().unwrap();
            let proxy = matcher.intercept(&url);
            assert_eq!(proxy.is_some(), is_proxied, "{host}");
            if let Some(proxy) = proxy {
                assert_eq!(proxy.uri(), "http://proxy:3128/");
                assert_eq!(proxy.basic_auth().unwrap(), "Basic dXNlcjpwQHNz");
            }
        }
        let plain = Uri::from_static("http://127.0.0.1/");
        assert!(matcher.intercept(&plain).is_none());
    }

    #[cfg(feature = "blocking")]
    #[test]
    fn ureq_goes_over_it_but_to_the_hosts_that_are_left_out() {
        let proxy = with_bypass().ureq().unwrap();
        assert_eq!((proxy.host(), proxy.port()), ("proxy", 3128));
        assert_eq!(proxy.username(), Some("user"));
        assert_eq!(proxy.password(), Some("p@ss"));
        for (host, is_proxied) in BYPASS {
            let url = format!("https://{host}/").parse().unwrap();
            assert_eq!(!proxy.is_no_proxy(&url), is_proxied, "{host}");
        }
        let mut all = with_bypass();
        all.bypass = "*".to_owned();
        let url = Uri::from_static("https://proxied.example/");
        assert!(all.ureq().unwrap().is_no_proxy(&url));
    }
}
