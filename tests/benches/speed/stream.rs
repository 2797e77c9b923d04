//! Reading ahead: the next page is on its way while the program works on the current one.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::time::sleep;
use twilio_trusthub::TrustHub;

use crate::shared::profiles::Pages;
use crate::shared::report::Row;
use crate::shared::server;
use crate::shared::{self, Result};
use crate::turns::{self, Turn};

const ROUNDS: u32 = 3;

const PAGES: usize = 20;

const PAGE_SIZE: usize = 1000;

/// How long the server takes for a page, and how long the program does.
const LATENCY: Duration = Duration::from_millis(20);

/// The rows of the table.
pub fn rows() -> Result<Vec<Row>> {
    let pages = if shared::is_measured() { PAGES } else { 2 };
    let list = Pages::new(pages, PAGE_SIZE);
    let response = move |request: &[u8], response: &mut Vec<u8>| list.write(request, response);
    let url = server::start(Arc::new(response), LATENCY)?;
    let runtime = shared::runtime()?;
    let trusthub = shared::trusthub(&url)?;
    let (runtime, trusthub) = (&runtime, &trusthub);
    let turns = [false, true].map(|read_ahead| -> Turn<'_> {
        Box::new(move || runtime.block_on(stream(trusthub, read_ahead, pages * PAGE_SIZE)))
    });
    let [without, with] = turns::least(ROUNDS, turns)?;
    Ok(vec![
        Row::new(
            "20 ms a page on each side: without read-ahead / with it",
            [without / 1e3, with / 1e3],
            "ms",
        )
        .bar(1.5..=f64::INFINITY),
    ])
}

/// Works on each page as long as the server does.
async fn stream(trusthub: &TrustHub, read_ahead: bool, expected: usize) -> Result<Duration> {
    let begin = Instant::now();
    let list = trusthub.customer_profiles().list();
    let mut pages = list.read_ahead(read_ahead).pages();
    let mut items = 0;
    while let Some(page) = pages.try_next().await? {
        items += page.items.len();
        sleep(LATENCY).await;
    }
    assert_eq!(items, expected);
    Ok(begin.elapsed())
}
