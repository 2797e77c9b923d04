//! Tests of what is read more leniently, and of null.

use serde_json::json;

use super::*;

#[test]
fn what_a_value_belongs_to_comes_before_what_keeps_it_and_what_loses_members() {
    let variants = [
        Keeps::Members(&["id", "number"]),
        Keeps::Members(&["id", "iban"]),
        Keeps::AllMembers(&["kind"]),
        Keeps::All,
        Keeps::Texts(&["low"]),
        Keeps::Texts(&["high"]),
    ];
    for (value, expected) in [
        (json!({"id": 1}), vec![0, 1, 2, 3, 4, 5]),
        (json!({"id": 1, "iban": 2}), vec![1, 2, 3, 4, 5]),
        (json!({"id": 1, "other": 2}), vec![2, 3, 0, 1, 4, 5]),
        (json!({"kind": 1, "other": 2}), vec![2, 3, 4, 5]),
        (json!({"number": 1, "iban": 2}), vec![2, 3, 4, 5]),
        (json!("high"), vec![5, 3, 4]),
        (json!([1, 2]), vec![3, 4, 5]),
    ] {
        assert_eq!(candidates(&value, &variants), expected, "{value}");
    }
}

#[test]
fn null_and_absence_are_the_default() {
    #[derive(serde::Deserialize)]
    struct Record {
        #[serde(default, deserialize_with = "super::null_as_default")]
        items: Vec<u8>,
    }
    for (text, items) in [
        (r#"{"items":null}"#, vec![]),
        ("{}", vec![]),
        (r#"{"items":[1]}"#, vec![1]),
    ] {
        let record: Record = serde_json::from_str(text).unwrap();
        assert_eq!(record.items, items);
    }
    assert!(serde_json::from_str::<Record>(r#"{"items":1}"#).is_err());
}

#[test]
fn null_is_not_absence_where_that_matters() {
    #[derive(serde::Deserialize)]
    struct Record {
        #[serde(default, deserialize_with = "super::nullable")]
        text: Option<Option<String>>,
        #[serde(default, deserialize_with = "super::lenient_nullable")]
        number: Option<Option<f64>>,
        #[serde(default, deserialize_with = "super::nullable")]
        json: Option<Value>,
    }
    let read = |text: &str| {
        let Record { text, number, json } = serde_json::from_str(text).unwrap();
        (text, number, json)
    };
    let null = r#"{"text":null,"number":null,"json":null}"#;
    assert_eq!(read(null), (Some(None), Some(None), Some(Value::Null)));
    assert_eq!(read("{}"), (None, None, None));
    let (text, number, json) = read(r#"{"text":"","number":"1.5","json":1}"#);
    assert_eq!((text, number), (Some(Some(String::new())), Some(Some(1.5))));
    assert_eq!(json, Some(json!(1)));
}

#[test]
fn numbers_come_in_several_forms() {
    for value in [json!(-7.5), json!("-7.5"), json!("-7.50")] {
        assert_eq!(f64::read(&value).unwrap(), -7.5, "{value}");
    }
    for value in [json!(7), json!("7"), json!(7.0)] {
        assert_eq!(i64::read(&value).unwrap(), 7, "{value}");
        assert_eq!(i32::read(&value).unwrap(), 7, "{value}");
        assert_eq!(Option::<i64>::read(&value).unwrap(), Some(7), "{value}");
    }
    assert_eq!(u64::read(&json!(u64::MAX)).unwrap(), u64::MAX);
    assert!(u64::read(&json!(-1)).is_err() && u8::read(&json!(256)).is_err());
    // Read from text, a number is not always what it is in a value.
    let text = |text: &str| i64::read(&mut serde_json::Deserializer::from_str(text));
    assert_eq!(text("9007199254740993.0").unwrap(), 9_007_199_254_740_993);
    assert!(text("18446744073709551616").is_err() && text("0.5").is_err());
    let text = |text: &str| f64::read(&mut serde_json::Deserializer::from_str(text));
    assert_eq!(text("1.50").unwrap(), 1.5);
    assert!(text("1e400").is_err() && text("{}").is_err());
    for value in [json!(null), json!("")] {
        assert_eq!(Option::<f64>::read(&value).unwrap(), None);
        assert_eq!(Option::<Timestamp>::read(&value).unwrap(), None);
        assert_eq!(Option::<Date>::read(&value).unwrap(), None);
        assert!(f64::read(&value).is_err());
    }
    for value in [
        json!("x"),
        json!("NaN"),
        json!(true),
        json!([]),
        json!("1 "),
    ] {
        assert!(f64::read(&value).is_err(), "{value}");
        assert!(Option::<f64>::read(&value).is_err(), "{value}");
        assert!(i64::read(&value).is_err(), "{value}");
    }
    assert!(i64::read(&json!(7.5)).is_err() && i32::read(&json!(1_i64 << 40)).is_err());
}

#[test]
fn what_is_no_number_is_not_repeated() {
    let error = Option::<f64>::read(&json!("secret"))
        .unwrap_err()
        .to_string();
    assert_eq!(error, "invalid value: another value, expected a number");
    assert!(
        Option::<Timestamp>::read(&json!("2024-02-29T23:59:59Z"))
            .unwrap()
            .is_some()
    );
}

#[test]
fn entries_that_are_null_are_left_out() {
    let value = json!({"a": "x", "b": null});
    let map: BTreeMap<String, String> = lenient(&value).unwrap();
    assert_eq!(map, BTreeMap::from([("a".to_owned(), "x".to_owned())]));
    let map: BTreeMap<String, i64> = lenient_or_default(json!(null)).unwrap();
    assert!(map.is_empty());
    assert!(BTreeMap::<String, String>::read(json!(null)).is_err());
    let none: Option<BTreeMap<String, String>> = lenient(json!(null)).unwrap();
    assert!(none.is_none());
}
