//! Work that is shared by the processors.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The stack of a thread that prints: parsing and printing a chain of calls go one level deeper with each call, and the
/// request of an operation has a call for each parameter. The system gives only what is used of it.
const STACK: usize = 256 << 20;

/// What `make` gives for each item, in the order of the items; one thread a processor.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut made = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            match items.get(index) {
                Some(item) => made.push((index, make(item))),
                None => return made,
            }
        }
    };
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let mut made = thread::scope(|scope| {
        let start = |_| {
            let thread = thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, work).ok()
        };
        let threads = (0..processors.min(items.len())).filter_map(start);
        let threads: Vec<_> = threads.collect();
        let mut made = Vec::new();
        for thread in threads {
            match thread.join() {
                Ok(more) => made.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        // What is left if the system starts no thread.
        made.extend(work());
        made
    });
    made.sort_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, made)| made).collect()
}

/// What two functions give, each on a thread of its own.
pub fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        match one.join() {
            Ok(one) => (one, other),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::map;
    use crate::print;

    #[test]
    fn what_is_made_keeps_the_order_of_the_items() {
        let items: Vec<u32> = (0..1000).collect();
        let doubled: Vec<u32> = items.iter().map(|item| item * 2).collect();
        assert_eq!(map(&items, |item| item * 2), doubled);
        assert!(map(&[] as &[u32], |item| item * 2).is_empty());
    }

    #[test]
    fn threads_have_room_for_long_chains() {
        let lines = map(&[20_000], |length| {
            let chain = format!("a{};", ".b(c)".repeat(*length));
            print::statements(chain.parse().unwrap()).len()
        });
        assert_eq!(lines, [20_000]);
    }
}
