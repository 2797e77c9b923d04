//! SIDs: which are refused, which are kept, and how they convert.

use proptest::prelude::*;

use super::*;
use crate::testing::MockTransport;

const TEXT: &str = "XP0123456789abcdef0123456789ABCDEF";

/// Identifies a parcel.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct ParcelSid(Sid);
crate::impl_sid!(ParcelSid, "XP");

/// What a request sends for a value, or why it refuses it.
fn sent(value: impl Param) -> Result<String, String> {
    let client = crate::tests::client(&MockTransport::new());
    let request = client.get::<()>("/v1/P").query("Sid", value).build();
    let request = request.map_err(|error| error.to_string())?;
    let sent = request.query().next().map(|(_, value)| value.to_owned());
    Ok(sent.unwrap_or_default())
}

#[test]
fn a_well_formed_sid_is_stored_inline() {
    let sid = Sid::new(TEXT).unwrap();
    assert!(matches!(sid.0, Repr::Inline(_)));
    assert_eq!((sid.as_str(), sid.prefix()), (TEXT, "XP"));
    assert!(sid.is_well_formed());
    assert_eq!(size_of::<Sid>(), 40);
    let decoded: Sid = serde_json::from_str(&format!("\"{TEXT}\"")).unwrap();
    assert!(matches!(decoded.0, Repr::Inline(_)));
    assert_eq!(decoded, sid);
}

#[test]
fn each_rule_is_reported_and_the_text_is_not() {
    let digits = "0123456789abcdef0123456789abcdef";
    for (text, problem) in [
        (String::new(), "the text is empty"),
        ("XP01".into(), "the text has 4 characters and not 34"),
        (
            format!("XP{digits}0"),
            "the text has 35 characters and not 34",
        ),
        (
            format!("X1{digits}"),
            "the text does not start with two letters",
        ),
        (format!("AC{digits}"), "the text starts with `AC`"),
        (
            format!("XP{}", digits.replace('f', "g")),
            "character 18 is not such a digit",
        ),
    ] {
        let error = ParcelSid::new(&text).unwrap_err().to_string();
        let rule = "a ParcelSid is `XP` and 32 hexadecimal digits, but";
        assert_eq!(error, format!("{rule} {problem}"));
        assert!(text.is_empty() || !error.contains(&text));
    }
    let error = Sid::new("12").unwrap_err().to_string();
    assert!(error.starts_with("a Sid is two letters and 32"), "{error}");
    assert!(Sid::new("é".repeat(17)).is_err());
}

#[test]
fn responses_keep_what_came_and_requests_refuse_it() {
    for text in ["", "new-format-7", "é", "XP0123"] {
        let sid: ParcelSid = serde_json::from_value(text.into()).unwrap();
        assert_eq!(sid, text);
        assert!(!sid.is_well_formed());
        assert_eq!(serde_json::to_value(&sid).unwrap(), text);
        let refused = sent(&sid).unwrap_err();
        assert!(refused.contains("a ParcelSid is `XP`"), "{refused}");
        assert!(ParcelSid::try_from(Sid::from(sid)).is_err());
    }
    let foreign: ParcelSid = serde_json::from_value(TEXT.replace("XP", "AC").into()).unwrap();
    assert!(sent(foreign).is_err());
    assert_eq!(sent(ParcelSid::new(TEXT).unwrap()).unwrap(), TEXT);
    assert!(serde_json::from_str::<ParcelSid>("7").is_err());
}

#[test]
fn conversions_and_formats() {
    let sid: ParcelSid = TEXT.parse().unwrap();
    assert_eq!(ParcelSid::try_from(TEXT.to_owned()), Ok(sid.clone()));
    assert_eq!(ParcelSid::from(&sid), sid);
    assert_eq!(Sid::from(&sid), Sid::new(TEXT).unwrap());
    assert_eq!(String::from(&sid), TEXT);
    assert_eq!(ParcelSid::PREFIX, "XP");
    assert_eq!(
        format!("{sid} {sid:?}"),
        format!("{TEXT} ParcelSid({TEXT:?})")
    );
    assert_eq!(format!("{sid:>36}"), format!("  {TEXT}"));
    assert_eq!(format!("{:?}", Sid::from(sid)), format!("Sid({TEXT:?})"));
    assert!(Sid::from_wire("a") < Sid::new(TEXT.replace("XP", "ac")).unwrap());
    assert_eq!(Sid::from_wire("é1").prefix(), "");
}

proptest! {
    #[test]
    fn any_text_of_a_response_is_kept(
        text in prop_oneof![any::<String>(), "[A-Za-z]{2}[0-9A-Fa-f]{32}", "[A-Z]{2}[0-9a-g]{31,33}", "é?XP[0-9a-f]{30,32}"],
    ) {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_well_formed = text.len() == 34
            && text.get(..2).is_some_and(|letters| letters.bytes().all(|byte| byte.is_ascii_alphabetic()))
            && text.get(2..).is_some_and(digits);
        let json = serde_json::to_string(&text).unwrap();
        let sid: Sid = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(sid.as_str(), &text);
        prop_assert_eq!(serde_json::to_string(&sid).unwrap(), json.as_str());
        prop_assert_eq!(matches!(sid.0, Repr::Inline(_)), is_well_formed);
        prop_assert_eq!(sid.is_well_formed(), is_well_formed);
        match Sid::new(&text) {
            Ok(made) => prop_assert!(is_well_formed && made == sid),
            Err(error) => prop_assert!(!is_well_formed && (text.len() < 3 || !error.to_string().contains(&text))),
        }
        prop_assert_eq!(sent(&sid).is_ok(), is_well_formed);
        let parcel: ParcelSid = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(parcel.as_str(), &text);
        let is_parcel = is_well_formed && text.starts_with("XP");
        prop_assert_eq!(sent(&parcel).is_ok(), is_parcel);
        prop_assert_eq!(ParcelSid::new(&text).is_ok(), is_parcel);
        prop_assert_eq!(Sid::from(parcel), sid);
    }
}
