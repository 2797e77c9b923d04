//! Which requests are trusted. The signatures were made by Python's `hmac`.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::http;

const URL: &str = "https://example.com/h";
type Pairs = &'static [(&'static str, &'static str)];

const FORM: Pairs = &[("From", "+1"), ("Body", "hi")];
const BODY: &[u8] = br#"{"sid": "BU1"}"#;
const HASHED: &str = "https://example.com/h?a=1&bodySHA256=67859d911368506e7e4fdf31f4012e73a9fad64b73e825787f6c7c2f046badd9";

fn validator() -> Validator {
    Validator::new("12345").unwrap()
}

/// A form, as it comes over the wire.
fn form<'a>(body: &'a [u8], signature: &'a str) -> Webhook<'a> {
    Webhook {
        url: URL,
        signature: Some(signature),
        signature_settings: None,
        content_type: Some("application/x-www-form-urlencoded; charset=UTF-8"),
        body,
    }
}

fn json<'a>(url: &'a str, body: &'a [u8], signature: &'a str) -> Webhook<'a> {
    Webhook {
        url,
        content_type: Some("application/json"),
        ..form(body, signature)
    }
}

#[test]
fn forms_of_every_shape_are_accepted() {
    #[rustfmt::skip]
    let vectors: &[(&str, Pairs, &str)] = &[
        (URL, &[], "8LQQ+l8Rk3ouOJ5ISkk/HxUx4iQ="),
        (URL, FORM, "TwCQNs2jE8UwxxquL1hT9lW4eyA="),
        ("https://example.com", FORM, "wC0KBuVIlZTgv+SmhiISzhmuOgY="),
        ("https://example.com/h?", FORM, "jludfWWFiVBf56n8jQ5T3jaCSYE="),
        ("https://user:pass@example.com:8443/h?a=b#c", FORM, "8mpgED8xg/uEIFkDuZclNx70IXE="),
        ("https://[2001:db8::1]:8443/h", FORM, "mmtu3XbQilUQl9UDc4HNWzQuHiA="),
        ("https://example.com/jürgen?q=it's", FORM, "xUv+igp63mvqzZo1Doi5w1Q1v0U="),
        (URL, &[("b", "1"), ("a", "2"), ("B", "3"), ("_", "4"), ("10", "5"), ("9", "6")], "n8G6f7rY/P1E10IF9BpFzugErMo="),
        (URL, &[("M", "b"), ("M", "a"), ("M", "b"), ("M", ""), ("L", "z")], "MT53tWXMzQj/MtDBKx+nEuNVCqo="),
        (URL, &[("～", "bmp"), ("😀", "astral")], "8kOYUJZxQfcAnkLlkaVUrARWJMw="),
        (URL, &[("Body", "a\r\n\t + & = %20 👍🏽"), ("Empty", "")], "TUSdzLwzSQLqUiUPkNAG0cbOBMU="),
    ];
    for (url, parameters, signature) in vectors {
        let sent = parameters.iter().copied();
        assert_eq!(validator().sign(url, sent.clone()), *signature, "{url}");
        assert_eq!(validator().check_form(url, sent.clone(), signature), Ok(()));
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(sent)
            .finish();
        let webhook = Webhook {
            url,
            ..form(body.as_bytes(), signature)
        };
        assert_eq!(validator().check(&webhook), Ok(()), "{url}");
    }
}

#[test]
fn the_port_and_the_escapes_of_the_query_may_differ() {
    let accepts = |url, parameters: &[(&str, &str)], signature| {
        validator()
            .check_form(url, parameters.iter().copied(), signature)
            .is_ok()
    };
    let (with_port, without) = (
        "roAsGIbOpD8zyCDAvkKctzdzFoc=",
        "TwCQNs2jE8UwxxquL1hT9lW4eyA=",
    );
    for url in [URL, "https://example.com:443/h"] {
        assert!(accepts(url, FORM, with_port) && accepts(url, FORM, without));
    }
    assert!(accepts("https://example.com:8443/h", FORM, without));
    assert!(!accepts("https://example.com:8443/h", FORM, with_port));
    let escaped = "W3lPuQjHVh1r/k+GlmEZM9O6lnc=";
    for url in [
        "https://example.com/h?q=it's",
        "https://example.com/h?q=it%27s",
    ] {
        assert!(accepts(url, &[], escaped), "{url}");
    }
    for url in [
        "http://example.com/h",
        "https://example.com/h/",
        "https://Example.com/h",
        "/h",
        "",
    ] {
        assert!(!accepts(url, FORM, without), "{url}");
    }
}

