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

/// The columns that people need most of records like `first`, those first: the ones that the documentation suggests and the
/// state, or simple ones.
pub(super) fn useful(suggested: &[&str], first: &Json) -> Vec<String> {
    if !matches!(first, Json::Object(_)) {
        return vec![VALUE.to_owned()];
    }
    let known = suggested.iter().copied();
    let mut columns: Vec<_> = known.filter(|name| first.get(name).is_some()).collect();
    let is_wanted = |name: &&str| match columns.is_empty() {
        true => first.get(name).is_some_and(Json::is_simple),
        false => rank(name) == STATE && !columns.contains(name),
    };
    let more: Vec<_> = first.names().filter(is_wanted).collect();
    columns.extend(more);
    columns.sort_by_key(|name| rank(name));
    columns.truncate(MANY);
    columns.into_iter().map(str::to_owned).collect()
}

/// The rank of the state of a record.
const STATE: u8 = 1;

/// What identifies a record comes first, then its state and its name; what is alike in all records comes last.
fn rank(name: &str) -> u8 {
    match name.to_ascii_lowercase().replace('_', "").as_str() {
        "sid" | "id" => 0,
        "status" | "state" => STATE,
        "friendlyname" | "displayname" | "name" | "title" => 2,
        "accountsid" | "url" | "uri" | "etag" => 4,
        _ => 3,
    }
}

/// The cells of a record; what is no object has one.
pub(super) fn cells(columns: &[String], record: &Json, cell: fn(&Json) -> String) -> Vec<String> {
    let cells = columns.iter().map(|column| match record {
        Json::Object(_) => record.get(column).map_or_else(String::new, cell),
        other => cell(other),
    });
    cells.collect()
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
    fn the_most_useful_columns_come_first() {
        let first = r#"{"account_sid":"AC1","dateCreated":"d","friendlyName":"F","url":"u","status":"s","sid":"X1","a":1}"#;
        let first = Json::read(first).unwrap();
        let useful = |suggested: &[&str]| useful(suggested, &first).join(",");
        assert_eq!(useful(&[]), "sid,status,friendlyName,dateCreated,a");
        assert_eq!(
            useful(&["url", "friendlyName", "sid", "gone"]),
            "sid,status,friendlyName,url"
        );
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
