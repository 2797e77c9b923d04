//! What the client asks of the allocator: on the thread that calls, the server's thread left out.
//!
//! ```text
//! cargo bench -p acceptance --no-default-features --bench memory
//! ```
//!
//! A block that grows counts as a new one, and both count until the old one is copied.

#[path = "../shared/mod.rs"]
mod shared;

use std::sync::Arc;
use std::time::Duration;

use allocation_counter::{AllocationInfo, measure};
use bytes::Bytes;
use serde_json::Value;

use shared::Result;
use shared::profiles::{self, Page, Pages};
use shared::report::Row;
use shared::server;

const PAGE_SIZE: usize = 1000;

fn main() -> Result<()> {
    let mut rows = page()?;
    rows.push(stream()?);
    if shared::is_measured() {
        shared::report::print(&rows)?;
    }
    Ok(())
}

/// Allocations for a profile, as a page of them is decoded.
fn page() -> Result<Vec<Row>> {
    let body = Bytes::from(profiles::page(PAGE_SIZE, None).to_string());
    let runtime = shared::runtime()?;
    let trusthub = shared::offline(body.clone())?;
    // Ours has the whole call in it, up to the transport and back.
    let ours = allocated(|| Ok(runtime.block_on(trusthub.customer_profiles().list().send())?))?;
    let strings = allocated(|| Ok(serde_json::from_slice::<Page>(&body)?))?;
    let value = allocated(|| Ok(serde_json::from_slice::<Value>(&body)?))?;
    let row = |other, against: AllocationInfo| {
        Row::new(
            format!("allocations a profile: ours / serde_json {other}"),
            [ours, against].map(|info| info.count_total as f64 / PAGE_SIZE as f64),
            "",
        )
    };
    Ok(vec![
        row("into structs of Strings", strings),
        row("into its Value", value),
    ])
}

/// The peak over the idle client while a million profiles go by, against a decoded page.
fn stream() -> Result<Row> {
    let pages = if shared::is_measured() { 1000 } else { 2 };
    let responses = Pages::new(pages, PAGE_SIZE);
    let response = move |request: &[u8], response: &mut Vec<u8>| responses.write(request, response);
    let url = server::start(Arc::new(response), Duration::ZERO)?;
    let runtime = shared::runtime()?;
    let trusthub = shared::trusthub(&url)?;
    let list = || trusthub.customer_profiles().list();
    // From here on there is a connection, and all that is made once.
    drop(runtime.block_on(list().send())?);

    let mut page = None;
    let held = measure(|| page = Some(runtime.block_on(list().send())));
    let page = page.ok_or("nothing was measured")??;
    assert_eq!(page.items.len(), PAGE_SIZE);
    drop(page);

    let mut count = Ok(0);
    let streamed = measure(|| {
        count = runtime.block_on(async {
            let mut items = list().stream();
            let mut count = 0;
            while items.try_next().await?.is_some() {
                count += 1;
            }
            Result::Ok(count)
        });
    });
    assert_eq!(count?, pages * PAGE_SIZE);
    Ok(Row::new(
        format!("stream of {} profiles: peak / one page", pages * PAGE_SIZE),
        [streamed.bytes_max as f64, held.bytes_current as f64].map(|bytes| bytes / 1e6),
        "MB",
    )
    .bar(0.0..=3.0))
}

/// What the allocator is asked for while the value is made.
fn allocated<T>(make: impl Fn() -> Result<T>) -> Result<AllocationInfo> {
    drop(make()?);
    let mut value = None;
    let info = measure(|| value = Some(make()));
    drop(value.ok_or("nothing was measured")??);
    Ok(info)
}
