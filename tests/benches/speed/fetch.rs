//! A small call: CPU time of the client's thread for each, the kernel's part included, and the server's not.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use cpu_time::ThreadTime;
use http::header::{ACCEPT, AUTHORIZATION, USER_AGENT};
use http::{HeaderValue, Request};
use http_body_util::{BodyExt, Empty};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use twilio_trusthub::sid::CustomerProfileSid;

use crate::shared::profiles::{self, Profile};
use crate::shared::report::Row;
use crate::shared::server;
use crate::shared::{self, CREDENTIALS, Result};
use crate::turns::{self, Turn};

/// Many and short, so that some are not disturbed.
const ROUNDS: u32 = 80;

/// What the others call themselves.
const AGENT: &str = "twilio-trusthub/0.1.0 bench";

/// The rows of the table.
pub fn rows() -> Result<Vec<Row>> {
    let response = profiles::response(&profiles::profile(0));
    let same = move |_: &[u8], out: &mut Vec<u8>| out.extend_from_slice(&response);
    let url = server::start(Arc::new(same), Duration::ZERO)?;
    let mut rows = Vec::new();
    for (manner, in_flight, calls) in [("one at a time", 1, 200), ("64 in flight", 64, 1024)] {
        let calls = if shared::is_measured() {
            calls
        } else {
            in_flight
        };
        let [ours, hyper, reqwest] = compare(&url, in_flight, calls)?;
        rows.extend([
            Row::new(
                format!("fetch, {manner}: ours / hyper-util + serde_json"),
                [ours, hyper],
                "us",
            )
            .bar(0.0..=1.1),
            Row::new(
                format!("fetch, {manner}: ours / reqwest + serde_json"),
                [ours, reqwest],
                "us",
            ),
        ]);
    }
    Ok(rows)
}

/// The CPU time of one call: by our client, by hyper-util's, by reqwest's.
fn compare(url: &str, in_flight: usize, calls: usize) -> Result<[f64; 3]> {
    let runtime = shared::runtime()?;
    let sid = profiles::sid(0);
    let trusthub = shared::trusthub(url)?;
    let ours = {
        let sid = CustomerProfileSid::new(&sid)?;
        move || {
            let call = trusthub.customer_profiles().fetch(&sid);
            async move { Ok(call.await?) }
        }
    };
    let hyper = {
        let hyper = Hyper::new(url)?;
        let sid = sid.clone();
        move || {
            let (hyper, sid) = (hyper.clone(), sid.clone());
            async move { hyper.fetch(&sid).await }
        }
    };
    let reqwest = {
        let reqwest = Reqwest::new(url)?;
        move || {
            let (reqwest, sid) = (reqwest.clone(), sid.clone());
            async move { reqwest.fetch(&sid).await }
        }
    };
    let turns: [Turn<'_>; 3] = [
        Box::new(|| round(&runtime, in_flight, calls, &ours)),
        Box::new(|| round(&runtime, in_flight, calls, &hyper)),
        Box::new(|| round(&runtime, in_flight, calls, &reqwest)),
    ];
    turns::least(ROUNDS, turns)
}

/// Makes so many calls, with so many in flight, and returns the CPU time of one.
fn round<T, F>(
    runtime: &Runtime,
    in_flight: usize,
    calls: usize,
    call: &(impl Fn() -> F + Clone + Send + 'static),
) -> Result<Duration>
where
    F: Future<Output = Result<T>> + Send + 'static,
{
    let each = calls / in_flight;
    let begin = ThreadTime::now();
    runtime.block_on(async {
        let mut tasks = JoinSet::new();
        for _ in 0..in_flight {
            let call = call.clone();
            tasks.spawn(async move {
                for _ in 0..each {
                    black_box(call().await?);
                }
                Result::Ok(())
            });
        }
        while let Some(done) = tasks.join_next().await {
            done??;
        }
        Result::Ok(())
    })?;
    Ok(begin.elapsed() / u32::try_from(each * in_flight)?)
}

/// hyper-util's client, and what it takes to fetch a profile by it.
#[derive(Clone)]
struct Hyper {
    client: Client<HttpConnector, Empty<Bytes>>,
    authorization: HeaderValue,
    url: String,
}

impl Hyper {
    fn new(url: &str) -> Result<Self> {
        let (account_sid, auth_token) = CREDENTIALS;
        let credentials = BASE64_STANDARD.encode(format!("{account_sid}:{auth_token}"));
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        Ok(Self {
            client: Client::builder(TokioExecutor::new()).build(connector),
            authorization: format!("Basic {credentials}").parse()?,
            url: url.to_owned(),
        })
    }

    async fn fetch(&self, sid: &str) -> Result<Profile> {
        let request = Request::get(format!("{}/v1/CustomerProfiles/{sid}", self.url))
            .header(AUTHORIZATION, self.authorization.clone())
            .header(ACCEPT, HeaderValue::from_static("application/json"))
            .header(USER_AGENT, HeaderValue::from_static(AGENT))
            .body(Empty::new())?;
        let response = self.client.request(request).await?;
        if !response.status().is_success() {
            return Err(response.status().as_str().into());
        }
        let body = response.into_body().collect().await?.to_bytes();
        Ok(serde_json::from_slice(&body)?)
    }
}

/// reqwest's client, on which other generators build theirs.
#[derive(Clone)]
struct Reqwest {
    client: reqwest::Client,
    url: String,
}

impl Reqwest {
    fn new(url: &str) -> Result<Self> {
        let client = reqwest::Client::builder().no_proxy().user_agent(AGENT);
        Ok(Self {
            client: client.build()?,
            url: url.to_owned(),
        })
    }

    async fn fetch(&self, sid: &str) -> Result<Profile> {
        let (account_sid, auth_token) = CREDENTIALS;
        let response = self
            .client
            .get(format!("{}/v1/CustomerProfiles/{sid}", self.url))
            .basic_auth(account_sid, Some(auth_token))
            .header(ACCEPT, HeaderValue::from_static("application/json"))
            .send()
            .await?
            .error_for_status()?;
        Ok(serde_json::from_slice(&response.bytes().await?)?)
    }
}
