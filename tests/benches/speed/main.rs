//! How fast the client is, against other ways to do the same, in the same run and in turn.
//!
//! ```text
//! cargo bench -p acceptance --no-default-features --bench speed
//! ```

#[path = "../shared/mod.rs"]
mod shared;

mod fetch;
mod page;
mod stream;
mod turns;

fn main() -> shared::Result<()> {
    let mut rows = fetch::rows()?;
    rows.extend(page::rows()?);
    rows.extend(stream::rows()?);
    if shared::is_measured() {
        shared::report::print(&rows)?;
    }
    Ok(())
}
