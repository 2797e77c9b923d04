//! Decoding a page of 1,000 profiles.

use std::hint::black_box;
use std::time::{Duration, Instant};

use bytes::Bytes;
use serde_json::Value;

use crate::shared::profiles::{self, Page};
use crate::shared::report::Row;
use crate::shared::{self, Result};
use crate::turns::{self, Turn};

const ROUNDS: u32 = 300;

/// The rows of the table.
pub fn rows() -> Result<Vec<Row>> {
    let body = Bytes::from(profiles::page(1000, None).to_string());
    let runtime = shared::runtime()?;
    let trusthub = shared::offline(body.clone())?;
    let turns: [Turn<'_>; 3] = [
        // Ours has the whole call in it, up to the transport and back.
        Box::new(|| time(|| Ok(runtime.block_on(trusthub.customer_profiles().list().send())?))),
        Box::new(|| time(|| Ok(serde_json::from_slice::<Page>(&body)?))),
        Box::new(|| time(|| Ok(serde_json::from_slice::<Value>(&body)?))),
    ];
    let [ours, strings, value] = turns::least(ROUNDS, turns)?;
    Ok(vec![
        Row::new(
            "page of 1,000: ours / serde_json into structs of Strings",
            [ours, strings],
            "us",
        )
        .bar(0.0..=1.0),
        Row::new(
            "page of 1,000: ours / serde_json::Value",
            [ours, value],
            "us",
        ),
    ])
}

/// The time until the value is there and gone again.
fn time<T>(decode: impl Fn() -> Result<T>) -> Result<Duration> {
    let begin = Instant::now();
    drop(black_box(decode()?));
    Ok(begin.elapsed())
}