#[test]
fn what_is_not_signed_is_rejected() {
    let check = |webhook: Webhook<'_>| validator().check(&webhook);
    let good = form(b"From=%2B1&Body=hi", "TwCQNs2jE8UwxxquL1hT9lW4eyA=");
    assert_eq!(check(good), Ok(()));
    for body in ["From=%2B1&Body=ho", "From=%2B1", "From=%2B1&Body=hi&X=", ""] {
        let changed = Webhook {
            body: body.as_bytes(),
            ..good
        };
        assert_eq!(check(changed), Err(Rejection::SignatureMismatch), "{body}");
    }
    for signature in [
        "TwCQNs2jE8UwxxquL1hT9lW4eyA",
        "twcqns2je8uwxxqul1ht9lw4eya=",
        "TwCQ",
        "",
        "é",
        "T\n",
    ] {
        let forged = Webhook {
            signature: Some(signature),
            ..good
        };
        assert_eq!(
            check(forged),
            Err(Rejection::SignatureMismatch),
            "{signature}"
        );
    }
    let unsigned = Webhook {
        signature: None,
        ..good
    };
    assert_eq!(check(unsigned), Err(Rejection::MissingSignature));
    for content_type in [None, Some("application/json"), Some("multipart/form-data")] {
        let other = Webhook {
            content_type,
            ..good
        };
        assert_eq!(check(other), Err(Rejection::UnsignedBody));
    }
    let get = Webhook {
        content_type: None,
        ..form(b"", "8LQQ+l8Rk3ouOJ5ISkk/HxUx4iQ=")
    };
    assert_eq!(check(get), Ok(()));
}

#[test]
fn forms_are_compared_as_bytes() {
    let check = |body: &[u8], signature: &str| validator().check(&form(body, signature));
    let replaced = validator().sign(URL, [("Body", "a\u{fffd}b")]);
    assert_eq!(check("Body=a\u{fffd}b".as_bytes(), &replaced), Ok(()));
    assert_eq!(check(b"Body=a%EF%BF%BDb", &replaced), Ok(()));
    for body in [
        b"Body=a%FFb".as_slice(),
        b"Body=a\xffb",
        b"Body=a%C3b",
        b"Body=a%ED%A0%80b",
        b"Bo%FFdy=ab",
    ] {
        assert_eq!(check(body, &replaced), Err(Rejection::SignatureMismatch));
    }
    // Names too, and they are sorted as bytes.
    let name = validator().sign(URL, [("a\u{fffd}", "1")]);
    assert_eq!(check(b"a%FF=1", &name), Err(Rejection::SignatureMismatch));
    let sorted = validator().sign(URL, [("a", "2"), ("a b", "1")]);
    assert_eq!(check(b"a+b=1&a=2&a=2", &sorted), Ok(()));
}

#[test]
fn a_body_that_says_nothing_is_not_an_empty_one() {
    let check = |body: &str, parameters: &[(&str, &str)]| {
        let signature = validator().sign(URL, parameters.iter().copied());
        validator().check(&form(body.as_bytes(), &signature))
    };
    assert_eq!(check("", &[]), Ok(()));
    for body in ["&&&=&=", "=", "&", "&&", "=&="] {
        assert_eq!(check(body, &[]), Err(Rejection::UnsignedBody), "{body}");
    }
    for body in ["From=%2B1&=", "=&From=%2B1", "From=%2B1&&=&"] {
        assert_eq!(
            check(body, &[("From", "+1")]),
            Err(Rejection::UnsignedBody),
            "{body}"
        );
    }
    for body in ["From=%2B1&", "&From=%2B1", "From=%2B1&&From=%2B1"] {
        assert_eq!(check(body, &[("From", "+1")]), Ok(()), "{body}");
    }
    for body in ["From", "From=", "=From"] {
        assert_eq!(check(body, &[("From", "")]), Ok(()), "{body}");
    }
}

#[test]
fn a_body_is_vouched_for_by_its_hash() {
    let check = |webhook: Webhook<'_>| validator().check(&webhook);
    let good = json(HASHED, BODY, "oR1wucItoTd83IVyOtdQ/iOIDdw=");
    assert_eq!(check(good), Ok(()));
    assert_eq!(
        check(Webhook {
            content_type: None,
            ..good
        }),
        Ok(())
    );
    // A form that anybody could replace the body by is held to the hash as well.
    for content_type in [good.content_type, form(b"", "").content_type] {
        let changed = Webhook {
            body: b"&",
            content_type,
            ..good
        };
        assert_eq!(check(changed), Err(Rejection::BodyMismatch));
    }
    let port = HASHED.replace(".com", ".com:443");
    assert_eq!(check(Webhook { url: &port, ..good }), Ok(()));
    let empty = json(
        "https://example.com/h?bodySHA256=",
        BODY,
        "D8oP7m4KfhLOjVPBnWnM7QCixA0=",
    );
    assert_eq!(check(empty), Err(Rejection::BodyMismatch));
    let two = format!("{HASHED}&bodySHA256=0");
    let two = json(&two, BODY, "U51f1Io6B5qytjzp/3V+Sfkv+Bg=");
    assert_eq!(check(two), Err(Rejection::BodyMismatch));
    assert_eq!(
        check(Webhook { url: URL, ..good }),
        Err(Rejection::UnsignedBody)
    );
    let foreign = Webhook {
        signature: Some("AAAA"),
        ..good
    };
    assert_eq!(check(foreign), Err(Rejection::SignatureMismatch));
}

