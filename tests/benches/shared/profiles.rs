//! Customer profiles as Twilio sends them, and the types that a program without a generated client would write for them.

use std::collections::BTreeMap;
use std::io::Write;
use std::str;

use serde::Deserialize;
use serde_json::{Value, json};

/// A customer profile, written by hand.
#[derive(Deserialize)]
#[expect(dead_code, reason = "they are only decoded")]
pub struct Profile {
    sid: String,
    account_sid: String,
    policy_sid: String,
    friendly_name: String,
    email: String,
    status: String,
    date_created: String,
    date_updated: String,
    url: String,
    links: BTreeMap<String, String>,
    errors: Option<Vec<Value>>,
    status_callback: Option<String>,
    valid_until: Option<String>,
}

/// A page of customer profiles, written by hand.
#[derive(Deserialize)]
#[expect(dead_code, reason = "they are only decoded")]
pub struct Page {
    results: Vec<Profile>,
    meta: Meta,
}

/// A page's place in its list, written by hand.
#[derive(Deserialize)]
#[expect(dead_code, reason = "they are only decoded")]
struct Meta {
    page: u64,
    page_size: u64,
    first_page_url: String,
    previous_page_url: Option<String>,
    url: String,
    next_page_url: Option<String>,
    key: String,
}

/// The SID of the profile with this number.
pub fn sid(number: usize) -> String {
    // Digits that differ from one profile to the next.
    let digits = (number as u128 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    format!("BU{digits:032x}")
}

/// An approved profile.
pub fn profile(number: usize) -> Value {
    let sid = sid(number);
    let url = format!("https://trusthub.twilio.com/v1/CustomerProfiles/{sid}");
    json!({
        "sid": sid,
        "account_sid": "AC75f0ea72ace6069fe0a7f80525507ddb",
        "policy_sid": "RN442bbdd104faf82b26d427e2aa46400a",
        "friendly_name": format!("Juniper Bakery No. {number}"),
        "email": format!("owner{number}@juniper-bakery.example"),
        "status": "twilio-approved",
        "date_created": "2026-07-30T22:29:24Z",
        "date_updated": "2026-07-31T01:09:00Z",
        "valid_until": "2027-07-31T01:09:00Z",
        "url": url,
        "links": {
            "customer_profiles_entity_assignments": format!("{url}/EntityAssignments"),
            "customer_profiles_evaluations": format!("{url}/Evaluations"),
            "customer_profiles_channel_endpoint_assignment": format!("{url}/ChannelEndpointAssignments"),
        },
        "errors": null,
        "status_callback": "https://hooks.juniper-bakery.example/trusthub",
    })
}

/// A page of so many profiles, and the address of the one after it.
pub fn page(size: usize, next: Option<&str>) -> Value {
    let list = "https://trusthub.twilio.com/v1/CustomerProfiles";
    json!({
        "results": (0..size).map(profile).collect::<Vec<_>>(),
        "meta": {
            "page": 0,
            "page_size": size,
            "first_page_url": format!("{list}?PageSize={size}&Page=0"),
            "previous_page_url": null,
            "url": format!("{list}?PageSize={size}&Page=0"),
            "next_page_url": next,
            "key": "results",
        },
    })
}

/// A whole response with this body.
pub fn response(body: &Value) -> Vec<u8> {
    let body = body.to_string();
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\n\
         Content-Type: application/json; charset=utf-8\r\n\
         Content-Length: {length}\r\n\
         Date: Tue, 24 Nov 2026 12:00:00 GMT\r\n\
         Twilio-Request-Id: RQ0a1b2c3d4e5f60718293a4b5c6d7e8f9\r\n\
         Twilio-Request-Duration: 0.020\r\n\
         Twilio-Concurrent-Requests: 1\r\n\r\n\
         {body}"
    )
    .into_bytes()
}

/// The responses for a list of many pages, all with the same profiles: only the address of the next page differs.
pub struct Pages {
    count: usize,
    before: Vec<u8>,
    after: Vec<u8>,
    last: Vec<u8>,
}

/// Stands where the number of the next page is put.
const NUMBER: &[u8] = b"0000000";

impl Pages {
    /// So many pages of so many profiles.
    pub fn new(count: usize, size: usize) -> Self {
        let number = String::from_utf8_lossy(NUMBER);
        let next = format!(
            "https://trusthub.twilio.com/v1/CustomerProfiles?PageSize={size}&PageToken=PABU&Page={number}"
        );
        let response_before_last = response(&page(size, Some(&next)));
        let mark = [b"&PageToken=PABU&Page=".as_slice(), NUMBER].concat();
        let end = position(&response_before_last, &mark).map_or(0, |begin| begin + mark.len());
        let (before, after) = response_before_last.split_at(end);
        let before = before.strip_suffix(NUMBER).unwrap_or(before);
        Self {
            count,
            before: before.to_vec(),
            after: after.to_vec(),
            last: response(&page(size, None)),
        }
    }

    /// Writes the response to a request, which names its page at the end of its query; without a name it is the first.
    pub fn write(&self, request: &[u8], response: &mut Vec<u8>) {
        let mark = b"&Page=";
        let number = position(request, mark).and_then(|begin| {
            let digits = request
                .get(begin + mark.len()..)?
                .split(|byte| *byte == b' ');
            str::from_utf8(digits.take(1).next()?).ok()?.parse().ok()
        });
        let next = number.unwrap_or(0) + 1;
        if next >= self.count {
            response.extend_from_slice(&self.last);
            return;
        }
        response.extend_from_slice(&self.before);
        // Writing to a vector does not fail.
        let _ = write!(response, "{next:0width$}", width = NUMBER.len());
        response.extend_from_slice(&self.after);
    }
}

fn position(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}
