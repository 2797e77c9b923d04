//! Contestants take turns, so that whatever else the machine does hits all of them.

use std::time::Duration;

use crate::shared::{Result, is_measured};

/// One turn of a contestant: it returns the time that it took.
pub type Turn<'a> = Box<dyn FnMut() -> Result<Duration> + 'a>;

/// The least time of each contestant, in microseconds, over so many rounds and one before them that does not count.
///
/// The least, because a disturbance only ever adds.
pub fn least<const N: usize>(rounds: u32, mut turns: [Turn<'_>; N]) -> Result<[f64; N]> {
    let mut least = [Duration::MAX; N];
    for turn in &mut turns {
        turn()?;
    }
    for _ in 0..if is_measured() { rounds } else { 1 } {
        for (turn, least) in turns.iter_mut().zip(&mut least) {
            *least = turn()?.min(*least);
        }
    }
    Ok(least.map(|time| time.as_secs_f64() * 1e6))
}