#[test]
fn several_secrets_may_sign_each_in_its_way() {
    let both = validator().with_also("67890").unwrap();
    let by_other = "1X6V5SOZRhrVuYSvwHzNQsq+13E=";
    let check = |validator: &Validator, signature| {
        validator.check_form(URL, FORM.iter().copied(), signature)
    };
    assert_eq!(check(&both, by_other), Ok(()));
    assert_eq!(check(&both, "TwCQNs2jE8UwxxquL1hT9lW4eyA="), Ok(()));
    assert_eq!(
        check(&validator(), by_other),
        Err(Rejection::SignatureMismatch)
    );

    let keyed = both.with_shared_key("shared").unwrap();
    let sha256 = "mM2n//UJ75Hui6gMYlZ8CSB7mN+ttRMrvJFXsH48nWs=";
    let settings = |validator: &Validator, signature, settings| {
        let webhook = form(b"From=%2B1&Body=hi", signature);
        validator.check(&Webhook {
            signature_settings: settings,
            ..webhook
        })
    };
    for text in [
        "key=k,algorithm=HMAC_SHA256",
        " key = k , algorithm = hmac_sha256 ",
    ] {
        assert_eq!(settings(&keyed, sha256, Some(text)), Ok(()));
        assert_eq!(
            settings(&keyed, by_other, Some(text)),
            Err(Rejection::SignatureMismatch)
        );
        assert_eq!(
            settings(&validator(), sha256, Some(text)),
            Err(Rejection::MissingSharedKey)
        );
    }
    for text in [
        None,
        Some(""),
        Some("key=k"),
        Some("algorithm="),
        Some("algorithm=HMAC_SHA1"),
    ] {
        assert_eq!(settings(&keyed, by_other, text), Ok(()));
        assert_eq!(
            settings(&keyed, sha256, text),
            Err(Rejection::SignatureMismatch)
        );
        // A shared key doesn't sign as an auth token does.
        let by_key = "f2xcSVCRi7D0E5hG3/VoX/0SDXg=";
        assert_eq!(
            settings(&keyed, by_key, text),
            Err(Rejection::SignatureMismatch)
        );
    }
    let unknown = settings(&keyed, sha256, Some("algorithm=HMAC_MD5"));
    assert_eq!(unknown, Err(Rejection::UnknownAlgorithm));
}

#[test]
fn a_request_is_checked_at_its_public_address() {
    let request = |uri: &str| {
        let builder = http::Request::post(uri)
            .header("Host", "10.0.0.7:8080")
            .header("Content-Type", "application/json")
            .header("X-Twilio-Signature", "oR1wucItoTd83IVyOtdQ/iOIDdw=");
        builder.body(()).unwrap().into_parts().0
    };
    let check =
        |uri: &str, public_url: &str| validator().check_request(&request(uri), BODY, public_url);
    let target = HASHED.strip_prefix("https://example.com").unwrap();
    for public_url in [
        "https://example.com",
        "https://example.com/",
        "https://example.com:443",
    ] {
        assert_eq!(check(target, public_url), Ok(()));
    }
    assert_eq!(check(HASHED, "https://example.com"), Ok(()));
    assert_eq!(
        check(target, "http://10.0.0.7:8080"),
        Err(Rejection::SignatureMismatch)
    );

    let mut head = request(target);
    let odd = http::HeaderValue::from_bytes(b"\xff").unwrap();
    head.headers.insert("x-twilio-signature", odd);
    let rejected = validator().check_request(&head, BODY, "https://example.com");
    assert_eq!(rejected, Err(Rejection::SignatureMismatch));
    // Of several, a proxy may have looked at another one.
    let good = http::HeaderValue::from_static("oR1wucItoTd83IVyOtdQ/iOIDdw=");
    head.headers.insert("x-twilio-signature", good.clone());
    assert_eq!(
        validator().check_request(&head, BODY, "https://example.com"),
        Ok(())
    );
    head.headers.append("x-twilio-signature", good);
    let rejected = validator().check_request(&head, BODY, "https://example.com");
    assert_eq!(rejected, Err(Rejection::SignatureMismatch));
    head.headers.remove("x-twilio-signature");
    let rejected = validator().check_request(&head, BODY, "https://example.com");
    assert_eq!(rejected, Err(Rejection::MissingSignature));
}

