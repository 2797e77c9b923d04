//! Which fields of a record are printed.

use crate::failure::Failure;
use crate::json::Json;

/// How many columns there are when nothing says which.
const MANY: usize = 5;

/// The column for what is no object.
const VALUE: &str = "value";

/// The columns for records like `first`: those that were asked for, those that the documentation suggests, or the first
/// simple ones.
pub(super) fn choose(
    asked: Option<&[String]>,
    suggested: &[&str],
    first: &Json,
) -> Result<Vec<String>, Failure> {
    if !matches!(first, Json::Object(_)) {
        return Ok(vec![VALUE.to_owned()]);
    }
    let all = || first.names().map(str::to_owned);
    match asked {
        Some([column]) if column == "*" => Ok(all().collect()),
        Some(asked) => {
            let is_known = |column: &&String| {
                let name = column.split('.').next().unwrap_or_default();
                first.names().any(|known| known == name || known == *column)
            };
            if let Some(column) = asked.iter().find(|column| !is_known(column)) {
                let known = all().collect::<Vec<_>>().join(", ");
                return Err(Failure::Usage(format!(
                    "unknown column '{column}'; available: {known}"
                )));
            }
            Ok(asked.to_vec())
        }
        None => {
            let known = suggested.iter().filter(|name| first.get(name).is_some());
            let known: Vec<_> = known.map(|&name| name.to_owned()).collect();
            if !known.is_empty() {
                return Ok(known);
            }
            let is_simple = |name: &String| first.get(name).is_some_and(Json::is_simple);
            Ok(all().filter(is_simple).take(MANY).collect())
        }
    }
}

/// The columns as far as they are known when there is no record.
pub(super) fn expected(asked: Option<&[String]>, suggested: &[&str]) -> Vec<String> {
    match asked {
        Some([column]) if column == "*" => Vec::new(),
        Some(asked) => asked.to_vec(),
        None => suggested.iter().map(|&name| name.to_owned()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(asked: Option<&str>, suggested: &[&str], first: &str) -> Result<String, Failure> {
        let asked = asked.map(|asked| asked.split(',').map(str::to_owned).collect::<Vec<_>>());
        let first = Json::read(first).unwrap();
        choose(asked.as_deref(), suggested, &first).map(|columns| columns.join(","))
    }

    const FIRST: &str = r#"{"sid":"X1","links":{"stops":"u"},"n":null,"a":1,"b":2,"c":3,"d":4}"#;

    #[test]
    fn the_first_record_decides() {
        for (asked, suggested, expected) in [
            (Some("a,links.stops"), &["sid"][..], "a,links.stops"),
            (Some("*"), &["sid"], "sid,links,n,a,b,c,d"),
            (None, &["sid", "gone", "a"], "sid,a"),
            (None, &["gone"], "sid,n,a,b,c"),
            (None, &[], "sid,n,a,b,c"),
        ] {
            assert_eq!(columns(asked, suggested, FIRST).unwrap(), expected);
        }
        assert_eq!(columns(Some("a"), &[], "[1]").unwrap(), "value");
    }

    #[test]
    fn a_column_that_there_is_not_is_reported() {
        let Err(Failure::Usage(message)) = columns(Some("sid,naem"), &[], FIRST) else {
            panic!("it should have been refused")
        };
        assert_eq!(
            message,
            "unknown column 'naem'; available: sid, links, n, a, b, c, d"
        );
    }
}