#[test]
fn secrets_must_be_there_and_are_not_printed() {
    assert!(Validator::new("").is_err());
    assert!(validator().with_also("").is_err());
    assert!(validator().with_shared_key("").is_err());
    let validator = Validator::new("hunter2")
        .unwrap()
        .with_shared_key("hunter3")
        .unwrap();
    let webhook = Webhook {
        url: "https://u:hunter4@a.example/?ada",
        ..form(b"ada", "s")
    };
    let debug = format!("{validator:?} {webhook:?}");
    assert!(
        !debug.contains("hunter") && !debug.contains("ada"),
        "{debug}"
    );
}

proptest! {
    #[test]
    fn no_bytes_are_accepted_or_make_it_panic(
        url in ".*", signature in proptest::option::of(".*"), settings in proptest::option::of(".*"),
        is_form: bool, body: Vec<u8>,
    ) {
        let content_type = is_form.then_some("application/x-www-form-urlencoded");
        let webhook = Webhook {
            url: &url, signature: signature.as_deref(), signature_settings: settings.as_deref(), content_type, body: &body,
        };
        prop_assert!(validator().check(&webhook).is_err());
    }

    #[test]
    fn a_form_is_read_as_the_url_standard_says(body in "[a-z=&+%0-9A-F\u{e9}]{0,40}") {
        let standard: Vec<_> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
        let is_nothing = standard.is_empty() || standard.contains(&(String::new(), String::new()));
        let read = super::form(body.as_bytes());
        prop_assert_eq!(read.is_none(), is_nothing);
        let lossy = |text: &Cow<'_, [u8]>| String::from_utf8_lossy(text).into_owned();
        let read = read.iter().flatten().map(|(name, value)| (lossy(name), lossy(value)));
        prop_assert!(is_nothing || read.eq(standard));
    }

    #[test]
    fn what_is_signed_is_accepted(
        url in "(https?://)?[a-z:@\\[\\]é?&#' ]*",
        parameters in proptest::collection::vec((".{0,3}", ".*"), 0..4),
    ) {
        let sent = || parameters.iter().map(|(name, value)| (name, value));
        let signature = validator().sign(&url, sent());
        prop_assert_eq!(validator().check_form(&url, sent(), &signature), Ok(()));
    }
}

/// Compares with signatures that Twilio's own clients made and checked, if the folder with them is named.
#[test]
fn recorded_signatures_are_understood() {
    let Some(folder) = std::env::var_os("TWILIO_WIRE_DIR") else {
        println!("skipped: TWILIO_WIRE_DIR does not name the folder with signatures.json");
        return;
    };
    let path = std::path::Path::new(&folder).join("signatures.json");
    let vectors: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    for vector in vectors["compute"].as_array().unwrap() {
        // An empty token is refused, for anybody could sign with it.
        let is_refused = vector["auth_token"] == "";
        assert_eq!(
            recorded(vector),
            (!is_refused).then_some(Ok(())),
            "{vector}"
        );
    }
    for vector in vectors["validate"].as_array().unwrap() {
        // Where the two differ, the one that rejects has damaged the URL, or fails on the body.
        let is_good = [&vector["python"], &vector["node"]].contains(&&Value::Bool(true));
        assert_eq!(recorded(vector).unwrap().is_ok(), is_good, "{vector}");
    }
}

/// Checks a recorded request; `None` if its secret is refused.
fn recorded(vector: &Value) -> Option<Result<(), Rejection>> {
    let text = |name: &str| vector[name].as_str();
    let pair = |pair: &Value| Some((pair[0].as_str()?.to_owned(), pair[1].as_str()?.to_owned()));
    let pairs = vector["params"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(pair);
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    let settings = text("signature_settings_header").or(match text("algorithm") {
        Some("HMAC_SHA256") => Some("algorithm=HMAC_SHA256"),
        _ => None,
    });
    let mut webhook = Webhook {
        url: text("url")?,
        signature_settings: settings,
        ..form(body.as_bytes(), text("signature")?)
    };
    if let Some(body) = text("body") {
        webhook = Webhook {
            body: body.as_bytes(),
            content_type: Some("application/json"),
            ..webhook
        };
    } else if webhook.url.contains("bodySHA256") {
        webhook.body = br#"{"property": "value", "boolean": true}"#;
    }
    let secret = text("auth_token")?;
    let validator = Validator::new(secret).ok()?.with_shared_key(secret).ok()?;
    Some(validator.check(&webhook))
}
